//! `cargo xtask run`: the extension at work on an article, in a browser.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::browsers::Tool;
use crate::build::{BuildOptions, build};
use crate::process::{node, not_started};
use crate::project::Project;
use crate::setup;
use crate::terminal::step;

/// The article that is shown where none is named.
const SAMPLE: &str = "tests/pages/wire-harbour-treaty/article.html";

/// Builds the extension and opens an article with it. Headless where there is no display.
pub(crate) fn run(project: &Project, article: Option<&Path>, headless: bool) -> Result<ExitCode> {
    let article = match article {
        Some(path) => readable(path)?,
        None => project.path(SAMPLE),
    };
    build(project, &BuildOptions::default())?;
    let browser =
        setup::ensure(project, &[Tool::Chromium]).into_iter().next().context("no browser was looked for")?.1?;
    let headless = headless || !has_display();
    step(if headless { "showing the article in a browser without a window" } else { "opening a browser" });
    let mut command = node(project);
    command.arg("tests/browser/run.js").arg("--browser").arg(browser).arg("--dist").arg(project.dist());
    command.arg("--article").arg(article).arg("--out").arg(project.target().join("run"));
    if headless {
        command.arg("--headless");
    }
    // Ctrl-C reaches the driver as well; it closes the browser, and only then does this program end.
    ctrlc::set_handler(|| {}).context("Ctrl-C could not be taken over")?;
    let status = command.status().map_err(|error| not_started(&command, &error))?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The article's path, whole, since the driver starts in the project's folder.
fn readable(path: &Path) -> Result<PathBuf> {
    let known = path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
    if !matches!(known.as_deref(), Some("html" | "htm" | "xhtml" | "txt")) {
        bail!("found {}, expected a file that ends in .html or .txt", path.display());
    }
    path.canonicalize().with_context(|| format!("{} could not be read", path.display()))
}

fn has_display() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}
