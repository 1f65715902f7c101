//! `cargo xtask fuzz`: looks for inputs on which the core breaks a promise, and keeps the corpora small.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use crate::process::{cargo, in_project, succeed};
use crate::project::Project;
use crate::terminal::{note, step};

/// What is fuzzed; `fuzz/src/lib.rs` says what each makes of the bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Target {
    Text,
    Html,
    Contract,
    Pack,
    Variants,
    Repeats,
}

impl Target {
    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Contract => "contract",
            Self::Pack => "pack",
            Self::Variants => "variants",
            Self::Repeats => "repeats",
        }
    }

    /// The longest input that is tried, in bytes: long ones are slow, and few.
    fn longest(self) -> usize {
        match self {
            Self::Pack => 16 * 1024,
            Self::Repeats => 256,
            Self::Text | Self::Html | Self::Contract | Self::Variants => 4 * 1024,
        }
    }
}

/// Fuzzes the targets, or all if none are named, for so many minutes each.
pub(crate) fn fuzz(project: &Project, targets: &[Target], minutes: u64, minimise: bool) -> Result<ExitCode> {
    let program = build(project)?;
    let chosen = Target::value_variants().iter().copied().filter(|each| targets.is_empty() || targets.contains(each));
    for target in chosen {
        let fuzzer = Fuzzer { project, program: &program, target };
        fuzzer.search(minutes)?;
        if minimise {
            fuzzer.minimise()?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Set while cargo builds the fuzzer: this program is then started in the compiler's place.
const IS_COMPILER: &str = "SOURCELIGHT_FUZZ_COMPILER";
/// Crates whose branches the fuzzer sees. The network's kernel would take a hundred times as long, and has no branches that
/// depend on a text.
const WATCHED: [&str; 2] = ["sourcelight", "sourcelight_fuzz"];
/// The options of `cargo fuzz` without its sanitizers, which a stable compiler has not; the core has no unsafe code but one
/// loop of the kernel.
const COVERAGE: [&str; 5] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// Builds the fuzzer; gives its path.
fn build(project: &Project) -> Result<PathBuf> {
    step("building the fuzzer");
    let target = host(project)?;
    let mut command = cargo(project);
    command.args(["build", "--locked", "--package", "sourcelight-fuzz", "--features", "libfuzzer", "--bin", "fuzz"]);
    command.args(["--profile", "fuzz", "--target", &target]).env("CARGO_TARGET_DIR", project.target().join("fuzz"));
    command.env("RUSTC_WORKSPACE_WRAPPER", std::env::current_exe()?).env(IS_COMPILER, "1");
    succeed(&mut command).context("the fuzzer needs a C++ compiler and a platform that libFuzzer knows")?;
    Ok(project.target().join("fuzz").join(target).join("fuzz/fuzz"))
}

/// Runs the compiler where cargo started this program in its place: `xtask RUSTC ARGUMENTS`.
pub(crate) fn as_compiler() -> Option<ExitCode> {
    std::env::var_os(IS_COMPILER)?;
    let mut arguments = std::env::args_os().skip(1);
    let mut compiler = Command::new(arguments.next()?);
    let arguments: Vec<_> = arguments.collect();
    let name = arguments.iter().skip_while(|argument| *argument != "--crate-name").nth(1);
    if name.is_some_and(|name| WATCHED.iter().any(|watched| name == watched)) {
        compiler.args(COVERAGE);
    }
    let is_compiled = compiler.args(arguments).status().is_ok_and(|status| status.success());
    Some(if is_compiled { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn host(project: &Project) -> Result<String> {
    let said = crate::process::text_of(in_project(project, "rustc").args(["--version", "--verbose"]))?;
    let line = said.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(line.context("rustc named no host")?.to_owned())
}

struct Fuzzer<'project> {
    project: &'project Project,
    program: &'project Path,
    target: Target,
}

impl Fuzzer<'_> {
    /// The corpus that is kept.
    fn corpus(&self) -> PathBuf {
        self.project.path("fuzz/corpus").join(self.target.name())
    }

    /// What one machine found and nobody chose to keep.
    fn found(&self) -> PathBuf {
        self.project.target().join("fuzz/found").join(self.target.name())
    }

    fn command(&self) -> Result<Command> {
        let broken = self.project.target().join("fuzz/broken");
        for folder in [self.corpus(), self.found(), broken.clone()] {
            fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        }
        let mut command = in_project(self.project, self.program);
        command.env("SOURCELIGHT_FUZZ", self.target.name());
        command.arg(format!("-artifact_prefix={}/{}-", broken.display(), self.target.name()));
        // The checks themselves measure time and memory; these are for what never ends.
        command.args(["-timeout=60", "-rss_limit_mb=4096"]);
        command.arg(format!("-max_len={}", self.target.longest()));
        let words = self.project.path("fuzz/words.txt");
        if self.target != Target::Pack && words.is_file() {
            command.arg(format!("-dict={}", words.display()));
        }
        Ok(command)
    }

    fn search(&self, minutes: u64) -> Result<()> {
        step(&format!("fuzzing: {}, {minutes} minutes", self.target.name()));
        let begin = Instant::now();
        let mut command = self.command()?;
        command.arg(format!("-max_total_time={}", minutes * 60)).args(["-print_final_stats=1", "-verbosity=1"]);
        command.arg(self.found()).arg(self.corpus());
        if succeed(&mut command).is_err() {
            bail!(
                "the check {} failed after {} s: the input lies in target/fuzz/broken; put it into fuzz/corpus/{} and mend the core",
                self.target.name(),
                begin.elapsed().as_secs(),
                self.target.name(),
            );
        }
        Ok(())
    }

    /// Gathers the fewest inputs, of the corpus and of what was found, that reach as much; what is kept of them is chosen by
    /// hand, because each input of the corpus runs in the tests.
    fn minimise(&self) -> Result<()> {
        step(&format!("minimising the corpus: {}", self.target.name()));
        let fewest = self.project.target().join("fuzz/fewest").join(self.target.name());
        if fewest.is_dir() {
            fs::remove_dir_all(&fewest)?;
        }
        fs::create_dir_all(&fewest)?;
        succeed(self.command()?.arg("-merge=1").arg(&fewest).arg(self.corpus()).arg(self.found()))?;
        note(&format!("{} inputs in {}", fs::read_dir(&fewest)?.count(), fewest.display()));
        Ok(())
    }
}
