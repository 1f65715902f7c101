//! From the last layer's states and the input of a token to a score of each tag.

use wide::f32x4;

use super::{INPUT_SCALE, LANES, OUTPUTS, OutputWeights, Pairs, STATE_SCALE, unpacked};

/// The weights of a pair of activations for each tag.
type PairWeights = [[f32; OUTPUTS]; 2];

#[derive(Debug)]
pub(super) struct Scores {
    states: Vec<PairWeights>,
    inputs: Vec<PairWeights>,
    bias: [f32; OUTPUTS],
}

impl Scores {
    pub(super) fn new(input: usize, output: &OutputWeights) -> Self {
        Self {
            states: by_pair(&output.hidden, output.hidden.len() / OUTPUTS, STATE_SCALE),
            inputs: by_pair(&output.skip, input, INPUT_SCALE),
            bias: output.bias,
        }
    }

    /// The scores of each lane's tokens; `states` and `inputs` have a row for each step.
    pub(super) fn compute(
        &self,
        states: &[Pairs],
        inputs: &[Pairs],
        lengths: [usize; LANES],
    ) -> [Vec<[f32; OUTPUTS]>; LANES] {
        let mut scores = lengths.map(Vec::with_capacity);
        let rows = states.chunks_exact(self.states.len()).zip(inputs.chunks_exact(self.inputs.len()));
        for (step, (states, inputs)) in rows.enumerate() {
            let mut sums = self.bias.map(f32x4::splat);
            add_products(&self.states, states, &mut sums);
            add_products(&self.inputs, inputs, &mut sums);
            let sums = sums.map(f32x4::to_array);
            for (lane, (scores, length)) in scores.iter_mut().zip(lengths).enumerate() {
                if step < length {
                    scores.push(sums.map(|lanes| lanes.get(lane).copied().unwrap_or_default()));
                }
            }
        }
        scores
    }
}

/// Turns a matrix of a row for each tag into the weights of each pair of columns.
fn by_pair(matrix: &[f32], columns: usize, activation_scale: f32) -> Vec<PairWeights> {
    let weight = |label: usize, column: usize| {
        if column < columns { matrix.get(label * columns + column).copied().unwrap_or_default() } else { 0.0 }
    };
    (0..columns)
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
