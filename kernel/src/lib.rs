//! A recurrent network with `i8` weights and `i16` activations, four sequences at a time.
//!
//! Sums of products are whole numbers, so they are exact, and each sequence is computed alone in its lane of the
//! vectors: a sequence gets the same scores in any company and on any machine. Vectors come from the crate `wide`,
//! which compiles to the 128-bit instructions of each target; everything here is safe code.
//!
//! It is a crate of its own because the browser's build compiles it for speed and all else for size.

mod layer;
mod panels;
mod scores;
mod weights;
#[cfg(target_arch = "x86_64")]
mod wider;

use wide::bytemuck::cast;
use wide::{f32x4, i32x4};

use self::layer::Layer;
use self::scores::Scores;
pub use self::weights::{DirectionWeights, OUTPUTS, OutputWeights, QuantizedRows};

/// Sequences that are computed at a time.
pub const LANES: usize = 4;
/// Units that are computed at a time: a layer has a multiple of them.
pub const UNITS: usize = 4;

/// What activations of the input are multiplied by to make whole numbers: they reach from -16 to 16.
const INPUT_SCALE: f32 = 2048.0;
/// The same for what a layer puts out, which is from -1 to 1.
const STATE_SCALE: f32 = 8192.0;
/// 1.5 * 2^23. A number of up to 22 bits that is added to it is rounded to a whole one, the low bits of the sum.
const ROUNDING: f32 = 12_582_912.0;

/// Two neighbouring activations of each lane, the first one in the low half. A token's activations are a row of these.
type Pairs = [i32; LANES];

/// The network, its weights laid out for the processor.
#[derive(Debug)]
pub struct Network {
    input_pairs: usize,
    layers: Vec<Layer>,
    scores: Scores,
}

impl Network {
    /// Lays out the weights of the layers, forward and backward of each; takes twice their size in memory.
    ///
    /// The first layer reads `input` numbers of a token, the next one what the one before puts out. Sums of products
    /// stay within their 32 bits where no row has more than 512 numbers.
    #[must_use]
    pub fn new(input: usize, layers: &[[DirectionWeights; 2]], output: &OutputWeights) -> Self {
        let scale = |layer: usize| if layer == 0 { INPUT_SCALE } else { STATE_SCALE };
        Self {
            input_pairs: input.div_ceil(2),
            layers: layers.iter().enumerate().map(|(place, weights)| Layer::new(weights, scale(place))).collect(),
            scores: Scores::new(input, output),
        }
    }

    /// The scores of each token of up to four sequences of the given lengths. Computes as much as for four sequences of
    /// the longest one's length, so give it sequences of similar lengths.
    ///
    /// `describe` is called with lane and step of every token and writes the token's numbers over those of the one
    /// before; numbers beyond 16 count as 16.
    pub fn scores(
        &self,
        lengths: [usize; LANES],
        describe: &mut dyn FnMut(usize, usize, &mut Vec<f32>),
    ) -> [Vec<[f32; OUTPUTS]>; LANES] {
        let inputs = self.inputs(lengths, describe);
        let mut activations: Option<Vec<Pairs>> = None;
        for layer in &self.layers {
            activations = Some(layer.run(activations.as_ref().unwrap_or(&inputs), lengths));
        }
        self.scores.compute(&activations.unwrap_or_default(), &inputs, lengths)
    }

    /// A row of pairs for each step; lanes whose sequence has ended get zeros.
    fn inputs(&self, lengths: [usize; LANES], describe: &mut dyn FnMut(usize, usize, &mut Vec<f32>)) -> Vec<Pairs> {
        let steps = lengths.into_iter().max().unwrap_or(0);
        let mut inputs = vec![[0; LANES]; steps * self.input_pairs];
        let mut values = Vec::with_capacity(2 * self.input_pairs);
        for (lane, length) in lengths.into_iter().enumerate() {
            for (step, row) in inputs.chunks_exact_mut(self.input_pairs).enumerate().take(length) {
                describe(lane, step, &mut values);
                if values.len() % 2 == 1 {
                    values.push(0.0);
                }
                for (pairs, values) in row.iter_mut().zip(values.as_chunks::<2>().0) {
                    if let Some(pair) = pairs.get_mut(lane) {
                        *pair = quantized_pair(*values);
                    }
                }
            }
        }
        inputs
    }
}

/// The low 16 bits of a rounded sum are the whole number in two's complement.
fn pair(low: i32, high: i32) -> i32 {
    low & 0xffff | high << 16
}

fn quantized_pair(values: [f32; 2]) -> i32 {
    let limit = f32::from(i16::MAX);
    let [low, high] =
        values.map(|value| ((value * INPUT_SCALE).clamp(-limit, limit) + ROUNDING).to_bits().cast_signed());
    pair(low, high)
}

/// The activations of a pair as they were before they were made whole numbers, times the scale.
fn unpacked(pairs: Pairs) -> [f32x4; 2] {
    let pairs = i32x4::new(pairs);
    let low: i32x4 = pairs << 16;
    [f32x4::from_i32x4(low >> 16), f32x4::from_i32x4(pairs >> 16)]
}

/// Four values between -1 and 1 as two pairs.
fn packed(values: f32x4) -> [i32; 2] {
    let [a, b, c, d]: [i32; 4] = cast(values * f32x4::splat(STATE_SCALE) + f32x4::splat(ROUNDING));
    [pair(a, b), pair(c, d)]
}

/// Hyperbolic tangent as its continued fraction (Lambert 1768), cut off where 4.97 gives 1; errs by 0.0001 at most.
#[inline]
fn tanh(x: f32x4) -> f32x4 {
    let limit = f32x4::splat(4.97);
    let x = x.fast_min(limit).fast_max(-limit);
    let square = x * x;
    let above = ((square + f32x4::splat(378.0)) * square + f32x4::splat(17325.0)) * square + f32x4::splat(135_135.0);
    let below = ((square * f32x4::splat(28.0) + f32x4::splat(3150.0)) * square + f32x4::splat(62370.0)) * square
        + f32x4::splat(135_135.0);
    x * above / below
}

/// The logistic function.
#[inline]
fn sigmoid(x: f32x4) -> f32x4 {
    let half = f32x4::splat(0.5);
    half + half * tanh(half * x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curves_are_close_to_the_exact_ones() {
        for step in -2000_i16..=2000 {
            let x = f32::from(step) / 100.0;
            let [found, ..] = tanh(f32x4::splat(x)).to_array();
            assert!((found - x.tanh()).abs() < 2e-4, "tanh({x}) is {found}");
            let [found, ..] = sigmoid(f32x4::splat(x)).to_array();
            assert!((found - 1.0 / (1.0 + (-x).exp())).abs() < 2e-4, "sigmoid({x}) is {found}");
        }
    }

    #[test]
    fn activations_survive_packing() {
        for (low, high) in [(0.0, 0.0), (-1.0, 1.0), (0.25, -0.125), (15.5, -15.5)] {
            let [found_low, found_high] = unpacked([quantized_pair([low, high]); LANES]);
            assert_eq!(found_low.to_array(), [low * INPUT_SCALE; LANES]);
            assert_eq!(found_high.to_array(), [high * INPUT_SCALE; LANES]);
        }
        let far = unpacked([quantized_pair([1e30, -1e30]); LANES]);
        assert_eq!(far.map(|half| half.to_array()), [[32767.0; LANES], [-32767.0; LANES]]);
        assert_eq!(packed(f32x4::new([1.0, -1.0, 0.5, -0.5])), [pair(8192, -8192), pair(4096, -4096)]);
    }
}
