//! The sample articles of `tests/pages` against what an editor would sign, and the core against the editor.
//!
//! `cargo test --features cli --test truth -- --nocapture` prints the table and every disagreement.

#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "this crate is a test: stopping at the first thing that is wrong is its job"
)]

mod measure;
mod sample;
mod words;

use sourcelight::Analyzer;

use crate::measure::{Measured, Scores, measure};
use crate::sample::{Sample, samples};
use crate::words::{marked, visible};

/// The least that all samples together must reach, in per cent, and the most that may go wrong.
/// They stand a little below what the core reaches, and only go up.
struct Floors {
    pieces: f64,
    speakers: f64,
    roles: f64,
    organization_recall: f64,
    organization_precision: f64,
    indirect: f64,
    false_alarms: usize,
    leaks: usize,
    outside_read: usize,
}

const FLOORS: Floors = Floors {
    pieces: 97.5,
    speakers: 90.5,
    roles: 84.0,
    organization_recall: 72.0,
    organization_precision: 79.0,
    indirect: 93.0,
    false_alarms: 4,
    leaks: 0,
    outside_read: 5,
};

#[test]
fn every_listed_text_stands_in_its_article() {
    let mut missing = Vec::new();
    let samples = samples();
    assert!(samples.len() >= 18, "found {} samples", samples.len());
    for sample in &samples {
        let text = visible(&sample.collected.text);
        let mut wants = |what: &str, wanted: &str| {
            if !text.to_lowercase().contains(&visible(wanted).to_lowercase()) {
                missing.push(format!("{}: {what}: {wanted}", sample.name));
            }
        };
        let truth = &sample.truth;
        for quote in &truth.quotes {
            quote.text.all().iter().for_each(|piece| wants("quote", piece));
            quote.speakers().iter().for_each(|name| wants("speaker of a quote", name));
        }
        truth.not_quotes.iter().for_each(|words| wants("not a quote", words));
        truth.organizations.iter().chain(&truth.optional_organizations).for_each(|name| wants("organization", name));
        for speaker in &truth.speakers {
            wants("speaker", &speaker.name);
            speaker.role.iter().for_each(|role| wants("role", role));
            speaker.affiliation.iter().for_each(|affiliation| wants("affiliation", affiliation));
        }
        // A shell may leave out what no reader takes for text, such as a button's label.
        let source = visible(&sample.source);
        for outside in &truth.outside {
            if !text.contains(&visible(outside)) && !source.contains(&visible(outside)) {
                missing.push(format!("{}: outside: {outside}", sample.name));
            }
        }
    }
    assert!(missing.is_empty(), "not in the article:\n{}", missing.join("\n"));
}

#[test]
fn quotes_and_speakers_of_a_truth_agree() {
    for Sample { name, truth, .. } in &samples() {
        assert!(!truth.about.is_empty(), "{name} does not say what it tests");
        let spoken: Vec<&str> = truth.quotes.iter().flat_map(|quote| quote.speakers()).collect();
        for speaker in &spoken {
            assert!(truth.speakers.iter().any(|other| other.name == *speaker), "{name}: {speaker} is not in speakers");
        }
        for speaker in &truth.speakers {
            assert!(spoken.contains(&speaker.name.as_str()), "{name}: {} says nothing", speaker.name);
        }
    }
}

#[test]
fn marked_stretches_of_a_text_are_found() {
    let check = |text: &str, expected: &[&str]| assert_eq!(marked(text), expected, "{text}");
    check("a “b ‘c’ d” e “f”", &["b ‘c’ d", "f"]);
    check("was ‘the least we’ve read’", &["the least we’ve read"]);
    check("``so `it' is'' and \"no\"", &["so `it' is", "no"]);
    check("the workers’ plan", &[]);
    check("„a ‚b‘“ «c» »d«", &["a ‚b‘", "c", "d"]);
}

#[test]
fn core_agrees_with_the_editors() {
    let analyzer = Analyzer::new();
    let mut total = Scores::default();
    println!("{}", header());
    let mut lines = Vec::new();
    for sample in &samples() {
        let Measured { scores, disagreements } = measure(sample, &analyzer.analyze_bytes(&sample.collected.page));
        println!("{}", row(&sample.name, &scores));
        lines.extend(disagreements.iter().map(|line| format!("{}: {line}", sample.name)));
        total += scores;
    }
    println!("{}\n\n{}", row("all", &total), lines.join("\n"));
    let at_least = |what: &str, reached: f64, floor: f64| assert!(reached >= floor, "{what}: {reached:.1} < {floor}");
    at_least("quotation pieces found", total.pieces.percent(), FLOORS.pieces);
    at_least("pieces with the right speaker", total.speakers.percent(), FLOORS.speakers);
    at_least("roles as printed", total.roles.percent(), FLOORS.roles);
    at_least("cited organisations found", total.organization_recall.percent(), FLOORS.organization_recall);
    at_least("organisations that are cited", total.organization_precision.percent(), FLOORS.organization_precision);
    at_least("indirect quotes found", total.indirect.percent(), FLOORS.indirect);
    let at_most = |what: &str, reached: usize, most: usize| assert!(reached <= most, "{what}: {reached} > {most}");
    at_most("words in marks taken for quotes", total.false_alarms, FLOORS.false_alarms);
    at_most("quotes from outside the article", total.leaks, FLOORS.leaks);
    at_most("texts around the article read as the article", total.outside_read, FLOORS.outside_read);
}

fn header() -> String {
    format!(
        "{:30} {:>9} {:>6} {:>9} {:>7} {:>7} {:>7} {:>7} {:>8} {:>9} {:>6} {:>8}",
        "sample",
        "pieces",
        "false",
        "speakers",
        "roles",
        "roster",
        "orgs R",
        "orgs P",
        "indirect",
        "unlisted",
        "leaks",
        "outside"
    )
}

fn row(name: &str, scores: &Scores) -> String {
    let share = |share: measure::Share| format!("{}/{}", share.hits, share.all);
    format!(
        "{:30} {:>9} {:>6} {:>9} {:>7} {:>7} {:>7} {:>7} {:>8} {:>9} {:>6} {:>8}",
        name,
        share(scores.pieces),
        scores.false_alarms,
        share(scores.speakers),
        share(scores.roles),
        share(scores.roster),
        share(scores.organization_recall),
        share(scores.organization_precision),
        share(scores.indirect),
        scores.unlisted_indirect,
        scores.leaks,
        scores.outside_read
    )
}
