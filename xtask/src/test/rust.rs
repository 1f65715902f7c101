//! The tests and checks of the Rust code.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::process::{cargo, not_started, shown};
use crate::project::Project;
use crate::summary::{Counts, cargo_counts};
use crate::wasm;

/// All tests, with how cargo ended.
pub(super) fn tests(project: &Project) -> Result<(Counts, Result<()>)> {
    let mut command = cargo(project);
    command.args([
        "test",
        "--locked",
        "--workspace",
        "--features",
        "sourcelight/cli,sourcelight/stages,sourcelight-kernel/measure",
        "--no-fail-fast",
    ]);
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| not_started(&command, &error))?;
    let output = child.stdout.take().context("cargo's output was not caught")?;
    let mut counts = Counts::default();
    for line in BufReader::new(output).lines() {
        let line = line?;
        println!("{line}");
        if let Some(more) = cargo_counts(&line) {
            counts.add(more);
        }
    }
    let status = child.wait()?;
    Ok((counts, if status.success() { Ok(()) } else { failed(&command, status) }))
}

fn failed(command: &Command, status: std::process::ExitStatus) -> Result<()> {
    bail!("`{}` failed ({status})", shown(command))
}

/// The checks, each with its name.
pub(super) fn checks(project: &Project) -> Vec<(&'static str, Command)> {
    let command = |arguments: &[&str]| {
        let mut command = cargo(project);
        command.args(arguments);
        command
    };
    let deny = ["--", "--deny", "warnings"];
    let mut clippy = command(&[
        "clippy",
        "--locked",
        "--workspace",
        "--all-targets",
        "--features",
        "sourcelight/cli,sourcelight/stages,sourcelight-kernel/measure",
    ]);
    clippy.args(deny);
    let mut clippy_wasm = command(&[
        "clippy",
        "--locked",
        "--package",
        "sourcelight",
        "--lib",
        "--features",
        "stages",
        "--target",
        wasm::TARGET,
    ]);
    clippy_wasm.args(deny);
    let mut documentation =
        command(&["doc", "--locked", "--lib", "--no-deps", "--features", "sourcelight/cli,sourcelight/stages"]);
    documentation.args(["--package", "sourcelight", "--package", "sourcelight-kernel"]);
    documentation.env("RUSTDOCFLAGS", "--deny warnings");
    vec![
        ("cargo fmt --check", command(&["fmt", "--all", "--check"])),
        ("clippy", clippy),
        ("clippy for WebAssembly", clippy_wasm),
        ("documentation", documentation),
    ]
}
