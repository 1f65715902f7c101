//! Cues that stand behind what they report: "...," said X.

use std::ops::Range;

use super::cue::{Cue, Subject};
use super::reading::Reading;
use super::unit::Unit;
use crate::lexicon::cues::{CueClass, VerbForm};
use crate::lexicon::grammar::WordClass;

/// Words that make a quotation long enough to be speech even where no comma parts it from its cue.
const LONG_QUOTATION_WORDS: usize = 8;

/// The quotation run that a cue closes: "..." said X.
pub(super) fn closed_run(reading: &Reading<'_>, unit: &Unit, cue: &Cue<'_>, claimed: &[bool]) -> Option<usize> {
    let run = unit.runs.get(cue.run)?;
    let before = cue.run.checked_sub(1)?;
    let quotation = unit.runs.get(before)?;
    quotation.quotation?;
    if claimed.get(before).copied().unwrap_or(false)
        || cue.form.class == CueClass::Seem
        || cue.subject == Subject::Shared && cue.run > 1
    {
        return None;
    }
    if reading.has_word(run.tokens.start..cue.start()) {
        return None;
    }
    let last_inside = quotation.tokens.end.checked_sub(2)?;
    let finished =
        matches!(reading.document.word(last_inside), "," | "." | "?" | "!" | "…" | "—" | "–" | "-" | "..." | "’" | "'")
            || matches!(reading.document.word(run.tokens.start), "," | "—" | "–" | "-")
            || matches!(cue.subject, Subject::Right(_))
            || reading.count_words(quotation.tokens.clone()) >= LONG_QUOTATION_WORDS;
    let shared_closing = cue.subject == Subject::Shared && cue.form.form == VerbForm::Ing;
    (finished && !shared_closing).then_some(before)
}

/// What a closing cue reports: the quotations before it, or, where they are fragments of a plain sentence, all of it.
pub(super) fn closed_content(reading: &Reading<'_>, unit: &Unit, run: usize, floor: usize) -> Vec<Range<usize>> {
    let quotations = quotations_back_to(reading, unit, run, floor);
    let (Some(first), Some(last)) = (quotations.first(), quotations.last()) else { return quotations };
    let before = reading.trimmed(floor..first.start);
    let fragment = reading.has_word(before.clone())
        && before.end == first.start
        && !before.clone().any(|index| reading.quotation(index).is_some())
        && (floor == unit.tokens.start || floor + 2 >= before.start);
    if fragment { vec![before.start..last.end] } else { quotations }
}

/// The run and the quotations before it that only punctuation parts from it.
fn quotations_back_to(reading: &Reading<'_>, unit: &Unit, run: usize, floor: usize) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    for candidate in unit.runs.get(..=run).unwrap_or_default().iter().rev() {
        if candidate.tokens.start < floor {
            break;
        }
        if candidate.quotation.is_some() {
            pieces.push(candidate.tokens.clone());
        } else if reading.has_word(candidate.tokens.clone()) {
            break;
        }
    }
    pieces.reverse();
    pieces
}

/// The quotation that begins right where the lead ends, with those that only punctuation parts from it.
pub(super) fn quotations_from(
    reading: &Reading<'_>,
    unit: &Unit,
    start: usize,
    end: usize,
    claimed: &[bool],
) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    for (run, claim) in unit.runs.iter().zip(claimed) {
        if run.tokens.end <= start || run.tokens.start >= end {
            continue;
        }
        if run.quotation.is_some() && !claim {
            pieces.push(run.tokens.clone());
        } else if !joins_quotations(reading, run.tokens.start.max(start)..run.tokens.end) {
            break;
        }
    }
    pieces
}

/// Whether nothing but punctuation and a conjunction stands in the range.
fn joins_quotations(reading: &Reading<'_>, mut range: Range<usize>) -> bool {
    range.all(|index| {
        !reading.word(index) && !reading.number(index)
            || reading.is(index, WordClass::Coordinator)
            || reading.reads(index, "that")
    })
}
