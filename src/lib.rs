//! Sourcelight finds every quote in a news article - direct, mixed and indirect - and decides who said it.

mod attribution;
mod blocks;
#[cfg(feature = "cli")]
pub mod collect;
pub mod contract;
mod keyed;
mod lexicon;
mod order;
mod organization;
mod page;
mod pipeline;
mod quote;
mod report;
mod roster;
mod speaker;
#[cfg(feature = "stages")]
pub mod stages;
mod tag;
mod text;
#[cfg(feature = "training")]
pub mod training;
mod unseen;
mod utf16;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use tag::ModelError;

use contract::{ByteSpan, PageInput, Report, Utf16Span};

/// What an analyzer remembers of the pages that it read, so that a page that has changed a little costs a little. Bounded:
/// at most about a megabyte. Belongs to one analyzer.
#[derive(Debug, Default)]
pub struct Memory {
    tags: tag::TagMemory,
}

/// The loaded core. Make one, keep it, and analyse as many pages with it as you like.
#[derive(Debug)]
pub struct Analyzer {
    lexicon: lexicon::Lexicon,
    page_lists: page::PageLists,
    tagger: Option<tag::Tagger>,
}

#[cfg(feature = "model")]
impl Default for Analyzer {
    fn default() -> Self {
        Self::new()
    }
}

impl Analyzer {
    /// Loads the word lists and the model that is compiled into the program. Takes a few milliseconds natively.
    #[cfg(feature = "model")]
    #[must_use]
    pub fn new() -> Self {
        // The pack in the program is the one that the tests read; one that could not be read would show in every report.
        Self { tagger: tag::Tagger::read(include_bytes!("../model/sourcelight.pack")).ok(), ..Self::without_model() }
    }

    /// Loads the word lists and the model from the bytes of its pack. Takes a few milliseconds natively.
    ///
    /// # Errors
    ///
    /// If the bytes are no model pack, a damaged one, or one of another version; the message says which.
    pub fn with_model(pack: &[u8]) -> Result<Self, ModelError> {
        Ok(Self { tagger: Some(tag::Tagger::read(pack)?), ..Self::without_model() })
    }

    /// Loads the word lists alone. Reports then hold the quotations in marks only, without sources, and a warning.
    #[must_use]
    pub fn without_model() -> Self {
        Self { lexicon: lexicon::Lexicon::load(), page_lists: page::PageLists::load(), tagger: None }
    }

    /// Analyses a page; positions of the report count UTF-16 code units. Never fails: see [`Report::warnings`].
    #[must_use]
    pub fn analyze(&self, page: &PageInput) -> Report<Utf16Span> {
        utf16::report_in_utf16(self.analyze_bytes(page), page)
    }

    /// Analyses a page; positions of the report count bytes of each block's text. Never fails.
    #[must_use]
    pub fn analyze_bytes(&self, page: &PageInput) -> Report<ByteSpan> {
        let reader = self.tagger.as_ref().map(|tagger| pipeline::Reader::new(tagger, None));
        pipeline::analyze(&self.lexicon, &self.page_lists, reader, page)
    }

    /// The same report as [`Analyzer::analyze`] gives, sooner where most of the page was read before with this memory.
    ///
    /// ```
    /// # #[cfg(feature = "model")] {
    /// use sourcelight::contract::{CONTRACT_VERSION, InputBlock, PageInput};
    /// let analyzer = sourcelight::Analyzer::new();
    /// let mut memory = sourcelight::Memory::default();
    /// let blocks = vec![InputBlock::paragraph(0, "“It rained,” said Ada Orme.")];
    /// let page = PageInput { version: CONTRACT_VERSION, lang: None, url: None, title: None, outlet: None, is_partial: false, blocks };
    /// assert_eq!(analyzer.analyze_again(&page, &mut memory), analyzer.analyze(&page));
    /// # }
    /// ```
    #[must_use]
    pub fn analyze_again(&self, page: &PageInput, memory: &mut Memory) -> Report<Utf16Span> {
        let reader = self.tagger.as_ref().map(|tagger| pipeline::Reader::new(tagger, Some(&mut memory.tags)));
        utf16::report_in_utf16(pipeline::analyze(&self.lexicon, &self.page_lists, reader, page), page)
    }

    /// What each stage makes of a page, for those who want to see how its report comes about. Never fails.
    #[cfg(feature = "stages")]
    #[must_use]
    pub fn stages(&self, page: &PageInput) -> stages::Stages {
        let reader = self.tagger.as_ref().map(|tagger| pipeline::Reader::new(tagger, None));
        pipeline::stages(&self.lexicon, &self.page_lists, reader, page)
    }
}
