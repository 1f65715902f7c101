//! Which share of an analysis each stage takes: `cargo test --features cli pipeline::cost -- --ignored --nocapture`.
//!
//! Prints one JSON object, which `cargo xtask bench` shows. In the profile of tests this crate and the kernel are
//! optimised as in a release, though not together.

use std::collections::BTreeMap;
use std::time::Instant;

use serde_json::json;

use crate::attribution::{silences, tagged_attributions, without_silences};
use crate::blocks::check_blocks;
use crate::collect::html;
use crate::lexicon::Lexicon;
use crate::organization::{cited_organizations, mentioned_organizations};
use crate::page::{PageLists, article_blocks};
use crate::quote::quotations;
use crate::report;
use crate::roster::roster;
use crate::speaker::resolve;
use crate::tag::Tagger;
use crate::tag::features::features;
use crate::text::Document;

const PACK: &[u8] = include_bytes!("../../model/sourcelight.pack");
const ROUNDS: usize = 20;

#[test]
#[ignore = "measures time"]
fn share_of_each_stage() {
    let (lexicon, page_lists, tagger) = (Lexicon::load(), PageLists::load(), Tagger::read(PACK).unwrap());
    let page = html(include_str!("../../tests/pages/wire-harbour-treaty/article.html")).page;
    let mut seconds: BTreeMap<&str, f64> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let mut last = Instant::now();
        let mut ended = |stage: &'static str| {
            *seconds.entry(stage).or_default() += last.elapsed().as_secs_f64();
            last = Instant::now();
        };
        let checked = check_blocks(&page);
        let article = article_blocks(&page_lists, page.title.as_deref(), &checked.blocks).article;
        ended("page");
        let document = Document::read(&lexicon, &article);
        ended("text");
        let quotations = quotations(&document);
        ended("quotations");
        let features = features(&lexicon, &document, &quotations);
        ended("features");
        let blocks: Vec<_> = document.blocks.iter().map(|block| block.tokens.clone()).collect();
        let tagging = tagger.tag(&features, &blocks);
        ended("network");
        let attributions = tagged_attributions(&lexicon, &document, &quotations, &tagging, tagger.worth());
        let silences = silences(&lexicon, &document, &quotations);
        let attributions = without_silences(attributions, &silences);
        ended("attributions");
        let speakers = resolve(&lexicon, &document, &quotations, &attributions, &silences);
        ended("speakers");
        let mut quotes = report::quotes(&document, &attributions, &speakers);
        let found = roster(&document, &attributions, &speakers, &mut quotes);
        let cited = cited_organizations(&lexicon, &document, &attributions, &speakers);
        let mentioned = mentioned_organizations(&lexicon, &document, &speakers, &cited);
        ended("report");
        assert!(!found.is_empty());
        assert!(cited.len() + mentioned.len() > 0);
    }
    let whole: f64 = seconds.values().sum();
    let shares: BTreeMap<&str, f64> = seconds.into_iter().map(|(stage, time)| (stage, time / whole)).collect();
    println!("\n{}", json!({"shares": shares, "ms": whole * 1000.0 / ROUNDS as f64}));
}
