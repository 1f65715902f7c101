//! The npm packages, installed when package-lock.json has changed and not otherwise.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::process::{in_project, node, succeed, text_of};
use crate::project::Project;
use crate::terminal::step;

/// The oldest Node that the packages run on: major and minor version.
const NODE_VERSION: (u32, u32) = (20, 19);

/// The program npm; on Windows it is a script, which is started by its full name only.
pub(crate) const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Installs the packages of package-lock.json unless they are there.
pub(crate) fn install(project: &Project) -> Result<()> {
    check_node(project)?;
    let lock = fs::read(project.path("package-lock.json")).context("package-lock.json could not be read")?;
    // The stamp lies inside, so that it goes when the folder goes. It is written last, so that it says "complete".
    let stamp = project.node_modules().join(".installed-package-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    step("npm ci: installing the packages that build and test (about a minute, once)");
    succeed(in_project(project, NPM).args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]))?;
    fs::write(&stamp, lock).context("the packages were installed, but node_modules could not be written to")
}

fn check_node(project: &Project) -> Result<()> {
    let version = text_of(node(project).arg("--version"))?;
    let mut numbers = version.trim().trim_start_matches('v').split('.').map_while(|number| number.parse::<u32>().ok());
    let found = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if found < NODE_VERSION {
        let (major, minor) = NODE_VERSION;
        bail!(
            "found Node {}, expected {major}.{minor} or later: install a newer one (https://nodejs.org)",
            version.trim()
        );
    }
    Ok(())
}
