//! Quotations without a cue of their own: they go on from the one before, or stand alone.

use std::ops::Range;

use super::channel::Circumstances;
use super::draft::{Draft, Pending};
use super::reading::Reading;
use super::signature::{closing_signature, sign_previous};
use super::unit::Unit;
use crate::contract::{BlockKind, ReasonCode};
use crate::lexicon::grammar::WordClass;

/// Words that a quotation without any cue must have to count as speech rather than as a phrase in marks.
const MIN_WORDS_ALONE: usize = 6;

/// Attaches the quotations of a unit that no cue has claimed.
pub(super) fn attach_cueless(
    reading: &Reading<'_>,
    units: &[Unit],
    index: usize,
    claimed: &[bool],
    pending: Option<&Pending>,
    first_draft: usize,
    drafts: &mut Vec<Draft>,
) {
    let Some(unit) = units.get(index) else { return };
    let block_kind = reading.document.blocks.get(unit.block).map(|block| block.kind);
    let starts_block = index == 0 || units.get(index - 1).is_some_and(|before| before.block != unit.block);
    let is_set_off = starts_block && block_kind == Some(BlockKind::Blockquote);
    if starts_block && drafts.len() == first_draft && sign_previous(reading, unit, drafts) {
        return;
    }
    let (earlier, own) = drafts.split_at_checked(first_draft).unwrap_or((drafts.as_slice(), &[]));
    if is_set_off
        && let Some(draft) = blockquote(reading, units, index, pending, earlier)
        && (own.is_empty() || !draft.source.is_empty() || draft.continues.is_some())
        && !cites(reading, own)
    {
        // What is reported within the quotation is for those to answer who are quoted.
        drafts.truncate(first_draft);
        drafts.push(draft);
        return;
    }
    let free: Vec<Range<usize>> = unit
        .runs
        .iter()
        .zip(claimed)
        .filter(|(run, claim)| run.quotation.is_some() && !**claim)
        .map(|(run, _)| run.tokens.clone())
        .collect();
    let Some(first) = free.first() else { return };
    let plain_words: usize =
        unit.runs.iter().filter(|run| run.quotation.is_none()).map(|run| reading.count_words(run.tokens.clone())).sum();
    let quoted_words: usize = free.iter().map(|piece| reading.count_words(piece.clone())).sum();
    let opens_unit =
        !reading.has_word(unit.tokens.start..first.start) || leads_on(reading, unit.tokens.start..first.start);
    let is_own = block_kind == Some(BlockKind::Paragraph)
        && asks(reading, first)
        && is_asked_by_nobody(reading, units, index, plain_words > 0, first);
    let stands_alone = quoted_words >= MIN_WORDS_ALONE && sentence_like(reading, first) && !is_own;
    if plain_words > 0 && !(opens_unit && plain_words <= 3) {
        if opens_unit
            && quoted_words >= MIN_WORDS_ALONE
            && drafts.len() == first_draft
            && let Some(before) = goes_on_plainly(reading, unit, index, drafts)
        {
            before.content.push(reading.trimmed(unit.tokens.clone()));
            before.unit = index;
            return;
        }
        if stands_alone {
            drafts.push(alone(unit, index, free, None));
        }
        return;
    }
    if let Some(pending) = pending {
        drafts.push(Draft {
            content: free,
            cue: pending.cue.clone(),
            source: pending.source.clone(),
            continues: None,
            circumstances: pending.circumstances.clone(),
            found_by: ReasonCode::Cue,
            confidence: 0.9,
            evidence: None,
            block: unit.block,
            unit: index,
        });
        return;
    }
    if starts_block {
        if let Some(left_open) = left_open(reading, drafts, first.start) {
            left_open.content.extend(free);
            (left_open.block, left_open.unit) = (unit.block, index);
            return;
        }
        let carried = carried_over(reading, drafts, unit.block, first);
        if carried.is_some() || quoted_words >= MIN_WORDS_ALONE && sentence_like(reading, first) {
            let mut draft = alone(unit, index, free, carried);
            draft.source =
                carried.and_then(|before| drafts.get(before)).map(|before| before.source.clone()).unwrap_or_default();
            drafts.push(draft);
        }
        return;
    }
    let right_before = drafts
        .iter()
        .rposition(|draft| draft.block == unit.block && draft.unit + 1 == index && is_quoted(reading, draft));
    let previous = right_before.or(drafts.len().checked_sub(1)).filter(|_| first_draft == drafts.len());
    let Some((previous_index, previous)) = previous.and_then(|index| Some((index, drafts.get_mut(index)?))) else {
        return;
    };
    if previous.block != unit.block || previous.unit + 3 < index {
        if stands_alone {
            drafts.push(alone(unit, index, free, None));
        }
        return;
    }
    if is_quoted(reading, previous) && previous.unit + 1 == index {
        previous.content.extend(free);
        previous.unit = index;
    } else {
        let mut draft = alone(unit, index, free, Some(previous_index));
        draft.source.clone_from(&previous.source);
        draft.confidence = 0.7;
        drafts.push(draft);
    }
}

