//! Sourcelight finds every quote in a news article - direct, mixed and indirect - and decides who said it.

mod attribution;
mod blocks;
#[cfg(feature = "cli")]
pub mod collect;
pub mod contract;
mod lexicon;
mod organization;
mod page;
mod pipeline;
mod quote;
mod report;
mod roster;
mod speaker;
mod tag;
mod text;
#[cfg(feature = "training")]
pub mod training;
mod utf16;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

use contract::{ByteSpan, PageInput, Report, Utf16Span};

/// The loaded core. Make one, keep it, and analyse as many pages with it as you like.
#[derive(Debug)]
pub struct Analyzer {
    lexicon: lexicon::Lexicon,
    page_lists: page::PageLists,
}

impl Default for Analyzer {
    fn default() -> Self {
        Self::new()
    }
}

impl Analyzer {
    /// Loads the word lists. Takes well under a millisecond natively.
    #[must_use]
    pub fn new() -> Self {
        Self { lexicon: lexicon::Lexicon::load(), page_lists: page::PageLists::load() }
    }

    /// Analyses a page; positions of the report count UTF-16 code units. Never fails: see [`Report::warnings`].
    #[must_use]
    pub fn analyze(&self, page: &PageInput) -> Report<Utf16Span> {
        utf16::report_in_utf16(self.analyze_bytes(page), page)
    }

    /// Analyses a page; positions of the report count bytes of each block's text. Never fails.
    #[must_use]
    pub fn analyze_bytes(&self, page: &PageInput) -> Report<ByteSpan> {
        pipeline::analyze(&self.lexicon, &self.page_lists, page)
    }
}
