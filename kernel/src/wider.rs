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
use wide::{f32x4, i32x4};

use super::curves::{Numbers, remembered, shown};
#[cfg(feature = "measure")]
use super::measure::SUMS;
use super::panels::{Cells, GATES, Gates, Group, Shown, Sums, Tile};
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

/// The products of two blocks with the same activations, if the processor can compute them so.
#[inline]
pub(super) fn products(blocks: [&[[Tile; 2]]; 2], activations: &[Pairs]) -> Option<[Sums; 2]> {
    // SAFETY: the processor has what the function needs.
    Some(match Features::found()? {
        Features::AvxVnni => unsafe { with_avx_vnni(blocks, activations) },
        Features::Avx512Vnni => unsafe { with_avx512_vnni(blocks, activations) },
        Features::Avx2 => unsafe { with_avx2(blocks, activations) },
    })
}

/// One step of a group, as [`Group::step`] does it; `false` where the processor cannot compute it so.
#[inline]
pub(super) fn step(group: &Group<'_>, state: &[Pairs], gates: &Gates, cells: &mut Cells, next: &mut Shown) -> bool {
    let Some(features) = Features::found() else { return false };
    // SAFETY: the processor has what the function needs.
    match features {
        Features::AvxVnni => unsafe { step_with_avx_vnni(group, state, gates, cells, next) },
        Features::Avx512Vnni => unsafe { step_with_avx512_vnni(group, state, gates, cells, next) },
        Features::Avx2 => unsafe { step_with_avx2(group, state, gates, cells, next) },
    }
    true
}

/// Of each lane the sums of four rows of a block's first panel and of four of its second.
type Lanes = [__m256i; LANES];

