//! The core as WebAssembly: compiled, given its JavaScript glue, optimised.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::process::{cargo, find_program, in_project, node, succeed, text_of};
use crate::project::Project;
use crate::terminal::{note, step};

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// What the core may use of WebAssembly beyond its first version: the browsers of the manifests have all of it. And that it
/// uses none of the lowest 1,024 bytes, which the linker gives to the deepest end of the stack, so that sums of addresses
/// need no care of their own.
const OPTIMISER_ARGUMENTS: [&str; 10] = [
    "-O3",
    "--low-memory-unused",
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-multivalue",
    "--enable-reference-types",
    "--strip-producers",
];

/// Whose core it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Core {
    /// The extension's: as small as can be.
    Extension,
    /// The playground's, which also tells what each stage made of a text.
    Playground,
}

impl Core {
    fn features(self) -> &'static [&'static str] {
        match self {
            Self::Extension => &[],
            Self::Playground => &["--features", "stages"],
        }
    }

    /// Its folder under `target`.
    fn folder(self) -> &'static str {
        match self {
            Self::Extension => "wasm",
            Self::Playground => "wasm-playground",
        }
    }
}

/// Adds the target to the Rust installation if it is not there.
pub(crate) fn ensure_target(project: &Project) -> Result<()> {
    let libraries = text_of(in_project(project, "rustc").args(["--print", "target-libdir", "--target", TARGET]))?;
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    if find_program("rustup").is_none() {
        bail!(
            "Rust's target {TARGET} is missing, and there is no rustup to add it\n\
             Install Rust with rustup (https://rustup.rs), or the package of your system that brings the target\n\
             (Debian: libstd-rust-dev-wasm32, Fedora: rust-std-static-{TARGET})."
        );
    }
    step(&format!("rustup target add {TARGET}"));
    succeed(in_project(project, "rustup").args(["target", "add", TARGET]))
}

/// Compiles the core and writes wasm and glue into a folder, which it gives back.
pub(crate) fn build(project: &Project, core: Core, quick: bool) -> Result<PathBuf> {
    step("compiling the core for WebAssembly");
    succeed(
        cargo(project)
            .args([
                "build",
                "--locked",
                "--profile",
                "extension",
                "--package",
                "sourcelight",
                "--lib",
                "--target",
                TARGET,
            ])
            .args(core.features())
            .env("CARGO_ENCODED_RUSTFLAGS", rust_flags(project)),
    )?;
    step("writing its JavaScript glue");
    let compiled = project.target().join(TARGET).join("extension/sourcelight.wasm");
    let folder = project.target().join(core.folder());
    // The wasm imports a module of its own file name, so the name is chosen here and never changed.
    // A trap leaves an instance that cannot be trusted; the state function replaces it.
    Bindgen::new()
        .input_path(&compiled)
        .reset_state_function(true)
        .web(true)
        .and_then(|bindgen| bindgen.typescript(false).remove_producers_section(true).generate(&folder))
        .map_err(|error| anyhow!("wasm-bindgen: {error:#}"))?;
    if quick {
        note("left as the compiler made it (--quick)");
    } else {
        optimise(project, &folder.join("sourcelight_bg.wasm"))?;
    }
    Ok(folder)
}

/// Compiles the measurements of the kernel as the core is compiled, and gives the module.
pub(crate) fn build_measurements(project: &Project) -> Result<PathBuf> {
    ensure_target(project)?;
    succeed(
        cargo(project)
            .args(["build", "--locked", "--profile", "extension", "--package", "sourcelight-kernel"])
            .args(["--features", "measure", "--example", "measure", "--target", TARGET])
            .env("CARGO_ENCODED_RUSTFLAGS", rust_flags(project)),
    )?;
    let compiled = project.target().join(TARGET).join("extension/examples/measure.wasm");
    let module = project.target().join("wasm/measure.wasm");
    fs::create_dir_all(project.target().join("wasm"))?;
    fs::copy(&compiled, &module)?;
    optimise(project, &module)?;
    Ok(module)
}

/// Flags that turn on SIMD and leave no path of this machine in the binary, so that every machine builds the same bytes.
fn rust_flags(project: &Project) -> String {
    let cargo_home =
        std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    // Without that pass of LLVM loads keep their offsets, and the core is a little smaller.
    let mut flags = vec!["-Ctarget-feature=+simd128".to_owned(), "-Cllvm-args=-disable-lsr".to_owned()];
    // The name of the folder that crates lie in says from which registry they came, which may be a mirror. Of several
    // flags that match, the compiler takes the last one.
    let sources = cargo_home.as_ref().and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    let mut sources: Vec<PathBuf> = sources.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    sources.sort();
    flags.extend(cargo_home.map(|home| format!("--remap-path-prefix={}=cargo", home.display())));
    flags.extend(sources.iter().map(|folder| format!("--remap-path-prefix={}=crates", folder.display())));
    flags.push(format!("--remap-path-prefix={}=.", project.root().display()));
    flags.join("\u{1f}")
}

/// Runs wasm-opt over the file, or takes the result of the last run over the same bytes.
fn optimise(project: &Project, wasm: &Path) -> Result<()> {
    let input = fs::read(wasm)?;
    let cached_input = wasm.with_extension("unoptimised");
    let cached_output = wasm.with_extension("optimised");
    let package =
        fs::read(project.node_modules().join("binaryen/package.json")).context("binaryen is not installed")?;
    let key = [package.as_slice(), OPTIMISER_ARGUMENTS.join(" ").as_bytes(), &input].concat();
    if !(cached_output.is_file() && fs::read(&cached_input).is_ok_and(|cached| cached == key)) {
        step("optimising it with wasm-opt");
        let program = project.node_modules().join("binaryen/bin/wasm-opt");
        succeed(node(project).arg(program).args(OPTIMISER_ARGUMENTS).arg(wasm).arg("--output").arg(&cached_output))?;
        fs::write(&cached_input, key)?;
    }
    fs::copy(&cached_output, wasm)?;
    Ok(())
}
