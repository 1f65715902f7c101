//! "according to X": the source follows, the content stands on the other side of the comma.

use std::ops::Range;

use super::channel::Circumstances;
use super::content::is_according_to;
use super::draft::Draft;
use super::reading::Reading;
use super::subject::right_subject;
use super::unit::Unit;
use crate::contract::{Channel, ReasonCode};

/// Adds the unit's "according to" attributions. Where a cue of the same unit already reports the content, the source
/// is the outlet through which that statement came.
pub(super) fn according_to(
    reading: &Reading<'_>,
    unit: &Unit,
    unit_index: usize,
    first_draft: usize,
    drafts: &mut Vec<Draft>,
    claimed: &mut [bool],
) {
    let places: Vec<usize> = unit.tokens.clone().filter(|index| is_according_to(reading, *index)).collect();
    for place in places {
        let Some(source) = right_subject(reading, place + 1, unit.tokens.end) else { continue };
        let new_clause = place > unit.tokens.start && reading.document.word(place - 1) == ";";
        let told_by_cue = drafts.iter_mut().skip(first_draft).rev().filter(|_| !new_clause).find(|draft| {
            draft.found_by == ReasonCode::Cue
                && draft.content.iter().any(|piece| piece.end <= place && piece.end + 2 >= place)
        });
        if let Some(draft) = told_by_cue {
            if draft.circumstances.addressee.is_none() {
                draft.circumstances = Circumstances { addressee: Some(source), channel: Some(Channel::OtherOutlet) };
            }
            continue;
        }
        let content = content_beside(reading, unit, place, &source);
        if !reading.has_word(content.clone()) {
            continue;
        }
        for (run, claim) in unit.runs.iter().zip(claimed.iter_mut()) {
            *claim |= run.quotation.is_some() && content.start < run.tokens.end && run.tokens.start < content.end;
        }
        drafts.push(Draft {
            content: vec![content],
            cue: vec![place..place + 2],
            source: vec![source],
            continues: None,
            circumstances: Circumstances::default(),
            found_by: ReasonCode::Cue,
            confidence: 0.9,
            block: unit.block,
            unit: unit_index,
        });
    }
}

fn content_beside(reading: &Reading<'_>, unit: &Unit, place: usize, source: &Range<usize>) -> Range<usize> {
    let clause_start = (unit.tokens.start..place)
        .rev()
        .find(|index| reading.document.word(*index) == ";")
        .map_or(unit.tokens.start, |index| index + 1);
    let before = reading.trimmed(clause_start..place);
    if reading.count_words(before.clone()) < 2 {
        return reading.trimmed(source.end..unit.tokens.end);
    }
    // A whole quotation right before the phrase is the content; what opens the sentence before it is not.
    let last = unit.runs.iter().rev().find(|run| run.tokens.end <= place);
    let quotation = last.filter(|run| run.quotation.is_some() && !reading.has_word(run.tokens.end..place));
    match quotation {
        Some(run) if stands_alone(reading, unit, &run.tokens) => run.tokens.clone(),
        _ => before,
    }
}

/// Whether a quotation is a clause of its own: it opens the unit, follows a comma, or is long.
fn stands_alone(reading: &Reading<'_>, unit: &Unit, quotation: &Range<usize>) -> bool {
    quotation.start == unit.tokens.start
        || reading.comma(quotation.start - 1)
        || reading.count_words(quotation.clone()) >= 10
}
