//! What the extension may weigh and what an article may cost, as `tests/budgets.json` has it. Times are no budgets: they
//! are the machine's as much as ours.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use crate::process::{capture, cargo, find_program, in_project, succeed, text_of};
use crate::project::Project;
use crate::summary::Counts;
use crate::terminal::{note, problem};

/// What counted instructions may grow by before they fail, in percent.
const TOLERANCE: u64 = 10;

/// An article of average length, its words as the command line collects them.
const SAMPLE: &str = "tests/pages/business-kettleworth-results/article.html";

/// A limit and what was found.
struct Check {
    what: String,
    found: u64,
    most: u64,
}

/// Weighs the built extension.
pub(super) fn sizes(project: &Project) -> Result<(Counts, Result<()>)> {
    let budgets = read(project)?;
    let extension = project.dist().join("chrome");
    let mut checks = Vec::new();
    for budget in budgets.get("sizes").and_then(Value::as_array).context("tests/budgets.json has no sizes")? {
        let name = budget.get("what").and_then(Value::as_str).context("a budget has no name")?;
        let is_packed = budget.get("packed").and_then(Value::as_bool).unwrap_or(false);
        let most = budget.get("most").and_then(Value::as_u64).with_context(|| format!("{name} has no limit"))?;
        let patterns = budget.get("files").and_then(Value::as_array).with_context(|| format!("{name} has no files"))?;
        let mut found = 0;
        for pattern in patterns.iter().filter_map(Value::as_str) {
            let files = matching(&extension, pattern)?;
            if files.is_empty() {
                bail!("{name}: found no file {pattern} in {}", extension.display());
            }
            for file in files {
                let contents = fs::read(&file)?;
                found += if is_packed { packed_length(&contents)? } else { length(&contents) };
            }
        }
        let what = format!("{name}, bytes{}", if is_packed { " packed with gzip" } else { "" });
        checks.push(Check { what, found, most });
    }
    Ok(judged(&checks))
}

/// Counts the instructions that an article takes; an error says why they cannot be counted here.
pub(super) fn cannot_count() -> Option<String> {
    if find_program("valgrind").is_none() {
        return Some("valgrind, which counts instructions, is not installed".to_owned());
    }
    let processor = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    if !processor.split_whitespace().any(|flag| flag == "avx2") {
        return Some("the written figure is that of processors with AVX2, and this one has none".to_owned());
    }
    None
}

/// Counts the instructions of the analysis of an article: those of two articles less those of one.
pub(super) fn instructions(project: &Project) -> Result<(Counts, Result<()>)> {
    let budgets = read(project)?;
    let written = budgets
        .get("instructions_per_article")
        .and_then(Value::as_u64)
        .context("tests/budgets.json has no instructions_per_article")?;
    succeed(cargo(project).args(["build", "--locked", "--features", "cli", "--bin", "sourcelight"]))?;
    let program = project.target().join("debug/sourcelight");
    let folder = project.target().join("budgets");
    fs::create_dir_all(&folder)?;
    let report = text_of(in_project(project, &program).args(["scan", "--format", "jsonl", SAMPLE]))?;
    let report: Value = serde_json::from_str(&report)?;
    let text = report.get("text").and_then(Value::as_str).context("the report of the sample holds no text")?;
    let article = folder.join("article.txt");
    fs::write(&article, text)?;
    let [one, two] = [1, 2].map(|count| counted(project, &program, &vec![article.clone(); count]));
    let found = two?.saturating_sub(one?);
    let what = format!("instructions of an article of {} words", text.split_whitespace().count());
    Ok(judged(&[Check { what, found, most: written + written * TOLERANCE / 100 }]))
}

/// The instructions of a scan of these files with one thread.
fn counted(project: &Project, program: &Path, files: &[PathBuf]) -> Result<u64> {
    let log = project.target().join("budgets/callgrind.log");
    let mut command = in_project(project, "valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(format!("--log-file={}", log.display()));
    command.arg(program).args(["scan", "--format", "jsonl", "--threads", "1"]).args(files).stdout(Stdio::null());
    capture(&mut command)?;
    let said = fs::read_to_string(&log)?;
    let line = said.lines().find_map(|line| line.split_once("Collected : ")).context("valgrind told no count")?;
    line.1.trim().parse().context("valgrind's count is no number")
}

fn read(project: &Project) -> Result<Value> {
    let file = File::open(project.path("tests/budgets.json")).context("tests/budgets.json could not be read")?;
    serde_json::from_reader(file).context("tests/budgets.json is not JSON")
}

/// The files of a folder, `folder/*.ending`, or the one file that is named.
fn matching(root: &Path, pattern: &str) -> Result<Vec<PathBuf>> {
    let Some((folder, ending)) = pattern.split_once('*') else {
        return Ok(Some(root.join(pattern)).filter(|file| file.is_file()).into_iter().collect());
    };
    let mut files = Vec::new();
    for entry in fs::read_dir(root.join(folder)).with_context(|| format!("{folder} could not be read"))? {
        let path = entry?.path();
        if path.is_file() && path.to_string_lossy().ends_with(ending) {
            files.push(path);
        }
    }
    Ok(files)
}

fn packed_length(contents: &[u8]) -> Result<u64> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(contents)?;
    Ok(length(&packed.finish()?))
}

fn length(contents: &[u8]) -> u64 {
    u64::try_from(contents.len()).unwrap_or(u64::MAX)
}

fn judged(checks: &[Check]) -> (Counts, Result<()>) {
    let mut counts = Counts::default();
    for Check { what, found, most } in checks {
        if found <= most {
            counts.passed += 1;
            note(&format!("{what}: {found} of at most {most}"));
        } else {
            counts.failed += 1;
            problem(&format!("{what}: found {found}, expected at most {most}"));
        }
    }
    (counts, if counts.failed == 0 { Ok(()) } else { Err(anyhow::anyhow!("{} over budget", counts.failed)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_its_budget_fails() {
        let check = |found, most| Check { what: "it".to_owned(), found, most };
        let (counts, ended) = judged(&[check(5, 5), check(6, 5)]);
        assert_eq!(counts, Counts { passed: 1, failed: 1 });
        assert!(ended.is_err());
        assert!(judged(&[check(0, 0)]).1.is_ok());
    }
}
