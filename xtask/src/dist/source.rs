//! The files of the source archive.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process::{in_project, text_of};
use crate::project::Project;

/// Folders that are made, not written: .gitignore has them too.
const MADE: [&str; 4] = [".git", "dist", "node_modules", "target"];

/// The project's own files, relative to its folder, in order: those that git knows, or, in an unpacked source archive,
/// all that are there.
///
/// # Errors
///
/// If git or the folders cannot be asked.
pub(super) fn files(project: &Project) -> Result<Vec<PathBuf>> {
    if !project.path(".git").exists() {
        return files_under(project.root(), &MADE);
    }
    let listed = text_of(in_project(project, "git").args(["ls-files", "-z"]))?;
    let mut files: Vec<PathBuf> = listed.split_terminator('\0').map(PathBuf::from).collect();
    files.retain(|file| project.root().join(file).is_file());
    files.sort();
    Ok(files)
}

/// All files under a folder, relative to it, in order, but for those in folders of these names at its top.
///
/// # Errors
///
/// If a folder cannot be read.
pub(super) fn files_under(root: &Path, without: &[&str]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let inside = root.join(&folder);
        for entry in fs::read_dir(&inside).with_context(|| format!("{} could not be read", inside.display()))? {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            if !entry.file_type()?.is_dir() {
                files.push(path);
            } else if !without.iter().any(|name| path == Path::new(name)) {
                folders.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}
