//! The weights by which the evidence for an attribution is judged.

/// How many numbers the evidence has; what they are is up to the attribution stage.
pub(crate) const EVIDENCE: usize = 31;

/// A logistic regression.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Worth {
    pub(super) weights: [f32; EVIDENCE],
    /// Whether attributions of any confidence are shown, as the training needs them.
    pub(crate) shows_all: bool,
}

impl Worth {
    /// Shows every attribution, whatever speaks for it.
    #[cfg(test)]
    pub(crate) fn of_everything() -> Self {
        Self { weights: [0.0; EVIDENCE], shows_all: true }
    }

    /// The probability that the evidence gives, 0 to 1.
    pub(crate) fn probability(&self, evidence: &[f32; EVIDENCE]) -> f32 {
        let sum: f32 = self.weights.iter().zip(evidence).map(|(weight, value)| weight * value).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}
