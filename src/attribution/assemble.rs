//! Puts cues, sources and contents together, unit by unit.

use std::ops::Range;

use super::Attribution;
use super::according::according_to;
use super::channel::{Circumstances, read_circumstances};
use super::content::{Lead, can_be_content, content_end, lead, stands_in_source};
use super::cue::{Cue, Subject, cues};
use super::cueless::attach_cueless;
use super::label::labelled;
use super::reading::Reading;
use super::repeats::attach_repeats;
use super::subject::clause_subject;
use super::unit::{Unit, units};
use crate::contract::{BlockKind, QuoteKind, ReasonCode};
use crate::lexicon::cues::{CueClass, VerbForm};
use crate::lexicon::grammar::WordClass;

/// Words that make a quotation long enough to be speech even where no comma parts it from its cue.
const LONG_QUOTATION_WORDS: usize = 8;

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

/// All attributions of the document, by the start of their content.
pub(super) fn assemble(reading: &Reading<'_>) -> Vec<Attribution> {
    let units = units(reading);
    let labels = labelled(reading, &units);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut pending: Option<Pending> = None;
    for (index, unit) in units.iter().enumerate() {
        if let Some(draft) = labels.get(&index) {
            drafts.push(draft.clone());
            continue;
        }
        if labels.covers(index) {
            continue;
        }
        let before = drafts.len();
        let mut claimed = vec![false; unit.runs.len()];
        let announces = ends_with_colon(reading, unit) && quotation_follows(reading, &units, index);
        let waiting = cued(reading, unit, index, announces, &mut drafts, &mut claimed);
        according_to(reading, unit, index, before, &mut drafts, &mut claimed);
        announced(reading, unit, index, &mut drafts, &mut claimed);
        attach_cueless(reading, &units, index, &claimed, pending.as_ref(), before, &mut drafts);
        let block_goes_on = units.get(index + 1).is_some_and(|next| next.block == unit.block);
        let waiting = waiting.or_else(|| colon_subject(reading, unit, drafts.len() > before));
        let kept = pending.take().filter(|pending| block_goes_on && pending.block == unit.block);
        pending = waiting.or(kept);
    }
    attach_repeats(reading, &mut drafts);
    finish(reading, drafts)
}

/// The attributions of a unit's cues. Returns a cue that announces what the next block holds.
fn cued(
    reading: &Reading<'_>,
    unit: &Unit,
    unit_index: usize,
    announces: bool,
    drafts: &mut Vec<Draft>,
    claimed: &mut [bool],
) -> Option<Pending> {
    let cues = cues(reading, unit);
    let closing: Vec<Option<usize>> = cues.iter().map(|cue| closed_run(reading, unit, cue, claimed)).collect();
    for run in closing.iter().flatten() {
        if let Some(claim) = claimed.get_mut(*run) {
            *claim = true;
        }
    }
    let mut waiting = None;
    let first_draft = drafts.len();
    let mut last_source: Option<Range<usize>> = None;
    let mut content_floor = unit.tokens.start;
    for (index, cue) in cues.iter().enumerate() {
        let source = match &cue.subject {
            Subject::Left(source) | Subject::Right(source) | Subject::Passive { agent: source, .. } => {
                Some(source.clone())
            }
            Subject::Shared => last_source.clone().or_else(|| shared_subject(reading, unit, cue)),
        };
        let later = cues.get(index + 1..).unwrap_or_default();
        if stands_in_source(cue, later) {
            continue;
        }
        let end = content_end(reading, unit, cue, later);
        let next_closing = closing.iter().skip(index + 1).flatten().next().and_then(|run| unit.runs.get(*run));
        let end = next_closing.map_or(end, |run| end.min(run.tokens.start.max(cue.end())));
        let lead = lead(reading, cue, end);
        let content = match closing.get(index).copied().flatten() {
            Some(run) => {
                let mut content = closed_content(reading, unit, run, content_floor);
                content.extend(quotations_from(reading, unit, lead.content_start, end, claimed));
                content
            }
            None => plain_content(reading, cue, &lead, content_floor, end),
        };
        let Some(source) = source else { continue };
        last_source = Some(source.clone());
        let circumstances = read_circumstances(reading, cue, &lead);
        let quoted = content.iter().any(|piece| piece.clone().any(|index| reading.quotation(index).is_some()));
        if content.is_empty() || announces && later.is_empty() && !quoted {
            if announces && cue.form.class != CueClass::Seem {
                waiting = Some(Pending {
                    cue: vec![cue.tokens.clone()],
                    source: vec![source],
                    circumstances,
                    block: unit.block,
                });
            }
            continue;
        }
        if !worth_keeping(reading, cue, &content)
            || nested(reading, cue, &content, drafts.get(first_draft..).unwrap_or_default())
        {
            continue;
        }
        for (run, claim) in unit.runs.iter().zip(claimed.iter_mut()) {
            *claim |= run.quotation.is_some()
                && content.iter().any(|piece| piece.start < run.tokens.end && run.tokens.start < piece.end);
        }
        content_floor = content.iter().map(|piece| piece.end).max().unwrap_or(content_floor).max(cue.end());
        drafts.push(Draft {
            confidence: confidence(reading, cue, &content),
            content,
            cue: vec![cue.tokens.clone()],
            source: vec![source],
            continues: None,
            circumstances,
            found_by: ReasonCode::Cue,
            block: unit.block,
            unit: unit_index,
        });
    }
    waiting
}

