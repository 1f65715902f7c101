//! The outlet through which a statement came, where the sentence names it behind the statement: "..., she said, the Courier
//! reported", "was quoted as saying by the Courier".

use std::ops::Range;

use super::Attribution;
use super::reading::Reading;
use crate::contract::{Channel, ReasonCode};
use crate::lexicon::cues::CueClass;

/// The most tokens that an outlet's name can have, its article included.
const LONGEST_OUTLET: usize = 8;

/// Notes the outlet of every attribution that has a source of its own and none noted yet.
pub(super) fn add_outlets(reading: &Reading<'_>, attributions: &mut [Attribution]) {
    let mut taken = vec![false; reading.document.tokens.len()];
    for attribution in attributions.iter() {
        let parts = attribution.content.iter().chain(&attribution.cue).chain(&attribution.source);
        parts.for_each(|part| taken.get_mut(part.clone()).into_iter().flatten().for_each(|token| *token = true));
    }
    let free = |tokens: &Range<usize>| tokens.clone().all(|token| taken.get(token) == Some(&false));
    for attribution in attributions {
        if attribution.source.is_empty() || attribution.addressee.is_some() || attribution.found_by != ReasonCode::Cue {
            continue;
        }
        split_according(reading, attribution);
        let outlet = reported_behind(reading, attribution).or_else(|| quoted_by(reading, attribution));
        if let Some(outlet) = outlet.filter(free) {
            attribution.addressee = Some(outlet);
            attribution.channel = attribution.channel.or(Some(Channel::OtherOutlet));
        }
    }
}

/// "he said according to the Courier": he speaks, and the Courier is the outlet.
fn split_according(reading: &Reading<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue.first().cloned().filter(|cue| reading.reads(cue.start + 1, "according")) else {
        return;
    };
    let speaks = cue.start.checked_sub(1).filter(|before| reading.reads_any(*before, &["he", "she", "they"]));
    let says = reading.cue(cue.start).is_some_and(|form| form.is(CueClass::Speech));
    if let Some(pronoun) = speaks.filter(|_| says) {
        attribution.addressee = attribution.source.first().cloned();
        attribution.channel = Some(Channel::OtherOutlet);
        attribution.source = vec![pronoun..pronoun + 1];
        attribution.cue = vec![cue.start..cue.start + 1];
    }
}

/// ", the Courier reported" behind the whole statement, in the same sentence.
fn reported_behind(reading: &Reading<'_>, attribution: &Attribution) -> Option<Range<usize>> {
    let parts = attribution.content.iter().chain(&attribution.cue).chain(&attribution.source);
    let end = parts.map(|part| part.end).max()?;
    let start = if reading.comma(end) { end + 1 } else { end };
    let behind_comma = reading.comma(end) || end.checked_sub(1).is_some_and(|last| reading.comma(last));
    let limit = sentence_end(reading, end.saturating_sub(1)).min(start + LONGEST_OUTLET);
    let verb = (start..limit).find(|token| reading.reads_any(*token, &["reported", "reports", "wrote"]))?;
    let adverb = verb.checked_sub(1).filter(|before| reading.reads_any(*before, &["first", "previously", "earlier"]));
    let name = start..adverb.unwrap_or(verb);
    (behind_comma && is_outlet(reading, &name)).then_some(name)
}

/// "was quoted as saying on Monday by the Courier".
fn quoted_by(reading: &Reading<'_>, attribution: &Attribution) -> Option<Range<usize>> {
    let cue = attribution.cue.first()?;
    if !cue.clone().any(|token| reading.reads_any(token, &["quoted", "cited"])) {
        return None;
    }
    let end = sentence_end(reading, cue.start);
    let by = (cue.end..end.min(cue.end + LONGEST_OUTLET)).find(|token| reading.reads(*token, "by"))?;
    let last = (by + 1..end.min(by + 1 + LONGEST_OUTLET))
        .take_while(|token| reading.word(*token) && !reading.reads_any(*token, &["as", "that", "on", "in"]))
        .last()?;
    let name = by + 1..last + 1;
    is_outlet(reading, &name).then_some(name)
}

/// Whether the words are a name, with or without an article and a common noun behind it: "the Courier news agency".
fn is_outlet(reading: &Reading<'_>, name: &Range<usize>) -> bool {
    let mut words = name.clone().skip_while(|token| reading.reads(*token, "the"));
    let capital = words.next().is_some_and(|first| reading.capitalized(first));
    capital
        && words.all(|token| {
            reading.capitalized(token)
                || reading.reads_any(token, &["news", "agency", "newspaper", "magazine", "website"])
        })
}

/// One past the last token of the sentence.
fn sentence_end(reading: &Reading<'_>, token: usize) -> usize {
    let sentence = reading.document.tokens.get(token).map_or(0, |token| token.sentence);
    reading.document.sentences.get(sentence).map_or(token, |sentence| sentence.tokens.end)
}
