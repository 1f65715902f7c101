//! Who says it where a participle reports and has no subject of its own: "After saying the pier was “unsafe,” she left."
//!
//! The network mostly finds the subject of the main clause itself; this is for where it does not.

use std::ops::Range;

use super::reading::Reading;
use super::subject::clause_subject;
use crate::lexicon::grammar::WordClass;

/// Words of a name at most.
const LONGEST_NAME: usize = 8;

/// The name right before a participle, where nothing parts them and it is nobody's object: "footage of Ann Lee saying “...”",
/// but not "she answered Ann Lee saying “...”".
pub(super) fn name_before_participle(
    reading: &Reading<'_>,
    unit: &Range<usize>,
    cue: &Range<usize>,
) -> Option<Range<usize>> {
    let is_of_name = |token: &usize| reading.capitalized(*token) && reading.quotation(*token).is_none();
    let start = (unit.start + 1..cue.start).rev().take(LONGEST_NAME).take_while(is_of_name).last()?;
    let belongs = start > unit.start && reading.reads_any(start - 1, &["of", "with"]);
    (belongs && reports_unfinished(reading, cue)).then_some(start..cue.start)
}

fn reports_unfinished(reading: &Reading<'_>, cue: &Range<usize>) -> bool {
    reading.document.word(cue.start).ends_with("ing")
}

/// The subject of the main clause behind what a participle reports, where the participle opens the unit and a comma ends
/// its clause.
pub(super) fn subject_of_participle(
    reading: &Reading<'_>,
    unit: &Range<usize>,
    cue: &Range<usize>,
    content: &[Range<usize>],
) -> Option<Range<usize>> {
    let is_before = |token: usize| {
        !reading.word(token) || reading.is(token, WordClass::Preposition) || reading.is(token, WordClass::Subordinator)
    };
    if !reports_unfinished(reading, cue) || !(unit.start..cue.start).all(is_before) {
        return None;
    }
    let end = content.last().filter(|content| content.start >= cue.end)?.end;
    let main = (end..unit.end).find(|token| reading.word(*token))?;
    let has_comma = (end.saturating_sub(2)..main).any(|token| reading.comma(token));
    clause_subject(reading, main, unit.end).filter(|_| has_comma)
}