/// A quotation that a colon announces without a reporting verb: "The letter put it another way: ...".
fn announced(reading: &Reading<'_>, unit: &Unit, unit_index: usize, drafts: &mut Vec<Draft>, claimed: &mut [bool]) {
    for (before, (quotation, claim)) in unit.runs.iter().zip(unit.runs.iter().zip(claimed.iter_mut()).skip(1)) {
        let colon = before.tokens.end.saturating_sub(1);
        let free = quotation.quotation.is_some() && before.quotation.is_none() && !*claim;
        if !free || reading.document.word(colon) != ":" {
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
            block: unit.block,
            unit: unit_index,
        });
    }
}

/// The quotation run that a cue closes: "..." said X.
fn closed_run(reading: &Reading<'_>, unit: &Unit, cue: &Cue<'_>, claimed: &[bool]) -> Option<usize> {
    let run = unit.runs.get(cue.run)?;
    let before = cue.run.checked_sub(1)?;
    let quotation = unit.runs.get(before)?;
    quotation.quotation?;
    if claimed.get(before).copied().unwrap_or(false)
        || cue.form.class == CueClass::Seem
        || cue.subject == Subject::Shared && cue.run > 1
    {
        return None;
    }
    if reading.has_word(run.tokens.start..cue.start()) {
        return None;
    }
    let last_inside = quotation.tokens.end.checked_sub(2)?;
    let finished =
        matches!(reading.document.word(last_inside), "," | "." | "?" | "!" | "…" | "—" | "–" | "-" | "..." | "’" | "'")
            || matches!(reading.document.word(run.tokens.start), "," | "—" | "–" | "-")
            || matches!(cue.subject, Subject::Right(_))
            || reading.count_words(quotation.tokens.clone()) >= LONG_QUOTATION_WORDS;
    let shared_closing = cue.subject == Subject::Shared && cue.form.form == VerbForm::Ing;
    (finished && !shared_closing).then_some(before)
}

/// What a closing cue reports: the quotations before it, or, where they are fragments of a plain sentence, all of it.
fn closed_content(reading: &Reading<'_>, unit: &Unit, run: usize, floor: usize) -> Vec<Range<usize>> {
    let quotations = quotations_back_to(reading, unit, run, floor);
    let (Some(first), Some(last)) = (quotations.first(), quotations.last()) else { return quotations };
    let before = reading.trimmed(floor..first.start);
    let fragment = reading.has_word(before.clone())
        && before.end == first.start
        && !before.clone().any(|index| reading.quotation(index).is_some())
        && (floor == unit.tokens.start || floor + 2 >= before.start);
    if fragment { vec![before.start..last.end] } else { quotations }
}

/// The run and the quotations before it that only punctuation parts from it.
fn quotations_back_to(reading: &Reading<'_>, unit: &Unit, run: usize, floor: usize) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    for candidate in unit.runs.get(..=run).unwrap_or_default().iter().rev() {
        if candidate.tokens.start < floor {
            break;
        }
        if candidate.quotation.is_some() {
            pieces.push(candidate.tokens.clone());
        } else if reading.has_word(candidate.tokens.clone()) {
            break;
        }
    }
    pieces.reverse();
    pieces
}

/// The quotation that begins right where the lead ends, with those that only punctuation parts from it.
fn quotations_from(
    reading: &Reading<'_>,
    unit: &Unit,
    start: usize,
    end: usize,
    claimed: &[bool],
) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    for (run, claim) in unit.runs.iter().zip(claimed) {
        if run.tokens.end <= start || run.tokens.start >= end {
            continue;
        }
        if run.quotation.is_some() && !claim {
            pieces.push(run.tokens.clone());
        } else if !joins_quotations(reading, run.tokens.start.max(start)..run.tokens.end) {
            break;
        }
    }
    pieces
}

