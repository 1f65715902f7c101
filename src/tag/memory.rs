//! What was tagged before, so that a page that changes in one place is tagged anew in that place only.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::Tag;
use super::features::TokenFeatures;
use crate::order::sort_by_key;

/// Tokens whose tags are kept at most; about 1 MB of memory.
const MOST_TOKENS: usize = 100_000;

/// The tags of sequences by the sequences' features. A tagger gives a sequence the same tags whatever stands beside it,
/// so tags that are remembered are those that it would give again.
#[derive(Debug, Default)]
pub(crate) struct TagMemory {
    /// In the order of their keys, but for those of the document that is being read, which stand behind them.
    kept: Vec<(Key, Kept)>,
    /// How many of them are in order.
    ordered: usize,
    /// Counts documents.
    turn: u32,
}

/// The tags of one sequence.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) tags: Vec<Tag>,
    pub(super) certainty: Vec<f32>,
    /// When they were last of use.
    turn: u32,
}

/// A sequence's length and a checksum of its features.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key(usize, u64);

impl Key {
    pub(super) fn of(features: &[TokenFeatures]) -> Self {
        let mut hasher = DefaultHasher::new();
        for TokenFeatures { word, affixes, shape, cue, dense } in features {
            (word, affixes, shape, cue).hash(&mut hasher);
            for value in dense {
                value.to_bits().hash(&mut hasher);
            }
        }
        Self(features.len(), hasher.finish())
    }
}

impl TagMemory {
    /// What is known of a sequence.
    pub(super) fn find(&mut self, key: Key) -> Option<&Kept> {
        let ordered = self.kept.get_mut(..self.ordered)?;
        let place = ordered.binary_search_by_key(&key, |(key, _)| *key).ok()?;
        let (_, kept) = ordered.get_mut(place)?;
        kept.turn = self.turn;
        Some(kept)
    }

    pub(super) fn keep(&mut self, key: Key, tags: Vec<Tag>, certainty: Vec<f32>) {
        self.kept.push((key, Kept { tags, certainty, turn: self.turn }));
    }

    /// Ends a document: where too much is kept, what it did not need is forgotten, and all of one that is too long.
    pub(super) fn end_document(&mut self) {
        sort_by_key(&mut self.kept, |(key, _)| *key);
        self.kept.dedup_by_key(|(key, _)| *key);
        if self.tokens() > MOST_TOKENS {
            self.kept.retain(|(_, kept)| kept.turn == self.turn);
        }
        if self.tokens() > MOST_TOKENS {
            self.kept.clear();
        }
        self.ordered = self.kept.len();
        self.turn = self.turn.wrapping_add(1);
    }

    /// How many tokens' tags are kept.
    pub(crate) fn tokens(&self) -> usize {
        self.kept.iter().map(|(_, kept)| kept.tags.len()).sum()
    }
}
