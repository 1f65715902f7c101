//! What a cue reports: the stretch of text after it, before it, or around it.

use std::ops::Range;

use super::cue::{Cue, Subject};
use super::reading::Reading;
use super::subject::opens_circumstance;
use super::unit::Unit;
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
    let mut lead = Lead { content_start: cue.end(), ..Lead::default() };
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

/// Where the content that begins at `start` ends: at the unit's end, or before the next attribution.
pub(super) fn content_end(reading: &Reading<'_>, unit: &Unit, cue: &Cue<'_>, later: &[Cue<'_>]) -> usize {
    let start = cue.end();
    let mut end = unit.tokens.end;
    let mild = matches!(cue.form.class, CueClass::Belief | CueClass::Stance | CueClass::Seem | CueClass::Judge);
    for cue in later {
        let first = cue.start();
        if first <= start {
            continue;
        }
        let stops = match &cue.subject {
            Subject::Shared => true,
            // "What she wanted, she explained, was": the later cue reports the earlier clause.
            Subject::Left(_) if cue.form.class == CueClass::Speech && mild && reading.comma(first - 1) => true,
            // ", while Y said": a new clause with its own speaker.
            Subject::Left(_) | Subject::Passive { .. } => {
                matches!(cue.form.class, CueClass::Speech | CueClass::Tell)
                    && (reading.reads_any(first - 1, &["and", "but", "while", "whereas", "although", "though"])
                        || reading.document.word(first - 1) == ";")
            }
            Subject::Right(_) => false,
        };
        if stops {
            let mut cut = first;
            while cut > start
                && (reading.comma(cut - 1)
                    || reading.is(cut - 1, WordClass::Coordinator)
                    || reading.reads_any(cut - 1, &["while", "whereas", "although", "though", "then", "also", ";"]))
            {
                cut -= 1;
            }
            end = end.min(cut);
        }
    }
    if let Some(according) = (start..end.saturating_sub(1)).find(|index| is_according_to(reading, *index))
        && (reading.comma(according.saturating_sub(1))
            || reading.document.word(according.saturating_sub(1)) == ";"
            || reading.quotation(according.saturating_sub(1)).is_some())
    {
        end = end.min(according);
    }
    // "The mayor, who says she cannot swim, opened the pool": the relative clause ends where the main verb follows.
    if matches!(&cue.subject, Subject::Left(source) if reading.is(source.start, WordClass::Relative))
        || is_relative_tail(reading, cue, unit.tokens.start)
    {
        let closing = (start..end).find(|index| {
            reading.comma(*index) && reading.quotation(*index).is_none() && reading.finite_verb(index + 1)
        });
        end = end.min(closing.unwrap_or(end));
    }
    // "Though she called it unfair, she ...": the subordinate clause ends at the comma.
    if opens_with_subordinate_clause(reading, unit, start)
        && let Some(comma) = (start..end).find(|index| {
            reading.comma(*index) && reading.quotation(*index).is_none() && reading.has_word(start..*index)
        })
    {
        end = end.min(comma);
    }
    // ", comparing it with ...": a participle goes on about the source, not with the content.
    let participle = (start + 2..end).find(|index| {
        reading.comma(index - 1)
            && reading.quotation(*index).is_none()
            && reading.document.word(*index).ends_with("ing")
            && reading.document.word(*index).len() > 5
            && !reading.capitalized(*index)
            && !reading.reads_any(
                *index,
                &[
                    "including",
                    "excluding",
                    "during",
                    "according",
                    "nothing",
                    "something",
                    "everything",
                    "anything",
                    "morning",
                    "evening",
                    "being",
                    "spring",
                ],
            )
    });
    if let Some(participle) = participle {
        end = end.min(participle - 1);
    }
    // A quotation that ends in a comma ends the content, unless a conjunction goes on with it.
    for run in &unit.runs {
        let within =
            run.quotation.is_some() && run.tokens.start >= start && run.tokens.end < end && run.tokens.end >= 2;
        let dashed = within && reading.breaks_clause(run.tokens.end);
        if dashed {
            end = run.tokens.end;
            break;
        }
        let quoted_comma = within && reading.comma(run.tokens.end - 2);
        if quoted_comma && !goes_on_after_quotation(reading, run.tokens.end) {
            end = run.tokens.end;
            break;
        }
    }
    end
}

/// Whether the content goes on after a quotation that ends in a comma: a conjunction, or the next item of a list.
fn goes_on_after_quotation(reading: &Reading<'_>, next: usize) -> bool {
    reading.reads_any(next, &["and", "or", "that", "nor", "not", "a", "an"]) || reading.quotation(next).is_some()
}

/// Whether a cue shares the subject of a relative clause: "who is 61 and says".
fn is_relative_tail(reading: &Reading<'_>, cue: &Cue<'_>, floor: usize) -> bool {
    let clause_start = (floor..cue.tokens.start).rev().find(|index| reading.comma(*index));
    cue.subject == Subject::Shared && clause_start.is_some_and(|comma| reading.is(comma + 1, WordClass::Relative))
}

/// Whether the unit opens with a subordinator whose clause holds the cue.
fn opens_with_subordinate_clause(reading: &Reading<'_>, unit: &Unit, start: usize) -> bool {
    let first = unit.tokens.start;
    let phrase = reading.is(first, WordClass::Preposition) && !reading.is(first, WordClass::Subordinator);
    (phrase
        || reading.reads_any(
            first,
            &["though", "although", "while", "after", "when", "if", "because", "since", "as", "before"],
        ))
        && !(first..start).any(|index| reading.comma(index))
}

/// Whether a cue stands within the source of a later one: "An official, who asked not to be named, said ...".
pub(super) fn stands_in_source(cue: &Cue<'_>, later: &[Cue<'_>]) -> bool {
    later.iter().any(|later| matches!(&later.subject, Subject::Left(source) if source.contains(&cue.verb)))
}

