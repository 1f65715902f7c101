//! Measures this stage alone: tags go in, the scorer's predictions come out.
//!
//! It needs articles and their tags, which are no part of this repository; without them it says so and measures nothing:
//! `SOURCELIGHT_TEXTS=FOLDER SOURCELIGHT_TAGS=FILE SOURCELIGHT_PREDICTIONS=FILE cargo test attribution::evaluation --
//! --ignored --nocapture`. A line of tags is `{"doc", "tags": [[0, 1, 2, ...] a block]}`, numbers as in `Tag::ALL`.

#![cfg(feature = "cli")]

use std::fs;
use std::ops::Range;
use std::path::Path;

use serde_json::{Value, json};

use super::tagged_attributions;
use crate::lexicon::Lexicon;
use crate::quote::quotations;
use crate::tag::{Tag, Tagging, Worth};
use crate::text::Document;

#[test]
#[ignore = "needs articles with tags, see the module's documentation"]
fn writes_predictions_for_tags() {
    let variables =
        ["SOURCELIGHT_TEXTS", "SOURCELIGHT_TAGS", "SOURCELIGHT_PREDICTIONS"].map(|name| std::env::var(name).ok());
    let [Some(texts), Some(tags), Some(predictions)] = variables else {
        println!("skipped: SOURCELIGHT_TEXTS, SOURCELIGHT_TAGS and SOURCELIGHT_PREDICTIONS name no folder and files");
        return;
    };
    let lexicon = Lexicon::load();
    let lines: Vec<String> = fs::read_to_string(tags)
        .unwrap()
        .lines()
        .map(|line| {
            let line: Value = serde_json::from_str(line).unwrap();
            let doc = line["doc"].as_str().unwrap();
            let text = fs::read_to_string(Path::new(&texts).join(format!("{doc}.txt"))).unwrap();
            predict(&lexicon, doc, &text, &line["tags"]).to_string()
        })
        .collect();
    fs::write(predictions, lines.join("\n") + "\n").unwrap();
}

fn predict(lexicon: &Lexicon, doc: &str, text: &str, tags: &Value) -> Value {
    let collected = crate::collect::plain_text(text);
    let starts = &collected.block_starts;
    let document = Document::read(lexicon, &collected.page.blocks.iter().collect::<Vec<_>>());
    let quotations = quotations(&document);
    let tags: Vec<Tag> = tags
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|block| block.as_array().unwrap())
        .map(|tag| Tag::ALL[tag.as_u64().unwrap() as usize])
        .collect();
    assert_eq!(tags.len(), document.tokens.len(), "{doc}");
    let tagging = Tagging { certainty: vec![1.0; tags.len()], tags };
    let code_points = |pieces: &[Range<usize>]| -> Vec<[usize; 2]> {
        let span = |piece: &Range<usize>| {
            let span = document.byte_span(piece.clone()).unwrap();
            [span.start, span.end].map(|byte| text.get(..starts[span.block as usize] + byte).unwrap().chars().count())
        };
        pieces.iter().map(span).collect()
    };
    let quotes: Vec<Value> = tagged_attributions(lexicon, &document, &quotations, &tagging, &Worth::of_everything())
        .iter()
        .map(|one| {
            json!({"kind": one.kind, "content": code_points(&one.content), "cue": code_points(&one.cue),
                   "source": code_points(&one.source)})
        })
        .collect();
    json!({"doc": doc, "quotes": quotes})
}