/// Whether nothing but punctuation and a conjunction stands in the range.
fn joins_quotations(reading: &Reading<'_>, mut range: Range<usize>) -> bool {
    range.all(|index| {
        !reading.word(index) && !reading.number(index)
            || reading.is(index, WordClass::Coordinator)
            || reading.reads(index, "that")
    })
}

/// The content of a cue that closes no quotation: after it, before it, or on both sides.
fn plain_content(reading: &Reading<'_>, cue: &Cue<'_>, lead: &Lead, floor: usize, end: usize) -> Vec<Range<usize>> {
    let start = cue.start();
    let after = reading.trimmed(lead.content_start.min(end)..end);
    let has_after = can_be_content(reading, cue, after.start, after.end) || starts_quoted(reading, &after);
    if let Subject::Passive { object, .. } = &cue.subject {
        let mut content = Vec::new();
        if has_after && (starts_quoted(reading, &after) || reading.reads_any(after.start, &["as", "that"])) {
            content.push(after);
        } else if reading.has_word(object.clone()) {
            content.push(object.clone());
        }
        return content;
    }
    let after = without_judged_title(reading, cue, after);
    let comma_before = start > floor && reading.comma(start - 1);
    let before = reading.trimmed(floor..start.saturating_sub(1).max(floor));
    let can_follow = matches!(cue.form.class, CueClass::Speech | CueClass::Belief | CueClass::Finding | CueClass::Tell)
        && cue.subject != Subject::Shared
        && comma_before
        && reading.count_words(before.clone()) >= 2;
    if can_follow && !has_after && !opens_sentence_only(reading, &before) {
        return vec![before];
    }
    let parenthetical = can_follow && has_after && reading.comma(cue.end()) && cue.form.class == CueClass::Speech;
    if parenthetical && !opens_sentence_only(reading, &before) {
        return vec![before, after];
    }
    if has_after { vec![after] } else { Vec::new() }
}

/// "called “The Long Quay” “a film to be worn”": the first quotation is what is judged, not the judgement.
fn without_judged_title(reading: &Reading<'_>, cue: &Cue<'_>, content: Range<usize>) -> Range<usize> {
    let first = reading.quotation(content.start).and_then(|index| reading.quotations.get(index));
    let second = first.map(|quotation| quotation.outer().end).filter(|next| *next < content.end);
    let capitalized = first.is_some_and(|quotation| {
        quotation.inner.clone().find(|index| reading.word(*index)).is_some_and(|index| reading.capitalized(index))
    });
    match second {
        Some(next) if cue.form.class == CueClass::Judge && capitalized && reading.quotation(next).is_some() => {
            next..content.end
        }
        _ => content,
    }
}

fn starts_quoted(reading: &Reading<'_>, range: &Range<usize>) -> bool {
    range.start < range.end && reading.quotation(range.start).is_some()
}

/// Whether a phrase only opens a sentence ("In a speech on Monday") and says nothing itself.
fn opens_sentence_only(reading: &Reading<'_>, phrase: &Range<usize>) -> bool {
    let opener = reading.is(phrase.start, WordClass::Preposition)
        || reading.is(phrase.start, WordClass::Subordinator)
        || reading.is(phrase.start, WordClass::Time)
        || reading.is(phrase.start, WordClass::Adverb) && !reading.is(phrase.start, WordClass::Determiner)
        || reading.document.word(phrase.start).ends_with("ing");
    opener && !phrase.clone().any(|index| reading.is(index, WordClass::Auxiliary) || reading.comma(index))
}

/// The subject of a participle with no cue before it: that of the sentence's first verb.
fn shared_subject(reading: &Reading<'_>, unit: &Unit, cue: &Cue<'_>) -> Option<Range<usize>> {
    let mut end = cue.tokens.start;
    while end > unit.tokens.start && (reading.comma(end - 1) || reading.is(end - 1, WordClass::Coordinator)) {
        end -= 1;
    }
    clause_subject(reading, unit.tokens.start, end)
}

