//! `cargo xtask bench`: how fast the core is, natively, in Node and in Chromium, beside a peer in the same run.

use std::fs;
use std::process::ExitCode;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::browsers::Tool;
use crate::build::{BuildOptions, build};
use crate::process::{cargo, node, text_of};
use crate::project::Project;
use crate::setup;
use crate::terminal::{note, step};

/// Measures, prints the table and keeps the figures in target/bench.json.
pub(crate) fn bench(project: &Project) -> Result<ExitCode> {
    build(project, &BuildOptions::default())?;
    let browser =
        setup::ensure(project, &[Tool::Chromium]).into_iter().next().context("no browser was looked for")?.1?;
    step("measuring: native");
    let native = figures(cargo(project).args(["bench", "--locked", "--features", "cli", "--bench", "analysis"]))?;
    let script = |name: &str| {
        step(&format!("measuring: {name}"));
        let mut command = node(project);
        command.arg(format!("tests/bench/{name}.js"));
        command.env("DIST_DIR", project.dist()).env(Tool::Chromium.variable(), &browser);
        figures(&mut command)
    };
    let all = json!({"native": native, "node": script("node")?, "chromium": script("chromium")?});
    println!("\n{}", table(&all));
    let kept = project.target().join("bench.json");
    fs::write(&kept, format!("{all:#}\n"))?;
    note(&format!("kept in {}", kept.display()));
    Ok(ExitCode::SUCCESS)
}

/// The JSON object that the command prints last.
fn figures(command: &mut std::process::Command) -> Result<Value> {
    let said = text_of(command)?;
    let line = said.lines().rev().find(|line| line.starts_with('{')).context("it printed no figures")?;
    Ok(serde_json::from_str(line)?)
}

/// A row for every text and place; times in milliseconds.
fn table(all: &Value) -> String {
    let mut lines = vec![format!(
        "{:<10} {:>7} {:>9} {:>9} {:>9} {:>7} {:>13} {:>13} {:>7}",
        "where", "words", "best ms", "p50 ms", "p99 ms", "MB/s", "compromise ms", "its p50 ms", "ratio"
    )];
    for place in ["native", "node", "chromium"] {
        for text in all.pointer(&format!("/{place}/texts")).and_then(Value::as_array).into_iter().flatten() {
            let number = |pointer: &str| text.pointer(pointer).and_then(Value::as_f64).unwrap_or(f64::NAN);
            let own = number("/times/sourcelight/p50");
            let peer = number("/times/compromise/p50");
            let shown = |value: f64| if value.is_nan() { "-".to_owned() } else { format!("{value:.1}") };
            lines.push(format!(
                "{:<10} {:>7} {:>9} {:>9} {:>9} {:>7.2} {:>13} {:>13} {:>7}",
                place,
                number("/words"),
                shown(number("/times/sourcelight/best")),
                shown(own),
                shown(number("/times/sourcelight/p99")),
                number("/bytes") / own / 1000.0,
                shown(number("/times/compromise/best")),
                shown(peer),
                shown(peer / own),
            ));
        }
    }
    for place in ["native", "node", "chromium"] {
        let number = |name: &str| all.pointer(&format!("/{place}/{name}")).and_then(Value::as_f64);
        if let Some(ready) = number("ready_ms") {
            let first = number("first_ms")
                .map_or_else(String::new, |first| format!(", with the first analysis of 1,000 words {first:.0} ms"));
            lines.push(format!("{place}: ready after {ready:.0} ms{first}"));
        }
    }
    let changed = |name: &str| all.pointer(&format!("/native/changed/{name}")).and_then(Value::as_f64);
    if let (Some(words), Some(anew), Some(again)) = (changed("words"), changed("anew_ms"), changed("again_ms")) {
        lines.push(format!(
            "native: a page of {words} words with a new paragraph at its top takes {anew:.1} ms as a whole, {again:.1} ms \
             where the page before is remembered"
        ));
    }
    lines.join("\n")
}
