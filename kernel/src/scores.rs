//! From the last layer's states and the input of a token to a score of each tag.

use std::ops::Range;

use wide::f32x4;

use super::schedule::Schedule;
use super::{INPUT_SCALE, Input, LANES, OUTPUTS, OutputWeights, Pairs, STATE_SCALE, unpacked};

/// The weights of a pair of activations for each tag.
type PairWeights = [[f32; OUTPUTS]; 2];

#[derive(Debug)]
pub(super) struct Scores {
    states: Vec<PairWeights>,
    kind: Vec<PairWeights>,
    own: Vec<PairWeights>,
    bias: [f32; OUTPUTS],
}

impl Scores {
    /// The first `kind` numbers of the input are those of a token's kind.
    pub(super) fn new(kind: usize, output: &OutputWeights) -> Self {
        let (hidden, input) = (output.hidden.len() / OUTPUTS, output.skip.len() / OUTPUTS);
        Self {
            states: by_pair(&output.hidden, hidden, 0..hidden, STATE_SCALE),
            kind: by_pair(&output.skip, input, 0..kind, INPUT_SCALE),
            own: by_pair(&output.skip, input, kind..input, INPUT_SCALE),
            bias: output.bias,
        }
    }

    /// The scores of each token; `states` has a row for each step, `kinds` one for four kinds.
    pub(super) fn compute(
        &self,
        states: &[Pairs],
        kinds: &[Pairs],
        input: &Input,
        schedule: &Schedule,
    ) -> Vec<[f32; OUTPUTS]> {
        let of_kinds = self.of_kinds(kinds);
        let tokens = schedule.tokens.iter().flatten().flatten().count();
        let mut scores = vec![[0.0; OUTPUTS]; tokens];
        let rows = states.chunks_exact(self.states.len().max(1)).zip(input.own.chunks_exact(self.own.len().max(1)));
        for ((states, own), (tokens, kinds)) in rows.zip(schedule.tokens.iter().zip(&input.kinds)) {
            let mut sums = self.bias.map(f32x4::splat);
            add_products(&self.states, states, &mut sums);
            add_products(&self.own, own, &mut sums);
            let sums = sums.map(f32x4::to_array);
            for (lane, (token, kind)) in tokens.iter().zip(kinds).enumerate() {
                let cell = token.and_then(|token| scores.get_mut(token));
                let (Some(cell), Some(of_kind)) = (cell, kind.and_then(|kind| of_kinds.get(kind))) else { continue };
                for ((cell, sum), of_kind) in cell.iter_mut().zip(&sums).zip(of_kind) {
                    *cell = sum.get(lane).copied().unwrap_or_default() + of_kind;
                }
            }
        }
        scores
    }

    /// What the numbers of each kind add.
    fn of_kinds(&self, kinds: &[Pairs]) -> Vec<[f32; OUTPUTS]> {
        let mut scores = Vec::new();
        for row in kinds.chunks_exact(self.kind.len().max(1)) {
            let mut sums = [f32x4::ZERO; OUTPUTS];
            add_products(&self.kind, row, &mut sums);
            let sums = sums.map(f32x4::to_array);
            scores.extend((0..LANES).map(|lane| sums.map(|sum| sum.get(lane).copied().unwrap_or_default())));
        }
        scores
    }
}

/// Turns some columns of a matrix that has a row of `width` numbers for each tag into the weights of each pair of columns.
fn by_pair(matrix: &[f32], width: usize, columns: Range<usize>, activation_scale: f32) -> Vec<PairWeights> {
    let end = columns.end;
    let weight = |label: usize, column: usize| {
        if column < end { matrix.get(label * width + column).copied().unwrap_or_default() } else { 0.0 }
    };
    columns
        .step_by(2)
        .map(|column| {
            [column, column + 1].map(|column| std::array::from_fn(|label| weight(label, column) / activation_scale))
        })
        .collect()
}

fn add_products(weights: &[PairWeights], row: &[Pairs], sums: &mut [f32x4; OUTPUTS]) {
    for (weights, pairs) in weights.iter().zip(row) {
        for (weights, values) in weights.iter().zip(unpacked(*pairs)) {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += values * f32x4::splat(*weight);
            }
        }
    }
}
