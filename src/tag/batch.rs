//! Tokens as the network's kernel reads them: what a word brings along wherever it stands is given once.

use sourcelight_kernel::Text;

use super::embedding::Embedding;
use super::features::TokenFeatures;
use crate::order::sort_by_key;

/// Tokens that are computed together, by kinds.
pub(super) struct Batch<'text> {
    embedding: &'text Embedding,
    tokens: Vec<&'text TokenFeatures>,
    /// The kind of each token.
    kinds: Vec<usize>,
    /// Of each kind a token.
    samples: Vec<&'text TokenFeatures>,
}

impl<'text> Batch<'text> {
    pub(super) fn new(embedding: &'text Embedding, tokens: Vec<&'text TokenFeatures>) -> Self {
        let mut places: Vec<usize> = (0..tokens.len()).collect();
        sort_by_key(&mut places, |place| tokens.get(*place).map(|token| token.kind()));
        let (mut kinds, mut samples) = (vec![0; tokens.len()], Vec::<&TokenFeatures>::new());
        for place in places {
            let Some(token) = tokens.get(place) else { continue };
            if samples.last().is_none_or(|sample| sample.kind() != token.kind()) {
                samples.push(token);
            }
            if let Some(kind) = kinds.get_mut(place) {
                *kind = samples.len() - 1;
            }
        }
        Self { embedding, tokens, kinds, samples }
    }
}

impl Text for Batch<'_> {
    fn kinds(&self) -> usize {
        self.samples.len()
    }

    fn write_kind(&self, kind: usize, values: &mut Vec<f32>) {
        if let Some(sample) = self.samples.get(kind) {
            self.embedding.write(sample, values);
        }
    }

    fn token(&self, token: usize) -> (usize, &[f32]) {
        let own = self.tokens.get(token).map_or(&[][..], |token| &token.dense);
        (self.kinds.get(token).copied().unwrap_or_default(), own)
    }
}
