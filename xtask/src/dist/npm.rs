//! The core as a package of npm: the wasm, its glue, the model, the contract with its types.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::source::files_under;
use crate::dependencies::{Dependency, notices};
use crate::packages::NPM;
use crate::process::{capture, in_project, node, succeed};
use crate::project::Project;

/// The modules that the extension and the package share.
const SHARED: [&str; 2] = ["contract.js", "shape.js"];

/// Puts the package together and packs it into the folder.
///
/// # Errors
///
/// If a file of it is missing, or npm or the compiler of TypeScript fails.
pub(super) fn package(project: &Project, dependencies: &[Dependency], packages: &Path) -> Result<()> {
    let folder = project.target().join("npm");
    if folder.exists() {
        fs::remove_dir_all(&folder).context("the last package of npm could not be cleared")?;
    }
    fs::create_dir_all(&folder)?;
    let source = project.path("npm");
    for file in files_under(&source, &[])? {
        copy(&source.join(&file), &folder.join(&file))?;
    }
    for name in ["sourcelight.js", "sourcelight_bg.wasm", "sourcelight.pack"] {
        copy(&project.dist().join("chrome/wasm").join(name), &folder.join(name))?;
    }
    for name in SHARED {
        copy(&project.path("extension/shared").join(name), &folder.join(name))?;
    }
    for name in ["LICENSE", "LICENSE-APACHE", "LICENSE-MIT"] {
        copy(&project.path(name), &folder.join(name))?;
    }
    fs::write(folder.join("THIRD-PARTY.txt"), notices(dependencies)?)?;
    write_types(project, &folder)?;
    check_version(&folder)?;
    capture(in_project(project, NPM).arg("pack").arg(&folder).arg("--pack-destination").arg(packages))?;
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    let contents = fs::read(from).with_context(|| format!("{} could not be read", from.display()))?;
    fs::write(to, contents).with_context(|| format!("{} could not be written", to.display()))
}

/// Writes the types of the shared modules, as the compiler reads them off their comments.
fn write_types(project: &Project, folder: &Path) -> Result<()> {
    let mut compiler = node(project);
    compiler.arg(project.node_modules().join("typescript/bin/tsc"));
    compiler.args(["--ignoreConfig", "--allowJs", "--declaration", "--emitDeclarationOnly", "--strict"]);
    compiler.args(["--target", "es2023", "--module", "nodenext", "--types", "", "--outDir"]).arg(folder);
    succeed(compiler.args(SHARED.map(|name| project.path("extension/shared").join(name))))
}

/// The package and the core are released together, under one version.
fn check_version(folder: &Path) -> Result<()> {
    let manifest: Value = serde_json::from_str(&fs::read_to_string(folder.join("package.json"))?)?;
    let found = manifest.get("version").and_then(Value::as_str).unwrap_or("none");
    let expected = env!("CARGO_PKG_VERSION");
    if found != expected {
        bail!("npm/package.json: found version {found}, expected {expected}, as Cargo.toml has it");
    }
    Ok(())
}
