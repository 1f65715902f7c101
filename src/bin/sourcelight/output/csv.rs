//! Comma-separated values (RFC 4180, with line feeds): one row a quote.

use std::borrow::Cow;
use std::io::{self, Write};

use sourcelight::contract::Speaker;

use super::words::{channel, quote_kind, role, speaker_kind, statement};
use crate::scanned::Scanned;

const COLUMNS: [&str; 15] = [
    "doc",
    "quote",
    "kind",
    "statement",
    "speaker",
    "speaker_kind",
    "role",
    "text",
    "cue",
    "source",
    "addressee",
    "channel",
    "link",
    "confidence",
    "start",
];

/// Writes the names of the columns.
pub(super) fn start(sink: &mut impl Write) -> io::Result<()> {
    write_record(sink, COLUMNS.iter().map(|column| Cow::Borrowed(*column)))
}

/// Writes the rows of a file. `start` is the quote's first code point in the file (of HTML: in the collected text).
pub(super) fn write(sink: &mut impl Write, scanned: &Scanned) -> io::Result<()> {
    for quote in &scanned.report.quotes {
        let of_speakers = |value: fn(&Speaker) -> Cow<'_, str>| -> String {
            scanned.speakers_of(quote).map(value).collect::<Vec<_>>().join("; ")
        };
        let start = quote.content.first().and_then(|span| scanned.code_points_of(span)).map(|[start, _]| start);
        let row: [String; COLUMNS.len()] = [
            scanned.input.name.clone(),
            quote.id.to_string(),
            quote_kind(quote.kind).to_owned(),
            statement(quote.statement).to_owned(),
            of_speakers(|speaker| Cow::Borrowed(&speaker.name)),
            of_speakers(|speaker| Cow::Borrowed(speaker_kind(speaker.kind))),
            of_speakers(|speaker| Cow::Owned(role(speaker))),
            quote.text.clone(),
            scanned.pieces(&quote.cue),
            scanned.pieces(&quote.source),
            quote.addressee.clone().unwrap_or_default(),
            quote.channel.map(channel).unwrap_or_default().to_owned(),
            quote.link.clone().unwrap_or_default(),
            format!("{:.2}", quote.confidence),
            start.map(|start| start.to_string()).unwrap_or_default(),
        ];
        write_record(sink, row.iter().map(|value| defused(value)))?;
    }
    Ok(())
}

fn write_record<'value>(sink: &mut impl Write, values: impl Iterator<Item = Cow<'value, str>>) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(sink);
    writer.write_record(values.map(|value| value.into_owned())).map_err(|error| match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    })?;
    writer.flush()
}

/// A value that spreadsheets take for text: one that would be a formula gets an apostrophe before it.
///
/// See OWASP, "CSV Injection".
fn defused(value: &str) -> Cow<'_, str> {
    let first = value.trim_start_matches([' ', '\u{a0}']).chars().next();
    match first {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') => {
            Cow::Owned(format!("'{value}"))
        }
        _ => Cow::Borrowed(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused() {
        let check = |value: &str, expected: &str| assert_eq!(defused(value), expected);
        check("plain", "plain");
        check("", "");
        check("=1+1", "'=1+1");
        check(" =1+1", "' =1+1");
        check("-5", "'-5");
        check("@name", "'@name");
        check("\tx", "'\tx");
        check("“=1”", "“=1”");
    }
}
