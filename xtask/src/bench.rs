//! `cargo xtask bench`: how fast the core is, natively, in Node and in Chromium, beside a peer in the same run.

use std::fs;
use std::process::ExitCode;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::browsers::Tool;
use crate::build::{BuildOptions, build};
use crate::process::{cargo, node as node_program, text_of};
use crate::project::Project;
use crate::setup;
use crate::terminal::{note, step};
use crate::wasm;

/// Measures, prints the table and keeps the figures in docs/benchmarks.json, which the documents quote.
pub(crate) fn bench(project: &Project) -> Result<ExitCode> {
    build(project, &BuildOptions::default())?;
    let browser =
        setup::ensure(project, &[Tool::Chromium]).into_iter().next().context("no browser was looked for")?.1?;
    let rust = |name: &str| {
        step(&format!("measuring: {name}"));
        figures(cargo(project).args(["bench", "--locked", "--features", "cli", "--bench", name]))
    };
    let (native, archive) = (rust("analysis")?, rust("archive")?);
    step("measuring: stages");
    let cost = ["--features", "cli", "--lib", "pipeline::cost", "--", "--ignored", "--nocapture"];
    let stages = figures(cargo(project).args(["test", "--locked"]).args(cost))?;
    let script = |name: &str| {
        step(&format!("measuring: {name}"));
        let mut command = node_program(project);
        command.arg(format!("tests/bench/{name}.js"));
        command.env("DIST_DIR", project.dist()).env(Tool::Chromium.variable(), &browser);
        figures(&mut command)
    };
    let (node, chromium) = (script("node")?, script("chromium")?);
    let all = json!({"native": native, "node": node, "chromium": chromium, "stages": stages, "archive": archive,
        "kernel": kernel(project)?});
    println!("\n{}", table(&all));
    let kept = project.path("docs/benchmarks.json");
    fs::write(&kept, format!("{all:#}\n"))?;
    note(&format!("kept in {}", kept.display()));
    Ok(ExitCode::SUCCESS)
}

/// How near the kernel's inner loop comes to what the machine's vectors could do, natively and as WebAssembly.
fn kernel(project: &Project) -> Result<Value> {
    step("measuring: kernel");
    let native = figures(cargo(project).args([
        "bench",
        "--locked",
        "--package",
        "sourcelight-kernel",
        "--features",
        "measure",
        "--bench",
        "peak",
    ]))?;
    let module = wasm::build_measurements(project)?;
    let mut command = node_program(project);
    command.arg("tests/bench/kernel.js").env("KERNEL_WASM", module);
    Ok(json!({"native": native, "node": figures(&mut command)?}))
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
    if let (Some(words), Some(anew), Some(again)) = (changed("words"), changed("anew/p50"), changed("again/p50")) {
        lines.push(format!(
            "native: a page of {words} words with a new paragraph at its top takes {anew:.1} ms as a whole, {again:.1} ms \
             where the page before is remembered"
        ));
    }
    lines.extend(exponents(all));
    lines.extend(shares(all));
    lines.extend(peaks(all));
    lines.extend(memory(all));
    lines.extend(page(all));
    lines.extend(archive(all));
    lines.join("\n")
}

/// How time grows with the text: 1 is in proportion to it. Of the two longest texts of each place, at their best.
fn exponents(all: &Value) -> Vec<String> {
    let places = ["native", "node", "chromium"].into_iter().filter_map(|place| {
        let texts = all.pointer(&format!("/{place}/texts"))?.as_array()?;
        let [.., shorter, longer] = texts.as_slice() else { return None };
        let log = |text: &Value, pointer: &str| Some(text.pointer(pointer)?.as_f64()?.ln());
        let growth = |pointer: &str| Some(log(longer, pointer)? - log(shorter, pointer)?);
        let exponent = growth("/times/sourcelight/best")? / growth("/bytes")?;
        Some(format!("{place}: time grows with the {exponent:.2}th power of the text's length, up to its longest one"))
    });
    places.collect()
}