/// Defines the loops for processors with some features, whose way to add the products of pairs to a sum is given.
macro_rules! loops {
    ($products:ident, $step:ident, $lanes:ident, $features:literal, $add:expr) => {
        #[target_feature(enable = $features)]
        fn $products(blocks: [&[[Tile; 2]]; 2], activations: &[Pairs]) -> [Sums; 2] {
            $lanes(blocks, activations).map(by_panel)
        }

        #[target_feature(enable = $features)]
        fn $step(group: &Group<'_>, state: &[Pairs], gates: &Gates, cells: &mut Cells, next: &mut Shown) {
            let sums = $lanes([group.input_forget, group.cell_output], state);
            step_from(&sums, group.scales, gates, cells, next);
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

loops!(with_avx_vnni, step_with_avx_vnni, lanes_with_avx_vnni, "avx2,avxvnni", |sum, tiles, pair| {
    _mm256_dpwssd_avx_epi32(sum, tiles, pair)
});
loops!(
    with_avx512_vnni,
    step_with_avx512_vnni,
    lanes_with_avx512_vnni,
    "avx2,avx512vnni,avx512vl",
    |sum, tiles, pair| { _mm256_dpwssd_epi32(sum, tiles, pair) }
);
loops!(with_avx2, step_with_avx2, lanes_with_avx2, "avx2", |sum, tiles, pair| _mm256_add_epi32(
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

/// What the instructions that [`products`] uses could do at most.
#[cfg(feature = "measure")]
pub(super) fn peak(rounds: u32) -> Option<u64> {
    if is_x86_feature_detected!("avxvnni") {
        // SAFETY: the processor has what the function needs.
        Some(unsafe { peak_of_avx_vnni(rounds) })
    } else if is_x86_feature_detected!("avx512vnni") && is_x86_feature_detected!("avx512vl") {
        // SAFETY: the processor has what the function needs.
        Some(unsafe { peak_of_avx512_vnni(rounds) })
    } else if is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has what the function needs.
        Some(unsafe { peak_of_avx2(rounds) })
    } else {
        None
    }
}

/// What the widest vectors could do at most, where they are wider than those that [`products`] uses.
#[cfg(feature = "measure")]
pub(super) fn widest(rounds: u32) -> Option<u64> {
    if is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512vnni") {
        // SAFETY: the processor has what the function needs.
        Some(unsafe { widest_of_avx512_vnni(rounds) })
    } else {
        None
    }
}

/// A step of four units from the sums of their gates.
#[inline]
#[target_feature(enable = "avx2")]
fn step_from(
    [input_forget, cell_output]: &[Lanes; 2],
    scales: &[f32x4; GATES],
    gates: &Gates,
    cells: &mut Cells,
    next: &mut Shown,
) {
    let [scale_input, scale_forget, scale_cell, scale_output] = scales.map(|scale| TwoLanes(cast([scale; 2])));
    let [input, forget, cell, output] = gates;
    let gates = two_by_two(input).zip(two_by_two(forget)).zip(two_by_two(cell).zip(two_by_two(output)));
    let [next_low, next_high] = next;
    let sums = input_forget.as_chunks().0.iter().zip(cell_output.as_chunks().0);
    let places = next_low.as_chunks_mut().0.iter_mut().zip(next_high.as_chunks_mut().0);
    let cells = cells.as_chunks_mut::<2>().0.iter_mut();
    for (((sums, ((input, forget), (cell, output))), old), places) in sums.zip(gates).zip(cells).zip(places) {
        let ([input_forget, next_input_forget], [cell_output, next_cell_output]) = sums;
        let sum = |sums: __m256i, scale: TwoLanes| TwoLanes(_mm256_cvtepi32_ps(sums)) * scale;
        let first = |one: &__m256i, other: &__m256i| _mm256_permute2x128_si256::<0x20>(*one, *other);
        let second = |one: &__m256i, other: &__m256i| _mm256_permute2x128_si256::<0x31>(*one, *other);
        let input = input + sum(first(input_forget, next_input_forget), scale_input);
        let forget = forget + sum(second(input_forget, next_input_forget), scale_forget);
        let cell = cell + sum(first(cell_output, next_cell_output), scale_cell);
        let output = output + sum(second(cell_output, next_cell_output), scale_output);
        let cell = remembered(TwoLanes(cast(*old)), input, forget, cell);
        *old = cast(cell.0);
        let shown: [f32x4; 2] = cast(shown(cell, output).0);
        let ([low, next_low], [high, next_high]) = places;
        [[*low, *high], [*next_low, *next_high]] = shown.map(packed);
    }
}

/// The numbers of two lanes together, and those of the next two.
#[inline]
#[target_feature(enable = "avx2")]
fn two_by_two(lanes: &[f32x4; LANES]) -> impl Iterator<Item = TwoLanes> {
    lanes.as_chunks::<2>().0.iter().map(|lanes| TwoLanes(cast(*lanes)))
}

/// Four numbers of one lane and four of the next. Only [`step_from`] makes some, where the processor has AVX2.
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

/// The sums of each lane, four rows of the first panel and four of the second, by panel.
#[inline]
fn by_panel(lanes: Lanes) -> Sums {
    let lanes: [[i32x4; 2]; LANES] = lanes.map(cast);
    [lanes.map(|[first, _]| first), lanes.map(|[_, second]| second)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panels::samples;

    #[test]
    fn every_way_gives_the_same() {
        let (blocks, activations) = samples();
        let blocks = blocks.each_ref().map(Vec::as_slice);
        let expected = blocks.map(|block| crate::panels::plain_product(block, &activations));
        assert_eq!(products(blocks, &activations).unwrap_or(expected), expected);
        if is_x86_feature_detected!("avx2") {
            // SAFETY: the processor has what the function needs.
            assert_eq!(unsafe { with_avx2(blocks, &activations) }, expected);
        }
        if is_x86_feature_detected!("avx512vnni") && is_x86_feature_detected!("avx512vl") {
            // SAFETY: the processor has what the function needs.
            assert_eq!(unsafe { with_avx512_vnni(blocks, &activations) }, expected);
        }
    }
}
