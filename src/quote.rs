//! Quotation marks: which opens, which closes, what is nested, what goes on over paragraphs.

use std::ops::Range;

use crate::text::Document;

/// A stretch of text in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// The opening mark's token.
    pub(crate) open: usize,
    /// The closing mark's token; `None` for one that its paragraph leaves open.
    pub(crate) close: Option<usize>,
    /// The tokens between the marks.
    pub(crate) inner: Range<usize>,
    /// Index of the quotation that this one is nested in.
    pub(crate) parent: Option<usize>,
    /// Index of the quotation of the block before that was left open and goes on here.
    pub(crate) continues: Option<usize>,
}

/// All quotations of the document, by their opening mark.
pub(crate) fn quotations(_document: &Document) -> Vec<Quotation> {
    Vec::new()
}
