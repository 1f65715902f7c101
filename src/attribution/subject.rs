//! The source beside a cue: the noun phrase that is its subject, to its left or, inverted, to its right.

use std::ops::Range;

use super::reading::Reading;
use crate::lexicon::cues::VerbForm;
use crate::lexicon::grammar::WordClass;
use crate::text::TokenKind;

/// Finds the subject of the verb at `verb`, looking left as far as `floor` (inclusive).
pub(super) fn left_subject(reading: &Reading<'_>, verb: usize, floor: usize) -> Option<Range<usize>> {
    let verb_start = verb_group_start(reading, verb, floor);
    if verb_start <= floor {
        return None;
    }
    let last = verb_start - 1;
    if reading.is(last, WordClass::Pronoun) || reading.reads_any(last, &["who", "which"]) {
        return Some(last..verb_start);
    }
    if reading.is(last, WordClass::Coordinator) || reading.is(last, WordClass::Subordinator) {
        return None;
    }
    let source = if reading.comma(last) {
        with_appositions(reading, last, floor)?
    } else {
        noun_phrase_ending(reading, verb_start, floor)
    };
    let source = without_opening_words(reading, reading.trimmed(source));
    if is_circumstance_only(reading, &source) && source.start > floor && source.start < verb_start {
        // "who in 2010 said": the circumstance stands between the subject and its verb.
        return left_subject(reading, source.start, floor);
    }
    reading.has_word(source.clone()).then_some(source)
}

/// Whether a phrase is a preposition with a time or a number only.
fn is_circumstance_only(reading: &Reading<'_>, phrase: &Range<usize>) -> bool {
    reading.is(phrase.start, WordClass::Preposition)
        && phrase.clone().skip(1).all(|index| {
            reading.is(index, WordClass::Time) || reading.number(index) || reading.is(index, WordClass::Determiner)
        })
}

/// Where the verb group begins whose main verb is at `verb`: auxiliaries, "not", adverbs in front of it.
fn verb_group_start(reading: &Reading<'_>, verb: usize, floor: usize) -> usize {
    let mut start = verb;
    while start > floor && in_verb_group(reading, start - 1) {
        start -= 1;
    }
    // An adverb that opens the sentence belongs to no verb group.
    while start < verb && reading.capitalized(start) {
        start += 1;
    }
    start
}

fn in_verb_group(reading: &Reading<'_>, index: usize) -> bool {
    reading.word(index)
        && !reading.capitalized(index)
        && (reading.is(index, WordClass::Auxiliary)
            || reading.is(index, WordClass::Adverb)
            || (reading.document.word(index).ends_with("ly") && reading.document.word(index).len() > 4))
        || reading.clitic(index) && !reading.document.word(index).ends_with('s')
}

/// The subject of the clause that begins at `start`: everything up to its first finite verb.
pub(super) fn clause_subject(reading: &Reading<'_>, start: usize, end: usize) -> Option<Range<usize>> {
    let verb = (start..end).find(|index| reading.finite_verb(*index))?;
    left_subject(reading, verb, start)
}

/// The noun phrase that ends right before `end`, as far left as its words go.
fn noun_phrase_ending(reading: &Reading<'_>, end: usize, floor: usize) -> Range<usize> {
    let mut start = end;
    while start > floor {
        let index = start - 1;
        if reading.document.word(index) == ")" {
            match (floor..index).rev().find(|open| reading.document.word(*open) == "(") {
                Some(open) => {
                    start = open;
                    continue;
                }
                None => break,
            }
        }
        if !in_noun_phrase(reading, index, start, floor) {
            break;
        }
        start = index;
    }
    start..end
}

fn in_noun_phrase(reading: &Reading<'_>, index: usize, next: usize, floor: usize) -> bool {
    if reading.number(index)
        || reading.clitic(index)
        || matches!(reading.document.word(index), "&" | "/" | "%" | "$" | "'" | "’")
    {
        return true;
    }
    let around_nickname = reading.quotation(index).is_none()
        && reading.document.tokens.get(index).is_some_and(|token| token.kind == TokenKind::Mark);
    if around_nickname {
        return true;
    }
    if reading.document.word(index) == "-" && !reading.breaks_clause(index) {
        return true;
    }
    if !reading.word(index) || reading.quotation(index) != reading.quotation(next) {
        return false;
    }
    if reading.is(index, WordClass::Coordinator) {
        let joins_names = index > floor && reading.capitalized(index - 1) && reading.capitalized(index + 1);
        return reading.reads(index, "and") && (joins_names || joins_nouns(reading, index, floor));
    }
    let relative = reading.reads_any(index, &["who", "which", "whose"]);
    let subordinator = reading.is(index, WordClass::Subordinator);
    let pronoun =
        reading.is(index, WordClass::Pronoun) || reading.is(index, WordClass::Object) && !reading.reads(index, "her");
    let verb = reading.finite_verb(index) && !postmodifies(reading, index, floor);
    !(relative || subordinator || pronoun || verb || reading.cue(index).is_some_and(|cue| cue.form == VerbForm::Ing))
}

