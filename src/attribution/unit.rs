//! Units: the stretches of text within which a cue, its source and its content find each other.

use std::ops::Range;

use super::reading::Reading;
use super::stretch::Stretch;
use crate::tag::Role;

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

/// Cuts the document into units: sentences, joined where a quotation or a tagged stretch spans them, where the next one
/// goes on in lower case or after a dash, and where it only says who asked: "Why?" Clinton said.
pub(super) fn units(reading: &Reading<'_>, stretches: &[Stretch]) -> Vec<Unit> {
    joined(reading, |unit_start, sentence| {
        let start = sentence.start;
        let after = stretches.partition_point(|stretch| stretch.tokens.end <= start);
        if stretches.get(after).is_some_and(|stretch| stretch.tokens.start < start) {
            return true;
        }
        let first = reading.document.word(start);
        let goes_on = first.chars().next().is_some_and(char::is_lowercase)
            || matches!(first, "," | "-" | "—" | "–" | "―" | "--" | ";" | ")");
        let quoted_before = start > unit_start && reading.quotation(start - 1).is_some();
        let own = stretches.get(after..).unwrap_or_default();
        let own = own.iter().take_while(|stretch| stretch.tokens.start < sentence.end);
        let roles: Vec<Role> = own.clone().map(|stretch| stretch.role).collect();
        let opens = own.clone().next().is_some_and(|stretch| stretch.tokens.start == start);
        let says_who = matches!(roles.as_slice(), [Role::Source, Role::Cue] | [Role::Cue, Role::Source]);
        goes_on || quoted_before && opens && says_who
    })
}

fn joined(reading: &Reading<'_>, goes_on: impl Fn(usize, &Range<usize>) -> bool) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut open_until = 0_usize;
    for sentence in &reading.document.sentences {
        let joins = units.last().is_some_and(|unit| {
            unit.block == sentence.block
                && (sentence.tokens.start < open_until || goes_on(unit.tokens.start, &sentence.tokens))
        });
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
