//! Texts written in several ways which must not matter: line ends and spaces, characters that nobody sees, blocks that
//! are empty, other numbers of the blocks, and markup that splits a paragraph's text.

use std::fmt::Write;

use sourcelight::collect::{html, plain_text};
use sourcelight::contract::{CitedAs, InputBlock, PageInput, Quote, Reason, Report, Speaker, Utf16Span, WarningCode};

use crate::ANALYZER;

/// What a reader is told, without the places where it stands.
#[derive(Debug, PartialEq)]
struct Told {
    quotes: Vec<ToldQuote>,
    speakers: Vec<Speaker>,
    organizations: Vec<(String, CitedAs)>,
    mentioned: Vec<String>,
    words: [u32; 3],
    warnings: Vec<WarningCode>,
}

#[derive(Debug, PartialEq)]
struct ToldQuote {
    kind: String,
    text: String,
    speakers: Vec<u32>,
    why: Vec<Reason>,
    addressee: Option<String>,
}

impl Told {
    fn of(report: Report<Utf16Span>) -> Self {
        let article = &report.article;
        Self {
            words: [article.words, article.quoted_words, article.unattributed_words],
            quotes: report
                .quotes
                .into_iter()
                .map(|quote| {
                    let kind =
                        format!("{:?} {:?} {:?} {}", quote.kind, quote.statement, quote.channel, quote.confidence);
                    let Quote { text, speakers, why, addressee, .. } = quote;
                    ToldQuote { kind, text, speakers, why, addressee }
                })
                .collect(),
            speakers: report.speakers,
            organizations: report.organizations.into_iter().map(|each| (each.name, each.cited_as)).collect(),
            mentioned: report.mentioned.into_iter().map(|each| each.name).collect(),
            warnings: report.warnings.into_iter().map(|warning| warning.code).collect(),
        }
    }
}

/// Checks the text that the bytes are; their first byte says where it is changed.
pub(crate) fn check(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let step = usize::from(*first % 7) + 2;
    // Its own line ends are made into those of the variants; a text that is longer is not read to its end.
    let text = String::from_utf8_lossy(rest).replace(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let page = plain_text(&text).page;
    let told = Told::of(ANALYZER.analyze(&page));
    assert_same("with other line ends", &told, &plain_text(&text.replace('\n', "\r\n")).page);
    assert_same("with other spaces", &told, &rewritten(&page, |text| other_spaces(text, step)));
    assert_same("with characters that nobody sees", &told, &rewritten(&page, |text| with_unseen(text, step)));
    assert_same("with other numbers", &told, &renumbered(&page));
    check_markup(&page, step);
}

fn assert_same(how: &str, told: &Told, page: &PageInput) {
    assert_eq!(*told, Told::of(ANALYZER.analyze(page)), "the report of the text {how}");
}

fn rewritten(page: &PageInput, write: impl Fn(&str) -> String) -> PageInput {
    let blocks = page.blocks.iter().map(|block| InputBlock { text: write(&block.text), ..block.clone() }).collect();
    PageInput { blocks, ..page.clone() }
}

/// Every so many runs of white space as another run.
fn other_spaces(text: &str, step: usize) -> String {
    let runs = [" ", "\n", "\t", "\u{a0}", " \u{2009} "];
    let mut written = String::new();
    let mut seen = 0;
    let mut is_in_run = false;
    for character in text.chars() {
        if !character.is_whitespace() {
            is_in_run = false;
            written.push(character);
        } else if !is_in_run {
            is_in_run = true;
            seen += 1;
            written.push_str(runs.get(seen * step % runs.len()).unwrap_or(&" "));
        }
    }
    written
}

/// Characters that nobody sees between every so many letters: a soft hyphen parts words, and nothing else.
fn with_unseen(text: &str, step: usize) -> String {
    let unseen = ['\u{ad}', '\u{200b}', '\u{2060}', '\u{feff}', '\u{202e}'];
    let mut written = String::new();
    let mut is_after_letter = false;
    for (index, character) in text.chars().enumerate() {
        if index % step == 0 && is_after_letter && character.is_alphabetic() {
            written.push(*unseen.get(index % unseen.len()).unwrap_or(&'\u{ad}'));
        }
        is_after_letter = character.is_alphabetic();
        written.push(character);
    }
    written
}

/// The blocks with numbers that fall.
fn renumbered(page: &PageInput) -> PageInput {
    let blocks = (0_u32..).zip(&page.blocks).map(|(id, block)| InputBlock { id: u32::MAX - 3 * id, ..block.clone() });
    PageInput { blocks: blocks.collect(), ..page.clone() }
}

/// The paragraphs as HTML, and the same with markup in them that no reader sees: both must be collected alike.
fn check_markup(page: &PageInput, step: usize) {
    let document = |write: &dyn Fn(&str) -> String| {
        page.blocks.iter().fold(String::new(), |document, block| format!("{document}<p>{}</p>", write(&block.text)))
    };
    let plain = html(&document(&|text| escaped(text, |_, _| {})));
    let split = html(&document(&|text| {
        escaped(text, |index, written| {
            if index % step == 0 {
                let markup = ["<!-- -->", "<b></b>", "<span hidden>x</span>", "<script>y</script>", "<wbr>"];
                let _ = written.write_str(markup.get(index % markup.len()).unwrap_or(&""));
            }
        })
    }));
    assert_eq!(plain, split, "what is collected of paragraphs that markup splits");
}

/// The text as HTML, each character as a reference, so that none is markup.
fn escaped(text: &str, before_each: impl Fn(usize, &mut String)) -> String {
    let mut written = String::new();
    for (index, character) in text.chars().enumerate() {
        before_each(index, &mut written);
        match character {
            '<' => written.push_str("&lt;"),
            '&' => written.push_str("&amp;"),
            _ => written.push(character),
        }
    }
    written
}
