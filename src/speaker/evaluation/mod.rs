//! Measures this stage alone on articles annotated by hand: gold attributions go in, so that every miss is this stage's own.
//!
//! It needs the annotated articles, which are no part of this repository; without them it says so and measures nothing:
//! `SOURCELIGHT_GOLD=FOLDER cargo test --features cli speaker::evaluation -- --ignored --nocapture` prints the share of right
//! speakers by the form of the source, the roster, and how often the stage is right where it is how sure. With
//! `SOURCELIGHT_ERRORS=1` it lists the misses, with `SOURCELIGHT_PREDICTIONS=FILE` it writes what `score.py` reads.

#![cfg(feature = "cli")]

mod breakdown;
mod cost;
mod gold;

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::Path;

use serde_json::{Value, json};

use super::{Speakers, resolve};
use crate::attribution::Attribution;
use crate::contract::{QuoteKind, ReasonCode, Statement};
use crate::lexicon::Lexicon;
use crate::quote::quotations;
use crate::text::Document;
use breakdown::Breakdown;
use gold::{Annotated, GoldArticle};

#[test]
#[ignore = "needs annotated articles, see the module's documentation"]
fn breaks_down_who_speaks_in_gold_attributions() {
    let Ok(folder) = std::env::var("SOURCELIGHT_GOLD") else {
        println!("skipped: SOURCELIGHT_GOLD names no folder");
        return;
    };
    let lexicon = Lexicon::load();
    let mut breakdown = Breakdown::default();
    let mut lines = Vec::new();
    for article in gold::articles(Path::new(&folder)) {
        let speakers = resolve_gold(&lexicon, &article);
        breakdown.add(&article, &speakers);
        lines.push(prediction(&article, &speakers).to_string());
    }
    println!("{}", breakdown.table());
    if std::env::var("SOURCELIGHT_ERRORS").is_ok() {
        println!("{}", breakdown.errors());
    }
    if let Ok(predictions) = std::env::var("SOURCELIGHT_PREDICTIONS") {
        fs::write(predictions, lines.join("\n") + "\n").unwrap();
    }
}

/// Resolves the sources that people marked.
fn resolve_gold(lexicon: &Lexicon, article: &GoldArticle) -> Speakers {
    let collected = crate::collect::plain_text(&article.text);
    let starts = &collected.block_starts;
    let blocks: Vec<_> = collected.page.blocks.iter().collect();
    let document = Document::read(lexicon, &blocks);
    let quotations = quotations(&document);
    let tokens = |piece: &Range<usize>| {
        let inside = |index: &usize| {
            let span = document.byte_span(*index..*index + 1).unwrap();
            let start = starts[span.block as usize];
            start + span.start < piece.end && piece.start < start + span.end
        };
        let first = (0..document.tokens.len()).find(inside)?;
        let last = (first..document.tokens.len()).take_while(inside).last()?;
        Some(first..last + 1)
    };
    let tokens = |pieces: &[Range<usize>]| pieces.iter().filter_map(tokens).collect::<Vec<_>>();
    let attribution = |one: &Annotated| attribution_of(tokens(&one.source), tokens(&one.cue), tokens(&one.content));
    let attributions: Vec<Attribution> = article.attributions.iter().map(attribution).collect();
    resolve(lexicon, &document, &quotations, &attributions, &[])
}

fn attribution_of(source: Vec<Range<usize>>, cue: Vec<Range<usize>>, content: Vec<Range<usize>>) -> Attribution {
    Attribution {
        kind: QuoteKind::Indirect,
        statement: Statement::Speech,
        content,
        cue,
        source,
        continues: None,
        addressee: None,
        channel: None,
        found_by: ReasonCode::Cue,
        confidence: 1.0,
        evidence: None,
    }
}

/// One line of the scorer's input.
fn prediction(article: &GoldArticle, speakers: &Speakers) -> Value {
    let code_points = |pieces: &[Range<usize>]| -> Vec<[usize; 2]> {
        let count = |byte: usize| article.text.get(..byte).unwrap().chars().count();
        pieces.iter().map(|piece| [count(piece.start), count(piece.end)]).collect()
    };
    let quotes: Vec<Value> = article
        .attributions
        .iter()
        .zip(&speakers.spoken_by)
        .map(|(one, spoken_by)| {
            json!({"content": code_points(&one.content), "cue": code_points(&one.cue),
                   "source": code_points(&one.source), "speakers": spoken_by})
        })
        .collect();
    let spoken: BTreeSet<usize> = speakers.spoken_by.iter().flatten().copied().collect();
    let sources: Vec<Value> = spoken
        .iter()
        .map(|index| (index, &speakers.entities[*index]))
        .map(
            |(index, entity)| json!({"id": index, "name": entity.name, "kind": entity.kind, "aliases": entity.aliases}),
        )
        .collect();
    json!({"doc": article.name, "quotes": quotes, "sources": sources})
}
