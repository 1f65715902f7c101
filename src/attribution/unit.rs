//! Units: the stretches of text within which a cue, its source and its content find each other.

use std::ops::Range;

use super::reading::Reading;

/// One or more sentences of a block that a quotation holds together, cut into runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) tokens: Range<usize>,
    /// Alternating stretches of quoted and plain text, in order, without gaps.
    pub(super) runs: Vec<Run>,
    /// Index into the document's blocks.
    pub(super) block: usize,
}

/// A stretch of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) tokens: Range<usize>,
    /// The outermost quotation that the run is (its marks included); `None` for plain text.
    pub(super) quotation: Option<usize>,
}

/// Cuts the document into units: sentences, joined where a quotation spans them.
pub(super) fn units(reading: &Reading<'_>) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut open_until = 0_usize;
    for sentence in &reading.document.sentences {
        let joins = units.last().is_some_and(|unit| unit.block == sentence.block) && sentence.tokens.start < open_until;
        match units.last_mut() {
            Some(unit) if joins => unit.tokens.end = sentence.tokens.end,
            _ => units.push(Unit { tokens: sentence.tokens.clone(), runs: Vec::new(), block: sentence.block }),
        }
        for token in sentence.tokens.clone() {
            if let Some(quotation) = reading.quotation(token).and_then(|index| reading.quotations.get(index)) {
                open_until = open_until.max(quotation.outer().end);
            }
        }
    }
    for unit in &mut units {
        unit.runs = runs(reading, unit.tokens.clone());
    }
    units
}

fn runs(reading: &Reading<'_>, tokens: Range<usize>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for token in tokens {
        let quotation = reading.quotation(token);
        match runs.last_mut() {
            Some(run) if run.quotation == quotation => run.tokens.end = token + 1,
            _ => runs.push(Run { tokens: token..token + 1, quotation }),
        }
    }
    runs
}
