//! Measures this stage alone on articles annotated by hand: gold attributions go in, the scorer's predictions come out.
//!
//! It needs the annotated articles, which are no part of this repository; without them it says so and measures nothing:
//! `SOURCELIGHT_GOLD=FOLDER SOURCELIGHT_PREDICTIONS=FILE cargo test speaker::evaluation -- --ignored --nocapture`

#![cfg(feature = "cli")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

use serde_json::{Value, json};

use super::resolve;
use crate::attribution::Attribution;
use crate::contract::{QuoteKind, ReasonCode, Statement};
use crate::lexicon::Lexicon;
use crate::organization::cited_organizations;
use crate::quote::quotations;
use crate::text::Document;

/// The roles of an annotated attribution: pieces in bytes of the article's text.
#[derive(Default)]
struct Annotated {
    source: Vec<Range<usize>>,
    cue: Vec<Range<usize>>,
    content: Vec<Range<usize>>,
}

#[test]
#[ignore = "needs annotated articles, see the module's documentation"]
fn writes_predictions_for_gold_attributions() {
    let (Ok(gold), Ok(predictions)) = (std::env::var("SOURCELIGHT_GOLD"), std::env::var("SOURCELIGHT_PREDICTIONS"))
    else {
        println!("skipped: SOURCELIGHT_GOLD and SOURCELIGHT_PREDICTIONS name no folder and file");
        return;
    };
    let gold = Path::new(&gold);
    let lexicon = Lexicon::load();
    let mut names: Vec<_> = fs::read_dir(gold.join("text")).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let mut lines = Vec::new();
    for path in names {
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let annotations = first_annotation_file(gold, &stem);
        lines.push(predict(&lexicon, &stem, &text, &fs::read_to_string(annotations).unwrap()).to_string());
    }
    fs::write(predictions, lines.join("\n") + "\n").unwrap();
}

fn first_annotation_file(gold: &Path, stem: &str) -> std::path::PathBuf {
    let mut files: Vec<_> = fs::read_dir(gold.join("attributions"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap();
            name == stem || name.strip_prefix(stem).is_some_and(|rest| rest.starts_with('_'))
        })
        .collect();
    files.sort();
    files.into_iter().next().unwrap_or_else(|| panic!("no annotation of {stem}"))
}

fn predict(lexicon: &Lexicon, stem: &str, text: &str, annotations: &str) -> Value {
    let collected = crate::collect::plain_text(text);
    let starts = &collected.block_starts;
    let blocks: Vec<_> = collected.page.blocks.iter().collect();
    let document = Document::read(lexicon, &blocks);
    let quotations = quotations(&document);
    let annotated: Vec<Annotated> =
        read_annotations(text, annotations).into_iter().filter(|one| !one.content.is_empty()).collect();
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
    let attributions: Vec<Attribution> = annotated
        .iter()
        .map(|one| Attribution {
            kind: QuoteKind::Indirect,
            statement: Statement::Speech,
            content: one.content.iter().filter_map(tokens).collect(),
            cue: one.cue.iter().filter_map(tokens).collect(),
            source: one.source.iter().filter_map(tokens).collect(),
            continues: None,
            addressee: None,
            channel: None,
            found_by: ReasonCode::Cue,
            confidence: 1.0,
            evidence: None,
        })
        .collect();
    let speakers = resolve(lexicon, &document, &quotations, &attributions);
    let organizations = cited_organizations(lexicon, &document, &attributions, &speakers);
    let code_points = |pieces: &[Range<usize>]| -> Vec<[usize; 2]> {
        pieces
            .iter()
            .map(|piece| [piece.start, piece.end].map(|byte| text.get(..byte).unwrap().chars().count()))
            .collect()
    };
    let quotes: Vec<Value> = annotated
        .iter()
        .zip(speakers.spoken_by.iter().zip(&speakers.why))
        .map(|(one, (spoken_by, why))| {
            let why: Vec<String> =
                why.iter().map(|step| format!("{:?} {} -> {}", step.code, step.text, step.name.as_deref().unwrap_or(""))).collect();
            json!({"content": code_points(&one.content), "cue": code_points(&one.cue), "source": code_points(&one.source),
                   "speakers": spoken_by, "why": why})
        })
        .collect();
    let spoken: BTreeSet<usize> = speakers.spoken_by.iter().flatten().copied().collect();
    let sources: Vec<Value> = speakers
        .entities
        .iter()
        .enumerate()
        .filter(|(index, _)| spoken.contains(index))
        .map(|(index, entity)| {
            json!({"id": index, "name": entity.name, "kind": entity.kind, "aliases": entity.aliases, "role": entity.role,
                   "affiliation": entity.affiliation})
        })
        .collect();
    let organizations: Vec<Value> =
        organizations.iter().map(|body| json!({"name": body.name, "cited_as": body.cited_as})).collect();
    json!({"doc": stem, "quotes": quotes, "sources": sources, "organizations": organizations})
}

/// Reads brat's standoff form: `T1<tab>Source 3 9;12 15<tab>words` and `E1<tab>Attribution:T4 Source:T1 Cue:T2`.
fn read_annotations(text: &str, annotations: &str) -> Vec<Annotated> {
    let mut byte_of: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
    byte_of.push(text.len());
    let mut spans: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
    let mut attributions = Vec::new();
    for line in annotations.lines() {
        let mut fields = line.split('\t');
        let (Some(id), Some(body)) = (fields.next(), fields.next()) else { continue };
        if id.starts_with('T') {
            let (_, offsets) = body.split_once(' ').unwrap();
            let pieces = offsets.split(';').map(|piece| {
                let (start, end) = piece.split_once(' ').unwrap();
                byte_of[start.parse::<usize>().unwrap()]..byte_of[end.parse::<usize>().unwrap()]
            });
            spans.insert(id, pieces.collect());
        } else if id.starts_with('E') {
            let mut annotated = Annotated::default();
            for argument in body.split(' ') {
                let Some((role, span)) = argument.split_once(':') else { continue };
                let pieces = spans.get(span).cloned().unwrap_or_default();
                match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                    "Source" => annotated.source.extend(pieces),
                    "Cue" => annotated.cue.extend(pieces),
                    "Content" => annotated.content.extend(pieces),
                    _ => {}
                }
            }
            attributions.push(annotated);
        }
    }
    attributions
}
