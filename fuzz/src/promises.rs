//! What holds of every report, in itself and beside its page.

use std::collections::{BTreeMap, BTreeSet};

use sourcelight::contract::{ByteSpan, PageInput, Quote, Report, Utf16Span};

use crate::ANALYZER;
use crate::cost::within_limits;

/// Analyses a page that came of so many bytes, within their cost, and checks its reports.
pub(crate) fn check_page(page: &PageInput, input_bytes: usize) {
    let report = within_limits(input_bytes, || ANALYZER.analyze_bytes(page));
    let in_utf16 = within_limits(input_bytes, || ANALYZER.analyze(page));
    check_report(page, &report, &in_utf16);
}

/// Checks two reports of the same page, in both units.
pub(crate) fn check_report(page: &PageInput, report: &Report<ByteSpan>, in_utf16: &Report<Utf16Span>) {
    let texts = texts(page);
    check_numbers(page, report);
    check_people(report);
    for quote in &report.quotes {
        check_quote(&texts, quote);
    }
    for span in report.organizations.iter().flat_map(|each| &each.mentions) {
        piece(&texts, span);
    }
    for span in report.mentioned.iter().flat_map(|each| &each.mentions) {
        piece(&texts, span);
    }
    check_units(&texts, report, in_utf16);
    check_words(report);
}

/// The texts that were read: of blocks with the same id, the first.
fn texts(page: &PageInput) -> BTreeMap<u32, &str> {
    let mut texts = BTreeMap::new();
    for block in &page.blocks {
        texts.entry(block.id).or_insert(&*block.text);
    }
    texts
}

fn check_numbers(page: &PageInput, report: &Report<ByteSpan>) {
    let article = &report.article;
    // Of blocks with the same id the first counts.
    let order: BTreeMap<u32, usize> =
        page.blocks.iter().enumerate().rev().map(|(place, block)| (block.id, place)).collect();
    let places: Vec<Option<&usize>> = article.blocks.iter().map(|id| order.get(id)).collect();
    assert!(places.iter().all(Option::is_some), "blocks of the article that the page has not");
    assert!(places.is_sorted(), "blocks of the article in the page's order");
    let read: BTreeSet<u32> = article.blocks.iter().copied().collect();
    assert_eq!(read.len(), article.blocks.len(), "a block of the article twice");
    assert!(article.unattributed_words <= article.quoted_words, "more words without speaker than quoted ones");
    assert!(article.quoted_words <= article.words, "more words quoted than there are");
    for span in report.quotes.iter().flat_map(|quote| quote.content.iter().chain(&quote.cue).chain(&quote.source)) {
        assert!(read.contains(&span.block), "a quote in block {}, which is no part of the article", span.block);
    }
}

fn check_people(report: &Report<ByteSpan>) {
    let mut quotes_of: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (index, quote) in (0_u32..).zip(&report.quotes) {
        assert_eq!(quote.id, index, "a quote's id");
        let speakers: BTreeSet<u32> = quote.speakers.iter().copied().collect();
        assert_eq!(speakers.len(), quote.speakers.len(), "a speaker of quote {index} twice");
        for speaker in speakers {
            quotes_of.entry(speaker).or_default().push(index);
        }
    }
    for (index, speaker) in (0_u32..).zip(&report.speakers) {
        assert_eq!(speaker.id, index, "a speaker's id");
        assert!(!speaker.name.trim().is_empty(), "speaker {index} has no name");
        assert!(speaker.aliases.is_sorted(), "aliases of speaker {index}");
        assert_eq!(Some(&speaker.quotes), quotes_of.get(&index), "quotes of speaker {index}");
    }
    assert!(
        quotes_of.keys().all(|id| usize::try_from(*id).is_ok_and(|id| id < report.speakers.len())),
        "unknown speakers"
    );
}

fn check_quote(texts: &BTreeMap<u32, &str>, quote: &Quote<ByteSpan>) {
    assert!((0.0..=1.0).contains(&quote.confidence), "confidence {} of quote {}", quote.confidence, quote.id);
    assert!(!quote.content.is_empty(), "quote {} has no content", quote.id);
    assert!(!quote.text.trim().is_empty(), "quote {} has no words", quote.id);
    for spans in [&quote.content, &quote.cue, &quote.source] {
        for pair in spans.windows(2) {
            if let [before, after] = pair {
                assert!(
                    before.block != after.block || before.end <= after.start,
                    "pieces of quote {}: {spans:?}",
                    quote.id
                );
            }
        }
        for span in spans {
            piece(texts, span);
        }
    }
    let printed: String = quote.content.iter().map(|span| piece(texts, span)).collect();
    if !printed.contains(is_rewritten) {
        assert_eq!(letters(&quote.text), letters(&printed), "the words of quote {} and of its ranges", quote.id);
    }
}

/// The text of a span, which must be a piece of its block.
fn piece<'text>(texts: &BTreeMap<u32, &'text str>, span: &ByteSpan) -> &'text str {
    let found = texts.get(&span.block).and_then(|text| text.get(span.start..span.end)).unwrap_or("");
    assert!(!found.is_empty(), "{span:?} is no piece of its block");
    found
}

/// Letters that normalising writes as others: ligatures and wide forms.
fn is_rewritten(character: char) -> bool {
    matches!(character, '\u{fb00}'..='\u{fb06}' | '\u{ff01}'..='\u{ff5e}')
}

fn letters(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).collect()
}

fn check_units(texts: &BTreeMap<u32, &str>, report: &Report<ByteSpan>, in_utf16: &Report<Utf16Span>) {
    let mut units_before: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let expected = report.clone().map_spans(|span| {
        let units =
            units_before.entry(span.block).or_insert_with(|| count_units(texts.get(&span.block).unwrap_or(&"")));
        let unit = |byte: usize| units.get(byte).copied().unwrap_or(u32::MAX);
        Utf16Span { block: span.block, start: unit(span.start), end: unit(span.end) }
    });
    assert_eq!(in_utf16, &expected, "the report in UTF-16");
}

/// For each byte of a text, the code units of the characters that start before it.
fn count_units(text: &str) -> Vec<u32> {
    let mut units = 0;
    let mut before = Vec::with_capacity(text.len() + 1);
    for character in text.chars() {
        before.resize(before.len() + character.len_utf8(), units);
        if let Some(first) = before.len().checked_sub(character.len_utf8()).and_then(|first| before.get_mut(first)) {
            *first = units;
        }
        units += if character.len_utf16() == 2 { 2 } else { 1 };
    }
    before.push(units);
    before
}

/// No words that a reader is shown hold characters that nobody sees or that turn the text around them.
fn check_words(report: &Report<ByteSpan>) {
    let of_quotes = report.quotes.iter().flat_map(|quote| {
        let reasons = quote.why.iter().flat_map(|reason| std::iter::once(&reason.text).chain(&reason.name));
        std::iter::once(&quote.text).chain(&quote.addressee).chain(reasons)
    });
    let of_speakers = report.speakers.iter().flat_map(|speaker| {
        let optional = [&speaker.role, &speaker.affiliation, &speaker.anonymity];
        std::iter::once(&speaker.name).chain(&speaker.aliases).chain(optional.into_iter().flatten())
    });
    let of_bodies =
        report.organizations.iter().map(|each| &each.name).chain(report.mentioned.iter().map(|each| &each.name));
    for words in of_quotes.chain(of_speakers).chain(of_bodies) {
        assert!(!words.contains(misleads), "characters that nobody sees in {words:?}");
    }
}

/// Control characters, and those that set the direction of text.
fn misleads(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
