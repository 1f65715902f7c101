//! `cargo xtask eval`: the core against annotated articles, which lie beside the project on some machines.

mod styles;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use serde_json::Value;

use self::styles::STYLES;
use crate::process::{cargo, in_project, succeed, text_of};
use crate::project::Project;
use crate::terminal::{note, step};

/// Articles with gold annotation in PolNeAR's form.
struct Corpus {
    name: &'static str,
    gold: &'static str,
    speakers: &'static str,
}

const CORPORA: [Corpus; 2] = [
    Corpus { name: "polnear-dev", gold: "data/polnear/dev", speakers: "data/polnear/dev/speakers.json" },
    Corpus { name: "abc-dev", gold: "data/abc/dev", speakers: "data/abc/dev/speakers.json" },
];

/// Prints the scorers' tables.
pub(crate) fn eval(project: &Project) -> Result<ExitCode> {
    let shared = project.root().parent().context("the project has no parent folder")?.join("shared");
    if !shared.join("eval").is_dir() {
        step("skipped: the annotated articles are not part of the project, and there is no folder ../shared/eval");
        return Ok(ExitCode::SUCCESS);
    }
    step("building the command line");
    succeed(cargo(project).args(["build", "--locked", "--release", "--features", "cli", "--bin", "sourcelight"]))?;
    let program = project.target().join(format!("release/sourcelight{}", std::env::consts::EXE_SUFFIX));
    let out = project.target().join("eval");
    fs::create_dir_all(&out)?;
    for corpus in &CORPORA {
        step(corpus.name);
        let predictions = out.join(format!("{}.jsonl", corpus.name));
        let gold = shared.join(corpus.gold);
        succeed(scan(project, &shared).arg(&program).arg(&predictions).args(entries(&gold.join("text"))?))?;
        let mut score = python(project, &shared.join("eval/score.py"));
        score
            .arg("--gold")
            .arg(&gold)
            .arg("--pred")
            .arg(&predictions)
            .arg("--speakers")
            .arg(shared.join(corpus.speakers));
        succeed(&mut score)?;
    }
    print_styles(project, &shared, &program, &out)?;
    step("pages-dev");
    let predictions = out.join("pages-dev.jsonl");
    let pages = annotated_pages(&shared)?;
    succeed(scan(project, &shared).arg("--pages").arg(&program).arg(&predictions).args(pages))?;
    let mut score = python(project, &shared.join("eval/score_pages.py"));
    score.arg(shared.join("eval/pages-dev.json")).arg(&predictions).arg("--pages").arg(shared.join("data/pages"));
    succeed(&mut score)?;
    note(&format!("predictions: {}", out.display()));
    Ok(ExitCode::SUCCESS)
}

/// The same articles in other cases and with other quotation marks: figures of the text as it is, and how they change.
fn print_styles(project: &Project, shared: &Path, program: &Path, out: &Path) -> Result<()> {
    for corpus in &CORPORA {
        step(&format!("{} in other styles, F1 and accuracy", corpus.name));
        println!("{:<16} {:>8} {:>15} {:>15}", "style", "content", "content+source", "direct speaker");
        for style in STYLES {
            let texts = out.join(format!("{}-{}", corpus.name, style.name.replace(' ', "-")));
            fs::create_dir_all(&texts)?;
            let gold = shared.join(corpus.gold);
            for path in entries(&gold.join("text"))? {
                let written = style.written(&fs::read_to_string(&path)?);
                fs::write(texts.join(path.file_name().context("a text has no name")?), written)?;
            }
            let predictions = texts.with_extension("jsonl");
            succeed(scan(project, shared).arg(program).arg(&predictions).args(entries(&texts)?))?;
            let mut score = python(project, &shared.join("eval/score.py"));
            let scores: Value = serde_json::from_str(&text_of(
                score.arg("--json").arg("--gold").arg(&gold).arg("--pred").arg(&predictions),
            )?)?;
            let figure = |place: &str| scores.pointer(place).and_then(Value::as_f64).unwrap_or(f64::NAN);
            println!(
                "{:<16} {:>8.1} {:>15.1} {:>15.1}",
                style.name,
                figure("/attributions/all/content/f1"),
                figure("/attributions/all/content_source/f1"),
                figure("/direct_speaker/accuracy"),
            );
        }
    }
    Ok(())
}

fn scan(project: &Project, shared: &Path) -> Command {
    python(project, &shared.join("eval/scan.py"))
}

/// What a folder holds, sorted.
fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("{} could not be read", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// The folders of the pages that have annotation.
fn annotated_pages(shared: &Path) -> Result<Vec<PathBuf>> {
    let gold = fs::read_to_string(shared.join("eval/pages-dev.json"))?;
    Ok(entries(&shared.join("data/pages"))?
        .into_iter()
        .filter(|path| {
            path.file_name().and_then(|name| name.to_str()).is_some_and(|name| gold.contains(&format!("\"{name}\"")))
        })
        .collect())
}

fn python(project: &Project, script: &Path) -> Command {
    let mut command = in_project(project, "python3");
    command.arg(script);
    command
}
