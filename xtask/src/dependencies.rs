//! The crates that are compiled into the shipped core, with what a licence notice and a bill of materials say of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use spdx::{Expression, LicenseReq};

use crate::process::{cargo, text_of};
use crate::project::Project;
use crate::wasm::TARGET;

/// Licences under which a crate may be shipped: they ask for their text and nothing else.
const ACCEPTED: [&str; 5] = ["MIT", "Apache-2.0", "Zlib", "Unicode-3.0", "BSD-3-Clause"];

/// A crate of others.
pub(crate) struct Dependency {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) description: String,
    /// An SPDX expression.
    pub(crate) license: String,
    pub(crate) repository: Option<String>,
    /// SHA-256 of the crate as the registry has it, in hexadecimal digits.
    pub(crate) checksum: String,
    folder: PathBuf,
}

/// The crates of others in the core that the browsers get, in order of their names.
///
/// # Errors
///
/// If cargo cannot tell them, or one stands under a licence that is not accepted.
pub(crate) fn shipped(project: &Project) -> Result<Vec<Dependency>> {
    let names = shipped_names(project)?;
    let metadata =
        text_of(cargo(project).args(["metadata", "--locked", "--format-version", "1", "--filter-platform", TARGET]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = metadata.get("packages").and_then(Value::as_array).context("cargo metadata told no packages")?;
    let checksums = checksums(&fs::read_to_string(project.path("Cargo.lock"))?);
    let mut found = Vec::new();
    for package in packages {
        let text = |field: &str| package.get(field).and_then(Value::as_str);
        let (Some(name), Some(version)) = (text("name"), text("version")) else { continue };
        let is_own = text("source").is_none();
        if is_own || !names.contains(&(name.to_owned(), version.to_owned())) {
            continue;
        }
        let license = text("license").with_context(|| format!("{name} {version} names no licence"))?.to_owned();
        check_license(name, &license)?;
        found.push(Dependency {
            name: name.to_owned(),
            version: version.to_owned(),
            description: text("description").unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" "),
            license,
            repository: text("repository").map(str::to_owned),
            checksum: checksums
                .get(&(name.to_owned(), version.to_owned()))
                .with_context(|| format!("Cargo.lock has no checksum of {name} {version}"))?
                .clone(),
            folder: text("manifest_path")
                .and_then(|path| Path::new(path).parent())
                .with_context(|| format!("{name} is nowhere"))?
                .to_path_buf(),
        });
    }
    found.sort_by(|left, right| (&left.name, &left.version).cmp(&(&right.name, &right.version)));
    Ok(found)
}

/// Names and versions of what is linked, macros of the compiler left out.
fn shipped_names(project: &Project) -> Result<BTreeSet<(String, String)>> {
    let edges = ["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"];
    let tree =
        text_of(cargo(project).args(["tree", "--locked", "--package", "sourcelight", "--target", TARGET]).args(edges))?;
    let names = tree.lines().filter_map(|line| {
        let mut words = line.split(' ');
        Some((words.next()?.to_owned(), words.next()?.strip_prefix('v')?.to_owned()))
    });
    Ok(names.collect())
}

/// The checksums that a lock file gives, by name and version.
fn checksums(lock: &str) -> BTreeMap<(String, String), String> {
    let packages = lock.split("[[package]]").filter_map(|package| {
        let field = |name: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = \""))?;
            line.strip_suffix('"').map(str::to_owned)
        };
        Some(((field("name")?, field("version")?), field("checksum")?))
    });
    packages.collect()
}

fn check_license(name: &str, license: &str) -> Result<()> {
    let expression = expression(license)?;
    let is_accepted = |needed: &LicenseReq| needed.license.id().is_some_and(|id| ACCEPTED.contains(&id.name));
    if !expression.evaluate(is_accepted) {
        bail!("{name}: found the licence {license}, expected one of {}", ACCEPTED.join(", "));
    }
    Ok(())
}

fn expression(license: &str) -> Result<Expression> {
    // Older crates write a slash for "or".
    let written = license.replace('/', " OR ");
    Expression::parse(&written).with_context(|| format!("{license} is no licence expression"))
}

/// The notices of all crates: each licence text once, under the crates that came with it.
///
/// # Errors
///
/// If a crate holds no file with its licence.
pub(crate) fn notices(dependencies: &[Dependency]) -> Result<String> {
    let mut by_text: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for dependency in dependencies {
        let title = format!("{} {} ({})", dependency.name, dependency.version, dependency.license);
        for text in license_texts(dependency)? {
            by_text.entry(text).or_default().push(title.clone());
        }
    }
    let mut sections: Vec<(Vec<String>, String)> = by_text.into_iter().map(|(text, crates)| (crates, text)).collect();
    sections.sort();
    let mut notices = String::from(
        "Sourcelight is licensed under MIT OR Apache-2.0, at your option.\n\
         Its core, sourcelight_bg.wasm, contains Rust's standard library (MIT OR Apache-2.0) and the crates below.\n",
    );
    for (crates, text) in sections {
        let line = "-".repeat(80);
        notices.push_str(&format!("\n{line}\n{}\n{line}\n\n{text}\n", crates.join("\n")));
    }
    Ok(notices)
}

/// The texts that the licence asks for: MIT's where that alone will do, otherwise all that the crate holds.
fn license_texts(dependency: &Dependency) -> Result<Vec<String>> {
    let is_mit = |needed: &LicenseReq| needed.license.id().is_some_and(|id| id.name == "MIT");
    let is_mit_enough = expression(&dependency.license)?.evaluate(is_mit);
    let mut files: Vec<(String, PathBuf)> = Vec::new();
    for entry in fs::read_dir(&dependency.folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_uppercase();
        if ["LICENSE", "LICENCE", "COPYING", "NOTICE"].iter().any(|start| name.starts_with(start)) {
            files.push((name, entry.path()));
        }
    }
    files.sort();
    if is_mit_enough && files.iter().any(|(name, _)| name.contains("MIT")) {
        files.retain(|(name, _)| name.contains("MIT"));
    }
    if files.is_empty() {
        bail!("{} {}: found no file with its licence", dependency.name, dependency.version);
    }
    let read = |path: &PathBuf| Ok(fs::read_to_string(path)?.replace("\r\n", "\n").trim().to_owned());
    files.iter().map(|(_, path)| read(path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_licences_are_refused() {
        for license in ["MIT", "MIT/Apache-2.0", "GPL-3.0-only OR Zlib", "(MIT OR Apache-2.0) AND Unicode-3.0"] {
            assert!(check_license("it", license).is_ok(), "{license}");
        }
        for license in ["GPL-3.0-only", "MIT AND MPL-2.0", "anything goes"] {
            assert!(check_license("it", license).is_err(), "{license}");
        }
    }

    #[test]
    fn checksums_are_read_off_the_lock_file() {
        let lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nchecksum = \"5e\"\n\n\
                    [[package]]\nname = \"own\"\nversion = \"0.1.0\"\n";
        let expected = BTreeMap::from([(("a".to_owned(), "1.0.0".to_owned()), "5e".to_owned())]);
        assert_eq!(checksums(lock), expected);
    }
}
