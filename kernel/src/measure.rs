//! How fast the kernel multiplies, and how fast it could: for benchmarks, with the feature `measure`.
//!
//! Each function does some work so many times over and gives the number of multiplications of two whole numbers, each
//! with its addition, that it took. Who calls it looks at the clock.

use std::hint::black_box;

use wide::{f32x4, i16x8, i32x4};

use super::panels::{GATES, Group, Tile};
use super::{DirectionWeights, LANES, Network, OUTPUTS, OutputWeights, Pairs, QuantizedRows, Text};

/// Numbers of a token's kind, of its own, and units of a direction, as in the model pack.
const KIND: usize = 128;
const OWN: usize = 40;
const HIDDEN: usize = 80;
/// Tokens of the text that the network reads, in sequences of so many.
const TOKENS: usize = 1200;
const SEQUENCE: usize = 24;
/// Kinds of them.
const KINDS: usize = 400;

/// Multiplications of a pair of activations with the two tiles of two blocks, in all lanes.
const OF_PAIR: u64 = 2 * 2 * 8 * LANES as u64;

/// Sums that the peak is measured with: enough that none waits for the one before.
pub(super) const SUMS: usize = 12;

/// What is read and written in the inner loop lies in the fastest memory: one group of units of the second layer.
#[must_use]
pub fn inner(rounds: u32) -> u64 {
    let pairs = HIDDEN;
    let block: Vec<[Tile; 2]> = (0..pairs).map(|place| [tile(place), tile(place + 1)]).collect();
    let activations: Vec<Pairs> = (0..pairs as i32).map(|place| [place, place + 1, place + 2, place + 3]).collect();
    let group = Group { input_forget: &block, cell_output: &block, scales: &[f32x4::ONE; GATES] };
    let mut gates = [[f32x4::ZERO; LANES]; GATES];
    for _ in 0..rounds {
        black_box(group).add_product(black_box(&activations), black_box(&mut gates));
    }
    u64::from(rounds) * pairs as u64 * OF_PAIR
}

/// The inner loop's vectors, multiplied and added in registers alone: what the kernel's own instructions could do.
#[must_use]
pub fn peak(rounds: u32) -> u64 {
    #[cfg(target_arch = "x86_64")]
    if let Some(done) = super::wider::peak(rounds) {
        return done;
    }
    plain_peak(rounds)
}

/// The same with the widest vectors of this machine; nothing where the kernel uses them.
#[must_use]
#[cfg(target_arch = "x86_64")]
pub fn widest(rounds: u32) -> Option<u64> {
    super::wider::widest(rounds)
}

/// The same with the widest vectors of this machine; nothing where the kernel uses them.
#[must_use]
#[cfg(not(target_arch = "x86_64"))]
pub fn widest(_rounds: u32) -> Option<u64> {
    None
}

/// The same in vectors of 128 bits, which every machine and WebAssembly have.
#[must_use]
pub fn plain_peak(rounds: u32) -> u64 {
    let factor = black_box(tile(1));
    let mut sums = black_box([i32x4::splat(3); SUMS]);
    for _ in 0..rounds {
        // Each product depends on its own sum, so that none can be taken out of the loop.
        for sum in &mut sums {
            let other: i16x8 = wide::bytemuck::cast(*sum);
            *sum += other.dot(factor);
        }
    }
    black_box(sums);
    u64::from(rounds) * SUMS as u64 * 8
}

/// A network of the size of the model pack, over a text.
#[derive(Debug)]
pub struct Reading {
    network: Network,
    text: Invented,
}

impl Reading {
    /// Makes one of numbers that mean nothing.
    #[must_use]
    pub fn new() -> Self {
        let rows = |rows: usize, columns: usize| QuantizedRows {
            columns,
            scales: vec![0.01; rows],
            values: (0..rows * columns).map(|place| (place * 37 % 251) as u8 as i8).collect(),
        };
        let direction = |columns: usize| DirectionWeights {
            input: rows(4 * HIDDEN, columns),
            state: rows(4 * HIDDEN, HIDDEN),
            bias: vec![0.0; 4 * HIDDEN],
        };
        let layers = [KIND + OWN, 2 * HIDDEN].map(|columns| [direction(columns), direction(columns)]);
        let output = OutputWeights {
            hidden: vec![0.01; OUTPUTS * 2 * HIDDEN],
            skip: vec![0.01; OUTPUTS * (KIND + OWN)],
            bias: [0.0; OUTPUTS],
        };
        Self { network: Network::new(KIND, &layers, &output), text: Invented::new() }
    }

    /// Reads the text. Counted are the products with the weights of the layers; curves and scores come on top.
    #[must_use]
    pub fn run(&self, rounds: u32) -> u64 {
        for _ in 0..rounds {
            black_box(self.network.scores(black_box(&self.text), &[SEQUENCE; TOKENS / SEQUENCE]));
        }
        let gates = 2 * 4 * HIDDEN;
        let of_token = gates * (OWN + HIDDEN) + gates * (2 * HIDDEN + HIDDEN);
        u64::from(rounds) * (TOKENS * of_token + KINDS * gates * KIND) as u64
    }
}

impl Default for Reading {
    fn default() -> Self {
        Self::new()
    }
}

/// A text of so many tokens.
#[derive(Debug)]
struct Invented {
    own: Vec<f32>,
}

impl Invented {
    fn new() -> Self {
        Self { own: (0..TOKENS + OWN).map(|place| (place % 7) as f32 / 7.0).collect() }
    }
}

impl Text for Invented {
    fn kinds(&self) -> usize {
        KINDS
    }

    fn write_kind(&self, kind: usize, values: &mut Vec<f32>) {
        values.extend((0..KIND).map(|place| ((kind + place) % 11) as f32 / 11.0));
    }

    fn token(&self, token: usize) -> (usize, &[f32]) {
        (token * 31 % KINDS, self.own.get(token..token + OWN).unwrap_or_default())
    }
}

fn tile(seed: usize) -> Tile {
    Tile::new(std::array::from_fn(|place| ((seed + place) % 127) as i16 - 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_is_what_is_multiplied() {
        assert_eq!(inner(3), 3 * 80 * 2 * 2 * 4 * 2 * 4);
        assert_eq!(plain_peak(5), 5 * 12 * 8);
        assert!(peak(5) == 5 * 12 * 8 || peak(5) == 5 * 12 * 16);
        // By hand: 640 rows of 120 and of 240 columns a token, 640 of 128 a kind.
        assert_eq!(Reading::new().run(1), 1200 * 640 * (120 + 240) + 400 * 640 * 128);
    }
}
