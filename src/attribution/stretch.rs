//! Stretches: the sources, cues and contents that the tags make.

use std::ops::Range;

use super::channel::names_channel;
use super::reading::Reading;
use super::subject::opens_circumstance;
use crate::tag::{Role, Tag, Tagging};

/// Neighbouring tokens of one role.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stretch {
    pub(super) role: Role,
    pub(super) tokens: Range<usize>,
    /// The mean certainty of its tags, 0 to 1.
    pub(super) certainty: f32,
    /// The certainty of its first tag.
    pub(super) beginning: f32,
}

/// The stretches of the document, in order; none crosses a block.
pub(super) fn stretches(reading: &Reading<'_>, tagging: &Tagging) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut block = usize::MAX;
    for (index, (tag, certainty)) in tagging.tags.iter().zip(&tagging.certainty).enumerate() {
        let here = reading.document.tokens.get(index).map_or(usize::MAX, |token| token.block);
        let Some(role) = tag.role() else { continue };
        match found.last_mut() {
            Some(last)
                if *tag == Tag::Inside(role) && last.role == role && last.tokens.end == index && here == block =>
            {
                last.tokens.end = index + 1;
                last.certainty += certainty;
            }
            _ => found.push(Stretch { role, tokens: index..index + 1, certainty: *certainty, beginning: *certainty }),
        }
        block = here;
    }
    for stretch in &mut found {
        stretch.certainty /= stretch.tokens.len() as f32;
        stretch.tokens = match stretch.role {
            Role::Content => with_marks(reading, stretch.tokens.clone()),
            Role::Source => without_channel(reading, reading.trimmed(stretch.tokens.clone())),
            Role::Cue => stretch.tokens.clone(),
        };
    }
    found.retain(|stretch| match stretch.role {
        Role::Cue => !stretch.tokens.is_empty(),
        Role::Source | Role::Content => reading.has_word(stretch.tokens.clone()),
    });
    parted(reading, found)
}

/// Parts a content between two cues where a comma ends what belongs to the first and a quotation begins what belongs to
/// the second: "Although both discussed a lease, “nobody has signed,” according to the clerk."
fn parted(reading: &Reading<'_>, stretches: Vec<Stretch>) -> Vec<Stretch> {
    let is_cue = |place: Option<usize>| {
        place.and_then(|place| stretches.get(place)).filter(|stretch| stretch.role == Role::Cue).map(|cue| &cue.tokens)
    };
    let mut all = Vec::with_capacity(stretches.len());
    for (place, stretch) in stretches.iter().enumerate() {
        let tokens = &stretch.tokens;
        let between_cues = is_cue(place.checked_sub(1)).is_some_and(|cue| !reading.has_word(cue.end..tokens.start))
            && is_cue(Some(place + 1)).is_some_and(|cue| !reading.has_word(tokens.end..cue.start));
        let comma = tokens
            .clone()
            .skip(1)
            .find(|token| reading.comma(*token) && ends_with_quotation(reading, token + 1, tokens.end));
        match comma.filter(|_| stretch.role == Role::Content && between_cues) {
            Some(comma) => {
                all.push(Stretch { tokens: tokens.start..comma, ..stretch.clone() });
                all.push(Stretch { tokens: comma + 1..tokens.end, ..stretch.clone() });
            }
            None => all.push(stretch.clone()),
        }
    }
    all
}

/// Whether a quotation reaches from one place to the other.
fn ends_with_quotation(reading: &Reading<'_>, start: usize, end: usize) -> bool {
    let quotation = reading.quotation(start).and_then(|index| reading.quotations.get(index));
    quotation.is_some_and(|quotation| quotation.open == start && quotation.outer().end >= end)
}

/// The source without the words behind it that say how the statement came: "Ann Lee, in a statement".
fn without_channel(reading: &Reading<'_>, source: Range<usize>) -> Range<usize> {
    let comma = source.clone().find(|token| {
        reading.comma(*token)
            && opens_circumstance(reading, token + 1)
            && (token + 2..source.end.min(token + 5)).any(|word| names_channel(reading.document.word(word)))
    });
    source.start..comma.unwrap_or(source.end)
}

/// The content with the quotation marks, and the comma or full stop within them, that its ends only just miss.
fn with_marks(reading: &Reading<'_>, content: Range<usize>) -> Range<usize> {
    let quotation_at = |token: usize| reading.quotation(token).and_then(|index| reading.quotations.get(index));
    let mut whole = content.clone();
    if let Some(quotation) = quotation_at(content.start)
        && quotation.open < content.start
        && !reading.has_word(quotation.open..content.start)
    {
        whole.start = quotation.open;
    }
    if let Some(quotation) = quotation_at(content.end - 1)
        && quotation.outer().end > content.end
        && !reading.has_word(content.end..quotation.outer().end)
    {
        whole.end = quotation.outer().end;
    }
    whole
}
