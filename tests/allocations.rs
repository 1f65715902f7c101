//! How often and how much memory the analysis of an article asks for, against `tests/budgets.json`.

#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use allocation_counter::measure;
use serde_json::Value;
use sourcelight::Analyzer;
use sourcelight::collect::plain_text;

#[path = "../benches/samples/mod.rs"]
mod samples;

use samples::{altered, samples};

/// Articles that are measured: each sample with several changes.
const ARTICLES: u64 = 100;

/// What a figure may grow by before it fails, in percent.
const TOLERANCE: u64 = 10;

#[track_caller]
fn check(what: &str, found: u64) {
    let budgets: Value = serde_json::from_str(include_str!("budgets.json")).unwrap();
    let written = budgets[what].as_u64().unwrap();
    assert!(
        found <= written + written * TOLERANCE / 100,
        "{what}: found {found}, expected at most {TOLERANCE} % more than {written}; where the growth is wanted, write it \
         into tests/budgets.json"
    );
    println!("{what}: {found}, written down: {written}");
}

#[test]
fn an_article_takes_no_more_memory_than_it_did() {
    let analyzer = Analyzer::new();
    let samples = samples();
    let (mut count, mut most_bytes) = (0, 0);
    for number in 0..ARTICLES {
        let page = plain_text(&altered(&samples, number)).page;
        let info = measure(|| {
            let report = analyzer.analyze_bytes(&page);
            assert!(!report.article.blocks.is_empty());
        });
        count += info.count_total;
        most_bytes = most_bytes.max(info.bytes_max);
    }
    check("allocations_per_article", count / ARTICLES);
    check("allocated_bytes_at_once", most_bytes);
}
