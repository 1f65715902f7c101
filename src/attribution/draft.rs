//! Attributions in the making, and what becomes of them.

use std::ops::Range;

use super::Attribution;
use super::channel::Circumstances;
use super::reading::Reading;
use super::statement::statement;
use crate::contract::{QuoteKind, ReasonCode};
use crate::lexicon::Lexicon;
use crate::order::sort_by_key;
use crate::tag::EVIDENCE;

/// An attribution in the making.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    pub(super) content: Vec<Range<usize>>,
    pub(super) cue: Vec<Range<usize>>,
    pub(super) source: Vec<Range<usize>>,
    pub(super) continues: Option<usize>,
    pub(super) circumstances: Circumstances,
    pub(super) found_by: ReasonCode,
    pub(super) confidence: f32,
    /// What the confidence was read from, where the network found the draft.
    pub(super) evidence: Option<[f32; EVIDENCE]>,
    /// Index into the document's blocks.
    pub(super) block: usize,
    /// Index of the unit.
    pub(super) unit: usize,
}

/// A cue with a source that still waits for its content: "She said:" before a new paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pending {
    pub(super) cue: Vec<Range<usize>>,
    pub(super) source: Vec<Range<usize>>,
    pub(super) circumstances: Circumstances,
    pub(super) block: usize,
}

/// Sorts the drafts by their content and gives each its kind.
pub(super) fn finish(lexicon: &Lexicon, reading: &Reading<'_>, mut drafts: Vec<Draft>) -> Vec<Attribution> {
    for draft in &mut drafts {
        begin_at_mark(reading, &mut draft.content);
    }
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    sort_by_key(&mut order, |index| {
        drafts.get(*index).map(|draft| (draft.content.first().map_or(0, |piece| piece.start), *index))
    });
    let mut position = vec![0_usize; drafts.len()];
    for (place, index) in order.iter().enumerate() {
        if let Some(slot) = position.get_mut(*index) {
            *slot = place;
        }
    }
    order
        .iter()
        .filter_map(|index| drafts.get(*index))
        .map(|draft| (kind(reading, &draft.content, draft.found_by), draft))
        .map(|(kind, draft)| Attribution {
            kind,
            statement: statement(lexicon, reading, &draft.cue, kind != QuoteKind::Indirect),
            content: draft.content.clone(),
            cue: draft.cue.clone(),
            source: draft.source.clone(),
            continues: draft.continues.and_then(|index| position.get(index).copied()),
            addressee: draft.circumstances.addressee.clone(),
            channel: draft.circumstances.channel,
            found_by: draft.found_by,
            confidence: draft.confidence,
            evidence: draft.evidence,
        })
        .collect()
}

/// Leaves out a "that" before a quotation: who denies that “mops are cheaper” is quoted word for word.
fn begin_at_mark(reading: &Reading<'_>, content: &mut [Range<usize>]) {
    let Some(first) = content.first_mut() else { return };
    let is_that = reading.quotation(first.start).is_none() && reading.reads(first.start, "that");
    let mut rest = first.start + 1..first.end;
    if is_that && !rest.is_empty() && rest.all(|token| reading.quotation(token).is_some()) {
        first.start += 1;
    }
}

/// Direct if all words stand in quotation marks, mixed if some do.
fn kind(reading: &Reading<'_>, content: &[Range<usize>], found_by: ReasonCode) -> QuoteKind {
    if found_by == ReasonCode::Blockquote {
        return QuoteKind::Direct;
    }
    let (mut quoted, mut plain) = (false, false);
    for index in content.iter().cloned().flatten().filter(|index| reading.word(*index) || reading.number(*index)) {
        match reading.quotation(index) {
            Some(_) => quoted = true,
            None => plain = true,
        }
    }
    match (quoted, plain) {
        (true, false) => QuoteKind::Direct,
        (true, true) => QuoteKind::Mixed,
        (false, _) => QuoteKind::Indirect,
    }
}
