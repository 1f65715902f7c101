//! A recurrent network with `i8` weights and `i16` activations, four sequences at a time.
//!
//! Sums of products are whole numbers, so they are exact, and each sequence is computed alone in its lane of the
//! vectors: a sequence gets the same scores in any company and on any machine. Vectors come from the crate `wide`,
//! which compiles to the 128-bit instructions of each target; everything but the module for wider ones is safe code.
//!
//! It is a crate of its own because the browser's build compiles it for speed and all else for size.

mod curves;
mod layer;
#[cfg(feature = "measure")]
pub mod measure;
mod panels;
mod schedule;
mod scores;
mod weights;
#[cfg(target_arch = "x86_64")]
mod wider;

use wide::bytemuck::cast;
use wide::{f32x4, i32x4};

use self::layer::Layer;
use self::schedule::Schedule;
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
    layers: Vec<Layer>,
    scores: Scores,
}

/// What the network reads of a text. Numbers beyond 16 count as 16.
pub trait Text {
    /// How many kinds of tokens there are.
    fn kinds(&self) -> usize;
    /// Writes the numbers that all tokens of a kind have.
    fn write_kind(&self, kind: usize, values: &mut Vec<f32>);
    /// The kind of a token and the numbers of its own. Tokens are counted over all sequences.
    fn token(&self, token: usize) -> (usize, &[f32]);
}

impl Network {
    /// Lays out the weights of the layers, forward and backward of each; takes twice their size in memory.
    ///
    /// The first layer reads the `kind` numbers of a token's kind and, behind them, those of its own; the next one what
    /// the one before puts out. Sums of products stay within their 32 bits where no row has more than 512 numbers.
    #[must_use]
    pub fn new(kind: usize, layers: &[[DirectionWeights; 2]], output: &OutputWeights) -> Self {
        let layers = layers.iter().enumerate().map(|(place, weights)| {
            let (of_kinds, scale) = if place == 0 { (kind, INPUT_SCALE) } else { (0, STATE_SCALE) };
            Layer::new(weights, of_kinds, scale)
        });
        Self { layers: layers.collect(), scores: Scores::new(kind, output) }
    }

    /// The scores of each token of the sequences, whose lengths are given, the longest first: four are computed at a
    /// time, and short ones fill what long ones leave.
    ///
    /// What all tokens of a kind have in common is computed once. Takes memory for the states of all tokens, 650 bytes
    /// a token and 1,300 a kind where a direction has 80 units.
    pub fn scores(&self, text: &dyn Text, lengths: &[usize]) -> Vec<[f32; OUTPUTS]> {
        let schedule = Schedule::new(lengths);
        let kinds = activations_of_kinds(text);
        let input = Input::new(text, &schedule);
        let mut states: Option<Vec<Pairs>> = None;
        for layer in &self.layers {
            states = Some(match states {
                None => layer.run(&input.own, Some((&kinds, &input.kinds)), &schedule),
                Some(states) => layer.run(&states, None, &schedule),
            });
        }
        self.scores.compute(&states.unwrap_or_default(), &kinds, &input, &schedule)
    }
}

/// The first layer's input, in the order in which it is computed.
#[derive(Debug)]
struct Input {
    /// Of each step and lane the kind of the token, if there is one.
    kinds: Vec<[Option<usize>; LANES]>,
    /// A row for each step: the numbers of the tokens' own; lanes that have ended have zeros.
    own: Vec<Pairs>,
}

impl Input {
    fn new(text: &dyn Text, schedule: &Schedule) -> Self {
        let own = schedule.tokens.iter().flatten().flatten().next().map_or(0, |token| text.token(*token).1.len());
        let pairs = own.div_ceil(2);
        let mut input = Self {
            kinds: Vec::with_capacity(schedule.tokens.len()),
            own: vec![[0; LANES]; schedule.tokens.len() * pairs],
        };
        for (tokens, row) in schedule.tokens.iter().zip(input.own.chunks_exact_mut(pairs.max(1))) {
            let mut kinds = [None; LANES];
            for (lane, (token, kind)) in tokens.iter().zip(&mut kinds).enumerate() {
                let Some((of_token, values)) = token.map(|token| text.token(token)) else { continue };
                *kind = Some(of_token);
                write_lane(row, lane, values);
            }
            input.kinds.push(kinds);
        }
        input
    }
}

/// Rows of four kinds each, one a lane.
fn activations_of_kinds(text: &dyn Text) -> Vec<Pairs> {
    let mut rows = Vec::new();
    let mut values = Vec::new();
    let mut start = 0;
    for kind in 0..text.kinds() {
        values.clear();
        text.write_kind(kind, &mut values);
        let lane = kind % LANES;
        if lane == 0 {
            start = rows.len();
            rows.resize(start + values.len().div_ceil(2), [0; LANES]);
        }
        write_lane(rows.get_mut(start..).unwrap_or_default(), lane, &values);
    }
    rows
}

fn write_lane(row: &mut [Pairs], lane: usize, values: &[f32]) {
    for (pairs, values) in row.iter_mut().zip(values.chunks(2)) {
        if let (Some(pair), Some(low)) = (pairs.get_mut(lane), values.first()) {
            *pair = quantized_pair([*low, values.get(1).copied().unwrap_or_default()]);
        }
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

#[cfg(test)]
mod tests {
    use super::*;

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
