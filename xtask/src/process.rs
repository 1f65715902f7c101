//! Starting other programs, with errors that say what to do.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, anyhow, bail};

use crate::project::Project;

/// The cargo that started this program.
pub(crate) fn cargo(project: &Project) -> Command {
    let mut command = in_project(project, std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // Cargo sets these for this program; to another cargo they would say that it runs for the package xtask.
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")) {
            command.env_remove(name);
        }
    }
    command.env("CARGO_TARGET_DIR", project.target());
    command
}

/// Node, in the project's folder.
pub(crate) fn node(project: &Project) -> Command {
    in_project(project, "node")
}

/// A program that starts in the project's folder and cannot read this program's input.
pub(crate) fn in_project(project: &Project, program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(project.root()).stdin(Stdio::null());
    command
}

/// Runs a command with its output on the terminal; an error if it does not end well.
pub(crate) fn succeed(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

/// Runs a command and takes its output; an error with that output if it does not end well.
pub(crate) fn capture(command: &mut Command) -> Result<Output> {
    let output = command.output().map_err(|error| not_started(command, &error))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` failed ({})\n{}", shown(command), output.status, said.trim_end());
    }
    Ok(output)
}

/// What a command writes to its standard output, as text.
pub(crate) fn text_of(command: &mut Command) -> Result<String> {
    let output = capture(command)?;
    String::from_utf8(output.stdout).with_context(|| format!("`{}` did not write UTF-8", shown(command)))
}

/// The command as one would type it, short enough for a line.
pub(crate) fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    std::iter::once(program)
        .chain(command.get_args().take(4))
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What is the matter when a program does not start.
pub(crate) fn not_started(command: &Command, error: &std::io::Error) -> anyhow::Error {
    let program = command.get_program().to_string_lossy();
    if error.kind() != ErrorKind::NotFound {
        return anyhow!("`{program}` did not start: {error}");
    }
    let advice = match program.as_ref() {
        "node" | "npm" | "npm.cmd" => "install Node.js 20.19 or later with npm (https://nodejs.org)",
        "rustup" => "install Rust with rustup (https://rustup.rs)",
        "python3" => "install Python 3.11 or later",
        _ => "install it, or put its folder into PATH",
    };
    anyhow!("`{program}` was not found: {advice}")
}

/// The program of this name in the folders of `PATH`.
pub(crate) fn find_program(name: &str) -> Option<PathBuf> {
    let file = if cfg!(windows) { format!("{name}.exe") } else { name.to_owned() };
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(&file)).find(|path| path.is_file())
}
