//! The content of a cue that closes no quotation.

use std::ops::Range;

use super::content::{Lead, can_be_content};
use super::cue::{Cue, Subject};
use super::reading::Reading;
use crate::lexicon::cues::CueClass;
use crate::lexicon::grammar::WordClass;

/// The content of a cue that closes no quotation: after it, before it, or on both sides.
pub(super) fn plain_content(
    reading: &Reading<'_>,
    cue: &Cue<'_>,
    lead: &Lead,
    floor: usize,
    end: usize,
) -> Vec<Range<usize>> {
    let start = cue.start();
    let after = reading.trimmed(lead.content_start.min(end)..end);
    let has_after = can_be_content(reading, cue, after.start, after.end) || starts_quoted(reading, &after);
    if let Subject::Passive { object, .. } = &cue.subject {
        let mut content = Vec::new();
        if has_after && (starts_quoted(reading, &after) || reading.reads_any(after.start, &["as", "that"])) {
            content.push(after);
        } else if reading.has_word(object.clone()) {
            content.push(object.clone());
        }
        return content;
    }
    let after = without_judged_title(reading, cue, after);
    let comma_before = start > floor && reading.comma(start - 1);
    let before = reading.trimmed(floor..start.saturating_sub(1).max(floor));
    let can_follow = matches!(cue.form.class, CueClass::Speech | CueClass::Belief | CueClass::Finding | CueClass::Tell)
        && cue.subject != Subject::Shared
        && comma_before
        && reading.count_words(before.clone()) >= 2;
    if can_follow && !has_after && !opens_sentence_only(reading, &before) {
        return vec![before];
    }
    let parenthetical = can_follow && has_after && reading.comma(cue.end()) && cue.form.class == CueClass::Speech;
    if parenthetical && !opens_sentence_only(reading, &before) {
        return vec![before, after];
    }
    if has_after { vec![after] } else { Vec::new() }
}

/// "called “The Long Quay” “a film to be worn”": the first quotation is what is judged, not the judgement.
fn without_judged_title(reading: &Reading<'_>, cue: &Cue<'_>, content: Range<usize>) -> Range<usize> {
    let first = reading.quotation(content.start).and_then(|index| reading.quotations.get(index));
    let second = first.map(|quotation| quotation.outer().end).filter(|next| *next < content.end);
    let capitalized = first.is_some_and(|quotation| {
        quotation.inner.clone().find(|index| reading.word(*index)).is_some_and(|index| reading.capitalized(index))
    });
    match second {
        Some(next) if cue.form.class == CueClass::Judge && capitalized && reading.quotation(next).is_some() => {
            next..content.end
        }
        _ => content,
    }
}

pub(super) fn starts_quoted(reading: &Reading<'_>, range: &Range<usize>) -> bool {
    range.start < range.end && reading.quotation(range.start).is_some()
}

/// Whether a phrase only opens a sentence ("In a speech on Monday") and says nothing itself.
fn opens_sentence_only(reading: &Reading<'_>, phrase: &Range<usize>) -> bool {
    let opener = reading.is(phrase.start, WordClass::Preposition)
        || reading.is(phrase.start, WordClass::Subordinator)
        || reading.is(phrase.start, WordClass::Time)
        || reading.is(phrase.start, WordClass::Adverb) && !reading.is(phrase.start, WordClass::Determiner)
        || reading.document.word(phrase.start).ends_with("ing");
    opener && !phrase.clone().any(|index| reading.is(index, WordClass::Auxiliary) || reading.comma(index))
}
