//! The tagger: a model pack made ready, and tags for the tokens of a document.

use std::cmp::Reverse;
use std::ops::Range;

use sourcelight_kernel::Network;

use super::Tag;
use super::batch::Batch;
use super::decode::Decoder;
use super::embedding::Embedding;
use super::features::{SENTENCE_START, TokenFeatures};
use super::memory::{Key, TagMemory};
use super::model::{ModelError, Pack};
use super::worth::Worth;
use crate::order::sort_by_key;

/// Tokens that are read as one sequence at most, which bounds the memory of a run.
const LONGEST_SEQUENCE: usize = 1000;

/// Tokens that are computed together at most: what a word has in common wherever it stands is computed once for them, and
/// memory is taken for all of them at a time.
const TOKENS_TOGETHER: usize = 4000;

/// A loaded model. Make one, keep it, tag as many documents with it as you like.
#[derive(Debug)]
pub(crate) struct Tagger {
    embedding: Embedding,
    network: Network,
    decoder: Decoder,
    worth: Worth,
}

/// What [`Tagger::tag`] finds, for each token of the document.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Tagging {
    pub(crate) tags: Vec<Tag>,
    /// The probability of the token's tag, 0 to 1. Tokens of no sequence are [`Tag::Outside`] with certainty 0.
    pub(crate) certainty: Vec<f32>,
}

impl Tagger {
    /// Reads a model pack; takes milliseconds, and twice the pack's size in memory.
    ///
    /// # Errors
    ///
    /// When the bytes are not a pack of this version, are truncated or damaged, or do not fit this build's features.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let Pack { sizes, embedding, layers, output, tag_scores, worth } = Pack::read(bytes)?;
        let network = Network::new(sizes.kind(), &layers, &output);
        Ok(Self { embedding, network, decoder: Decoder::leaning(tag_scores), worth })
    }

    /// One that decodes as the network says, to be compared with other arithmetic.
    #[cfg(test)]
    pub(crate) fn straight(bytes: &[u8]) -> Result<Self, ModelError> {
        let decoder = Decoder::new(Pack::read(bytes)?.tag_scores);
        Ok(Self { decoder, ..Self::read(bytes)? })
    }

    /// How attributions that the tags make are judged.
    pub(crate) fn worth(&self) -> &Worth {
        &self.worth
    }

    /// The tagger whose attributions are all shown, however little speaks for them.
    #[cfg(feature = "training")]
    pub(crate) fn showing_all(mut self) -> Self {
        self.worth.shows_all = true;
        self
    }

    /// Tags the tokens of every sequence, which is a range of `features`, ordinarily the tokens of a block. A sequence
    /// is tagged without regard to the others, so their order and company change nothing; of two that overlap, either
    /// may give a token its tag.
    ///
    /// Sequences of more than 1,000 tokens are cut where a sentence begins. Takes time in proportion to the tokens
    /// and, beside the result, at most about 10 MB of memory with 80 units a direction.
    pub(crate) fn tag(&self, features: &[TokenFeatures], sequences: &[Range<usize>]) -> Tagging {
        self.tag_new(features, sequences, None)
    }

    /// The same tags as [`Tagger::tag`] gives, found out only for sequences that the memory does not hold. A memory must
    /// not meet another tagger.
    pub(crate) fn tag_again(
        &self,
        features: &[TokenFeatures],
        sequences: &[Range<usize>],
        memory: &mut TagMemory,
    ) -> Tagging {
        let tagging = self.tag_new(features, sequences, Some(memory));
        memory.end_document();
        tagging
    }

    fn tag_new(
        &self,
        features: &[TokenFeatures],
        sequences: &[Range<usize>],
        mut memory: Option<&mut TagMemory>,
    ) -> Tagging {
        let mut tagging = Tagging { tags: vec![Tag::Outside; features.len()], certainty: vec![0.0; features.len()] };
        let mut pieces: Vec<Range<usize>> = sequences.iter().flat_map(|sequence| pieces(features, sequence)).collect();
        if let Some(memory) = memory.as_deref_mut() {
            pieces.retain(|piece| {
                let key = Key::of(features.get(piece.clone()).unwrap_or_default());
                let Some(kept) = memory.find(key) else { return true };
                write(&mut tagging.tags, piece, kept.tags.iter().copied());
                write(&mut tagging.certainty, piece, kept.certainty.iter().copied());
                false
            });
        }
        // The longest first: the short ones then fill what these leave of the lanes.
        sort_by_key(&mut pieces, |piece| (Reverse(piece.len()), piece.start));
        let mut rest = pieces.as_slice();
        while let Some((batch, others)) = rest.split_at_checked(batch_size(rest)).filter(|(batch, _)| !batch.is_empty())
        {
            rest = others;
            let lengths: Vec<usize> = batch.iter().map(Range::len).collect();
            let tokens = batch.iter().filter_map(|piece| features.get(piece.clone())).flatten().collect();
            let scores = self.network.scores(&Batch::new(&self.embedding, tokens), &lengths);
            let mut scores = scores.as_slice();
            for piece in batch {
                let Some((emissions, of_others)) = scores.split_at_checked(piece.len()) else { break };
                scores = of_others;
                let labels = self.decoder.best(emissions);
                let certainty = self.decoder.certainty(emissions, &labels);
                let tags: Vec<Tag> =
                    labels.iter().map(|label| Tag::ALL.get(*label).copied().unwrap_or_default()).collect();
                write(&mut tagging.tags, piece, tags.iter().copied());
                write(&mut tagging.certainty, piece, certainty.iter().copied());
                if let Some(memory) = memory.as_deref_mut() {
                    memory.keep(Key::of(features.get(piece.clone()).unwrap_or_default()), tags, certainty);
                }
            }
        }
        tagging
    }
}

/// How many of the pieces are computed together: at least one, if there is one.
fn batch_size(pieces: &[Range<usize>]) -> usize {
    let mut tokens = 0;
    let fits = |piece: &&Range<usize>| {
        tokens += piece.len();
        tokens <= TOKENS_TOGETHER
    };
    pieces.iter().take_while(fits).count().max(pieces.len().min(1))
}

fn write<T>(all: &mut [T], range: &Range<usize>, values: impl IntoIterator<Item = T>) {
    for (cell, value) in all.get_mut(range.clone()).unwrap_or_default().iter_mut().zip(values) {
        *cell = value;
    }
}

/// Cuts a sequence into pieces that are short enough, each as long as it can be up to the beginning of a sentence, or
/// in the middle of one that is too long itself. An empty sequence has no pieces.
fn pieces(features: &[TokenFeatures], sequence: &Range<usize>) -> Vec<Range<usize>> {
    let mut start = sequence.start;
    let end = sequence.end.min(features.len());
    let mut pieces = Vec::new();
    while start < end {
        let furthest = end.min(start + LONGEST_SEQUENCE);
        let cut = if furthest == end {
            end
        } else {
            (start + 1..=furthest)
                .rev()
                .find(|place| {
                    let begins = features.get(*place).and_then(|token| token.dense.get(SENTENCE_START));
                    begins.is_some_and(|value| *value > 0.0)
                })
                .unwrap_or(furthest)
        };
        pieces.push(start..cut);
        start = cut;
    }
    pieces
}
