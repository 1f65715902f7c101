//! Products of a matrix of weights with the activations of four sequences.

use std::ops::Range;

use wide::bytemuck::cast;
use wide::{f32x4, i16x8, i32x4};

use super::{LANES, Pairs, QuantizedRows, UNITS};

/// Rows of a panel.
pub(super) const ROWS: usize = UNITS;
/// Gates of a unit: input, forget, cell, output.
pub(super) const GATES: usize = 4;

/// Four rows of two columns of weights: row 0 column 0, row 0 column 1, row 1 column 0, ...
pub(super) type Tile = i16x8;

/// Sums of the four rows of two panels, for each lane.
type Sums = [[i32x4; LANES]; 2];

/// The weights of the gates of an LSTM, four units a group.
///
/// A group has two blocks: input and forget gates, cell and output gates. A block lists for each pair of columns the
/// tiles of its two gates, so that the product reads memory from front to back: for 8 multiplications of vectors it
/// loads 6 and keeps 8 sums.
#[derive(Debug)]
pub(super) struct Panels {
    /// Pairs of columns.
    pairs: usize,
    tiles: Vec<[Tile; 2]>,
    /// For each group and gate what a sum is multiplied by.
    scales: Vec<[f32x4; GATES]>,
}

/// The four gates of four units, for each lane.
pub(super) type Gates = [[f32x4; LANES]; GATES];

impl Panels {
    /// Lays out some columns of the rows of four gates. Activations are whole numbers, `activation_scale` times what
    /// they stand for.
    pub(super) fn new(rows: &QuantizedRows, columns: Range<usize>, activation_scale: f32) -> Self {
        let hidden = rows.scales.len() / GATES;
        let pairs = columns.len().div_ceil(2);
        let weight = |row: usize, column: usize| {
            let numbers = rows.row(row).and_then(|(_, numbers)| numbers.get(columns.clone()));
            numbers.and_then(|numbers| numbers.get(column)).map_or(0, |number| i16::from(*number))
        };
        let tile = |first_row: usize, pair: usize| {
            Tile::new(std::array::from_fn(|place| weight(first_row + place / 2, 2 * pair + place % 2)))
        };
        let mut tiles = Vec::with_capacity(hidden / ROWS * 2 * pairs);
        let mut scales = Vec::with_capacity(hidden / ROWS);
        for unit in (0..hidden).step_by(ROWS) {
            for gate in [0, 2] {
                tiles.extend(
                    (0..pairs).map(|pair| [tile(gate * hidden + unit, pair), tile((gate + 1) * hidden + unit, pair)]),
                );
            }
            scales.push(by_gate(&rows.scales, unit).map(|scale| scale / f32x4::splat(activation_scale)));
        }
        Self { pairs, tiles, scales }
    }

    /// Pairs of activations that the product reads.
    pub(super) fn pairs(&self) -> usize {
        self.pairs
    }

    /// The weights of each group of four units.
    pub(super) fn groups(&self) -> impl Iterator<Item = Group<'_>> {
        self.tiles.chunks_exact((2 * self.pairs).max(1)).zip(&self.scales).map(|(tiles, scales)| {
            let (input_forget, cell_output) = tiles.split_at(self.pairs);
            Group { input_forget, cell_output, scales }
        })
    }
}

/// The numbers of four units from `unit` on, for each gate.
pub(super) fn by_gate(numbers: &[f32], unit: usize) -> [f32x4; GATES] {
    let hidden = numbers.len() / GATES;
    std::array::from_fn(|gate| {
        let start = gate * hidden + unit;
        f32x4::new(std::array::from_fn(|row| numbers.get(start + row).copied().unwrap_or_default()))
    })
}

/// The weights of the gates of four units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group<'panels> {
    pub(super) input_forget: &'panels [[Tile; 2]],
    pub(super) cell_output: &'panels [[Tile; 2]],
    pub(super) scales: &'panels [f32x4; GATES],
}

impl Group<'_> {
    /// Adds the product with a row of activations to the gates.
    #[inline]
    pub(super) fn add_product(&self, activations: &[Pairs], gates: &mut Gates) {
        #[cfg(target_arch = "x86_64")]
        if super::wider::add_product(self, activations, gates) {
            return;
        }
        self.add_product_plainly(activations, gates);
    }

    /// The same with the vectors that every machine has.
    #[inline]
    pub(super) fn add_product_plainly(&self, activations: &[Pairs], gates: &mut Gates) {
        let [input, forget] = plain_product(self.input_forget, activations);
        let [cell, output] = plain_product(self.cell_output, activations);
        for ((gate, sums), scale) in gates.iter_mut().zip([input, forget, cell, output]).zip(self.scales) {
            for (lane, sum) in gate.iter_mut().zip(sums) {
                *lane += f32x4::from_i32x4(sum) * *scale;
            }
        }
    }
}