/// Whether words before a quotation only lead on to it: "But", "And then", "Now".
fn leads_on(reading: &Reading<'_>, words: Range<usize>) -> bool {
    let start = words.start;
    reading.count_words(words.clone()) <= 2
        && words.into_iter().all(|token| {
            !reading.word(token)
                || (token == start || !reading.capitalized(token))
                    && (reading.is(token, WordClass::Coordinator)
                        || reading.is(token, WordClass::Adverb)
                        || reading.is(token, WordClass::Time))
        })
}

/// The quotation that a unit goes on with which ends in plain words: “...,” said Lee. “... It is an increase” for the rich.
/// What stands outside the marks has no verb, and so is no clause of somebody else's.
fn goes_on_plainly<'a>(
    reading: &Reading<'_>,
    unit: &Unit,
    index: usize,
    drafts: &'a mut [Draft],
) -> Option<&'a mut Draft> {
    let has_clause = unit.tokens.clone().any(|token| reading.quotation(token).is_none() && reading.finite_verb(token));
    let before = drafts.last_mut().filter(|draft| draft.block == unit.block && draft.unit + 1 == index)?;
    (!has_clause && is_quoted(reading, before)).then_some(before)
}

/// Whether one of the attributions holds words in quotation marks: then the block tells who says what by itself.
fn cites(reading: &Reading<'_>, drafts: &[Draft]) -> bool {
    drafts.iter().any(|draft| is_quoted(reading, draft))
}

/// Whether an attribution holds words in quotation marks.
fn is_quoted(reading: &Reading<'_>, draft: &Draft) -> bool {
    draft.content.iter().cloned().flatten().any(|token| reading.quotation(token).is_some())
}

pub(super) fn alone(unit: &Unit, unit_index: usize, content: Vec<Range<usize>>, continues: Option<usize>) -> Draft {
    Draft {
        content,
        cue: Vec::new(),
        source: Vec::new(),
        continues,
        circumstances: Circumstances::default(),
        found_by: ReasonCode::Continues,
        confidence: if continues.is_some() { 0.7 } else { 0.4 },
        evidence: None,
        block: unit.block,
        unit: unit_index,
    }
}

/// Whether a quotation reads as a sentence: it begins with a capital and ends with a sentence's punctuation.
fn sentence_like(reading: &Reading<'_>, piece: &Range<usize>) -> bool {
    let begins = piece.clone().find(|index| reading.word(*index)).is_some_and(|index| reading.capitalized(index));
    let ends = piece.end.checked_sub(2).is_some_and(|last| {
        matches!(reading.document.word(last), "." | "?" | "!" | "…" | "...")
            || reading.document.word(last).ends_with('.')
    });
    let ends_outside = matches!(reading.document.word(piece.end), "." | "?" | "!");
    begins && (ends || ends_outside)
}

