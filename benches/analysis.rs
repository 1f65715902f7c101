//! How long the native core takes for texts of our own. Prints one JSON object; `cargo xtask bench` shows it.
//!
//! Times are those of one thread. They tell something only beside others of the same run.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use sourcelight::collect::{html, plain_text};
use sourcelight::contract::BlockKind;
use sourcelight::{Analyzer, Memory};

/// Words of a text, and how often it is analysed.
const TEXTS: [(usize, usize); 4] = [(200, 200), (1000, 100), (5000, 20), (50_000, 4)];

fn main() {
    // `cargo test --benches` starts this too, and wants no measurement.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let begin = Instant::now();
    let analyzer = Analyzer::new();
    let ready = begin.elapsed();
    let paragraphs = paragraphs();
    let texts: Vec<Value> =
        TEXTS.iter().map(|(words, rounds)| measured(&analyzer, &paragraphs, *words, *rounds)).collect();
    println!(
        "{}",
        json!({"ready_ms": milliseconds(ready), "texts": texts, "changed": changed(&analyzer, &paragraphs)})
    );
}

fn measured(analyzer: &Analyzer, paragraphs: &[String], least_words: usize, rounds: usize) -> Value {
    let mut words = 0;
    let text: Vec<&str> = paragraphs
        .iter()
        .cycle()
        .take_while(|paragraph| {
            let enough = words >= least_words;
            words += paragraph.split_whitespace().count();
            !enough
        })
        .map(String::as_str)
        .collect();
    let text = text.join("\n\n");
    let page = plain_text(&text).page;
    let mut times: Vec<Duration> = (0..=rounds)
        .map(|_| {
            let begin = Instant::now();
            std::hint::black_box(analyzer.analyze(std::hint::black_box(&page)));
            begin.elapsed()
        })
        .skip(1)
        .collect();
    times.sort();
    let at = |share: f64| times.get(((times.len() as f64 * share) as usize).min(times.len() - 1)).copied();
    let spread = |share: f64| at(share).map(milliseconds);
    json!({
        "words": text.split_whitespace().count(),
        "bytes": text.len(),
        "times": {"sourcelight": {"best": spread(0.0), "p50": spread(0.5), "p99": spread(0.99)}},
    })
}

/// A live blog of about 5,000 words to which paragraphs are added at the top, one by one: as a whole each time, and with
/// a memory of the time before.
fn changed(analyzer: &Analyzer, paragraphs: &[String]) -> Value {
    /// Paragraphs that are added.
    const ADDED: usize = 20;
    let mut text: Vec<&str> = paragraphs.iter().map(String::as_str).take(150).collect();
    let mut memory = Memory::default();
    let mut times = [Vec::new(), Vec::new()];
    let _ = analyzer.analyze_again(&plain_text(&text.join("\n\n")).page, &mut memory);
    for paragraph in paragraphs.iter().rev().take(ADDED) {
        text.insert(0, paragraph);
        let page = plain_text(&text.join("\n\n")).page;
        let begin = Instant::now();
        std::hint::black_box(analyzer.analyze(std::hint::black_box(&page)));
        times[0].push(begin.elapsed());
        let begin = Instant::now();
        std::hint::black_box(analyzer.analyze_again(std::hint::black_box(&page), &mut memory));
        times[1].push(begin.elapsed());
    }
    let [anew, again] = times.map(|mut times| {
        times.sort();
        times.get(times.len() / 2).copied().map(milliseconds)
    });
    let words: usize = text.iter().map(|paragraph| paragraph.split_whitespace().count()).sum();
    json!({"words": words, "anew_ms": anew, "again_ms": again})
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Every paragraph of every sample, in order of their names.
fn paragraphs() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut samples: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path().join("article.html")).collect();
    samples.sort();
    let pages = samples.iter().filter_map(|path| fs::read_to_string(path).ok()).map(|source| html(&source).page);
    pages
        .flat_map(|page| page.blocks)
        .filter(|block| block.kind == BlockKind::Paragraph)
        .map(|block| block.text)
        .collect()
}
