//! What stands in the stores: texts in every language, and pictures.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::source::files_under;
use crate::browsers::Tool;
use crate::process::{node, succeed};
use crate::project::Project;
use crate::setup;
use crate::terminal::step;

/// Copies the texts, and checks that each listing has the summary that the extension itself has in its language.
///
/// # Errors
///
/// If a listing has another one.
pub(super) fn texts(project: &Project, folder: &Path) -> Result<()> {
    let source = project.path("docs/store");
    fs::create_dir_all(folder)?;
    for file in files_under(&source, &[])? {
        let name = file.to_string_lossy();
        let text = fs::read_to_string(source.join(&file)).with_context(|| format!("{name} could not be read"))?;
        if let Some(language) = name.strip_prefix("listing.").and_then(|rest| rest.strip_suffix(".md")) {
            check_summary(project, language, &text)?;
        }
        fs::write(folder.join(&file), text)?;
    }
    Ok(())
}

/// The summary is the first paragraph under the title.
fn check_summary(project: &Project, language: &str, text: &str) -> Result<()> {
    let found = text.lines().skip(1).find(|line| !line.trim().is_empty()).unwrap_or_default();
    let messages = fs::read_to_string(project.path(&format!("extension/_locales/{language}/messages.json")))
        .with_context(|| format!("there are no messages in the language {language}"))?;
    let messages: Value = serde_json::from_str(&messages)?;
    let expected = messages.pointer("/extension_description/message").and_then(Value::as_str).unwrap_or_default();
    if found != expected {
        bail!("listing.{language}.md: found the summary {found:?}, expected {expected:?}");
    }
    Ok(())
}

/// Takes the pictures of a page with its panel, 1280 by 800, by day and by night.
///
/// # Errors
///
/// If there is no Chromium, or it fails.
pub(super) fn pictures(project: &Project, folder: &Path) -> Result<()> {
    let browser =
        setup::ensure(project, &[Tool::Chromium]).into_iter().next().context("no browser was looked for")?.1?;
    step("taking the pictures for the stores");
    let mut command = node(project);
    command.arg("tests/browser/store-pictures.js").arg("--out").arg(folder);
    succeed(command.env("DIST_DIR", project.dist()).env(Tool::Chromium.variable(), browser))
}
