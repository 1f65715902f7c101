//! The only file that calls all stages, in their order.

#[cfg(all(test, feature = "cli"))]
mod cost;

use crate::attribution::{Attribution, Silence, quoted_only, silences, tagged_attributions, without_silences};
use crate::blocks::check_blocks;
use crate::contract::{ByteSpan, InputBlock, PageInput, Report, Warning, WarningCode};
use crate::lexicon::Lexicon;
use crate::organization::{cited_organizations, mentioned_organizations};
use crate::page::{self, PageLists, article_blocks};
use crate::quote::{Quotation, quotations};
use crate::report;
use crate::roster::roster;
use crate::speaker::resolve;
#[cfg(feature = "stages")]
use crate::stages::Stages;
use crate::tag::features::features;
use crate::tag::{TagMemory, Tagger, Tagging};
use crate::text::Document;

/// What the stages up to the attributions make of a page.
pub(crate) struct Attributed<'page> {
    pub(crate) document: Document,
    pub(crate) quotations: Vec<Quotation>,
    pub(crate) attributions: Vec<Attribution>,
    pub(crate) silences: Vec<Silence>,
    #[cfg(feature = "stages")]
    tagging: Tagging,
    article: Vec<&'page InputBlock>,
    /// Of the input and of the page, in this order.
    warnings: Vec<Warning>,
}

/// The tagger, and what it remembers of other pages.
pub(crate) struct Reader<'analyzer> {
    tagger: &'analyzer Tagger,
    memory: Option<&'analyzer mut TagMemory>,
}

impl<'analyzer> Reader<'analyzer> {
    pub(crate) fn new(tagger: &'analyzer Tagger, memory: Option<&'analyzer mut TagMemory>) -> Self {
        Self { tagger, memory }
    }

    fn tag(&mut self, lexicon: &Lexicon, document: &Document, quotations: &[Quotation]) -> Tagging {
        let features = features(lexicon, document, quotations);
        let blocks: Vec<_> = document.blocks.iter().map(|block| block.tokens.clone()).collect();
        match &mut self.memory {
            Some(memory) => self.tagger.tag_again(&features, &blocks, memory),
            None => self.tagger.tag(&features, &blocks),
        }
    }
}

/// Reads a page as far as who is said to have said what.
pub(crate) fn attributed<'page>(
    lexicon: &Lexicon,
    page_lists: &PageLists,
    reader: Option<Reader<'_>>,
    page: &'page PageInput,
) -> Attributed<'page> {
    let has_model = reader.is_some();
    let checked = check_blocks(page);
    let chosen = article_blocks(page_lists, page.title.as_deref(), &checked.blocks);
    let document = Document::read(lexicon, &chosen.article);
    let quotations = quotations(&document);
    let page_warnings = page::warnings(page_lists, page.lang.as_deref(), &chosen);
    let is_english = page_warnings.iter().all(|warning| warning.code != WarningCode::Language);
    let tagged = reader
        .filter(|_| is_english)
        .map(|mut reader| (reader.tag(lexicon, &document, &quotations), reader.tagger.worth()));
    let attributions = match &tagged {
        Some((tagging, worth)) => tagged_attributions(lexicon, &document, &quotations, tagging, worth),
        None => quoted_only(&document, &quotations),
    };
    let silences = if is_english { silences(lexicon, &document, &quotations) } else { Vec::new() };
    let attributions = without_silences(attributions, &silences);
    let mut warnings = checked.warnings;
    warnings.extend(page_warnings);
    if is_english && !has_model {
        warnings.push(Warning {
            code: WarningCode::Model,
            message: "found no model pack that can be used; only quotations in marks were looked for".to_owned(),
            block: None,
        });
    }
    Attributed {
        document,
        quotations,
        attributions,
        silences,
        #[cfg(feature = "stages")]
        tagging: tagged.map(|(tagging, _)| tagging).unwrap_or_default(),
        article: chosen.article,
        warnings,
    }
}

/// Analyses a page. Positions count bytes of each block's own text.
pub(crate) fn analyze(
    lexicon: &Lexicon,
    page_lists: &PageLists,
    reader: Option<Reader<'_>>,
    page: &PageInput,
) -> Report<ByteSpan> {
    let Attributed { document, quotations, attributions, silences, article, warnings, .. } =
        attributed(lexicon, page_lists, reader, page);
    let speakers = resolve(lexicon, &document, &quotations, &attributions, &silences);
    let mut report = Report::empty();
    report.quotes = report::quotes(&document, &attributions, &speakers);
    report::add_links(&mut report.quotes, &article);
    report.article = report::article(&document, &report.quotes, &attributions);
    report.speakers = roster(&document, &attributions, &speakers, &mut report.quotes);
    report.organizations = cited_organizations(lexicon, &document, &attributions, &speakers);
    report.mentioned = mentioned_organizations(lexicon, &document, &speakers, &report.organizations);
    report.silences = report::silences(&document, &silences, &speakers);
    report.warnings = warnings;
    report.warnings.extend(report::unclosed_quotations(&document, &quotations));
    report
}

/// What each stage makes of a page.
#[cfg(feature = "stages")]
pub(crate) fn stages(
    lexicon: &Lexicon,
    page_lists: &PageLists,
    reader: Option<Reader<'_>>,
    page: &PageInput,
) -> Stages {
    let Attributed { document, quotations, attributions, silences, tagging, .. } =
        attributed(lexicon, page_lists, reader, page);
    let speakers = resolve(lexicon, &document, &quotations, &attributions, &silences);
    Stages::new(&document, &tagging, &quotations, &attributions, &speakers)
}
