//! The innermost loop, and a step of four units, with vectors of 256 bits, where the processor turns out to have them.
//!
//! They compute the same numbers as the plain code, to the last bit, with a third to half of the instructions. The only
//! file that may call functions which the processor might not know: each call is behind the question whether it does.

#![allow(unsafe_code)]

use std::arch::x86_64::{
    __m256, __m256i, _mm256_add_epi32, _mm256_add_ps, _mm256_cvtepi32_ps, _mm256_div_ps, _mm256_dpwssd_avx_epi32,
    _mm256_dpwssd_epi32, _mm256_madd_epi16, _mm256_max_ps, _mm256_min_ps, _mm256_mul_ps, _mm256_permute2x128_si256,
    _mm256_set1_epi32, _mm256_set1_ps, _mm256_setzero_si256,
};
use std::ops::{Add, Div, Mul};

#[cfg(feature = "measure")]
use std::{
    arch::x86_64::{__m512i, _mm512_dpwssd_epi32, _mm512_set1_epi32},
    hint::black_box,
};

use wide::bytemuck::cast;
use wide::f32x4;

use super::curves::{Cells, Numbers, Shown, remembered, shown};
#[cfg(feature = "measure")]
use super::measure::SUMS;
use super::panels::{GATES, Gates, Group, Tile};
use super::{LANES, Pairs, packed};

/// What the processor has for this.
#[derive(Debug, Clone, Copy)]
enum Features {
    AvxVnni,
    Avx512Vnni,
    Avx2,
}

impl Features {
    /// The best of what this processor has.
    #[inline]
    fn found() -> Option<Self> {
        if is_x86_feature_detected!("avxvnni") {
            Some(Self::AvxVnni)
        } else if is_x86_feature_detected!("avx512vnni") && is_x86_feature_detected!("avx512vl") {
            Some(Self::Avx512Vnni)
        } else if is_x86_feature_detected!("avx2") {
            Some(Self::Avx2)
        } else {
            None
        }
    }
}

/// Adds the product of a group and activations to its gates, as [`Group::add_product`] does; `false` where the processor
/// cannot do it so.
#[inline]
pub(super) fn add_product(group: &Group<'_>, activations: &[Pairs], gates: &mut Gates) -> bool {
    let Some(features) = Features::found() else { return false };
    // SAFETY: the processor has what the function needs.
    match features {
        Features::AvxVnni => unsafe { add_with_avx_vnni(group, activations, gates) },
        Features::Avx512Vnni => unsafe { add_with_avx512_vnni(group, activations, gates) },
        Features::Avx2 => unsafe { add_with_avx2(group, activations, gates) },
    }
    true
}

/// One step of units, as [`super::curves::advance`] does it; `false` where the processor cannot compute it so.
#[inline]
pub(super) fn advance(gates: &[Gates], cells: &mut [Cells], next: &mut [Shown]) -> bool {
    let can = Features::found().is_some();
    if can {
        // SAFETY: whatever was found, it comes with what the function needs.
        unsafe { advance_with_avx2(gates, cells, next) }
    }
    can
}

/// Of each lane the sums of four rows of a block's first panel and of four of its second.
type Lanes = [__m256i; LANES];

/// Defines the loops for processors with some features, whose way to add the products of pairs to a sum is given.
macro_rules! loops {
    ($add_product:ident, $lanes:ident, $features:literal, $add:expr) => {
        #[target_feature(enable = $features)]
        fn $add_product(group: &Group<'_>, activations: &[Pairs], gates: &mut Gates) {
            add_sums(gates, $lanes([group.input_forget, group.cell_output], activations), group.scales);
        }

        #[inline]
        #[target_feature(enable = $features)]
        fn $lanes([left, right]: [&[[Tile; 2]]; 2], activations: &[Pairs]) -> [Lanes; 2] {
            let [mut left_0, mut left_1, mut left_2, mut left_3] = [_mm256_setzero_si256(); LANES];
            let [mut right_0, mut right_1, mut right_2, mut right_3] = [_mm256_setzero_si256(); LANES];
            for ((left, right), [pair_0, pair_1, pair_2, pair_3]) in left.iter().zip(right).zip(activations) {
                let (left, right): (__m256i, __m256i) = (cast(*left), cast(*right));
                let pair = _mm256_set1_epi32(*pair_0);
                left_0 = $add(left_0, left, pair);
                right_0 = $add(right_0, right, pair);
                let pair = _mm256_set1_epi32(*pair_1);
                left_1 = $add(left_1, left, pair);
                right_1 = $add(right_1, right, pair);
                let pair = _mm256_set1_epi32(*pair_2);
                left_2 = $add(left_2, left, pair);
                right_2 = $add(right_2, right, pair);
                let pair = _mm256_set1_epi32(*pair_3);
                left_3 = $add(left_3, left, pair);
                right_3 = $add(right_3, right, pair);
            }
            [[left_0, left_1, left_2, left_3], [right_0, right_1, right_2, right_3]]
        }
    };
}

