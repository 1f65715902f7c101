//! Puts the extension's folders together from `extension/` and the built core.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::bundle::Bundle;
use crate::manifest::{self, Family};
use crate::project::Project;
use crate::www;

/// The files of the core, as the glue names them.
pub(crate) const CORE_FILES: [&str; 2] = ["sourcelight.js", "sourcelight_bg.wasm"];

/// Of these folders the modules come bundled.
const BUNDLED: [&str; 4] = ["content", "panel", "options", "welcome"];

/// Writes `dist/<family>` anew and gives the folder.
pub(crate) fn assemble(
    project: &Project,
    family: Family,
    core: &Path,
    bundles: &[Bundle],
    notices: &str,
) -> Result<PathBuf> {
    let source = project.path("extension");
    let folder = project.dist().join(family.name());
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("{} could not be cleared", folder.display()))?;
    }
    for file in shipped_files(&source)? {
        copy(&source.join(&file), &folder.join(&file))?;
    }
    for name in CORE_FILES {
        copy(&core.join(name), &folder.join("wasm").join(name))?;
    }
    copy(&project.path("model/sourcelight.pack"), &folder.join("wasm/sourcelight.pack"))?;
    for bundle in bundles {
        copy(&bundle.file, &folder.join(&bundle.place))?;
    }
    www::lay_page(project, &folder, "playground.html")?;
    fs::write(folder.join("manifest.json"), manifest::generate(project, family)?)?;
    fs::write(folder.join("THIRD-PARTY.txt"), notices)?;
    Ok(folder)
}

/// Copies a file to a place whose folders need not be there.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent)?;
    }
    // Contents only: modes and times of the sources would make packages of the same content differ.
    let contents = fs::read(from).with_context(|| format!("{} could not be read", from.display()))?;
    fs::write(to, contents).with_context(|| format!("{} could not be written", to.display()))
}

/// The files under a folder that belong into the extension, relative to it, sorted.
pub(crate) fn shipped_files(source: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let entries =
            fs::read_dir(source.join(&folder)).with_context(|| format!("{} could not be read", source.display()))?;
        for entry in entries {
            let entry = entry?;
            let Some(name) = entry.file_name().to_str().map(str::to_owned) else {
                bail!("{}: a file name that is not UTF-8", source.join(&folder).display());
            };
            let path = folder.join(&name);
            if entry.file_type()?.is_dir() {
                if name != "tests" && !name.starts_with('.') {
                    folders.push(path);
                }
            } else if is_shipped(&path) {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Whether a file belongs into the extension: manifests are generated, the modules of the content script and of the pages
/// come bundled, tests, types and notes stay at home.
fn is_shipped(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return false };
    let is_manifest = path.components().count() == 1 && name.starts_with("manifest") && name.ends_with(".json");
    let stays = [".test.js", ".d.ts", ".md"].iter().any(|ending| name.ends_with(ending));
    let is_bundled = BUNDLED.iter().any(|folder| path.starts_with(folder)) && name.ends_with(".js");
    !is_manifest && !is_bundled && !stays && !name.starts_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, shipped: bool) {
        assert_eq!(is_shipped(Path::new(path)), shipped, "{path}");
    }

    #[test]
    fn code_and_pictures_are_shipped_and_nothing_else() {
        check("background/main.js", true);
        check("icons/icon-16.png", true);
        check("_locales/en/messages.json", true);
        check("panel/manifest.json", true);
        check("manifest.json", false);
        check("manifest.chrome.json", false);
        check("content/highlight.css", true);
        check("content/anchor.js", false);
        check("panel/view.js", false);
        check("panel/panel.css", true);
        check("shared/messages.js", true);
        check("content/anchor.test.js", false);
        check("wasm/sourcelight.d.ts", false);
        check("icons/README.md", false);
        check(".eslintrc", false);
    }
}
