//! What can be said of a text in a language whose reporting verbs the core does not know: what stands in marks.

use super::Attribution;
use crate::contract::{QuoteKind, ReasonCode, Statement};
use crate::quote::Quotation;
use crate::text::{Document, TokenKind};

/// Words that a quotation must have: shorter ones are mostly titles and words used with distance.
const MIN_WORDS: usize = 4;

/// The quotations of the document as direct quotes without a source, by their opening mark.
pub(crate) fn quoted_only(document: &Document, quotations: &[Quotation]) -> Vec<Attribution> {
    quotations
        .iter()
        .filter(|quotation| quotation.parent.is_none())
        .filter(|quotation| {
            let is_word =
                |index: &usize| document.tokens.get(*index).is_some_and(|token| token.kind == TokenKind::Word);
            quotation.inner.clone().filter(is_word).count() >= MIN_WORDS
        })
        .map(|quotation| Attribution {
            kind: QuoteKind::Direct,
            statement: Statement::Speech,
            content: vec![quotation.outer()],
            cue: Vec::new(),
            source: Vec::new(),
            continues: None,
            addressee: None,
            channel: None,
            found_by: ReasonCode::Continues,
            confidence: 0.4,
            evidence: None,
        })
        .collect()
}
