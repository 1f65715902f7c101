//! The roster: the entities that speak, with their quotes, as the report lists them.

use crate::attribution::Attribution;
use crate::contract::{ByteSpan, Quote, ReasonCode, Speaker};
use crate::report::number;
use crate::speaker::{Entity, Speakers};
use crate::text::{Document, TokenKind};

/// The speakers in order of their first quote. Rewrites the quotes' speaker ids, which are indices of entities before, to
/// ids of the roster. `quotes` are those of the attributions, one by one.
pub(crate) fn roster(
    document: &Document,
    attributions: &[Attribution],
    speakers: &Speakers,
    quotes: &mut [Quote<ByteSpan>],
) -> Vec<Speaker> {
    let mut id_of: Vec<Option<u32>> = vec![None; speakers.entities.len()];
    let mut roster: Vec<Speaker> = Vec::new();
    for ((quote, attribution), spoken_by) in quotes.iter_mut().zip(attributions).zip(&speakers.spoken_by) {
        // What is given a second time, as a headline or a pull quote, counts once.
        let is_repeated = attribution.found_by == ReasonCode::Repeats;
        let words = if is_repeated { 0 } else { word_count(document, attribution) };
        quote.speakers.clear();
        for index in spoken_by {
            let (Some(entity), Some(slot)) = (speakers.entities.get(*index), id_of.get_mut(*index)) else { continue };
            let id = *slot.get_or_insert_with(|| {
                roster.push(silent_speaker(number(roster.len()), entity));
                number(roster.len().saturating_sub(1))
            });
            quote.speakers.push(id);
            if let Some(speaker) = roster.iter_mut().find(|speaker| speaker.id == id) {
                speaker.quotes.push(quote.id);
                speaker.words = speaker.words.saturating_add(words);
            }
        }
    }
    roster
}

fn silent_speaker(id: u32, entity: &Entity) -> Speaker {
    Speaker {
        id,
        name: entity.name.clone(),
        aliases: entity.aliases.clone(),
        kind: entity.kind,
        role: entity.role.clone(),
        affiliation: entity.affiliation.clone(),
        anonymity: entity.anonymity.clone(),
        quotes: Vec::new(),
        words: 0,
    }
}

/// Words and numbers of the content, as the article's counts take them.
fn word_count(document: &Document, attribution: &Attribution) -> u32 {
    let is_word = |token: &usize| {
        document.tokens.get(*token).is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
    };
    number(attribution.content.iter().cloned().flatten().filter(is_word).count())
}
