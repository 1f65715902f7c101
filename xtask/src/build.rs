//! `cargo xtask build`: the extension, ready to be loaded.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Result;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::assemble::assemble;
use crate::manifest::Family;
use crate::project::Project;
use crate::terminal::{note, step};
use crate::{bundle, dependencies, packages, wasm};

/// How to build.
#[derive(Default)]
pub(crate) struct BuildOptions {
    /// Leave the optimiser out.
    pub(crate) quick: bool,
}

/// Builds `dist/chrome` and `dist/firefox`.
pub(crate) fn build(project: &Project, options: &BuildOptions) -> Result<()> {
    wasm::ensure_target(project)?;
    // The optimiser and the bundler are packages.
    packages::install(project)?;
    let core = wasm::build(project, wasm::Core::Extension, options.quick)?;
    let mut bundles = bundle::bundles(project)?;
    bundles.extend(bundle::playground(project)?);
    let notices = dependencies::notices(&dependencies::shipped(project)?)?;
    step("putting the extension together");
    for family in Family::ALL {
        let folder = assemble(project, family, &core, &bundles, &notices)?;
        note(&format!("{} ({})", relative(project, &folder), sizes(&folder_contents(&folder)?)?));
    }
    let wasm = fs::read(core.join("sourcelight_bg.wasm"))?;
    note(&format!("of that, the core: {}", sizes(&wasm)?));
    Ok(())
}

pub(crate) fn relative(project: &Project, path: &Path) -> String {
    path.strip_prefix(project.root()).unwrap_or(path).display().to_string()
}

pub(crate) fn sizes(contents: &[u8]) -> Result<String> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(contents)?;
    Ok(format!("{} KB, gzip {} KB", kilobytes(contents.len()), kilobytes(packed.finish()?.len())))
}

fn kilobytes(bytes: usize) -> usize {
    bytes.div_ceil(1000)
}

/// The contents of all files under a folder, one after the other.
pub(crate) fn folder_contents(folder: &Path) -> Result<Vec<u8>> {
    let mut contents = Vec::new();
    let mut entries = fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        if entry.file_type()?.is_dir() {
            contents.extend(folder_contents(&entry.path())?);
        } else {
            contents.extend(fs::read(entry.path())?);
        }
    }
    Ok(contents)
}
