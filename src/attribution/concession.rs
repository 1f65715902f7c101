//! Clauses that contradict what a quotation says, and quote somebody else: “…,” although Lee called it “a joke.”
//!
//! The network often reads such a clause as more of what the first speaker says.

use std::ops::Range;

use super::channel::Circumstances;
use super::draft::Draft;
use super::reading::Reading;
use super::subject::clause_subject;
use crate::contract::ReasonCode;

const CONCESSIONS: [&str; 4] = ["although", "though", "but", "while"];

/// A clause of somebody else's at the end of a content.
pub(super) struct Concession {
    /// Where the content before it ends.
    pub(super) start: usize,
    cue: Range<usize>,
    source: Range<usize>,
    content: Range<usize>,
}

impl Concession {
    /// The clause's own attribution.
    pub(super) fn draft(&self, block: usize, unit: usize) -> Draft {
        Draft {
            content: vec![self.content.clone()],
            cue: vec![self.cue.clone()],
            source: vec![self.source.clone()],
            continues: None,
            circumstances: Circumstances::default(),
            found_by: ReasonCode::Cue,
            confidence: 0.7,
            evidence: None,
            block,
            unit,
        }
    }
}

/// The concession at the end of a piece of content: it stands behind a quotation, has a reporting verb with a subject or
/// with "by", and ends in a quotation of its own.
pub(super) fn concession(reading: &Reading<'_>, piece: &Range<usize>) -> Option<Concession> {
    let start = piece.clone().skip(2).find(|token| {
        reading.reads_any(*token, &CONCESSIONS)
            && reading.quotation(*token).is_none()
            && (token - 2..*token).any(|before| reading.quotation(before).is_some())
    })?;
    let open = (start + 1..piece.end).find(|token| reading.quotation(*token).is_some())?;
    let quotation = reading.quotations.get(reading.quotation(open)?)?;
    if reading.has_word(quotation.outer().end..piece.end) {
        return None;
    }
    let verb = (start + 1..open).find(|token| reading.cue(*token).is_some() && reading.finite_verb(*token))?;
    let source = if reading.reads(verb + 1, "by") {
        reading.trimmed(verb + 2..open)
    } else {
        clause_subject(reading, start + 1, verb + 1)?
    };
    let start = if reading.comma(start - 1) { start - 1 } else { start };
    reading.has_word(source.clone()).then(|| Concession {
        start,
        cue: verb..verb + 1,
        source,
        content: open..piece.end,
    })
}
