//! `cargo xtask shots`: a picture of every state of the extension's pages and of the playground, in both browsers, to be
//! looked at.

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
    packages::install(project)?;
    let mut environment = Vec::new();
    for (tool, path) in setup::ensure(project, &[Tool::Chromium, Tool::Firefox, Tool::Geckodriver]) {
        match path {
            Ok(path) => environment.push((tool.variable(), path)),
            Err(error) => bail!("{}: {error:#}", tool.name()),
        }
    }
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
