//! The complete expected report of every sample article, `tests/pages/*/report.json`.
//!
//! `cargo xtask golden` writes them anew (it sets `SOURCELIGHT_GOLDENS=write`); the diff is to be read.

#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How many lines around the first difference are shown.
const LINES_SHOWN: usize = 6;

fn samples() -> Vec<PathBuf> {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut samples: Vec<PathBuf> =
        fs::read_dir(pages).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    samples.sort();
    samples
}

fn article(sample: &Path) -> PathBuf {
    ["article.html", "article.txt"].map(|name| sample.join(name)).into_iter().find(|path| path.is_file()).unwrap()
}

/// The report as the command line gives it, one value a line.
fn report(sample: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_sourcelight"))
        .args(["scan", "--format", "jsonl"])
        .arg(article(sample))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}: {}", sample.display(), String::from_utf8_lossy(&output.stderr));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    serde_json::to_string_pretty(&report).unwrap() + "\n"
}

/// What differs first, with the lines around it.
fn first_difference(found: &str, expected: &str) -> Option<String> {
    let (found, expected): (Vec<&str>, Vec<&str>) = (found.lines().collect(), expected.lines().collect());
    let line = (0..found.len().max(expected.len())).find(|line| found.get(*line) != expected.get(*line))?;
    let around = |lines: &[&str]| {
        let shown = lines.iter().skip(line.saturating_sub(2)).take(LINES_SHOWN);
        shown.map(|text| format!("    {text}\n")).collect::<String>()
    };
    Some(format!("line {}\n  found:\n{}  expected:\n{}", line + 1, around(&found), around(&expected)))
}

#[test]
fn every_sample_gets_its_expected_report() {
    let write = std::env::var_os("SOURCELIGHT_GOLDENS").is_some_and(|value| value == "write");
    let samples = samples();
    assert!(samples.len() >= 15, "found {} samples", samples.len());
    let mut differences = String::new();
    for sample in samples {
        let golden = sample.join("report.json");
        let found = report(&sample);
        if write {
            fs::write(&golden, found).unwrap();
            continue;
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        if let Some(difference) = first_difference(&found, &expected) {
            let name = sample.file_name().unwrap().to_string_lossy().into_owned();
            differences.push_str(&format!("{name}, {difference}\n"));
        }
    }
    assert!(differences.is_empty(), "`cargo xtask golden` writes the reports anew; read the diff.\n{differences}");
}

#[test]
fn a_difference_is_found_and_shown() {
    assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
    let shown = first_difference("a\nb\n", "a\nc\n").unwrap();
    assert!(shown.starts_with("line 2") && shown.contains("    b\n") && shown.contains("    c\n"), "{shown}");
    assert!(first_difference("a\n", "").unwrap().starts_with("line 1"));
}