/// Whether "according to" begins here, outside quotation marks.
pub(super) fn is_according_to(reading: &Reading<'_>, index: usize) -> bool {
    reading.reads(index, "according") && reading.reads(index + 1, "to") && reading.quotation(index).is_none()
}

/// Whether what follows a cue of this class can be its content when no quotation mark shows it.
pub(super) fn can_be_content(reading: &Reading<'_>, cue: &Cue<'_>, start: usize, end: usize) -> bool {
    if start >= end || !reading.has_word(start..end) {
        return false;
    }
    let prepositional = reading.is(start, WordClass::Preposition)
        && !reading.is(start, WordClass::Determiner)
        && !reading.is(start, WordClass::Subordinator);
    let prepositional = prepositional && !reading.number(start + 1);
    let infinitive = reading.reads(start, "to");
    let clause = reading.is(start, WordClass::Subordinator);
    let own_voice = matches!(&cue.subject, Subject::Left(source) if source.len() == 1 && reading.reads_any(source.start, &["i", "you", "we"]));
    let thinks = matches!(cue.form.class, CueClass::Belief | CueClass::Finding);
    if own_voice && (thinks || cue.form.form == VerbForm::Base) {
        return false;
    }
    if reading.reads(start, "by") {
        return false;
    }
    let asks_in_quotes =
        matches!(cue.form.class, CueClass::Speech | CueClass::Tell | CueClass::Judge | CueClass::Belief)
            && reading.reads_any(start, &["for", "on", "to", "about", "of", "against"])
            && (start..end).any(|index| reading.quotation(index).is_some());
    if asks_in_quotes {
        return true;
    }
    match cue.form.class {
        CueClass::Speech => {
            if infinitive {
                return !reading
                    .reads_any(cue.verb, &["added", "adds", "add", "responded", "replied", "respond", "testified"]);
            }
            !prepositional || reading.capitalized(start)
        }
        CueClass::Manner => reading.reads(start, "that"),
        CueClass::Tell => clause || infinitive || !prepositional,
        CueClass::Judge => {
            !prepositional || reading.reads_any(start, &["for", "on", "as", "to", "with", "about", "against"])
        }
        CueClass::Belief => clause || infinitive || !prepositional,
        CueClass::Finding => clause || !prepositional && !infinitive,
        CueClass::Stance => infinitive || clause || reading.reads_any(start, &["with", "on", "for"]) || !prepositional,
        CueClass::Seem => infinitive || reading.reads_any(start, &["that", "as", "like"]),
    }
}
