//! The content script: one file of its modules, because a content script cannot be a module.

use std::path::PathBuf;

use anyhow::Result;

use crate::process::{node, succeed};
use crate::project::Project;
use crate::terminal::step;

/// The oldest browsers of the manifests; nothing that they know is rewritten.
const BROWSERS: &str = "--target=chrome128,firefox142";

/// Bundles `extension/content/main.js` and what it imports, and gives the file.
pub(crate) fn content_script(project: &Project) -> Result<PathBuf> {
    step("bundling the content script");
    let file = project.target().join("content").join("content.js");
    let outfile = format!("--outfile={}", file.display());
    succeed(node(project).arg(project.node_modules().join("esbuild/bin/esbuild")).args([
        "extension/content/main.js",
        "--bundle",
        "--format=iife",
        "--legal-comments=none",
        "--log-level=warning",
        BROWSERS,
        &outfile,
    ]))?;
    Ok(file)
}
