//! The network as its definition says, in `f32` and with exact curves: what the kernel is tested against.

use sourcelight_kernel::{DirectionWeights, QuantizedRows};

use super::features::TokenFeatures;
use super::model::{LABELS, Pack};

/// The score of each tag for each token of a sequence.
pub(super) fn scores(pack: &Pack, tokens: &[TokenFeatures]) -> Vec<[f32; LABELS]> {
    let inputs: Vec<Vec<f32>> = tokens
        .iter()
        .map(|token| {
            let mut values = Vec::new();
            pack.embedding.write(token, &mut values);
            values.extend(token.dense);
            values
        })
        .collect();
    let mut rows = inputs.clone();
    for [forward, backward] in &pack.layers {
        let forward = run(forward, rows.iter());
        let mut backward = run(backward, rows.iter().rev());
        backward.reverse();
        rows = forward.into_iter().zip(backward).map(|(forward, backward)| [forward, backward].concat()).collect();
    }
    rows.iter()
        .zip(&inputs)
        .map(|(row, input)| {
            std::array::from_fn(|label| {
                let output = &pack.output;
                output.bias[label]
                    + dot(&output.hidden[label * row.len()..][..row.len()], row)
                    + dot(&output.skip[label * input.len()..][..input.len()], input)
            })
        })
        .collect()
}

fn run<'row>(weights: &DirectionWeights, rows: impl Iterator<Item = &'row Vec<f32>>) -> Vec<Vec<f32>> {
    let hidden = weights.state.columns;
    let sigmoid = |x: f32| 1.0 / (1.0 + (-x).exp());
    let (mut state, mut cell) = (vec![0.0; hidden], vec![0.0; hidden]);
    rows.map(|row| {
        let gates: Vec<f32> = (0..4 * hidden)
            .map(|gate| weights.bias[gate] + row_dot(&weights.input, gate, row) + row_dot(&weights.state, gate, &state))
            .collect();
        for unit in 0..hidden {
            let [input, forget, new, output] = [0, 1, 2, 3].map(|gate| gates[gate * hidden + unit]);
            cell[unit] = sigmoid(forget) * cell[unit] + sigmoid(input) * new.tanh();
            state[unit] = sigmoid(output) * cell[unit].tanh();
        }
        state.clone()
    })
    .collect()
}

fn row_dot(rows: &QuantizedRows, row: usize, values: &[f32]) -> f32 {
    let (scale, numbers) = rows.row(row).unwrap();
    numbers.iter().zip(values).map(|(number, value)| f32::from(*number) * scale * value).sum()
}

fn dot(left: &[f32], right: &[f32]) -> f32 {
    left.iter().zip(right).map(|(left, right)| left * right).sum()
}
