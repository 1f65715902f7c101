//! The curves of an LSTM's gates, kept as fractions so that a unit takes two divisions in place of five.

use wide::f32x4;

/// Above and below the line.
type Fraction = (f32x4, f32x4);

/// Hyperbolic tangent as its continued fraction (Lambert 1768), cut off where 4.97 gives 1; errs by 0.0001 at most. What
/// stands below the line is from 135,135 to 4.1 million.
#[inline]
fn tanh(x: f32x4) -> Fraction {
    let limit = f32x4::splat(4.97);
    let x = x.fast_min(limit).fast_max(-limit);
    let square = x * x;
    let above = ((square + f32x4::splat(378.0)) * square + f32x4::splat(17325.0)) * square + f32x4::splat(135_135.0);
    let below = ((square * f32x4::splat(28.0) + f32x4::splat(3150.0)) * square + f32x4::splat(62370.0)) * square
        + f32x4::splat(135_135.0);
    (x * above, below)
}

/// The logistic function, which is (1 + tanh(x / 2)) / 2.
#[inline]
fn sigmoid(x: f32x4) -> Fraction {
    let (above, below) = tanh(x * f32x4::splat(0.5));
    (below + above, below + below)
}

/// What a unit remembers next: what it remembered, as far as the forget gate lets it, and the new, as far as the input
/// gate lets it.
#[inline]
pub(super) fn remembered(old: f32x4, input: f32x4, forget: f32x4, new: f32x4) -> f32x4 {
    let (input, forget, new) = (sigmoid(input), sigmoid(forget), tanh(new));
    let below = input.1 * new.1;
    (forget.0 * old * below + input.0 * new.0 * forget.1) / (forget.1 * below)
}

/// What a unit shows of what it remembers.
#[inline]
pub(super) fn shown(cell: f32x4, output: f32x4) -> f32x4 {
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
            let value = |(above, below): Fraction| (above / below).to_array()[0];
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
