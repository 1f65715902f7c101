//! The curves of an LSTM's gates, kept as fractions so that a unit takes two divisions in place of five.

use std::ops::{Add, Div, Mul};

use wide::f32x4;

use super::panels::{Gates, ROWS};
use super::{LANES, Pairs, packed};

/// What four units remember, in each lane.
pub(super) type Cells = [f32x4; LANES];

/// What four units show, in each lane.
pub(super) type Shown = [Pairs; ROWS / 2];

/// One step of some groups of units: from their gates and what they remember to what they remember and show next.
///
/// It comes when the gates of all groups are known, so that no unit waits for the divisions of another.
pub(super) fn advance(gates: &[Gates], cells: &mut [Cells], next: &mut [Shown]) {
    #[cfg(target_arch = "x86_64")]
    if super::wider::advance(gates, cells, next) {
        return;
    }
    advance_plainly(gates, cells, next);
}

/// The same with the vectors that every machine has.
pub(super) fn advance_plainly(gates: &[Gates], cells: &mut [Cells], next: &mut [Shown]) {
    for ((gates, cells), [low, high]) in gates.iter().zip(cells).zip(next) {
        let [input, forget, cell, output] = gates;
        for (((old, (low, high)), (input, forget)), (cell, output)) in
            cells.iter_mut().zip(low.iter_mut().zip(high)).zip(input.iter().zip(forget)).zip(cell.iter().zip(output))
        {
            *old = remembered(*old, *input, *forget, *cell);
            [*low, *high] = packed(shown(*old, *output));
        }
    }
}

/// Numbers that are computed together.
pub(super) trait Numbers: Copy + Add<Output = Self> + Div<Output = Self> + Mul<Output = Self> {
    /// The same number everywhere.
    fn all(number: f32) -> Self;
    /// Each as far from zero as `limit` at most.
    fn within(self, limit: f32) -> Self;
}

impl Numbers for f32x4 {
    #[inline]
    fn all(number: f32) -> Self {
        Self::splat(number)
    }

    #[inline]
    fn within(self, limit: f32) -> Self {
        self.fast_min(Self::splat(limit)).fast_max(Self::splat(-limit))
    }
}

/// Above and below the line.
type Fraction<N> = (N, N);

/// Hyperbolic tangent as its continued fraction (Lambert 1768), cut off where 4.97 gives 1; errs by 0.0001 at most. What
/// stands below the line is from 135,135 to 4.1 million.
#[inline(always)]
fn tanh<N: Numbers>(x: N) -> Fraction<N> {
    let x = x.within(4.97);
    let square = x * x;
    let above = ((square + N::all(378.0)) * square + N::all(17325.0)) * square + N::all(135_135.0);
    let below = ((square * N::all(28.0) + N::all(3150.0)) * square + N::all(62370.0)) * square + N::all(135_135.0);
    (x * above, below)
}

/// The logistic function, which is (1 + tanh(x / 2)) / 2.
#[inline(always)]
fn sigmoid<N: Numbers>(x: N) -> Fraction<N> {
    let (above, below) = tanh(x * N::all(0.5));
    (below + above, below + below)
}

/// What a unit remembers next: what it remembered, as far as the forget gate lets it, and the new, as far as the input
/// gate lets it.
#[inline(always)]
pub(super) fn remembered<N: Numbers>(old: N, input: N, forget: N, new: N) -> N {
    let (input, forget, new) = (sigmoid(input), sigmoid(forget), tanh(new));
    let below = input.1 * new.1;
    (forget.0 * old * below + input.0 * new.0 * forget.1) / (forget.1 * below)
}

/// What a unit shows of what it remembers.
#[inline(always)]
pub(super) fn shown<N: Numbers>(cell: N, output: N) -> N {
    let (output, cell) = (sigmoid(output), tanh(cell));
    output.0 * cell.0 / (output.1 * cell.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact_sigmoid(x: f32) -> f32 {
        1.0 / (1.0 + (-x).exp())
    }

    #[test]
    fn the_curves_are_close_to_the_exact_ones() {
        for step in -2000_i16..=2000 {
            let x = f32::from(step) / 100.0;
            let value = |(above, below): Fraction<f32x4>| (above / below).to_array()[0];
            let found = value(tanh(f32x4::splat(x)));
            assert!((found - x.tanh()).abs() < 2e-4, "tanh({x}) is {found}");
            let found = value(sigmoid(f32x4::splat(x)));
            assert!((found - exact_sigmoid(x)).abs() < 2e-4, "sigmoid({x}) is {found}");
        }
    }

    #[test]
    fn a_unit_does_what_its_definition_says() {
        let values = [-40.0, -5.0, -1.0, -0.1, 0.0, 0.3, 2.0, 6.0, 40.0];
        for (old, input) in values.iter().flat_map(|old| values.map(|input| (*old, input))) {
            for (forget, new) in values.iter().flat_map(|forget| values.map(|new| (*forget, new))) {
                let [found, ..] =
                    remembered(f32x4::splat(old), f32x4::splat(input), f32x4::splat(forget), f32x4::splat(new))
                        .to_array();
                let expected = exact_sigmoid(forget) * old + exact_sigmoid(input) * f32::tanh(new);
                assert!((found - expected).abs() < 1e-2, "{old} {input} {forget} {new}: {found}, expected {expected}");
            }
            let [found, ..] = shown(f32x4::splat(old), f32x4::splat(input)).to_array();
            let expected = exact_sigmoid(input) * old.tanh();
            assert!((found - expected).abs() < 4e-4, "{old} {input}: {found}, expected {expected}");
        }
    }
}
