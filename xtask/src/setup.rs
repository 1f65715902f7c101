//! `cargo xtask setup`: what the tests need and this machine lacks.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result, bail};

use crate::browsers::{self, Tool};
use crate::process::{cargo, find_program, in_project, not_started, shown, text_of};
use crate::project::Project;
use crate::terminal::{note, problem, step};
use crate::{packages, wasm};

const GECKODRIVER_VERSION: &str = "0.37.0";

/// Installs everything.
pub(crate) fn setup(project: &Project) -> Result<ExitCode> {
    wasm::ensure_target(project)?;
    packages::install(project)?;
    let mut code = ExitCode::SUCCESS;
    for (tool, found) in ensure(project, &[Tool::Chromium, Tool::Firefox, Tool::Geckodriver]) {
        match found {
            Ok(path) => note(&format!("{}: {}", tool.name(), path.display())),
            Err(error) => {
                problem(&format!("{error:#}"));
                code = ExitCode::FAILURE;
            }
        }
    }
    if code == ExitCode::SUCCESS {
        step("everything is there: `cargo xtask run`, `cargo xtask test`");
    }
    Ok(code)
}

/// Installs which of the programs are missing, and says of each where it is or why it is not there.
///
/// What the installers say goes to files: they run beside other work, whose output they would tear apart.
pub(crate) fn ensure(project: &Project, tools: &[Tool]) -> Vec<(Tool, Result<PathBuf>)> {
    let missing: Vec<Tool> =
        tools.iter().copied().filter(|tool| matches!(browsers::find(project, *tool), Ok(None))).collect();
    let packages: Vec<&str> = missing.iter().filter_map(|tool| debian_package(*tool)).collect();
    let by_system = if packages.is_empty() { Ok(()) } else { install_packages(project, &packages) };
    let by_cargo = if missing.contains(&Tool::Geckodriver) { install_geckodriver(project) } else { Ok(()) };
    tools
        .iter()
        .map(|tool| {
            let installed = if *tool == Tool::Geckodriver { &by_cargo } else { &by_system };
            (*tool, located(project, *tool, installed))
        })
        .collect()
}

fn located(project: &Project, tool: Tool, installed: &Result<()>) -> Result<PathBuf> {
    match (browsers::find(project, tool)?, installed) {
        (Some(path), _) => Ok(path),
        (None, Ok(())) => bail!("{}", browsers::advice(tool)),
        (None, Err(error)) => bail!("{}\n{error:#}", browsers::advice(tool)),
    }
}

fn debian_package(tool: Tool) -> Option<&'static str> {
    match tool {
        Tool::Chromium => Some("chromium"),
        Tool::Firefox => Some("firefox-esr"),
        Tool::Geckodriver => None,
    }
}

fn install_packages(project: &Project, packages: &[&str]) -> Result<()> {
    if find_program("apt-get").is_none() {
        bail!("It was not installed from here, because this system has no apt-get.");
    }
    if text_of(Command::new("id").arg("-u"))?.trim() != "0" {
        bail!(
            "It was not installed from here, because that takes root: `sudo apt-get install {}`.",
            packages.join(" ")
        );
    }
    step(&format!("apt-get install {} (one to three minutes, once)", packages.join(" ")));
    let log = project.target().join("setup-apt.log");
    let apt = || {
        let mut command = in_project(project, "apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").args(["--quiet", "--assume-yes"]);
        command
    };
    logged(apt().arg("update"), &log)?;
    // Without a font a page has no letters, and browsers merely recommend one.
    logged(apt().args(["install", "--no-install-recommends", "fonts-liberation"]).args(packages), &log)
}

fn install_geckodriver(project: &Project) -> Result<()> {
    step(&format!("cargo install geckodriver {GECKODRIVER_VERSION} into target/tools (one to three minutes, once)"));
    let build = project.target().join("tools-build");
    // A folder of its own: cargo would wait for the one that another cargo builds in. Unoptimised: it passes messages on.
    let installed = logged(
        cargo(project)
            .args(["install", "geckodriver", "--locked", "--debug", "--version", GECKODRIVER_VERSION])
            .arg("--root")
            .arg(project.tools())
            .arg("--target-dir")
            .arg(&build),
        &project.target().join("setup-geckodriver.log"),
    );
    if build.exists() {
        fs::remove_dir_all(&build).context("the folder that geckodriver was built in could not be removed")?;
    }
    installed
}

/// Runs a command with its output in a file, whose last lines are in the error if it fails.
fn logged(command: &mut Command, log: &Path) -> Result<()> {
    fs::create_dir_all(log.parent().context("the log has no folder")?)?;
    let file = File::create(log).with_context(|| format!("{} could not be written", log.display()))?;
    let status = command
        .stdout(Stdio::from(file.try_clone()?))
        .stderr(Stdio::from(file))
        .status()
        .map_err(|error| not_started(command, &error))?;
    if !status.success() {
        let said = fs::read_to_string(log).unwrap_or_default();
        let lines: Vec<&str> = said.lines().collect();
        let last = lines.get(lines.len().saturating_sub(12)..).unwrap_or_default().join("\n");
        bail!("`{}` failed ({status}); all it said is in {}; the end of it:\n{last}", shown(command), log.display());
    }
    Ok(())
}