/// The innermost loop. The lanes are written out so that each sum stays in a register.
#[inline]
fn plain_product(tiles: &[[Tile; 2]], activations: &[Pairs]) -> Sums {
    let [mut left_0, mut left_1, mut left_2, mut left_3] = [i32x4::ZERO; LANES];
    let [mut right_0, mut right_1, mut right_2, mut right_3] = [i32x4::ZERO; LANES];
    for ([left, right], [pair_0, pair_1, pair_2, pair_3]) in tiles.iter().zip(activations) {
        let lane: Tile = cast(i32x4::splat(*pair_0));
        left_0 += left.dot(lane);
        right_0 += right.dot(lane);
        let lane: Tile = cast(i32x4::splat(*pair_1));
        left_1 += left.dot(lane);
        right_1 += right.dot(lane);
        let lane: Tile = cast(i32x4::splat(*pair_2));
        left_2 += left.dot(lane);
        right_2 += right.dot(lane);
        let lane: Tile = cast(i32x4::splat(*pair_3));
        left_3 += left.dot(lane);
        right_3 += right.dot(lane);
    }
    [[left_0, left_1, left_2, left_3], [right_0, right_1, right_2, right_3]]
}

#[cfg(test)]
/// Numbers that look random, the same ones every time (Knuth's linear congruential generator, 64 bits).
pub(super) fn numbers(count: usize, below: u64) -> Vec<u64> {
    let mut state = 1_u64;
    std::iter::repeat_with(|| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    })
    .take(count)
    .collect()
}

/// Two blocks and activations to multiply them with, for tests.
#[cfg(test)]
pub(super) fn samples() -> ([Vec<[Tile; 2]>; 2], Vec<Pairs>) {
    let block = |below: u64| {
        let number = |number: &u64| *number as i16 - (below / 2) as i16;
        let half = |row: &[u64]| Tile::new(std::array::from_fn(|place| row.get(place).map_or(0, number)));
        numbers(37 * 16, below).chunks(16).map(|row| [half(row), half(row.get(8..).unwrap_or_default())]).collect()
    };
    let halves = |number: &u64| super::pair(*number as i16 as i32, (*number >> 16) as i16 as i32);
    let activations = numbers(37 * LANES, 1 << 31)
        .chunks(LANES)
        .map(|row| std::array::from_fn(|lane| row.get(lane).map_or(0, halves)))
        .collect();
    ([block(255), block(127)], activations)
}

#[cfg(test)]
mod tests {
    use super::super::pair;
    use super::*;

    #[test]
    fn products_are_those_of_the_matrix() {
        let (hidden, columns) = (8, 7);
        let rows = QuantizedRows {
            columns,
            scales: (0..4 * hidden).map(|row| row as f32).collect(),
            values: numbers(4 * hidden * columns, 256).into_iter().map(|number| number as u8 as i8).collect(),
        };
        let random = numbers(LANES * columns, 65535);
        let lanes: Vec<Vec<i32>> = random
            .chunks(columns)
            .map(|lane| lane.iter().map(|number| *number as i32 - 32767).chain([0]).collect())
            .collect();
        let activations: Vec<Pairs> = (0..columns.div_ceil(2))
            .map(|place| std::array::from_fn(|lane| pair(lanes[lane][2 * place], lanes[lane][2 * place + 1])))
            .collect();
        let panels = Panels::new(&rows, 0..columns, 2.0);
        for (group, weights) in panels.groups().enumerate() {
            let mut gates = [[f32x4::splat(1.0); LANES]; GATES];
            weights.add_product(&activations, &mut gates);
            for (gate, of_lanes) in gates.iter().enumerate() {
                for lane in 0..LANES {
                    for row in 0..ROWS {
                        let matrix_row = gate * hidden + group * ROWS + row;
                        let sum: i32 = (0..columns)
                            .map(|column| i32::from(rows.values[matrix_row * columns + column]) * lanes[lane][column])
                            .sum();
                        let expected = 1.0 + sum as f32 * (matrix_row as f32 / 2.0);
                        assert_eq!(of_lanes[lane].to_array()[row], expected, "row {matrix_row}, lane {lane}");
                    }
                }
            }
        }
    }
}