/// Whether a cue stands inside what another cue of the unit reports, and brings no quotation of its own.
fn nested(reading: &Reading<'_>, cue: &Cue<'_>, content: &[Range<usize>], drafts: &[Draft]) -> bool {
    let inside = drafts.iter().any(|draft| draft.content.iter().any(|piece| piece.contains(&cue.verb)));
    let quotes = matches!(cue.form.class, CueClass::Speech | CueClass::Manner | CueClass::Tell)
        && content.first().is_some_and(|piece| starts_quoted(reading, piece));
    inside && !quotes
}

/// Who announces the next block, where a unit without attributions ends in a colon: "Lee put it so:".
fn colon_subject(reading: &Reading<'_>, unit: &Unit, attributed: bool) -> Option<Pending> {
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

/// Whether the unit after this one stands in another block and opens with a quotation, or is set off as one.
fn quotation_follows(reading: &Reading<'_>, units: &[Unit], index: usize) -> bool {
    let (Some(unit), Some(next)) = (units.get(index), units.get(index + 1)) else { return false };
    let set_off = reading.document.blocks.get(next.block).is_some_and(|block| block.kind == BlockKind::Blockquote);
    next.block != unit.block && (set_off || reading.quotation(next.tokens.start).is_some())
}

fn ends_with_colon(reading: &Reading<'_>, unit: &Unit) -> bool {
    unit.tokens.end.checked_sub(1).is_some_and(|last| reading.document.word(last) == ":")
}

/// Whether an attribution of this cue says something: an indirect one needs a clause or at least some words.
fn worth_keeping(reading: &Reading<'_>, cue: &Cue<'_>, content: &[Range<usize>]) -> bool {
    let words: usize = content.iter().map(|piece| reading.count_words(piece.clone())).sum();
    let quoted = content.iter().any(|piece| piece.clone().any(|index| reading.quotation(index).is_some()));
    if quoted {
        return words >= 1;
    }
    match cue.form.class {
        CueClass::Speech | CueClass::Manner | CueClass::Tell | CueClass::Finding => words >= 3,
        CueClass::Belief => words >= 2,
        CueClass::Judge | CueClass::Stance | CueClass::Seem => false,
    }
}

fn confidence(reading: &Reading<'_>, cue: &Cue<'_>, content: &[Range<usize>]) -> f32 {
    let quoted = content.iter().any(|piece| reading.quotation(piece.start).is_some());
    let partly = content.iter().any(|piece| piece.clone().any(|index| reading.quotation(index).is_some()));
    let that = content.first().is_some_and(|piece| reading.reads(piece.start, "that"));
    match (cue.form.class, quoted, partly) {
        (CueClass::Speech | CueClass::Manner | CueClass::Tell, true, _) => 0.97,
        (_, true, _) => 0.85,
        (CueClass::Speech | CueClass::Tell, false, true) => 0.9,
        (_, false, true) => 0.8,
        (CueClass::Speech | CueClass::Tell, false, false) if that => 0.9,
        (CueClass::Speech | CueClass::Tell, false, false) => 0.75,
        (CueClass::Finding | CueClass::Belief, false, false) if that => 0.75,
        _ => 0.55,
    }
}

/// Sorts the drafts by their content and gives each its kind.
fn finish(reading: &Reading<'_>, drafts: Vec<Draft>) -> Vec<Attribution> {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|index| {
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
        .map(|draft| Attribution {
            kind: kind(reading, &draft.content, draft.found_by),
            content: draft.content.clone(),
            cue: draft.cue.clone(),
            source: draft.source.clone(),
            continues: draft.continues.and_then(|index| position.get(index).copied()),
            addressee: draft.circumstances.addressee.clone(),
            channel: draft.circumstances.channel,
            found_by: draft.found_by,
            confidence: draft.confidence,
        })
        .collect()
}

/// Direct if all words stand in quotation marks (a leading "that" aside), mixed if some do.
fn kind(reading: &Reading<'_>, content: &[Range<usize>], found_by: ReasonCode) -> QuoteKind {
    if found_by == ReasonCode::Blockquote {
        return QuoteKind::Direct;
    }
    let (mut quoted, mut plain) = (false, false);
    for (piece_index, piece) in content.iter().enumerate() {
        for index in piece.clone().filter(|index| reading.word(*index) || reading.number(*index)) {
            let leading_that = piece_index == 0 && index == piece.start && reading.reads(index, "that");
            match reading.quotation(index) {
                Some(_) => quoted = true,
                None => plain |= !leading_that,
            }
        }
    }
    match (quoted, plain) {
        (true, false) => QuoteKind::Direct,
        (true, true) => QuoteKind::Mixed,
        (false, _) => QuoteKind::Indirect,
    }
}
