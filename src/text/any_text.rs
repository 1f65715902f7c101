//! Texts for property tests: any Unicode, and what is hard about news.

use std::sync::LazyLock;

use proptest::prelude::*;

use crate::contract::{BlockKind, InputBlock, Region};
use crate::lexicon::Lexicon;
use crate::text::Document;

/// Loaded once: reading the word lists takes longer than reading a small text.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

/// Pieces that meet each other in odd ways: marks, apostrophes, abbreviations, invisible and wide characters, other scripts.
const PIECES: &[&str] = &[
    " ",
    " ",
    " ",
    "\u{a0}",
    "\u{3000}",
    "\n",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{feff}",
    "\u{fffd}",
    "\0",
    "\"",
    "\"",
    "'",
    "'",
    "\u{2018}",
    "\u{2019}",
    "\u{201c}",
    "\u{201d}",
    "\u{201e}",
    "\u{201a}",
    "\u{ab}",
    "\u{bb}",
    "\u{2039}",
    "\u{203a}",
    "\u{300c}",
    "\u{300d}",
    "\u{300e}",
    "\u{300f}",
    "\u{301d}",
    "\u{301e}",
    "``",
    "''",
    "`",
    "\u{ff02}",
    "\u{ff07}",
    "\u{2032}",
    "\u{2033}",
    ".",
    ".",
    ",",
    "!",
    "?",
    "...",
    "\u{2026}",
    ":",
    ";",
    "-",
    "\u{2011}",
    "\u{2014}",
    "(",
    ")",
    "[",
    "]",
    "@",
    "#",
    "&",
    "/",
    "_",
    "%",
    "$",
    "said",
    "Sousa",
    "the",
    "Mr.",
    "U.S.",
    "a.m.",
    "Ph.D.",
    "No. 5",
    "etc.",
    "Inc.",
    "I",
    "J.",
    "workers'",
    "don't",
    "'tis",
    "'90s",
    "'n'",
    "'s",
    "'ll",
    "5' 10\"",
    "3.5",
    "1,200",
    "9/11",
    "10-year",
    "https://a.example/b",
    "www.a.example",
    "a@b.example",
    "@name",
    "#topic",
    "\u{fb01}",
    "\u{fb03}",
    "\u{ff21}",
    "e\u{301}",
    "\u{5e9}\u{5dc}",
    "\u{645}\u{631}",
    "語",
    "。",
    "\u{1f469}\u{200d}\u{1f680}",
    "\u{1f44d}\u{1f3fd}",
    "\u{130}",
    "\u{df}",
];

/// A text of such pieces, or any text at all.
pub(crate) fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat()),
        1 => prop::collection::vec(any::<char>(), 0..60).prop_map(String::from_iter),
    ]
}

/// The texts of a few blocks.
pub(crate) fn any_blocks() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(any_text(), 0..5)
}

/// The document of these texts, one block each; ids are the indices.
pub(crate) fn read_texts(texts: &[String]) -> Document {
    let blocks: Vec<InputBlock> = texts
        .iter()
        .enumerate()
        .map(|(id, text)| InputBlock {
            id: id as u32,
            kind: BlockKind::Paragraph,
            text: text.clone(),
            region: Region::Article,
            group: 0,
            article: 0,
            links: Vec::new(),
        })
        .collect();
    Document::read(&LEXICON, &blocks.iter().collect::<Vec<_>>())
}
