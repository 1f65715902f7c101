//! A self-contained page: the article with its quotes marked, a legend and the roster.

use std::fmt;
use std::io::{self, Write};

use sourcelight::contract::{BlockKind, ByteSpan, InputBlock, Quote};

use super::words::{quote_kind, role, speaker_kind, speakers, summary};
use crate::scanned::Scanned;

const LEGEND: &str = "\
<ul class=\"legend\" aria-label=\"Legend\">\
<li><mark class=\"direct\">Direct</mark>: all words in quotation marks</li>\
<li><mark class=\"mixed\">Mixed</mark>: some words in quotation marks</li>\
<li><mark class=\"indirect\">Indirect</mark>: no words in quotation marks</li>\
</ul>\n";

/// Writes the page's start.
pub(super) fn start(sink: &mut impl Write) -> io::Result<()> {
    write!(
        sink,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>Quotes and speakers - Sourcelight</title>\n<style>\n{}</style>\n</head>\n<body>\n<main>\n\
         <h1>Quotes and speakers</h1>\n{LEGEND}",
        include_str!("report.css")
    )
}

/// The page's end.
pub(super) const TAIL: &[u8] = b"</main>\n</body>\n</html>\n";

/// Writes the section of a file.
pub(super) fn write(sink: &mut impl Write, scanned: &Scanned) -> io::Result<()> {
    let name = Escaped(&scanned.input.name);
    writeln!(sink, "<section>\n<h2>{name}</h2>\n<p class=\"quiet\">{}.</p>", Escaped(&summary(scanned)))?;
    for warning in &scanned.report.warnings {
        writeln!(sink, "<p><strong>Warning:</strong> {}.</p>", Escaped(&warning.message))?;
    }
    roster(sink, scanned)?;
    silences(sink, scanned)?;
    article(sink, scanned)?;
    writeln!(sink, "</section>")
}

fn roster(sink: &mut impl Write, scanned: &Scanned) -> io::Result<()> {
    if scanned.report.speakers.is_empty() {
        return Ok(());
    }
    writeln!(
        sink,
        "<h3>Speakers</h3>\n<table>\n<thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Kind</th>\
         <th scope=\"col\">Role</th><th scope=\"col\">Quotes</th></tr></thead>\n<tbody>"
    )?;
    for speaker in &scanned.report.speakers {
        writeln!(
            sink,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>",
            Escaped(&speaker.name),
            speaker_kind(speaker.kind),
            Escaped(&role(speaker)),
            speaker.quotes.len()
        )?;
    }
    writeln!(sink, "</tbody>\n</table>")
}

fn silences(sink: &mut impl Write, scanned: &Scanned) -> io::Result<()> {
    if scanned.report.silences.is_empty() {
        return Ok(());
    }
    writeln!(sink, "<h3>Asked, without an answer</h3>\n<ul>")?;
    for silence in &scanned.report.silences {
        writeln!(sink, "<li>{}: {}</li>", Escaped(&silence.names.join(" and ")), Escaped(&silence.text))?;
    }
    writeln!(sink, "</ul>")
}

fn article(sink: &mut impl Write, scanned: &Scanned) -> io::Result<()> {
    let language = scanned.input.collected.page.lang.as_deref().filter(|lang| !lang.is_empty());
    match language {
        Some(language) => writeln!(sink, "<article lang=\"{}\">", Escaped(language))?,
        None => writeln!(sink, "<article>")?,
    }
    for block in scanned.article_blocks() {
        let (open, close) = match block.kind {
            BlockKind::Headline => ("<h3>", "</h3>"),
            BlockKind::Heading => ("<h4>", "</h4>"),
            BlockKind::Blockquote => ("<blockquote><p>", "</p></blockquote>"),
            BlockKind::Caption => ("<figure><figcaption>", "</figcaption></figure>"),
            BlockKind::ListItem => ("<ul><li>", "</li></ul>"),
            BlockKind::Paragraph | BlockKind::Cell | BlockKind::Other => ("<p>", "</p>"),
        };
        sink.write_all(open.as_bytes())?;
        marked(sink, scanned, block)?;
        writeln!(sink, "{close}")?;
    }
    writeln!(sink, "</article>")
}

/// A block's text with its quotes marked. Where quotes overlap, the one that starts later is shown.
fn marked(sink: &mut impl Write, scanned: &Scanned, block: &InputBlock) -> io::Result<()> {
    let mut spans: Vec<(&ByteSpan, &Quote<ByteSpan>)> = scanned
        .report
        .quotes
        .iter()
        .flat_map(|quote| quote.content.iter().map(move |span| (span, quote)))
        .filter(|(span, _)| span.block == block.id && span.start < span.end)
        .collect();
    spans.sort_by_key(|(span, quote)| (span.start, quote.id));
    let mut cuts: Vec<usize> = spans.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
    cuts.extend([0, block.text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut coming = spans.into_iter().peekable();
    let mut covering: Vec<(&ByteSpan, &Quote<ByteSpan>)> = Vec::new();
    for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
        let Some(text) = block.text.get(*start..*end) else { continue };
        covering.retain(|(span, _)| span.end >= *end);
        while let Some(begun) = coming.next_if(|(span, _)| span.start <= *start) {
            covering.push(begun);
        }
        let Some((span, quote)) = covering.last().copied() else {
            write!(sink, "{}", Escaped(text))?;
            continue;
        };
        let kind = quote_kind(quote.kind);
        let who = speakers(scanned, quote);
        write!(
            sink,
            "<mark class=\"{kind}\" data-quote=\"{}\" data-speaker=\"{}\" title=\"{kind} quote: {}\">{}",
            quote.id,
            Escaped(if quote.speakers.is_empty() { "" } else { &who }),
            Escaped(&who),
            Escaped(text)
        )?;
        // Screen readers tell neither of marks nor of titles.
        let is_last_piece = *end == span.end && quote.content.last() == Some(span);
        if is_last_piece {
            write!(sink, "<span class=\"for-screen-readers\"> ({kind} quote: {})</span>", Escaped(&who))?;
        }
        write!(sink, "</mark>")?;
    }
    Ok(())
}

/// Text for elements' content and quoted attributes.
struct Escaped<'text>(&'text str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => formatter.write_str("&amp;")?,
                '<' => formatter.write_str("&lt;")?,
                '>' => formatter.write_str("&gt;")?,
                '"' => formatter.write_str("&quot;")?,
                '\'' => formatter.write_str("&#39;")?,
                // HTML has no way to write other control characters.
                character if character.is_control() && !matches!(character, '\n' | '\t') => {}
                character => write!(formatter, "{character}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped() {
        let check = |text: &str, expected: &str| assert_eq!(Escaped(text).to_string(), expected);
        check("<script>\"a\" & 'b'</script>", "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;");
        check("a\u{0}\u{1b}b\nc", "ab\nc");
    }
}
