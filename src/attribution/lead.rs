//! What stands between a cue and what it reports: the hearer, and the circumstances of the statement.

use std::ops::Range;

use super::cue::Cue;
use super::reading::Reading;
use super::subject::opens_circumstance;
use crate::lexicon::cues::{CueClass, VerbForm};
use crate::lexicon::grammar::WordClass;

/// What stands between a cue and its content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Lead {
    /// The first token of what may be content.
    pub(super) content_start: usize,
    /// To whom it was said.
    pub(super) hearer: Option<Range<usize>>,
    /// "in a statement", "on Monday".
    pub(super) circumstances: Vec<Range<usize>>,
}

/// Skips the hearer, the circumstances and a comma or colon after a cue, up to `end`.
pub(super) fn lead(reading: &Reading<'_>, cue: &Cue<'_>, end: usize) -> Lead {
    let mut lead = Lead { content_start: cue.end, ..Lead::default() };
    if cue.form.is(CueClass::Tell) {
        lead.hearer = hearer(reading, lead.content_start, end);
        if let Some(hearer) = &lead.hearer {
            lead.content_start = hearer.end;
        }
    }
    loop {
        let start = lead.content_start;
        if start >= end {
            return lead;
        }
        if reading.reads(start, "to")
            && reading.is_hearer_start(start + 1)
            && !cue.form.is(CueClass::Judge)
            && lead.hearer.is_none()
            && let Some(hearer) = hearer(reading, start + 1, end)
        {
            lead.content_start = hearer.end;
            lead.hearer = Some(hearer);
            continue;
        }
        if reading.reads_any(start, &["of", "about"]) {
            // "said of the plan, “...”": what it is about stands between the cue and the quotation.
            let quotation = (start..end).find(|index| reading.quotation(*index).is_some());
            if let Some(quotation) = quotation
                .filter(|quotation| reading.comma(quotation - 1) || reading.document.word(quotation - 1) == ":")
            {
                lead.content_start = quotation;
                return lead;
            }
        }
        let comma = reading.comma(start);
        let phrase = if comma { start + 1 } else { start };
        match circumstance(reading, phrase, end) {
            Some(stop) if matches!(cue.form.class, CueClass::Speech | CueClass::Manner | CueClass::Tell) => {
                lead.circumstances.push(phrase..stop);
                lead.content_start = stop;
            }
            _ => break,
        }
    }
    while lead.content_start < end
        && (reading.comma(lead.content_start) || reading.document.word(lead.content_start) == ":")
    {
        lead.content_start += 1;
    }
    lead
}

impl Reading<'_> {
    /// Whether a noun phrase that can hear something begins here.
    fn is_hearer_start(&self, index: usize) -> bool {
        self.capitalized(index)
            || self.reads_any(index, &["reporters", "journalists", "supporters", "the", "a", "his", "her", "their"])
    }
}

/// The hearer after "told": a pronoun or a noun phrase.
fn hearer(reading: &Reading<'_>, start: usize, end: usize) -> Option<Range<usize>> {
    if start >= end {
        return None;
    }
    if reading.is(start, WordClass::Object) && !reading.reads(start, "her") || reading.reads_any(start, &["you", "it"])
    {
        return Some(start..start + 1);
    }
    let mut stop = start;
    let mut seen_noun = false;
    while stop < end && hearer_goes_on(reading, start, stop, seen_noun) {
        seen_noun |= names_hearer(reading, stop);
        stop += 1;
    }
    seen_noun.then_some(start..stop)
}

/// Whether the token can be the noun of a hearer.
fn names_hearer(reading: &Reading<'_>, index: usize) -> bool {
    reading.capitalized(index)
        || reading.word(index)
            && !reading.is(index, WordClass::Determiner)
            && !reading.is(index, WordClass::Preposition)
            && !reading.is(index, WordClass::Coordinator)
            && !reading.is(index, WordClass::Adverb)
}

/// Whether the noun phrase of a hearer that began at `start` goes on at `index`.
fn hearer_goes_on(reading: &Reading<'_>, start: usize, index: usize, seen_noun: bool) -> bool {
    if reading.clitic(index) {
        return true;
    }
    if !(reading.word(index) || reading.number(index)) {
        return false;
    }
    if reading.is(index, WordClass::Determiner) && !reading.reads(index, "that") {
        return index == start;
    }
    let clause_begins = reading.is(index, WordClass::Subordinator)
        || reading.is(index, WordClass::Pronoun)
        || reading.is(index, WordClass::Time)
        || reading.finite_verb(index);
    if clause_begins || reading.reads(index, "not") {
        return false;
    }
    if reading.reads_any(index, &["of", "for", "at", "and"]) {
        let noun_follows = reading.capitalized(index + 1) || reading.is(index + 1, WordClass::Determiner);
        return seen_noun && (noun_follows || reading.reads(index, "of"));
    }
    if reading.is(index, WordClass::Preposition) {
        return false;
    }
    // "told reporters Russia ...": a capital after a common plural noun opens the content.
    let after_common_plural = index > start
        && seen_noun
        && !reading.capitalized(index - 1)
        && !reading.clitic(index - 1)
        && names_hearer(reading, index - 1)
        && reading.document.word(index - 1).ends_with('s');
    !(reading.capitalized(index) && after_common_plural)
}

/// The end of a phrase of circumstances that begins here: "on Monday", "in a statement on the website".
fn circumstance(reading: &Reading<'_>, start: usize, end: usize) -> Option<usize> {
    if start >= end || !opens_circumstance(reading, start) {
        return None;
    }
    let mut stop = start + 1;
    while stop < end
        && (reading.word(stop) || reading.number(stop) || reading.clitic(stop) || reading.document.word(stop) == ".")
    {
        let opens_content = reading.is(stop, WordClass::Pronoun)
            || reading.is(stop, WordClass::Subordinator) && !reading.is(stop, WordClass::Preposition)
            || reading.cue(stop).is_some_and(|cue| cue.form == VerbForm::Ing);
        if opens_content {
            break;
        }
        let is_time = reading.is(start, WordClass::Time) || reading.is(start + 1, WordClass::Time);
        let goes_on_about_time =
            reading.is(stop, WordClass::Time) || opens_circumstance(reading, stop) || reading.number(stop);
        if is_time && !goes_on_about_time {
            break;
        }
        stop += 1;
    }
    Some(stop)
}
