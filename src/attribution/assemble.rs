//! Puts cues, sources and contents together, unit by unit.

use std::ops::Range;

use super::Attribution;
use super::according::according_to;
use super::announce::{announced, colon_subject, ends_with_colon, quotation_follows};
use super::channel::read_circumstances;
use super::closing::{closed_content, closed_run, quotations_from};
use super::content::{content_end, lead, stands_in_source};
use super::cue::{Cue, Subject, cues};
use super::cueless::attach_cueless;
use super::draft::{Draft, Pending, finish};
use super::label::labelled;
use super::plain::{plain_content, starts_quoted};
use super::reading::Reading;
use super::repeats::attach_repeats;
use super::subject::clause_subject;
use super::unit::{Unit, units};
use crate::contract::ReasonCode;
use crate::lexicon::Lexicon;
use crate::lexicon::cues::CueClass;
use crate::lexicon::grammar::WordClass;

/// All attributions of the document, by the start of their content.
pub(super) fn assemble(lexicon: &Lexicon, reading: &Reading<'_>) -> Vec<Attribution> {
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
    finish(lexicon, reading, drafts)
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

/// Whether an attribution of this cue says something: an indirect one needs a clause or at least some words.
fn worth_keeping(reading: &Reading<'_>, cue: &Cue<'_>, content: &[Range<usize>]) -> bool {
    let words: usize = content.iter().map(|piece| reading.count_words(piece.clone())).sum();
    let quoted = content.iter().any(|piece| piece.clone().any(|index| reading.quotation(index).is_some()));
    if quoted {
        return words >= 1;
    }
    if denied(reading, cue) {
        return false;
    }
    match cue.form.class {
        CueClass::Speech | CueClass::Manner | CueClass::Tell | CueClass::Finding => words >= 3,
        CueClass::Belief => words >= 2 && content.iter().any(|piece| holds_verb(reading, piece.clone())),
        CueClass::Judge | CueClass::Stance | CueClass::Seem => false,
    }
}

/// Whether the cue says that nothing was said: "has not said", "never mentioned".
fn denied(reading: &Reading<'_>, cue: &Cue<'_>) -> bool {
    matches!(cue.form.class, CueClass::Speech | CueClass::Tell | CueClass::Manner)
        && cue.tokens.clone().any(|index| {
            let word = reading.document.word(index);
            reading.reads_any(index, &["not", "never"]) || word.ends_with("n't") || word.ends_with("n’t")
        })
}

/// Whether a stretch says more than a thing: it has a verb.
fn holds_verb(reading: &Reading<'_>, mut piece: Range<usize>) -> bool {
    piece.any(|index| reading.finite_verb(index) || reading.reads_any(index, &["to", "that", "is", "are"]))
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