loops!(add_with_avx_vnni, lanes_with_avx_vnni, "avx2,avxvnni", |sum, tiles, pair| {
    _mm256_dpwssd_avx_epi32(sum, tiles, pair)
});
loops!(add_with_avx512_vnni, lanes_with_avx512_vnni, "avx2,avx512vnni,avx512vl", |sum, tiles, pair| {
    _mm256_dpwssd_epi32(sum, tiles, pair)
});
loops!(add_with_avx2, lanes_with_avx2, "avx2", |sum, tiles, pair| _mm256_add_epi32(
    sum,
    _mm256_madd_epi16(tiles, pair)
));

/// Defines what the instructions of a loop could do at most: they add to sums that stay in registers, and read nothing else.
/// Each product depends on its own sum, so that none can be taken out of the loop.
#[cfg(feature = "measure")]
macro_rules! peak {
    ($name:ident, $features:literal, $vector:ty, $one:expr, $add:expr) => {
        #[target_feature(enable = $features)]
        fn $name(rounds: u32) -> u64 {
            let of_vector = size_of::<$vector>() as u64 / 2;
            let factor: $vector = black_box($one);
            let mut sums: [$vector; SUMS] = black_box([factor; SUMS]);

            for _ in 0..rounds {
                for sum in &mut sums {
                    *sum = $add(*sum, factor);
                }
            }
            black_box(sums);
            u64::from(rounds) * SUMS as u64 * of_vector
        }
    };
}

#[cfg(feature = "measure")]
peak!(peak_of_avx_vnni, "avx2,avxvnni", __m256i, _mm256_set1_epi32(3), |sum, factor| _mm256_dpwssd_avx_epi32(
    sum, sum, factor
));
#[cfg(feature = "measure")]
peak!(peak_of_avx512_vnni, "avx2,avx512vnni,avx512vl", __m256i, _mm256_set1_epi32(3), |sum, factor| {
    _mm256_dpwssd_epi32(sum, sum, factor)
});
#[cfg(feature = "measure")]
peak!(peak_of_avx2, "avx2", __m256i, _mm256_set1_epi32(3), |sum, factor| _mm256_add_epi32(
    sum,
    _mm256_madd_epi16(sum, factor)
));
#[cfg(feature = "measure")]
peak!(widest_of_avx512_vnni, "avx512f,avx512vnni", __m512i, _mm512_set1_epi32(3), |sum, factor| _mm512_dpwssd_epi32(
    sum, sum, factor
));

/// What the instructions that [`add_product`] uses could do at most.
#[cfg(feature = "measure")]
pub(super) fn peak(rounds: u32) -> Option<u64> {
    // SAFETY: the processor has what the function needs.
    Some(match Features::found()? {
        Features::AvxVnni => unsafe { peak_of_avx_vnni(rounds) },
        Features::Avx512Vnni => unsafe { peak_of_avx512_vnni(rounds) },
        Features::Avx2 => unsafe { peak_of_avx2(rounds) },
    })
}

/// What the widest vectors could do at most, where they are wider than those that [`add_product`] uses.
#[cfg(feature = "measure")]
pub(super) fn widest(rounds: u32) -> Option<u64> {
    if is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512vnni") {
        // SAFETY: the processor has what the function needs.
        Some(unsafe { widest_of_avx512_vnni(rounds) })
    } else {
        None
    }
}

/// Adds sums to the gates.
#[inline]
#[target_feature(enable = "avx2")]
fn add_sums(gates: &mut Gates, [input_forget, cell_output]: [Lanes; 2], scales: &[f32x4; GATES]) {
    let sums = [
        first_halves(input_forget),
        second_halves(input_forget),
        first_halves(cell_output),
        second_halves(cell_output),
    ];
    for ((gate, sums), scale) in gates.iter_mut().zip(sums).zip(scales) {
        let scale = TwoLanes(cast([*scale; 2]));
        for (lanes, sums) in gate.as_chunks_mut::<2>().0.iter_mut().zip(sums) {
            *lanes = cast((TwoLanes(cast(*lanes)) + TwoLanes(_mm256_cvtepi32_ps(sums)) * scale).0);
        }
    }
}

/// The sums of a block's first panel, two lanes at a time.
#[inline]
#[target_feature(enable = "avx2")]
fn first_halves([lane_0, lane_1, lane_2, lane_3]: Lanes) -> [__m256i; 2] {
    [_mm256_permute2x128_si256::<0x20>(lane_0, lane_1), _mm256_permute2x128_si256::<0x20>(lane_2, lane_3)]
}

/// Those of its second panel.
#[inline]
#[target_feature(enable = "avx2")]
fn second_halves([lane_0, lane_1, lane_2, lane_3]: Lanes) -> [__m256i; 2] {
    [_mm256_permute2x128_si256::<0x31>(lane_0, lane_1), _mm256_permute2x128_si256::<0x31>(lane_2, lane_3)]
}

