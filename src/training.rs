//! What the training of the tagger reads: tokens with the very features that the analysis computes.

use crate::collect::plain_text;
use crate::lexicon::Lexicon;
use crate::quote::quotations;
use crate::tag::features::{TokenFeatures, features, word_keys};
use crate::text::Document;

/// A token of a training text.
#[derive(Debug, Clone, PartialEq)]
pub struct TrainingToken {
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte in the text.
    pub end: usize,
    /// The key by which the token's embedding is found.
    pub key: String,
    /// The hash of the key.
    pub word: u32,
    /// Rows of the affix table.
    pub affixes: [u16; 3],
    /// The shape's number.
    pub shape: u8,
    /// The reporting verb's number, 0 for none.
    pub cue: u8,
    /// The plain numbers.
    pub dense: Vec<f32>,
}

/// Reads texts for the training; holds the word lists.
pub struct TrainingReader {
    lexicon: Lexicon,
}

impl Default for TrainingReader {
    fn default() -> Self {
        Self { lexicon: Lexicon::load() }
    }
}

impl TrainingReader {
    /// The tokens of a text, block by block (a blank line ends a block).
    #[must_use]
    pub fn read(&self, text: &str) -> Vec<Vec<TrainingToken>> {
        let collected = plain_text(text);
        let blocks: Vec<_> = collected.page.blocks.iter().collect();
        let document = Document::read(&self.lexicon, &blocks);
        let quotations = quotations(&document);
        let mut all = features(&self.lexicon, &document, &quotations).into_iter();
        let mut keys = word_keys(&document, &quotations).into_iter();
        let mut read = Vec::with_capacity(document.blocks.len());
        for (block, start) in document.blocks.iter().zip(&collected.block_starts) {
            let mut tokens = Vec::with_capacity(block.tokens.len());
            for place in block.tokens.clone() {
                let (Some(known), Some(key)) = (all.next(), keys.next()) else { continue };
                let Some(span) = document.byte_span(place..place + 1) else { continue };
                let TokenFeatures { word, affixes, shape, cue, dense } = known;
                let (start, end) = (start + span.start, start + span.end);
                tokens.push(TrainingToken { start, end, key, word, affixes, shape, cue, dense: dense.to_vec() });
            }
            read.push(tokens);
        }
        read
    }
}
