//! What the training reads: tokens with the very features that the analysis computes, and the evidence for the
//! attributions that a trained tagger finds.

use std::ops::Range;

use crate::collect::{Collected, plain_text};
use crate::lexicon::Lexicon;
use crate::page::PageLists;
use crate::pipeline::{Reader, attributed};
use crate::quote::quotations;
use crate::tag::features::{TokenFeatures, features, word_keys};
use crate::tag::{ModelError, Tagger};
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
    /// The tokens of a text, block by block (see [`plain_text`]).
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

/// An attribution that the network found, whatever speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Bytes of the collected text, a piece each.
    pub content: Vec<Range<usize>>,
    /// The same of the source.
    pub source: Vec<Range<usize>>,
    /// What its confidence is read from: see `src/attribution/worth.rs`.
    pub evidence: Vec<f32>,
}

/// Reads texts for the training of the weights of the evidence; holds the word lists and a pack.
pub struct EvidenceReader {
    lexicon: Lexicon,
    page_lists: PageLists,
    tagger: Tagger,
}

impl EvidenceReader {
    /// Loads a pack.
    ///
    /// # Errors
    ///
    /// If the bytes are no model pack that this build reads.
    pub fn with_model(pack: &[u8]) -> Result<Self, ModelError> {
        let tagger = Tagger::read(pack)?.showing_all();
        Ok(Self { lexicon: Lexicon::load(), page_lists: PageLists::load(), tagger })
    }

    /// The attributions of a text or page that the network found.
    #[must_use]
    pub fn read(&self, collected: &Collected) -> Vec<Candidate> {
        let read = attributed(&self.lexicon, &self.page_lists, Some(Reader::new(&self.tagger, None)), &collected.page);
        let bytes = |pieces: &[Range<usize>]| -> Vec<Range<usize>> {
            let place = |piece: &Range<usize>| {
                let span = read.document.byte_span(piece.clone())?;
                let index = collected.page.blocks.iter().position(|block| block.id == span.block)?;
                let start = collected.block_starts.get(index)?;
                Some(start + span.start..start + span.end)
            };
            pieces.iter().filter_map(place).collect()
        };
        read.attributions
            .iter()
            .filter_map(|one| {
                let evidence = one.evidence?.to_vec();
                Some(Candidate { content: bytes(&one.content), source: bytes(&one.source), evidence })
            })
            .collect()
    }
}