#[target_feature(enable = "avx2")]
fn advance_with_avx2(gates: &[Gates], cells: &mut [Cells], next: &mut [Shown]) {
    for ((gates, cells), [low, high]) in gates.iter().zip(cells).zip(next) {
        let [input, forget, cell, output] = gates;
        let gates = two_by_two(input).zip(two_by_two(forget)).zip(two_by_two(cell).zip(two_by_two(output)));
        let cells = cells.as_chunks_mut::<2>().0.iter_mut();
        let places = low.as_chunks_mut().0.iter_mut().zip(high.as_chunks_mut().0);
        for ((((input, forget), (cell, output)), old), places) in gates.zip(cells).zip(places) {
            let cell = remembered(TwoLanes(cast(*old)), input, forget, cell);
            *old = cast(cell.0);
            let shown: [f32x4; 2] = cast(shown(cell, output).0);
            let ([low, next_low], [high, next_high]) = places;
            [[*low, *high], [*next_low, *next_high]] = shown.map(packed);
        }
    }
}

/// The numbers of two lanes together, and those of the next two.
#[inline]
#[target_feature(enable = "avx2")]
fn two_by_two(lanes: &[f32x4; LANES]) -> impl Iterator<Item = TwoLanes> {
    lanes.as_chunks::<2>().0.iter().map(|lanes| TwoLanes(cast(*lanes)))
}

/// Four numbers of one lane and four of the next. They are made only in functions that need AVX2.
#[derive(Debug, Clone, Copy)]
struct TwoLanes(__m256);

impl Add for TwoLanes {
    type Output = Self;

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        // SAFETY: where there are such numbers, the processor has AVX2.
        Self(unsafe { _mm256_add_ps(self.0, other.0) })
    }
}

impl Mul for TwoLanes {
    type Output = Self;

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        // SAFETY: as above.
        Self(unsafe { _mm256_mul_ps(self.0, other.0) })
    }
}

impl Div for TwoLanes {
    type Output = Self;

    #[inline(always)]
    fn div(self, other: Self) -> Self {
        // SAFETY: as above.
        Self(unsafe { _mm256_div_ps(self.0, other.0) })
    }
}

impl Numbers for TwoLanes {
    #[inline(always)]
    fn all(number: f32) -> Self {
        // SAFETY: as above.
        Self(unsafe { _mm256_set1_ps(number) })
    }

    #[inline(always)]
    fn within(self, limit: f32) -> Self {
        // SAFETY: as above.
        Self(unsafe { _mm256_max_ps(_mm256_min_ps(self.0, _mm256_set1_ps(limit)), _mm256_set1_ps(-limit)) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::curves::advance_plainly;
    use crate::panels::{numbers, samples};

    /// Gates from -8 to 8.
    fn gates(count: usize) -> Vec<Gates> {
        let numbers = numbers(count * GATES * LANES * 4, 1 << 16);
        let gate = |number: u64| number as f32 / 4096.0 - 8.0;
        let of_group = |group: usize, gate_of_group: usize, lane: usize| {
            let start = ((group * GATES + gate_of_group) * LANES + lane) * 4;
            f32x4::new(std::array::from_fn(|row| gate(numbers[start + row])))
        };
        let of = |group| std::array::from_fn(|gate| std::array::from_fn(|lane| of_group(group, gate, lane)));
        (0..count).map(of).collect()
    }

    #[test]
    fn every_way_to_add_products_gives_the_same() {
        let (blocks, activations) = samples();
        let [input_forget, cell_output] = blocks.each_ref().map(Vec::as_slice);
        let scales: [f32x4; GATES] = std::array::from_fn(|gate| f32x4::splat(0.001 * (gate + 1) as f32));
        let group = Group { input_forget, cell_output, scales: &scales };
        let base = gates(1)[0];
        let added = |add: &dyn Fn(&mut Gates)| {
            let mut gates = base;
            add(&mut gates);
            gates
        };
        let expected = added(&|gates| group.add_product_plainly(&activations, gates));
        assert_eq!(added(&|gates| group.add_product(&activations, gates)), expected);
        if is_x86_feature_detected!("avx2") {
            // SAFETY: the processor has what the function needs.
            assert_eq!(added(&|gates| unsafe { add_with_avx2(&group, &activations, gates) }), expected);
        }
        if is_x86_feature_detected!("avx512vnni") && is_x86_feature_detected!("avx512vl") {
            // SAFETY: the processor has what the function needs.
            assert_eq!(added(&|gates| unsafe { add_with_avx512_vnni(&group, &activations, gates) }), expected);
        }
    }

    #[test]
    fn units_advance_in_the_same_way() {
        let gates = gates(5);
        let cells: Vec<Cells> = gates.iter().map(|[_, _, cell, _]| *cell).collect();
        let (mut expected_cells, mut expected) = (cells.clone(), vec![[[0; LANES]; 2]; 5]);
        let (mut found_cells, mut found) = (cells, expected.clone());
        advance_plainly(&gates, &mut expected_cells, &mut expected);
        if advance(&gates, &mut found_cells, &mut found) {
            assert_eq!(found_cells, expected_cells);
            assert_eq!(found, expected);
        }
    }
}
