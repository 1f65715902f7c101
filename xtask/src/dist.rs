//! `cargo xtask dist`: what is handed to the stores, to npm and to reviewers, the same bytes wherever it is made.

mod npm;
mod sbom;
mod source;
mod store;
mod zip;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::build::{BuildOptions, build};
use crate::dependencies;
use crate::manifest::Family;
use crate::process::{cargo, node, succeed, text_of};
use crate::project::Project;
use crate::terminal::{note, step};

/// Name of the file of checksums, in the form that `sha256sum --check` reads.
const SUMS: &str = "SHA256SUMS";

/// What to do besides making the packages.
pub(crate) struct DistOptions {
    /// Build the source archive in another folder, and compare what comes of it.
    pub(crate) verify: bool,
    /// Take the pictures for the stores, which takes the browsers.
    pub(crate) pictures: bool,
    /// Leave out the trial of publishing the crates.
    pub(crate) skip_crates: bool,
}

/// Makes every package in `dist/packages`.
pub(crate) fn dist(project: &Project, options: &DistOptions) -> Result<ExitCode> {
    build(project, &BuildOptions::default())?;
    let folder = project.dist().join("packages");
    packages(project, &folder)?;
    if !options.skip_crates {
        step("trying to publish the crates");
        // The files are those that are there, committed or not; nothing is uploaded.
        succeed(cargo(project).args(["publish", "--dry-run", "--locked", "--allow-dirty"]).args(CRATES))?;
    }
    if options.pictures {
        store::pictures(project, &folder.join("store"))?;
    }
    if options.verify {
        verify(project, &folder)?;
    }
    step(&format!("everything is in {}", folder.display()));
    print!("{}", fs::read_to_string(folder.join(SUMS))?);
    Ok(ExitCode::SUCCESS)
}

/// Makes the packages of the built extension twice and compares them.
///
/// # Errors
///
/// If they cannot be made, or not come out the same.
pub(crate) fn make_twice(project: &Project) -> Result<()> {
    let folders = [project.target().join("packages-again"), project.dist().join("packages")];
    let [first, second] = folders.each_ref().map(|folder| -> Result<String> {
        packages(project, folder)?;
        Ok(fs::read_to_string(folder.join(SUMS))?)
    });
    let (first, second) = (first?, second?);
    if first != second {
        bail!("the same packages came out differently:\n{first}\n{second}");
    }
    Ok(())
}

/// The crates that can be published, in any order: cargo knows which needs which.
const CRATES: [&str; 4] = ["--package", "sourcelight-kernel", "--package", "sourcelight"];

/// Makes the packages of the built extension in a folder, with their checksums.
///
/// # Errors
///
/// If something that belongs into a package is not there, or a file cannot be written.
pub(crate) fn packages(project: &Project, folder: &Path) -> Result<()> {
    step("making the packages");
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("{} could not be cleared", folder.display()))?;
    }
    fs::create_dir_all(folder)?;
    let name = format!("sourcelight-{}", env!("CARGO_PKG_VERSION"));
    let dependencies = dependencies::shipped(project)?;
    for family in Family::ALL {
        let extension = project.dist().join(family.name());
        let archive = folder.join(format!("{name}-{}.zip", family.name()));
        zip::write(&archive, &extension, "", &source::files_under(&extension, &[])?)?;
    }
    let archive = folder.join(format!("{name}-source.zip"));
    zip::write(&archive, project.root(), &format!("{name}/"), &source::files(project)?)?;
    npm::package(project, &dependencies, folder)?;
    sbom::write(project, &dependencies, &folder.join(format!("{name}.cdx.json")))?;
    store::texts(project, &folder.join("store"))?;
    fs::write(folder.join("built-with.txt"), built_with(project)?)?;
    write_sums(folder)
}

/// The programs whose versions decide over the bytes.
fn built_with(project: &Project) -> Result<String> {
    let rust = text_of(cargo(project).arg("--version"))?;
    let compiler = text_of(crate::process::in_project(project, "rustc").arg("--version"))?;
    let node = text_of(node(project).arg("--version"))?;
    Ok(format!("{compiler}{rust}node {node}"))
}

fn write_sums(folder: &Path) -> Result<()> {
    let mut sums = String::new();
    for file in source::files_under(folder, &[])? {
        let name = file.to_string_lossy().replace('\\', "/");
        sums.push_str(&format!("{}  {name}\n", sha256(&fs::read(folder.join(&file))?)));
    }
    fs::write(folder.join(SUMS), sums).context("the checksums could not be written")
}

/// The SHA-256 of bytes, in hexadecimal digits.
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Unpacks the source archive into a folder with another name, makes the packages there, and compares.
fn verify(project: &Project, folder: &Path) -> Result<()> {
    let elsewhere = project.target().join("elsewhere");
    step(&format!("building the source archive once more, in {} (minutes)", elsewhere.display()));
    if elsewhere.exists() {
        fs::remove_dir_all(&elsewhere).context("what an earlier comparison left could not be removed")?;
    }
    let name = format!("sourcelight-{}", env!("CARGO_PKG_VERSION"));
    zip::unpack(&folder.join(format!("{name}-source.zip")), &elsewhere)?;
    let root = elsewhere.join(&name);
    let mut command = cargo(project);
    command.current_dir(&root).env("CARGO_TARGET_DIR", root.join("target"));
    succeed(command.args(["xtask", "dist", "--skip-crates"]))?;
    let sums = |folder: PathBuf| fs::read_to_string(folder.join(SUMS)).context("found no checksums");
    let (found, expected) = (sums(root.join("dist/packages"))?, sums(folder.to_path_buf())?);
    let differing: Vec<&str> = expected.lines().filter(|line| !found.lines().any(|other| other == *line)).collect();
    if !differing.is_empty() || found.lines().count() != expected.lines().count() {
        bail!("these came out otherwise from the source archive:\n{}", differing.join("\n"));
    }
    note("every package came out the same");
    fs::remove_dir_all(&elsewhere).context("the other build could not be removed")
}
