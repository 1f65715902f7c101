//! How sure each step from a source to its speaker is. The numbers are the shares of right speakers among the attributions of
//! PolNeAR dev and abc dev that `speaker::evaluation` resolves by such a step.

use crate::contract::ReasonCode;

/// How often a step of this kind leads to the right speaker.
pub(super) fn certainty_of(code: ReasonCode) -> f32 {
    match code {
        ReasonCode::Name | ReasonCode::Label => 0.99,
        ReasonCode::PartOfName | ReasonCode::Alias => 0.98,
        ReasonCode::Continues | ReasonCode::Repeats => 0.96,
        ReasonCode::Unnamed | ReasonCode::Cue | ReasonCode::Blockquote => 0.93,
        ReasonCode::Pronoun => 0.85,
        ReasonCode::RoleNoun => 0.88,
    }
}

/// The same for a pronoun whose figures have this share of the likelihood. The weights of the candidates make the share bolder
/// than it should be, so its odds are drawn towards even ones (Platt's scaling).
pub(super) fn certainty_of_pronoun(share: f32) -> f32 {
    let share = share.clamp(0.001, 0.999);
    let odds = (share / (1.0 - share)).ln() * PRONOUN_SLOPE + PRONOUN_OFFSET;
    (1.0 / (1.0 + (-odds).exp())).min(BEST_PRONOUN)
}

const PRONOUN_SLOPE: f32 = 0.6;
const PRONOUN_OFFSET: f32 = 0.3;
const BEST_PRONOUN: f32 = 0.98;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_larger_share_is_surer_but_never_certain() {
        let shares = [0.0, 0.3, 0.6, 0.9, 0.99, 1.0];
        let certainties: Vec<f32> = shares.iter().map(|share| certainty_of_pronoun(*share)).collect();
        assert!(certainties.is_sorted(), "{certainties:?}");
        assert!(certainties.iter().all(|certainty| (0.0..=BEST_PRONOUN).contains(certainty)));
    }
}
