//! Attributions: content, cue and source, before it is known who the source is.

mod announce;
mod channel;
mod concession;
mod cue;
mod cueless;
mod draft;
#[cfg(test)]
mod evaluation;
mod label;
mod lead;
mod link;
mod main_clause;
mod participle;
mod quoted_only;
mod reading;
mod relative;
mod repeats;
mod signature;
mod silence;
mod statement;
mod stretch;
mod subject;
mod tagged;
#[cfg(test)]
mod tagged_tests;
#[cfg(test)]
mod tests;
mod unit;
mod via;
mod worth;

use std::ops::Range;

use crate::contract::{Channel, QuoteKind, ReasonCode, Statement};
use crate::lexicon::Lexicon;
use crate::quote::Quotation;
use crate::tag::{EVIDENCE, Tagging, Worth};
use crate::text::Document;
use reading::Reading;

/// One attribution in tokens of the document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Attribution {
    pub(crate) kind: QuoteKind,
    pub(crate) statement: Statement,
    /// Pieces in order; marks included; each within one block.
    pub(crate) content: Vec<Range<usize>>,
    pub(crate) cue: Vec<Range<usize>>,
    /// Usually one piece; empty where the text names none.
    pub(crate) source: Vec<Range<usize>>,
    /// The attribution (index) whose speaker goes on speaking here, where there is no source of its own.
    pub(crate) continues: Option<usize>,
    pub(crate) addressee: Option<Range<usize>>,
    pub(crate) channel: Option<Channel>,
    /// How the attribution was found: [`ReasonCode::Cue`], `Label`, `Continues` or `Blockquote`.
    pub(crate) found_by: ReasonCode,
    /// 0 to 1.
    pub(crate) confidence: f32,
    /// What the confidence was read from, where the network found the attribution.
    pub(crate) evidence: Option<[f32; EVIDENCE]>,
}

pub(crate) use quoted_only::quoted_only;
pub(crate) use silence::{Silence, silences, without_silences};

/// The attributions that the tags of the document's tokens make, by the start of their content.
pub(crate) fn tagged_attributions(
    lexicon: &Lexicon,
    document: &Document,
    quotations: &[Quotation],
    tagging: &Tagging,
    worth: &Worth,
) -> Vec<Attribution> {
    let reading = Reading::new(lexicon, document, quotations);
    let mut attributions = tagged::tagged(lexicon, &reading, tagging, worth);
    via::add_outlets(&reading, &mut attributions);
    attributions
}