/// Whether nothing around a question says that somebody asks it; in running text, it is then the author's own: "we might
/// ask “who pays?”". Neither a colon before it may say so, nor, of one that is a sentence by itself, the sentence before:
/// "Quill shrugs. “What can you do?”"
fn is_asked_by_nobody(
    reading: &Reading<'_>,
    units: &[Unit],
    index: usize,
    is_in_sentence: bool,
    question: &Range<usize>,
) -> bool {
    const SOMEBODY: [&str; 12] =
        ["he", "she", "they", "i", "his", "her", "their", "my", "him", "them", "me", "himself"];
    if is_in_sentence {
        return question.start.checked_sub(1).is_none_or(|before| reading.document.word(before) != ":");
    }
    let Some(before) = index.checked_sub(1).and_then(|before| units.get(before)) else { return true };
    let mut words = before.tokens.clone().filter(|token| reading.word(*token));
    let first = words.next();
    let is_about_somebody = first.is_some_and(|first| reading.reads_any(first, &SOMEBODY))
        || words.any(|word| reading.capitalized(word) || reading.reads_any(word, &SOMEBODY));
    !is_about_somebody
}

/// Whether a quotation ends with a question mark.
fn asks(reading: &Reading<'_>, piece: &Range<usize>) -> bool {
    let last = piece
        .clone()
        .rev()
        .find(|token| reading.quotation(*token).is_some_and(|_| reading.document.word(*token) == "?"));
    last.is_some_and(|last| !reading.has_word(last..piece.end))
}

/// The attribution of the quotation that the paragraph before left open, where the one with this mark goes on with it.
fn left_open<'a>(reading: &Reading<'_>, drafts: &'a mut [Draft], mark: usize) -> Option<&'a mut Draft> {
    let before = reading.quotations.get(reading.quotation(mark)?)?.continues?;
    let open = reading.quotations.get(before)?.open;
    drafts.iter_mut().rfind(|draft| draft.content.iter().any(|piece| piece.contains(&open)))
}

/// The attribution of the block before whose speaker goes on: the last one with words in marks of its last unit. Captions
/// between two paragraphs part nothing.
fn carried_over(reading: &Reading<'_>, drafts: &[Draft], block: usize, quotation: &Range<usize>) -> Option<usize> {
    let last = drafts.last()?;
    let is_caption = |between: usize| {
        let kind = reading.document.blocks.get(between).map(|block| block.kind);
        matches!(kind, Some(BlockKind::Caption | BlockKind::ListItem))
    };
    if last.block >= block || !(last.block + 1..block).all(is_caption) {
        return None;
    }
    let mut in_unit = drafts.iter().rev().take_while(|draft| draft.block == last.block && draft.unit == last.unit);
    let back = in_unit.position(|draft| is_quoted(reading, draft))?;
    let words = reading.count_words(quotation.clone());
    let speech = words >= MIN_WORDS_ALONE || words >= 2 && sentence_like(reading, quotation);
    (speech && !reading.is_title(quotation)).then_some(drafts.len() - 1 - back)
}

/// A block that the page sets off as a quotation, said by whom the block before announces.
fn blockquote(
    reading: &Reading<'_>,
    units: &[Unit],
    index: usize,
    pending: Option<&Pending>,
    drafts: &[Draft],
) -> Option<Draft> {
    let unit = units.get(index)?;
    let block = reading.document.blocks.get(unit.block)?;
    let content = block.tokens.clone();
    if reading.count_words(content.clone()) < 3 {
        return None;
    }
    let mut draft = alone(unit, index, vec![content.clone()], None);
    draft.found_by = ReasonCode::Blockquote;
    if let Some(name) = closing_signature(reading, content.clone()) {
        draft.content = vec![content.start..name.start - 1];
        draft.cue = vec![name.start - 1..name.start];
        draft.source = vec![name];
        draft.confidence = 0.9;
    } else if let Some(pending) = pending {
        draft.cue.clone_from(&pending.cue);
        draft.source.clone_from(&pending.source);
        draft.circumstances = pending.circumstances.clone();
        draft.confidence = 0.9;
    } else {
        draft.continues = drafts.iter().rposition(|before| before.block + 1 == unit.block);
        draft.confidence = if draft.continues.is_some() { 0.5 } else { 0.4 };
    }
    Some(draft)
}