/// Which share of an analysis each stage takes, the largest first.
fn shares(all: &Value) -> Option<String> {
    let shares = all.pointer("/stages/shares")?.as_object()?;
    let mut shares: Vec<(f64, &str)> =
        shares.iter().filter_map(|(stage, share)| Some((share.as_f64()?, stage.as_str()))).collect();
    shares.sort_by(|left, right| right.0.total_cmp(&left.0));
    let shown: Vec<String> = shares.iter().map(|(share, stage)| format!("{stage} {:.0} %", share * 100.0)).collect();
    Some(format!("stages: {}", shown.join(", ")))
}

/// Multiplications of the kernel a second beside those that its instructions could do.
fn peaks(all: &Value) -> Vec<String> {
    let places = ["native", "node"].into_iter().filter_map(|place| {
        let rate = |name: &str| all.pointer(&format!("/kernel/{place}/{name}"))?.as_f64();
        let (network, inner, peak) = (rate("network")?, rate("inner")?, rate("peak")?);
        Some(format!(
            "kernel, {place}: the inner loop does {inner:.0} billion multiplications and additions a second, {:.0} % of \
             the {peak:.0} that its instructions could do in registers alone; the whole network {network:.0}, {:.0} %",
            inner / peak * 100.0,
            network / peak * 100.0
        ))
    });
    places.collect()
}

/// What the native core asks of the allocator, and the memory of the wasm.
fn memory(all: &Value) -> Vec<String> {
    let number = |text: &Value, name: &str| text.get(name).and_then(Value::as_u64);
    let texts = |place: &str| all.pointer(&format!("/{place}/texts")).and_then(Value::as_array).into_iter().flatten();
    let native = texts("native").filter_map(|text| {
        let (words, count) = (number(text, "words")?, number(text, "allocations")?);
        let megabytes = number(text, "peak_bytes")? as f64 / 1e6;
        Some(format!("native: {words} words: {count} allocations, at most {megabytes:.1} MB at once"))
    });
    let wasm = ["node", "chromium"].into_iter().flat_map(|place| texts(place).map(move |text| (place, text)));
    let wasm = wasm.filter_map(|(place, text)| {
        let megabytes = number(text, "memory_bytes")? as f64 / 1e6;
        Some(format!("{place}: {} words: {megabytes:.1} MB of wasm memory", number(text, "words")?))
    });
    native.chain(wasm).collect()
}

/// Collecting the text of a page beside Readability's parse of it, and short articles.
fn page(all: &Value) -> Vec<String> {
    let number = |pointer: &str| all.pointer(pointer).and_then(Value::as_f64);
    let mut lines = Vec::new();
    if let (Some(own), Some(peer)) = (number("/chromium/page/collect/p50"), number("/chromium/page/readability/p50")) {
        lines.push(format!(
            "chromium: a page of {} words: collected in {own:.1} ms, Readability {peer:.1} ms, ratio {:.1}",
            number("/chromium/page/words").unwrap_or(f64::NAN),
            peer / own
        ));
    }
    if let Some(p50) = number("/native/short_articles/times/sourcelight/p50") {
        lines.push(format!(
            "native: {} short articles of {:.0} words: p50 {p50:.2} ms, p99 {:.2} ms",
            number("/native/short_articles/articles").unwrap_or(f64::NAN),
            number("/native/short_articles/words").unwrap_or(f64::NAN)
                / number("/native/short_articles/articles").unwrap_or(f64::NAN),
            number("/native/short_articles/times/sourcelight/p99").unwrap_or(f64::NAN)
        ));
    }
    lines
}

/// Articles a second of the command line over an archive, by threads.
fn archive(all: &Value) -> Vec<String> {
    let Some(articles) = all.pointer("/archive/articles").and_then(Value::as_f64) else { return Vec::new() };
    let runs = all.pointer("/archive/runs").and_then(Value::as_array).into_iter().flatten();
    let lines = runs.filter_map(|run| {
        let seconds = run.get("seconds")?.as_f64()?;
        let megabytes = run.get("peak_bytes").and_then(Value::as_f64).map_or(f64::NAN, |bytes| bytes / 1e6);
        let threads = run.get("threads")?;
        Some(format!(
            "archive, threads: {threads}: {:.0} articles a second, {megabytes:.0} MB at most",
            articles / seconds
        ))
    });
    lines.collect()
}
