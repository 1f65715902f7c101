//! JSON lines, schema `sourcelight/1`: one object a file.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;
use sourcelight::contract::{
    ByteSpan, Channel, CitedAs, Organization, Quote, QuoteKind, Reason, Silence, SilenceKind, Speaker, SpeakerKind,
    Statement, Warning,
};

use crate::input::TextKind;
use crate::scanned::Scanned;

/// Spans of Unicode code points, end exclusive.
type Spans = Vec<[usize; 2]>;

#[derive(Debug, Serialize)]
struct Document<'report> {
    schema: &'static str,
    doc: &'report str,
    /// Of HTML only: the text that the positions count in.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'report str>,
    article: JsonArticle,
    quotes: Vec<JsonQuote<'report>>,
    sources: Vec<Source<'report>>,
    organizations: Vec<JsonOrganization<'report>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    silences: Vec<JsonSilence<'report>>,
    warnings: &'report [Warning],
}

/// Which part of the file was read as the article, and its counts.
#[derive(Debug, Serialize)]
struct JsonArticle {
    blocks: Spans,
    words: u32,
    quoted_words: u32,
    unattributed_words: u32,
}

#[derive(Debug, Serialize)]
struct JsonQuote<'report> {
    id: u32,
    kind: QuoteKind,
    statement: Statement,
    text: Cow<'report, str>,
    content: Spans,
    cue: Spans,
    source: Spans,
    speakers: &'report [u32],
    addressee: Option<&'report str>,
    channel: Option<Channel>,
    link: Option<&'report str>,
    confidence: f64,
    why: &'report [Reason],
}

#[derive(Debug, Serialize)]
struct Source<'report> {
    id: u32,
    name: &'report str,
    aliases: &'report [String],
    kind: SpeakerKind,
    role: Option<&'report str>,
    affiliation: Option<&'report str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    anonymity: Option<&'report str>,
    quotes: &'report [u32],
}

#[derive(Debug, Serialize)]
struct JsonOrganization<'report> {
    name: &'report str,
    cited_as: CitedAs,
    mentions: Spans,
}

/// Somebody who was asked and said nothing.
#[derive(Debug, Serialize)]
struct JsonSilence<'report> {
    names: &'report [String],
    kind: SilenceKind,
    text: &'report str,
    source: Spans,
    place: Spans,
}

/// Writes a file's object and a line feed.
pub(super) fn write(sink: &mut impl Write, scanned: &Scanned) -> io::Result<()> {
    let spans =
        |spans: &[ByteSpan]| -> Spans { spans.iter().filter_map(|span| scanned.code_points_of(span)).collect() };
    let quote =
        |quote: &Quote<ByteSpan>| -> [Spans; 3] { [spans(&quote.content), spans(&quote.cue), spans(&quote.source)] };
    let report = &scanned.report;
    let document = Document {
        schema: "sourcelight/1",
        doc: &scanned.input.name,
        text: (scanned.input.kind == TextKind::Html).then_some(scanned.input.collected.text.as_str()),
        article: JsonArticle {
            blocks: scanned
                .article_blocks()
                .map(|block| ByteSpan { block: block.id, start: 0, end: block.text.len() })
                .filter_map(|span| scanned.code_points_of(&span))
                .collect(),
            words: report.article.words,
            quoted_words: report.article.quoted_words,
            unattributed_words: report.article.unattributed_words,
        },
        quotes: report.quotes.iter().map(|found| json_quote(found, scanned.printed(found), quote(found))).collect(),
        sources: report.speakers.iter().map(source).collect(),
        organizations: report
            .organizations
            .iter()
            .map(|Organization { name, cited_as, mentions }| JsonOrganization {
                name,
                cited_as: *cited_as,
                mentions: spans(mentions),
            })
            .collect(),
        silences: report
            .silences
            .iter()
            .map(|Silence { names, kind, text, source, place }| JsonSilence {
                names,
                kind: *kind,
                text,
                source: spans(source),
                place: spans(place),
            })
            .collect(),
        warnings: &report.warnings,
    };
    serde_json::to_writer(&mut *sink, &document)?;
    sink.write_all(b"\n")
}

fn json_quote<'a>(quote: &'a Quote<ByteSpan>, text: Cow<'a, str>, [content, cue, source]: [Spans; 3]) -> JsonQuote<'a> {
    JsonQuote {
        id: quote.id,
        kind: quote.kind,
        statement: quote.statement,
        text,
        content,
        cue,
        source,
        speakers: &quote.speakers,
        addressee: quote.addressee.as_deref(),
        channel: quote.channel,
        link: quote.link.as_deref(),
        confidence: (f64::from(quote.confidence) * 100.0).round() / 100.0,
        why: &quote.why,
    }
}

fn source(speaker: &Speaker) -> Source<'_> {
    Source {
        id: speaker.id,
        name: &speaker.name,
        aliases: &speaker.aliases,
        kind: speaker.kind,
        role: speaker.role.as_deref(),
        affiliation: speaker.affiliation.as_deref(),
        anonymity: speaker.anonymity.as_deref(),
        quotes: &speaker.quotes,
    }
}
