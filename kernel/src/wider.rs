//! The innermost loop with vectors of 256 bits, where the processor turns out to have them.
//!
//! It computes the same whole numbers as the plain loop with a third of the instructions. The only file that may call
//! functions which the processor might not know: each call is behind the question whether it does.

#![allow(unsafe_code)]

use std::arch::x86_64::{
    __m256i, _mm256_add_epi32, _mm256_dpwssd_avx_epi32, _mm256_dpwssd_epi32, _mm256_madd_epi16, _mm256_set1_epi32,
    _mm256_setzero_si256,
};

#[cfg(feature = "measure")]
use std::{
    arch::x86_64::{__m512i, _mm512_dpwssd_epi32, _mm512_set1_epi32},
    hint::black_box,
};

use wide::bytemuck::cast;
use wide::i32x4;

#[cfg(feature = "measure")]
use super::measure::SUMS;
use super::panels::{Sums, Tile};
use super::{LANES, Pairs};

/// The products of two blocks with the same activations, if the processor can compute them so.
#[inline]
pub(super) fn products(blocks: [&[[Tile; 2]]; 2], activations: &[Pairs]) -> Option<[Sums; 2]> {
    if is_x86_feature_detected!("avxvnni") {
        // SAFETY: the processor has what the function needs.
        Some(unsafe { with_avx_vnni(blocks, activations) })
    } else if is_x86_feature_detected!("avx512vnni") && is_x86_feature_detected!("avx512vl") {
        // SAFETY: the processor has what the function needs.
        Some(unsafe { with_avx512_vnni(blocks, activations) })
    } else if is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has what the function needs.
        Some(unsafe { with_avx2(blocks, activations) })
    } else {
        None
    }
}

/// Defines the loop for processors with some features, whose way to add the products of pairs to a sum is given.
macro_rules! products {
    ($name:ident, $features:literal, $add:expr) => {
        #[target_feature(enable = $features)]
        fn $name([left, right]: [&[[Tile; 2]]; 2], activations: &[Pairs]) -> [Sums; 2] {
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
            [by_panel([left_0, left_1, left_2, left_3]), by_panel([right_0, right_1, right_2, right_3])]
        }
    };
}

products!(with_avx_vnni, "avx2,avxvnni", |sum, tiles, pair| _mm256_dpwssd_avx_epi32(sum, tiles, pair));
products!(with_avx512_vnni, "avx2,avx512vnni,avx512vl", |sum, tiles, pair| _mm256_dpwssd_epi32(sum, tiles, pair));
products!(with_avx2, "avx2", |sum, tiles, pair| _mm256_add_epi32(sum, _mm256_madd_epi16(tiles, pair)));

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

/// The sums of each lane, four rows of the first panel and four of the second, by panel.
fn by_panel(lanes: [__m256i; LANES]) -> Sums {
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
