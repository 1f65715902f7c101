//! From a block's text to tokens and sentences, with an exact way back to the bytes of the input.

pub(crate) mod marks;
mod normalize;
mod sentences;
pub(crate) mod tokens;

use std::ops::Range;

use crate::contract::{BlockKind, ByteSpan, InputBlock};
use crate::lexicon::Lexicon;
use crate::text::normalize::{OffsetMap, normalize};
use crate::text::sentences::BlockTokens;
use crate::text::tokens::tokenize;

/// The article as the later stages see it: all blocks' tokens in one sequence, in reading order.
#[derive(Debug, Default)]
pub(crate) struct Document {
    pub(crate) blocks: Vec<TextBlock>,
    pub(crate) tokens: Vec<Token>,
    pub(crate) sentences: Vec<Sentence>,
    /// Whether the article is part of a page, of which shells tell how it is laid out, or plain text.
    pub(crate) is_laid_out: bool,
}

/// One block: its normalised text and where its tokens stand in the document.
#[derive(Debug)]
pub(crate) struct TextBlock {
    /// The contract's id of the block.
    pub(crate) id: u32,
    pub(crate) kind: BlockKind,
    /// Normalised text; token offsets count its bytes.
    pub(crate) text: String,
    /// Indices into [`Document::tokens`].
    pub(crate) tokens: Range<usize>,
    /// The way back from `text` to the block as it came in.
    pub(crate) offsets: OffsetMap,
}

/// One word, number, punctuation character or quotation mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Index into [`Document::blocks`].
    pub(crate) block: usize,
    /// Bytes of the block's normalised text.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: TokenKind,
    /// Index into [`Document::sentences`].
    pub(crate) sentence: usize,
    /// Whether white space, or the block's start, stands before the token.
    pub(crate) space_before: bool,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Letters with inner apostrophes, hyphens and full stops of abbreviations ("Jean-Pierre", "U.S.", "@handle").
    Word,
    /// The clitic of a word ('s, 're, 've, 'll, 'm, 'd, n't stays with its word).
    Clitic,
    /// Digits with their inner separators, signs and units ("1,200", "3.5", "90s").
    Number,
    /// A character (or a pair such as ``) that can be a quotation mark.
    Mark,
    /// Any other character that is not white space.
    Punctuation,
}

/// A sentence: a run of tokens within one block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Index into [`Document::blocks`].
    pub(crate) block: usize,
    /// Indices into [`Document::tokens`].
    pub(crate) tokens: Range<usize>,
}

impl Document {
    /// Normalises, tokenises and splits the blocks. Takes time in proportion to the text.
    pub(crate) fn read(lexicon: &Lexicon, blocks: &[&InputBlock]) -> Self {
        let is_laid_out = blocks.iter().any(|block| block.is_laid_out());
        let mut document = Self { is_laid_out, ..Self::default() };
        for block in blocks {
            document.read_block(lexicon, block);
        }
        document
    }

    fn read_block(&mut self, lexicon: &Lexicon, input: &InputBlock) {
        let (text, offsets) = normalize(&input.text);
        let block = self.blocks.len();
        let first_token = self.tokens.len();
        let first_sentence = self.sentences.len();
        tokenize(lexicon, &text, |raw| {
            self.tokens.push(Token {
                block,
                start: raw.start,
                end: raw.end,
                kind: raw.kind,
                sentence: first_sentence,
                space_before: raw.space_before,
            });
        });
        let tokens = self.tokens.get(first_token..).unwrap_or(&[]);
        let sentences = &mut self.sentences;
        BlockTokens { lexicon, text: &text, tokens }.split(|range| {
            sentences.push(Sentence { block, tokens: first_token + range.start..first_token + range.end });
        });
        for (sentence, range) in sentences.iter().enumerate().skip(first_sentence) {
            for token in self.tokens.get_mut(range.tokens.clone()).unwrap_or(&mut []) {
                token.sentence = sentence;
            }
        }
        self.blocks.push(TextBlock {
            id: input.id,
            kind: input.kind,
            text,
            tokens: first_token..self.tokens.len(),
            offsets,
        });
    }

    /// The normalised text of a token; empty for an index out of range.
    pub(crate) fn word(&self, token: usize) -> &str {
        self.tokens
            .get(token)
            .and_then(|token| self.blocks.get(token.block)?.text.get(token.start..token.end))
            .unwrap_or("")
    }

    /// The normalised text from the first to the last token of a range within one block.
    pub(crate) fn text(&self, tokens: Range<usize>) -> &str {
        let Some(first) = self.tokens.get(tokens.start) else { return "" };
        let Some(last) = tokens.end.checked_sub(1).and_then(|index| self.tokens.get(index)) else { return "" };
        self.blocks.get(first.block).and_then(|block| block.text.get(first.start..last.end)).unwrap_or("")
    }

    /// The bytes of the input that a range of tokens within one block stands for; `None` for an empty range, one out of
    /// bounds, or one over two blocks.
    pub(crate) fn byte_span(&self, tokens: Range<usize>) -> Option<ByteSpan> {
        let first = self.tokens.get(tokens.start)?;
        let last = self.tokens.get(tokens.end.checked_sub(1).filter(|last| *last >= tokens.start)?)?;
        if first.block != last.block {
            return None;
        }
        let block = self.blocks.get(first.block)?;
        let source = block.offsets.source_range(first.start..last.end);
        Some(ByteSpan { block: block.id, start: source.start, end: source.end })
    }
}

#[cfg(test)]
pub(crate) mod any_text;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
