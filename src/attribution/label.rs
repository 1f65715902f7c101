//! `NAME:` before what is said: transcripts, interviews, headlines.

use std::ops::Range;

use super::channel::Circumstances;
use super::draft::Draft;
use super::reading::Reading;
use super::unit::Unit;
use crate::contract::ReasonCode;
use crate::keyed::Map;
use crate::lexicon::grammar::WordClass;

/// The attributions that labels make, by the unit that they begin in.
#[derive(Debug, Default)]
pub(super) struct Labels {
    drafts: Map<usize, Draft>,
    covered: Vec<Range<usize>>,
}

impl Labels {
    /// The attribution that begins in this unit.
    pub(super) fn get(&self, unit: &usize) -> Option<&Draft> {
        self.drafts.get(unit)
    }

    /// Whether the unit belongs to a labelled block whose attribution begins earlier.
    pub(super) fn covers(&self, unit: usize) -> bool {
        self.covered.iter().any(|range| range.contains(&unit))
    }
}

/// Finds the blocks that begin with a label. Without quotation marks behind it, a label counts only in a transcript -
/// three blocks with labels, one of which comes back - and if it comes back itself or stands in capitals: a lone
/// "Update:" is no speaker.
pub(super) fn labelled(reading: &Reading<'_>, units: &[Unit]) -> Labels {
    let mut found: Vec<(usize, Label)> = Vec::new();
    let mut block = usize::MAX;
    for (index, unit) in units.iter().enumerate() {
        if unit.block != block {
            block = unit.block;
            if let Some(label) = label(reading, unit) {
                found.push((index, label));
            }
        }
    }
    let comes_back =
        |label: &Label| found.iter().filter(|(_, other)| reading.same_words(&label.tokens, &other.tokens)).count() >= 2;
    let some_come_back = found.len() >= 3 && found.iter().any(|(_, label)| comes_back(label));
    let transcript =
        |label: &Label| some_come_back && (comes_back(label) || reading.all_capitals(label.tokens.clone()));
    let accepted: Vec<(usize, Label, bool)> =
        found.iter().map(|(index, label)| (*index, label.clone(), transcript(label))).collect();
    let mut labels = Labels::default();
    for (index, label, transcript) in accepted {
        let Some(unit) = units.get(index) else { continue };
        let Label { tokens: label, within_marks } = label;
        let content_start = label.end + 1;
        let quoted = !within_marks && reading.quotation(content_start).is_some();
        if !quoted && !transcript {
            continue;
        }
        let block_end = units.iter().skip(index).take_while(|later| later.block == unit.block).count() + index;
        let end = if quoted {
            unit.tokens.end
        } else {
            units.get(block_end - 1).map_or(unit.tokens.end, |last| last.tokens.end)
        };
        if !reading.has_word(content_start..end) {
            continue;
        }
        // A question marked "Q" is nobody's statement: the article does not say who asks.
        if reading.document.text(label.clone()) == "Q" {
            labels.covered.push(index..block_end);
            continue;
        }
        if !quoted {
            labels.covered.push(index + 1..block_end);
        }
        labels.drafts.insert(
            index,
            Draft {
                content: vec![content_start..end],
                cue: vec![label.end..label.end + 1],
                source: vec![label],
                continues: None,
                circumstances: Circumstances::default(),
                found_by: ReasonCode::Label,
                confidence: 0.9,
                evidence: None,
                block: unit.block,
                unit: index,
            },
        );
    }
    labels
}

/// A label at the start of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Label {
    tokens: Range<usize>,
    /// Whether the block opens a quotation before it, as where a transcript is quoted as a whole: "ORME: I did not."
    within_marks: bool,
}

/// The label at the start of a block: up to six capitalised words before a colon.
fn label(reading: &Reading<'_>, unit: &Unit) -> Option<Label> {
    let opens = |quotation: usize| reading.quotations.get(quotation).is_some_and(|one| one.open == unit.tokens.start);
    let within_marks = reading.quotation(unit.tokens.start).is_some_and(opens);
    let start = unit.tokens.start + usize::from(within_marks);
    let colon = (start..unit.tokens.end.min(start + 9)).find(|index| reading.document.word(*index) == ":")?;
    let words = start..colon;
    let named = reading.count_words(words.clone()) <= 6
        && words.clone().any(|index| reading.word(index))
        && (reading.quotation(start).is_none() || within_marks && reading.all_capitals(words.clone()))
        && words.clone().all(|index| {
            reading.capitalized(index)
                || reading.clitic(index)
                || matches!(reading.document.word(index), "(" | ")" | "," | "-" | "." | "&")
                || reading.reads_any(index, &["de", "van", "von", "al", "bin", "of", "the", "for"])
        })
        && words.clone().all(|index| reading.cue(index).is_none() && !reading.is(index, WordClass::Auxiliary));
    named.then_some(Label { tokens: words, within_marks })
}
