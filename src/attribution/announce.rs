//! Colons that announce what is said, in the same sentence or in the next paragraph.

use super::channel::Circumstances;
use super::draft::{Draft, Pending};
use super::reading::Reading;
use super::subject::clause_subject;
use super::unit::Unit;
use crate::contract::{BlockKind, ReasonCode};

/// A quotation that a colon announces without a reporting verb: "The letter put it another way: ...".
pub(super) fn announced(
    reading: &Reading<'_>,
    unit: &Unit,
    unit_index: usize,
    drafts: &mut Vec<Draft>,
    claimed: &mut [bool],
) {
    for (before, (quotation, claim)) in unit.runs.iter().zip(unit.runs.iter().zip(claimed.iter_mut()).skip(1)) {
        let colon = before.tokens.end.saturating_sub(1);
        let free = quotation.quotation.is_some() && before.quotation.is_none() && !*claim;
        if !free || reading.document.word(colon) != ":" || reading.is_title(&quotation.tokens) {
            continue;
        }
        let Some(source) = clause_subject(reading, before.tokens.start, colon) else { continue };
        *claim = true;
        drafts.push(Draft {
            content: vec![quotation.tokens.clone()],
            cue: vec![colon..colon + 1],
            source: vec![source],
            continues: None,
            circumstances: Circumstances::default(),
            found_by: ReasonCode::Cue,
            confidence: 0.75,
            evidence: None,
            block: unit.block,
            unit: unit_index,
        });
    }
}

/// Who announces the next block, where a unit without attributions ends in a colon: "Lee put it so:".
pub(super) fn colon_subject(reading: &Reading<'_>, unit: &Unit, attributed: bool) -> Option<Pending> {
    if attributed || !ends_with_colon(reading, unit) {
        return None;
    }
    let colon = unit.tokens.end - 1;
    let source = clause_subject(reading, unit.tokens.start, colon)?;
    Some(Pending {
        cue: vec![colon..colon + 1],
        source: vec![source],
        circumstances: Circumstances::default(),
        block: unit.block,
    })
}

/// Whether the unit after this one opens with a quotation that a cue without a content may announce: "Lee agreed. “...”".
/// In another block, where it may also be set off as one, only behind a colon.
pub(super) fn quotation_follows(reading: &Reading<'_>, units: &[Unit], index: usize) -> bool {
    let (Some(unit), Some(next)) = (units.get(index), units.get(index + 1)) else { return false };
    let is_quoted = reading.quotation(next.tokens.start).is_some();
    if next.block == unit.block {
        return is_quoted;
    }
    let set_off = reading.document.blocks.get(next.block).is_some_and(|block| block.kind == BlockKind::Blockquote);
    ends_with_colon(reading, unit) && (set_off || is_quoted)
}

pub(super) fn ends_with_colon(reading: &Reading<'_>, unit: &Unit) -> bool {
    unit.tokens.end.checked_sub(1).is_some_and(|last| reading.document.word(last) == ":")
}
