//! `cargo xtask shots`: a picture of every state of the extension's pages and of the playground, in both browsers, to be
//! looked at.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::browsers::Tool;
use crate::process::{node, succeed};
use crate::project::Project;
use crate::terminal::step;
use crate::{packages, setup, www};

/// What the pictures of the playground are called in `tests/browser/playground-scenes.js`, one after the other.
const PLAYGROUND: &str = "playground playground-read playground-stages";

/// Takes the pictures into `target/shots/<browser>`; `only` limits them to scenes whose name holds the word.
pub(crate) fn shots(project: &Project, only: Option<&str>) -> Result<ExitCode> {
    let environment = browsers(project, &[Tool::Chromium, Tool::Firefox, Tool::Geckodriver])?;
    // Its core takes a while to build, which pictures of the panel alone need not wait for.
    if only.is_none_or(|word| PLAYGROUND.contains(word)) {
        www::build(project, true)?;
    }
    step("taking pictures of every scene");
    let mut command = node(project);
    command.arg("tests/browser/shots.js").arg("--out").arg(project.target().join("shots"));
    if let Some(only) = only {
        command.arg("--only").arg(only);
    }
    succeed(command.envs(environment))?;
    Ok(ExitCode::SUCCESS)
}

/// Takes the picture that the README shows.
pub(crate) fn readme(project: &Project) -> Result<ExitCode> {
    let environment = browsers(project, &[Tool::Chromium])?;
    let mut command = node(project);
    command.arg("tests/browser/readme-picture.js").arg("--out").arg(project.root().join("docs/images/sourcelight.png"));
    succeed(command.envs(environment))?;
    Ok(ExitCode::SUCCESS)
}

/// What the scripts are told of the browsers, which are set up with their packages if need be.
fn browsers(project: &Project, tools: &[Tool]) -> Result<Vec<(&'static str, PathBuf)>> {
    packages::install(project)?;
    let told = |(tool, path): (Tool, Result<PathBuf>)| match path {
        Ok(path) => Ok((tool.variable(), path)),
        Err(error) => bail!("{}: {error:#}", tool.name()),
    };
    setup::ensure(project, tools).into_iter().map(told).collect()
}
