//! Every form of output of one small report, as it stands in tests/cli.
//!
//! The report is made by hand, so that these files change with the output alone, not with the analysis.
//! `UPDATE_GOLDEN=1 cargo test --features cli golden` writes them anew.

use std::path::Path;

use sourcelight::collect;
use sourcelight::contract::{
    Article, ByteSpan, CONTRACT_VERSION, Channel, CitedAs, Organization, Quote, QuoteKind, Reason, ReasonCode, Report,
    Silence, SilenceKind, Speaker, SpeakerKind, Statement, Warning, WarningCode,
};

use super::{Rendered, head, render, tail};
use crate::arguments::Format;
use crate::input::{Input, TextKind};
use crate::scanned::Scanned;

const PAGE: &str = "<html lang=en-GB><nav><p>Home</p></nav><h1>Pier | *to open*</h1>\
    <p>“It is <b>time</b> – 😀 & high water,” said Mara Ellison, the harbour master of Tidewater.</p>\
    <p>The council said the pier would “hold <fifty> boats”.</p>\
    <blockquote><p>=1+1 is what it cost</p></blockquote><p>The *Pier Board declined to comment.</p>";

/// The place of `words` in the page.
fn span(page: &Input, words: &str) -> ByteSpan {
    let found = page.collected.page.blocks.iter().find_map(|block| Some((block, block.text.find(words)?)));
    let (block, start) = found.unwrap_or_else(|| panic!("{words:?} is not on the page"));
    ByteSpan { block: block.id, start, end: start + words.len() }
}

fn scanned() -> Scanned {
    let page = PAGE.replace("<fifty>", "&lt;fifty>");
    let input = Input { name: "pier".to_owned(), kind: TextKind::Html, collected: collect::html(&page) };
    let quote = |id, kind, content: &str, cue: &[&str], source: &[&str], speakers: &[u32]| Quote {
        id,
        kind,
        statement: Statement::Speech,
        text: content.to_owned(),
        content: vec![span(&input, content)],
        cue: cue.iter().map(|words| span(&input, words)).collect(),
        source: source.iter().map(|words| span(&input, words)).collect(),
        speakers: speakers.to_vec(),
        addressee: None,
        channel: None,
        link: None,
        confidence: 0.9,
        why: Vec::new(),
    };
    let mut direct = quote(0, QuoteKind::Direct, "“It is time – 😀 & high water,”", &["said"], &["Mara Ellison"], &[0]);
    direct.addressee = Some("reporters".to_owned());
    direct.channel = Some(Channel::PressConference);
    direct.why = vec![
        Reason { code: ReasonCode::Cue, text: "said".to_owned(), name: None },
        Reason { code: ReasonCode::Name, text: "Mara Ellison".to_owned(), name: Some("Mara Ellison".to_owned()) },
    ];
    let mixed =
        quote(1, QuoteKind::Mixed, "the pier would “hold <fifty> boats”", &["council said"], &["The council"], &[1, 0]);
    let nobody = quote(2, QuoteKind::Direct, "=1+1 is what it cost", &[], &[], &[]);
    let speaker = |id, name: &str, kind, role: Option<&str>, affiliation: Option<&str>, quotes: &[u32]| Speaker {
        id,
        name: name.to_owned(),
        aliases: Vec::new(),
        kind,
        role: role.map(str::to_owned),
        affiliation: affiliation.map(str::to_owned),
        anonymity: None,
        quotes: quotes.to_vec(),
        words: 6,
    };
    let council = vec![span(&input, "The council")];
    let report = Report {
        version: CONTRACT_VERSION,
        article: Article { blocks: vec![1, 2, 3, 4, 5], words: 39, quoted_words: 16, unattributed_words: 5 },
        quotes: vec![direct, mixed, nobody],
        speakers: vec![
            speaker(0, "Mara Ellison", SpeakerKind::Person, Some("harbour master"), Some("Tidewater"), &[0, 1]),
            speaker(1, "Town <council>", SpeakerKind::Organization, None, None, &[1]),
        ],
        organizations: vec![Organization {
            name: "Town <council>".to_owned(),
            cited_as: CitedAs::Speaker,
            mentions: council,
        }],
        mentioned: Vec::new(),
        silences: vec![Silence {
            names: vec!["*Pier Board".to_owned()],
            kind: SilenceKind::Declined,
            text: "declined to comment".to_owned(),
            source: vec![span(&input, "The *Pier Board")],
            place: vec![span(&input, "declined to comment")],
        }],
        warnings: vec![Warning {
            code: WarningCode::UnclosedQuotation,
            message: "found an opening mark without a closing one".to_owned(),
            block: Some(3),
        }],
    };
    Scanned::with_report(input, report)
}

#[track_caller]
fn check(format: Format, file: &str) {
    let Rendered::Text(report) = render(format, &scanned()).unwrap() else { panic!("{file} is no text") };
    let found = [head(format).unwrap(), report, tail(format).to_vec()].concat();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli").join(file);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &found).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap();
    assert_eq!(String::from_utf8(found).unwrap(), expected, "{file}");
}

#[test]
fn text() {
    check(Format::Text, "pier.txt");
}

#[test]
fn jsonl() {
    check(Format::Jsonl, "pier.jsonl");
}

#[test]
fn html() {
    check(Format::Html, "pier.html");
}

#[test]
fn csv() {
    check(Format::Csv, "pier.csv");
}

#[test]
fn markdown() {
    check(Format::Md, "pier.md");
}
