//! `cargo xtask www`: the playground, as files that any server can give out.
//!
//! The extension has a copy of the page, for texts that it cannot read where they stand; it is laid out by the same
//! functions, over files that the extension has anyway.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use flate2::Crc;

use crate::assemble::{CORE_FILES, copy, shipped_files};
use crate::build::{folder_contents, relative, sizes};
use crate::process::{node, succeed};
use crate::project::Project;
use crate::terminal::{note, step};
use crate::{bundle, packages, wasm};

/// The style sheets of the page, under `www`.
const STYLES: [&str; 3] = ["page.css", "stages.css", "article.css"];

/// What of the extension the page uses as it stands there, under `extension`.
const SHARED: [&str; 5] = ["_locales", "content", "icons", "panel", "shared"];

/// What every server should say with every file, in the form that static hosts read (`_headers`).
const FURTHER_HEADERS: [&str; 4] = [
    "X-Content-Type-Options: nosniff",
    "Referrer-Policy: no-referrer",
    "Cross-Origin-Opener-Policy: same-origin",
    "Permissions-Policy: camera=(), geolocation=(), microphone=()",
];

/// Builds `target/www`, and serves it where that is wanted.
pub(crate) fn www(project: &Project, quick: bool, serve: bool) -> Result<ExitCode> {
    build(project, quick)?;
    if serve {
        succeed(node(project).arg("tests/browser/www-server.js"))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds `target/www`.
pub(crate) fn build(project: &Project, quick: bool) -> Result<()> {
    wasm::ensure_target(project)?;
    packages::install(project)?;
    let core = wasm::build(project, wasm::Core::Playground, quick)?;
    let bundles = bundle::playground(project)?;
    step("putting the playground together");
    let folder = project.target().join("www");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("{} could not be cleared", folder.display()))?;
    }
    for name in SHARED {
        let source = project.path("extension").join(name);
        for file in shipped_files(&source)?.into_iter().filter(|file| is_used(file)) {
            copy(&source.join(&file), &folder.join(name).join(&file))?;
        }
    }
    for name in CORE_FILES {
        copy(&core.join(name), &folder.join("wasm").join(name))?;
    }
    copy(&project.path("model/sourcelight.pack"), &folder.join("wasm/sourcelight.pack"))?;
    for bundle in bundles {
        copy(&bundle.file, &folder.join(&bundle.place))?;
    }
    lay_page(project, &folder, "index.html")?;
    let page = fs::read_to_string(folder.join("index.html"))?;
    fs::write(folder.join("offline.js"), offline(project, &folder)?)?;
    fs::write(folder.join("_headers"), headers(&page)?)?;
    note(&format!("{} ({})", relative(project, &folder), sizes(&folder_contents(&folder)?)?));
    Ok(())
}

/// Puts the page under a name, its style sheets and its examples into a folder that holds the rest.
pub(crate) fn lay_page(project: &Project, folder: &Path, name: &str) -> Result<()> {
    let source = project.path("www");
    copy(&source.join("index.html"), &folder.join(name))?;
    for style in STYLES {
        copy(&source.join(style), &folder.join("playground").join(style))?;
    }
    let list = source.join("examples.json");
    let examples: serde_json::Value =
        serde_json::from_slice(&fs::read(&list)?).with_context(|| format!("{} could not be read", list.display()))?;
    copy(&list, &folder.join("examples/index.json"))?;
    for example in examples.as_array().map_or(&[][..], Vec::as_slice) {
        let name = example.get("name").and_then(serde_json::Value::as_str).context("an example without a name")?;
        copy(
            &project.path("tests/pages").join(name).join("article.html"),
            &folder.join(format!("examples/{name}.html")),
        )?;
    }
    Ok(())
}

/// Of the extension's folders the page uses looks, pictures and words; its modules are in the bundles.
fn is_used(file: &Path) -> bool {
    file.extension()
        .and_then(|ending| ending.to_str())
        .is_some_and(|ending| ["css", "json", "png", "svg"].contains(&ending))
}

/// The service worker, which knows the files of the folder, and a version that changes with any of them.
fn offline(project: &Project, folder: &Path) -> Result<String> {
    let mut files = files_under(folder, PathBuf::new())?;
    files.sort();
    let mut sum = Crc::new();
    for file in &files {
        sum.update(file.as_bytes());
        sum.update(&fs::read(folder.join(file))?);
    }
    let list = serde_json::to_string(&files)?;
    let worker = fs::read_to_string(project.path("www/offline.js"))?;
    Ok(format!("self.OFFLINE = {{ version: \"{:08x}\", files: {list} }};\n{worker}", sum.sum()))
}

/// The files under a folder as addresses relative to it.
fn files_under(root: &Path, folder: PathBuf) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(root.join(&folder))? {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            files.extend(files_under(root, path)?);
        } else {
            files.push(path.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(files)
}

/// The file from which static hosts read their headers: the page's own policy, and what only a header can say.
fn headers(page: &str) -> Result<String> {
    let policy = page
        .split_once("http-equiv=\"Content-Security-Policy\" content=\"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(policy, _)| policy)
        .context("www/index.html has no content security policy")?;
    let mut lines = vec!["/*".to_owned(), format!("  Content-Security-Policy: {policy}; frame-ancestors 'none'")];
    lines.extend(FURTHER_HEADERS.iter().map(|header| format!("  {header}")));
    Ok(lines.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_has_the_policy_of_the_page() {
        let page = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self'\">";
        let headers = headers(page).unwrap();
        assert!(headers.starts_with(
            "/*\n  Content-Security-Policy: default-src 'none'; img-src 'self'; frame-ancestors 'none'\n"
        ));
        assert!(super::headers("<p>no policy</p>").is_err());
    }

    #[test]
    fn modules_stay_out_and_looks_come_along() {
        assert!(is_used(Path::new("panel.css")));
        assert!(is_used(Path::new("en/messages.json")));
        assert!(!is_used(Path::new("messages.js")));
        assert!(!is_used(Path::new("panel.html")));
    }
}