/// Whether a participle describes the noun before it rather than being its verb: "an alert sent to phones".
fn postmodifies(reading: &Reading<'_>, verb: usize, floor: usize) -> bool {
    let described = verb > floor
        && reading.word(verb - 1)
        && !reading.is(verb - 1, WordClass::Pronoun)
        && !reading.is(verb - 1, WordClass::Auxiliary)
        && !reading.is(verb - 1, WordClass::Adverb)
        && !reading.is(verb - 1, WordClass::Relative);
    let complemented = reading.is(verb + 1, WordClass::Preposition) || reading.is(verb + 1, WordClass::Time);
    described
        && complemented
        && !reading.is(verb, WordClass::Auxiliary)
        && (floor..verb).all(|index| !reading.finite_verb(index) || reading.is(index + 1, WordClass::Preposition))
}

/// Whether "and" joins two nouns rather than two clauses: no verb stands between it and the clause's start.
fn joins_nouns(reading: &Reading<'_>, conjunction: usize, floor: usize) -> bool {
    for index in (floor..conjunction).rev() {
        if reading.comma(index) || reading.breaks_clause(index) || reading.is(index, WordClass::Subordinator) {
            break;
        }
        if reading.finite_verb(index) {
            return false;
        }
    }
    conjunction > floor && (reading.word(conjunction - 1) || reading.clitic(conjunction - 1))
}

/// The noun phrase with its appositions, where a comma at `comma` parts it from its verb.
fn with_appositions(reading: &Reading<'_>, comma: usize, floor: usize) -> Option<Range<usize>> {
    let mut inner_comma = (floor..comma).rev().find(|index| reading.comma(*index) || reading.breaks_clause(*index))?;
    for _ in 0..4 {
        if !reading.comma(inner_comma)
            || !looks_appositive(reading, inner_comma + 1)
            || holds_clause(reading, inner_comma + 1..comma)
        {
            return None;
        }
        let head = noun_phrase_ending(reading, inner_comma, floor);
        if !reading.has_word(head.clone()) {
            return None;
        }
        let before_head = head.start.checked_sub(1).filter(|index| *index >= floor);
        match before_head {
            Some(index)
                if reading.comma(index)
                    && looks_appositive(reading, head.start)
                    && !names_someone(reading, head.clone())
                    && !(floor..index).any(|before| reading.finite_verb(before)) =>
            {
                inner_comma = index;
            }
            _ => return Some(head.start..comma),
        }
    }
    None
}

/// Whether a phrase between commas has a finite verb of its own, so that it is a clause and no apposition.
fn holds_clause(reading: &Reading<'_>, phrase: Range<usize>) -> bool {
    phrase.clone().any(|index| {
        let relative = (phrase.start..index).any(|before| reading.is(before, WordClass::Relative));
        reading.finite_verb(index)
            && !relative
            && !opens_participle(reading, phrase.start, index)
            && !postmodifies(reading, index, phrase.start)
    })
}

/// Whether a participle opens the phrase: "handed in before the vote".
fn opens_participle(reading: &Reading<'_>, start: usize, index: usize) -> bool {
    index == start && !reading.is(index, WordClass::Auxiliary) && reading.is(index + 1, WordClass::Preposition)
}

/// Whether a phrase holds a capitalised word that no determiner opens.
fn names_someone(reading: &Reading<'_>, phrase: Range<usize>) -> bool {
    reading.capitalized(phrase.start) && !reading.is(phrase.start, WordClass::Determiner)
}

/// Whether what begins here, after a comma, can be an apposition or a relative clause.
fn looks_appositive(reading: &Reading<'_>, index: usize) -> bool {
    if reading.number(index) || reading.capitalized(index) || opens_participle(reading, index, index) {
        return true;
    }
    if reading.is(index, WordClass::Determiner)
        || reading.reads_any(index, &["who", "which", "whose", "of", "from", "in", "at"])
    {
        return true;
    }
    reading.word(index)
        && !reading.is(index, WordClass::Subordinator)
        && !reading.is(index, WordClass::Pronoun)
        && !reading.is(index, WordClass::Coordinator)
        && !reading.finite_verb(index)
        && reading.cue(index).is_none()
}

/// The phrase without words that open a sentence in front of its subject: "On Monday", "Later", "But".
fn without_opening_words(reading: &Reading<'_>, phrase: Range<usize>) -> Range<usize> {
    let mut start = phrase.start;
    loop {
        if start >= phrase.end {
            return phrase;
        }
        let opens = reading.is(start, WordClass::Coordinator)
            || reading.is(start, WordClass::Adverb) && !reading.is(start, WordClass::Determiner)
            || reading.is(start, WordClass::Time) && start + 1 < phrase.end && !reading.clitic(start + 1);
        if opens {
            start += 1;
        } else if reading.is(start, WordClass::Preposition) && !reading.is(start, WordClass::Determiner) {
            match after_prepositional_phrase(reading, start, phrase.end) {
                Some(next) => start = next,
                None => return start..phrase.end,
            }
        } else {
            return start..phrase.end;
        }
    }
}

