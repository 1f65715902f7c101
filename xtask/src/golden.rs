//! `cargo xtask golden`: the expected reports of the sample articles.

use std::process::ExitCode;

use anyhow::Result;

use crate::process::{cargo, succeed};
use crate::project::Project;
use crate::terminal::step;

/// Writes the reports anew, or only compares them. The test knows how they are made; it is asked to do either.
pub(crate) fn golden(project: &Project, check: bool) -> Result<ExitCode> {
    let mut command = cargo(project);
    command.args(["test", "--quiet", "--locked", "--package", "sourcelight", "--features", "cli", "--test", "goldens"]);
    if !check {
        step("writing tests/pages/*/report.json");
        command.env("SOURCELIGHT_GOLDENS", "write");
    }
    succeed(&mut command)?;
    if !check {
        step("done; read what has changed with `git diff tests/pages`");
    }
    Ok(ExitCode::SUCCESS)
}
