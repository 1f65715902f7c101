//! The shipped pack here and in the framework that trained it: `tests/tagger/parity.json` holds what PyTorch answers for
//! a text of our own (`train/python/vectors.py` writes it, with weights as the pack has them).

use std::ops::Range;

use serde_json::Value;

use super::features::features;
use super::model::Pack;
use super::network;
use super::tagger::Tagger;
use crate::contract::InputBlock;
use crate::lexicon::Lexicon;
use crate::quote::quotations;
use crate::text::Document;

const PACK: &[u8] = include_bytes!("../../model/sourcelight.pack");
const VECTORS: &str = include_str!("../../tests/tagger/parity.json");

#[test]
fn pytorch_and_this_crate_read_the_same() {
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    let blocks: Vec<InputBlock> = vectors["text"]
        .as_str()
        .unwrap()
        .trim()
        .split("\n\n")
        .zip(0..)
        .map(|(text, id)| InputBlock::paragraph(id, text))
        .collect();
    let lexicon = Lexicon::load();
    let document = Document::read(&lexicon, &blocks.iter().collect::<Vec<_>>());
    let features = features(&lexicon, &document, &quotations(&document));
    let sequences: Vec<Range<usize>> = document.blocks.iter().map(|block| block.tokens.clone()).collect();
    let expected = vectors["emissions"].as_array().unwrap();
    assert_eq!(expected.len(), features.len(), "tokens");
    let pack = Pack::read(PACK).unwrap();
    let found = sequences.iter().flat_map(|sequence| network::scores(&pack, &features[sequence.clone()]));
    for (token, (found, expected)) in found.zip(expected).enumerate() {
        for (found, expected) in found.iter().zip(expected.as_array().unwrap()) {
            let expected = expected.as_f64().unwrap() as f32;
            assert!((found - expected).abs() < 2e-3, "{}: {found}, expected {expected}", document.word(token));
        }
    }
    let tags = Tagger::straight(PACK).unwrap().tag(&features, &sequences).tags;
    let expected = vectors["tags"].as_array().unwrap();
    let equal = tags
        .iter()
        .zip(expected)
        .filter(|(tag, expected)| {
            super::Tag::ALL.iter().position(|one| one == *tag) == expected.as_u64().map(|tag| tag as usize)
        })
        .count();
    assert!(equal * 1000 >= expected.len() * 995, "{equal} of {} tags are equal", expected.len());
}

/// How far the kernel is from exact arithmetic on real texts, which are no part of this repository:
/// `SOURCELIGHT_TEXTS=FOLDER cargo test --features cli --lib tag::parity -- --ignored --nocapture`.
#[cfg(feature = "cli")]
#[test]
#[ignore = "needs a folder of texts, see above"]
fn kernel_and_exact_arithmetic_tag_the_same() {
    let Ok(folder) = std::env::var("SOURCELIGHT_TEXTS") else {
        println!("skipped: SOURCELIGHT_TEXTS names no folder");
        return;
    };
    let lexicon = Lexicon::load();
    let pack = Pack::read(PACK).unwrap();
    let decoder = super::decode::Decoder::new(pack.tag_scores.clone());
    let tagger = Tagger::straight(PACK).unwrap();
    let (mut equal, mut all) = (0, 0);
    for entry in std::fs::read_dir(folder).unwrap() {
        let page = crate::collect::plain_text(&std::fs::read_to_string(entry.unwrap().path()).unwrap()).page;
        let document = Document::read(&lexicon, &page.blocks.iter().collect::<Vec<_>>());
        let features = features(&lexicon, &document, &quotations(&document));
        let sequences: Vec<Range<usize>> = document.blocks.iter().map(|block| block.tokens.clone()).collect();
        let tags = tagger.tag(&features, &sequences).tags;
        for sequence in sequences.into_iter().filter(|sequence| sequence.len() <= 1000) {
            let exact = decoder.best(&network::scores(&pack, &features[sequence.clone()]));
            let found = &tags[sequence];
            all += exact.len();
            equal += exact.iter().zip(found).filter(|(exact, found)| super::Tag::ALL[**exact] == **found).count();
        }
    }
    println!("{equal} of {all} tags are equal");
    assert!(equal * 1000 >= all * 995, "{equal} of {all} tags are equal");
}
