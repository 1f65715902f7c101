//! How long the native core takes for texts of our own, and how much memory. Prints one JSON object; `cargo xtask bench`
//! shows it.
//!
//! Times are those of one thread. They tell something only beside others of the same run.

use std::hint::black_box;
use std::time::{Duration, Instant};

use allocation_counter::measure;
use serde_json::{Value, json};
use sourcelight::collect::plain_text;
use sourcelight::contract::PageInput;
use sourcelight::{Analyzer, Memory};

mod samples;

use samples::{altered, samples};

/// Words of a text, and how often it is analysed. The longest one is ten megabytes.
const TEXTS: [(usize, usize); 5] = [(200, 200), (1000, 100), (5000, 20), (50_000, 4), (1_750_000, 1)];

/// Short articles, each analysed once: what a feed of news brings.
const SHORT_ARTICLES: u64 = 1000;
/// Their paragraphs at most.
const SHORT: usize = 4;

fn main() {
    // `cargo test --benches` starts this too, and wants no measurement.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let begin = Instant::now();
    let analyzer = Analyzer::new();
    let ready = begin.elapsed();
    let samples = samples();
    let texts: Vec<Value> =
        TEXTS.iter().map(|(words, rounds)| repeated(&analyzer, &samples, *words, *rounds)).collect();
    let short = short_articles(&analyzer, &samples);
    println!(
        "{}",
        json!({"ready_ms": milliseconds(ready), "texts": texts, "short_articles": short, "changed": changed(&analyzer, &samples)})
    );
}

/// A text of at least so many words, analysed again and again.
fn repeated(analyzer: &Analyzer, samples: &[Vec<String>], least_words: usize, rounds: usize) -> Value {
    let mut words = 0;
    let paragraphs = samples.iter().flatten().cycle().take_while(|paragraph| {
        let is_enough = words >= least_words;
        words += paragraph.split_whitespace().count();
        !is_enough
    });
    let text = paragraphs.map(String::as_str).collect::<Vec<_>>().join("\n\n");
    let page = plain_text(&text).page;
    // What is analysed once only takes so long that nothing has to be warm.
    let warm_ups = usize::from(rounds > 1);
    let times = (0..rounds + warm_ups).map(|_| time(analyzer, &page)).skip(warm_ups).collect();
    let memory = measure(|| {
        black_box(analyzer.analyze(&page));
    });
    json!({
        "words": text.split_whitespace().count(),
        "bytes": text.len(),
        "times": {"sourcelight": spread(times)},
        "allocations": memory.count_total,
        "peak_bytes": memory.bytes_max,
    })
}

/// A live blog of about 5,000 words to which paragraphs are added at the top, one by one: as a whole each time, and with
/// a memory of the time before.
fn changed(analyzer: &Analyzer, samples: &[Vec<String>]) -> Value {
    /// Paragraphs that are added.
    const ADDED: usize = 20;
    let paragraphs: Vec<&str> = samples.iter().flatten().map(String::as_str).collect();
    let mut text: Vec<&str> = paragraphs.iter().copied().take(150).collect();
    let mut memory = Memory::default();
    let (mut anew, mut again) = (Vec::new(), Vec::new());
    let _ = analyzer.analyze_again(&plain_text(&text.join("\n\n")).page, &mut memory);
    for paragraph in paragraphs.into_iter().rev().take(ADDED) {
        text.insert(0, paragraph);
        let page = plain_text(&text.join("\n\n")).page;
        anew.push(time(analyzer, &page));
        let begin = Instant::now();
        black_box(analyzer.analyze_again(black_box(&page), &mut memory));
        again.push(begin.elapsed());
    }
    let words: usize = text.iter().map(|paragraph| paragraph.split_whitespace().count()).sum();
    json!({"words": words, "anew": spread(anew), "again": spread(again)})
}

/// Many articles, one after the other.
fn short_articles(analyzer: &Analyzer, samples: &[Vec<String>]) -> Value {
    let texts = (0..SHORT_ARTICLES)
        .map(|number| altered(samples, number).split("\n\n").take(SHORT).collect::<Vec<_>>().join("\n\n"));
    let texts: Vec<String> = texts.collect();
    let pages: Vec<PageInput> = texts.iter().map(|text| plain_text(text).page).collect();
    let times = pages.iter().map(|page| time(analyzer, page)).collect();
    json!({
        "articles": SHORT_ARTICLES,
        "words": texts.iter().map(|text| text.split_whitespace().count()).sum::<usize>(),
        "bytes": texts.iter().map(String::len).sum::<usize>(),
        "times": {"sourcelight": spread(times)},
    })
}

fn time(analyzer: &Analyzer, page: &PageInput) -> Duration {
    let begin = Instant::now();
    black_box(analyzer.analyze(black_box(page)));
    begin.elapsed()
}

fn spread(mut times: Vec<Duration>) -> Value {
    times.sort();
    let at = |share: f64| times.get(((times.len() as f64 * share) as usize).min(times.len() - 1)).copied();
    let spread = |share: f64| at(share).map(milliseconds);
    json!({"best": spread(0.0), "p50": spread(0.5), "p99": spread(0.99)})
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