/// Where the subject begins after an opening prepositional phrase without a comma: "On Monday the mayor".
fn after_prepositional_phrase(reading: &Reading<'_>, preposition: usize, end: usize) -> Option<usize> {
    let object = preposition + 1;
    let mut index = object;
    if reading.is(index, WordClass::Determiner) {
        index += 1;
    }
    while index < end {
        let time = reading.is(index, WordClass::Time) || reading.number(index);
        let begins_subject = reading.is(index, WordClass::Determiner)
            || reading.is(index, WordClass::Pronoun)
            || reading.capitalized(index)
                && !reading.is(index, WordClass::Time)
                && (index == object || !reading.capitalized(index - 1));
        if index > object && begins_subject && !time {
            return Some(index);
        }
        index += 1;
    }
    None
}

/// The subject on the right of an inverted verb ("said Ann Lee, a teacher,"), up to `end` (exclusive).
pub(super) fn right_subject(reading: &Reading<'_>, verb: usize, end: usize) -> Option<Range<usize>> {
    let start = verb + 1;
    if start >= end || !begins_subject(reading, start) {
        return None;
    }
    if reading.is(start, WordClass::Pronoun) {
        return Some(start..start + 1);
    }
    let mut stop = start;
    while stop < end && continues_subject(reading, stop) {
        stop += 1;
    }
    // An apposition belongs to the source: "said Ann Lee, a teacher at the school, on Monday".
    while stop < end
        && reading.comma(stop)
        && stop + 1 < end
        && looks_appositive(reading, stop + 1)
        && !opens_circumstance(reading, stop + 1)
    {
        let mut inner = stop + 1;
        while inner < end
            && !reading.comma(inner)
            && !reading.breaks_clause(inner)
            && reading.document.word(inner) != "."
        {
            inner += 1;
        }
        if (stop + 1..inner).any(|index| reading.finite_verb(index))
            && !reading.reads_any(stop + 1, &["who", "which", "whose"])
        {
            break;
        }
        stop = inner;
    }
    let source = reading.trimmed(start..stop);
    reading.has_word(source.clone()).then_some(source)
}

fn begins_subject(reading: &Reading<'_>, index: usize) -> bool {
    if !(reading.word(index) || reading.number(index)) {
        return false;
    }
    let excluded = reading.is(index, WordClass::Subordinator)
        || reading.is(index, WordClass::Preposition)
        || reading.is(index, WordClass::Coordinator)
        || reading.is(index, WordClass::Object) && !reading.reads(index, "her")
        || reading.is(index, WordClass::Time)
        || reading.is(index, WordClass::Auxiliary)
        || reading.is(index, WordClass::Adverb) && !reading.is(index, WordClass::Determiner);
    !excluded
}

fn continues_subject(reading: &Reading<'_>, index: usize) -> bool {
    let joins_capital = matches!(reading.document.word(index), "&" | "/" | ".") && reading.capitalized(index + 1)
        || reading.document.word(index) == "-" && !reading.breaks_clause(index);
    if reading.number(index) || reading.clitic(index) || joins_capital {
        return true;
    }
    if !reading.word(index) {
        return matches!(reading.document.word(index), "(" | ")");
    }
    if reading.is(index, WordClass::Coordinator) {
        return reading.reads(index, "and")
            && (reading.capitalized(index + 1) || reading.is(index + 1, WordClass::Determiner));
    }
    let subordinate = reading.is(index, WordClass::Subordinator) || reading.is(index, WordClass::Relative);
    let ends = subordinate
        || opens_circumstance(reading, index)
        || reading.is(index, WordClass::Time)
        || reading.is(index, WordClass::Pronoun)
        || reading.finite_verb(index)
        || reading.cue(index).is_some_and(|cue| cue.form == VerbForm::Ing);
    !ends
}

/// Whether a phrase about the circumstances of the statement begins here: "in a statement", "on Monday", "during".
pub(super) fn opens_circumstance(reading: &Reading<'_>, index: usize) -> bool {
    if reading.is(index, WordClass::Preposition) && !reading.is(index, WordClass::Determiner) {
        if reading.is(index + 1, WordClass::Time) {
            return true;
        }
        if reading.reads(index, "on") {
            return reading.capitalized(index + 1) || reading.number(index + 1);
        }
        return !reading.reads_any(index, &["of", "for", "at", "from", "about", "by", "against", "into", "over", "to"]);
    }
    reading.is(index, WordClass::Time) || reading.reads_any(index, &["speaking", "last", "this", "adding", "referring"])
}
