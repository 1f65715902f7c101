//! Bundles: the content script, because it cannot be a module, and the extension's pages, because one file without
//! comments opens sooner than seventy with them.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::process::{node, succeed};
use crate::project::Project;
use crate::terminal::step;

/// The oldest browsers of the manifests; nothing that they know is rewritten.
const BROWSERS: &str = "--target=chrome128,firefox142";

/// The modules with which pages begin, under `extension`.
const PAGES: [&str; 4] = ["panel/panel.js", "panel/print.js", "options/options.js", "welcome/welcome.js"];

/// A bundle and where it belongs in the extension.
pub(crate) struct Bundle {
    /// The bundle itself.
    pub(crate) file: PathBuf,
    /// Its place in the extension.
    pub(crate) place: PathBuf,
}

/// Bundles the content script and the pages.
pub(crate) fn bundles(project: &Project) -> Result<Vec<Bundle>> {
    step("bundling the content script and the pages");
    let folder = project.target().join("bundles");
    // Every page that is read loads this one: what only people read is left out of it, names stay.
    let small = ["--minify-whitespace", "--minify-syntax"];
    let mut made = vec![bundle(project, &folder, "extension/content/main.js", "content/content.js", "iife", &small)?];
    for page in PAGES {
        made.push(bundle(project, &folder, &format!("extension/{page}"), page, "esm", &[])?);
    }
    Ok(made)
}

/// Bundles the playground's page and its worker.
pub(crate) fn playground(project: &Project) -> Result<Vec<Bundle>> {
    step("bundling the playground");
    let folder = project.target().join("bundles");
    ["playground.js", "worker.js"]
        .iter()
        .map(|name| bundle(project, &folder, &format!("www/{name}"), &format!("playground/{name}"), "esm", &[]))
        .collect()
}

fn bundle(project: &Project, folder: &Path, entry: &str, place: &str, format: &str, more: &[&str]) -> Result<Bundle> {
    let file = folder.join(place);
    let outfile = format!("--outfile={}", file.display());
    let format = format!("--format={format}");
    // The core's glue stands beside the wasm, whoever uses it.
    let outside = "--external:../wasm/sourcelight.js";
    succeed(
        node(project)
            .arg(project.node_modules().join("esbuild/bin/esbuild"))
            .arg(entry)
            .args(["--bundle", outside, "--legal-comments=none", "--log-level=warning", BROWSERS, &format, &outfile])
            .args(more),
    )?;
    Ok(Bundle { file, place: PathBuf::from(place) })
}
