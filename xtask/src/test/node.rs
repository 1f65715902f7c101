//! Tests that run in Node, those that drive browsers among them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::with_environment;
use crate::process::succeed;
use crate::project::Project;
use crate::summary::{Counts, tap_counts};

/// Runs every `*.test.js` under the folders, with how Node ended.
pub(super) fn tests(
    project: &Project,
    folders: &[&str],
    environment: &[(&str, PathBuf)],
) -> Result<(Counts, Result<()>)> {
    // Listed here, because Node 20 knows no patterns and searches folders by rules of its own.
    let mut files = Vec::new();
    for folder in folders {
        find_tests(&project.path(folder), &mut files)?;
    }
    if files.is_empty() {
        bail!("found no file *.test.js in {}", folders.join(", "));
    }
    files.sort();
    let report = project.target().join("node-tests.tap");
    let mut command = with_environment(project, environment);
    command.arg("--test");
    // Two browsers at a time on a small machine make each other late.
    if !environment.is_empty() {
        command.arg("--test-concurrency=1");
    }
    command.args(["--test-reporter=spec", "--test-reporter-destination=stdout", "--test-reporter=tap"]);
    command.arg(format!("--test-reporter-destination={}", report.display())).args(&files);
    let _ = fs::remove_file(&report);
    fs::create_dir_all(project.target())?;
    let ended = succeed(&mut command);
    Ok((tap_counts(&fs::read_to_string(&report).unwrap_or_default()), ended))
}

fn find_tests(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            find_tests(&path, files)?;
        } else if path.to_str().is_some_and(|path| path.ends_with(".test.js")) {
            files.push(path);
        }
    }
    Ok(())
}
