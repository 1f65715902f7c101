//! Quotations that the article gives again elsewhere: in the headline, a caption, a pull quote.

use std::ops::Range;

use super::channel::Circumstances;
use super::draft::Draft;
use super::reading::Reading;
use crate::contract::{BlockKind, ReasonCode};
use crate::keyed::Map;

/// Words that a quotation must have to be recognised in another one; in running text, where shorter ones are mostly terms.
const MIN_WORDS: usize = 5;

/// The same for headlines and captions, which seldom have room for more.
const MIN_WORDS_OF_HEADLINE: usize = 2;

/// Places that are looked at for one pair of words; pairs that stand in more places are too common to tell anything.
const MAX_PLACES: usize = 16;

/// Adds the quotations that no rule has attached and whose words stand in the content of an attribution with a source.
pub(super) fn attach_repeats(reading: &Reading<'_>, drafts: &mut Vec<Draft>) {
    let mut taken = vec![false; reading.document.tokens.len()];
    for token in drafts.iter().flat_map(|draft| draft.content.iter().cloned()).flatten() {
        if let Some(slot) = taken.get_mut(token) {
            *slot = true;
        }
    }
    let said = said_words(reading, drafts);
    let mut pairs: Map<(String, String), Vec<usize>> = Map::default();
    for (place, window) in said.windows(2).enumerate() {
        if let [(first, one), (second, other)] = window
            && one == other
        {
            pairs.change((lower(reading, *first), lower(reading, *second)), Vec::new(), |places| {
                if places.len() < MAX_PLACES {
                    places.push(place);
                }
            });
        }
    }
    // The drafts with nobody behind them, by the token at which their only content begins.
    let mut unsigned = vec![None; reading.document.tokens.len()];
    for (index, draft) in drafts.iter().enumerate().rev() {
        if let ([content], true, None) = (draft.content.as_slice(), draft.source.is_empty(), draft.continues)
            && let Some(slot) = unsigned.get_mut(content.start)
        {
            *slot = Some(index);
        }
    }
    let alone = |range: Range<usize>| {
        let index = unsigned.get(range.start).copied().flatten()?;
        drafts.get(index).is_some_and(|draft| draft.content == [range]).then_some(index)
    };
    let mut repeats: Vec<(Range<usize>, usize, Option<usize>)> = Vec::new();
    for quotation in reading.quotations.iter().filter(|quotation| quotation.parent.is_none()) {
        let bare = alone(quotation.outer());
        if bare.is_none() && taken.get(quotation.open).copied().unwrap_or(false) {
            continue;
        }
        let words: Vec<usize> =
            quotation.inner.clone().filter(|token| reading.word(*token) || reading.number(*token)).collect();
        let [first, second, ..] = words.as_slice() else { continue };
        let least = if in_headline(reading, *first) { MIN_WORDS_OF_HEADLINE } else { MIN_WORDS };
        if words.len() < least {
            continue;
        }
        let places = pairs.get(&(lower(reading, *first), lower(reading, *second)));
        let found = places.into_iter().flatten().find_map(|place| repeated_at(reading, &said, *place, &words));
        if let Some(draft) = found.filter(|draft| Some(*draft) != bare) {
            repeats.push((quotation.outer(), draft, bare));
        }
    }
    for (index, draft) in drafts.iter().enumerate() {
        // A pull quote that the page sets off without marks.
        let [content] = draft.content.as_slice() else { continue };
        if draft.found_by != ReasonCode::Blockquote || !draft.source.is_empty() {
            continue;
        }
        let words: Vec<usize> =
            content.clone().filter(|token| reading.word(*token) || reading.number(*token)).collect();
        let [first, second, ..] = words.as_slice() else { continue };
        let places = pairs.get(&(lower(reading, *first), lower(reading, *second)));
        let found = places.into_iter().flatten().find_map(|place| repeated_at(reading, &said, *place, &words));
        if let Some(original) = found.filter(|original| words.len() >= MIN_WORDS && *original != index) {
            repeats.push((content.clone(), original, Some(index)));
        }
    }
    for (content, original, bare) in repeats {
        match bare.and_then(|index| drafts.get_mut(index)) {
            Some(draft) => {
                draft.continues = Some(original);
                draft.found_by = ReasonCode::Repeats;
                draft.confidence = 0.8;
            }
            None => drafts.push(Draft {
                block: reading.document.tokens.get(content.start).map_or(0, |token| token.block),
                unit: usize::MAX,
                content: vec![content],
                cue: Vec::new(),
                source: Vec::new(),
                continues: Some(original),
                circumstances: Circumstances::default(),
                found_by: ReasonCode::Repeats,
                confidence: 0.8,
                evidence: None,
            }),
        }
    }
}

/// The words of all contents that have a source, if only that of the quote before, in order, each with its attribution.
fn said_words(reading: &Reading<'_>, drafts: &[Draft]) -> Vec<(usize, usize)> {
    let sourced = drafts.iter().enumerate().filter(|(_, draft)| !draft.source.is_empty() || draft.continues.is_some());
    let tokens =
        sourced.flat_map(|(index, draft)| draft.content.iter().cloned().flatten().map(move |token| (token, index)));
    tokens.filter(|(token, _)| reading.word(*token) || reading.number(*token)).collect()
}

/// The attribution whose words at `place` are exactly these.
fn repeated_at(reading: &Reading<'_>, said: &[(usize, usize)], place: usize, words: &[usize]) -> Option<usize> {
    let stretch = said.get(place..place + words.len())?;
    let (_, draft) = stretch.first()?;
    let same = stretch.iter().zip(words).all(|((token, index), word)| {
        index == draft && token != word && lower(reading, *token) == lower(reading, *word)
    });
    same.then_some(*draft)
}

/// Whether the token stands in a headline, a heading or a caption, or in the first block of the article.
fn in_headline(reading: &Reading<'_>, token: usize) -> bool {
    let block = reading.document.tokens.get(token).map_or(0, |token| token.block);
    let kind = reading.document.blocks.get(block).map(|block| block.kind);
    block == 0 || matches!(kind, Some(BlockKind::Headline | BlockKind::Heading | BlockKind::Caption))
}

fn lower(reading: &Reading<'_>, token: usize) -> String {
    reading.document.word(token).to_lowercase()
}
