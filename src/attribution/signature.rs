//! Names behind a dash, which sign the quotation before them: “The tide waits for nobody.” – Ann Lee, pilot.

use std::ops::Range;

use super::cueless::alone;
use super::draft::Draft;
use super::reading::Reading;
use super::unit::Unit;
use crate::contract::ReasonCode;
use crate::lexicon::grammar::WordClass;

/// The quotations of a unit that names sign after dashes, each with the free quotations between it and the one before.
pub(super) fn signed(reading: &Reading<'_>, unit: &Unit, unit_index: usize, free: &[Range<usize>]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut rest = free;
    while let Some((last, name)) = signature(reading, unit, rest) {
        let (content, later) = rest.split_at_checked(last + 1).unwrap_or((rest, &[]));
        let mut draft = alone(unit, unit_index, content.to_vec(), None);
        draft.cue = vec![name.start - 1..name.start];
        draft.source = vec![name];
        draft.found_by = ReasonCode::Label;
        draft.confidence = 0.85;
        drafts.push(draft);
        rest = later;
    }
    drafts
}

/// A block that is only a dash and a name signs the quotation that the block before it consists of.
pub(super) fn sign_previous(reading: &Reading<'_>, unit: &Unit, drafts: &mut [Draft]) -> bool {
    let Some(block) = reading.document.blocks.get(unit.block) else { return false };
    if !matches!(reading.document.word(block.tokens.start), "—" | "–" | "―" | "-" | "--") {
        return false;
    }
    let Some(name) = signed_name(reading, block.tokens.start, block.tokens.end) else { return false };
    let Some(draft) = drafts.last_mut().filter(|draft| draft.block + 1 == unit.block && draft.cue.is_empty()) else {
        return false;
    };
    let words = |pieces: &[Range<usize>]| pieces.iter().map(|piece| reading.count_words(piece.clone())).sum::<usize>();
    let whole = reading.document.blocks.get(draft.block).map(|block| block.tokens.clone());
    if whole.is_none_or(|whole| words(&[whole]) > words(&draft.content)) {
        return false;
    }
    draft.cue = vec![block.tokens.start..block.tokens.start + 1];
    draft.source = vec![name];
    draft.continues = None;
    draft.confidence = 0.9;
    true
}

/// The name that signs a quotation after a dash: `"..." - Ann Lee, teacher`. Gives the last free quotation before it.
fn signature(reading: &Reading<'_>, unit: &Unit, free: &[Range<usize>]) -> Option<(usize, Range<usize>)> {
    free.iter().enumerate().find_map(|(index, piece)| {
        let dash = piece.end;
        if !matches!(reading.document.word(dash), "—" | "–" | "―" | "--" | "-") || dash >= unit.tokens.end {
            return None;
        }
        let end = (dash + 1..unit.tokens.end)
            .find(|token| !reading.word(*token) && !reading.comma(*token) && reading.document.word(*token) != ".")
            .unwrap_or(unit.tokens.end);
        let name = reading.trimmed(dash + 1..end);
        let named = reading.capitalized(name.start)
            && reading.count_words(name.clone()) <= 12
            && !name.clone().any(|token| reading.finite_verb(token) || reading.is(token, WordClass::Pronoun));
        let ends = end >= unit.tokens.end || reading.quotation(end).is_some() || reading.document.word(end) == "(";
        let named = named && ends;
        named.then_some((index, name))
    })
}

/// The name behind the last dash of a block: "... - Ann Lee (@annlee) May 4".
pub(super) fn closing_signature(reading: &Reading<'_>, block: Range<usize>) -> Option<Range<usize>> {
    let dash = block.clone().rev().find(|token| matches!(reading.document.word(*token), "—" | "–" | "―"))?;
    let name = signed_name(reading, dash, block.end)?;
    (reading.count_words(block.start..dash) >= 3).then_some(name)
}

/// The name between a dash and a bracket, a comma or the end of the block.
fn signed_name(reading: &Reading<'_>, dash: usize, block_end: usize) -> Option<Range<usize>> {
    let end = (dash + 1..block_end)
        .find(|token| matches!(reading.document.word(*token), "(" | "," | "@"))
        .unwrap_or(block_end);
    let name = reading.trimmed(dash + 1..end);
    let named = reading.capitalized(name.start)
        && reading.count_words(name.clone()) <= 6
        && reading.count_words(dash..block_end) <= 14
        && !name.clone().any(|token| reading.finite_verb(token));
    named.then_some(name)
}
