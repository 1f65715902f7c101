//! A report to read in a terminal or a mail: the roster, then the quotes.

use std::io::{self, Write};

use textwrap::Options;
use textwrap::core::display_width;

use super::words::{count, one_line, quote_kind, role, speaker_kind, speakers, summary};
use crate::scanned::Scanned;

/// Columns of a line at most.
const WIDTH: usize = 80;
/// Columns of a name in the roster at most; a longer one pushes the rest of its row to the right.
const NAME_WIDTH: usize = 32;

/// Writes a file's report.
pub(super) fn write(sink: &mut impl Write, scanned: &Scanned) -> io::Result<()> {
    let name = one_line(&scanned.input.name);
    writeln!(sink, "{name}\n{}", "=".repeat(display_width(&name)))?;
    wrapped(sink, &format!("{}.", summary(scanned)), "")?;
    for warning in &scanned.report.warnings {
        wrapped(sink, &format!("Warning: {}.", one_line(&warning.message)), "")?;
    }
    if !scanned.report.speakers.is_empty() {
        writeln!(sink, "\nSpeakers")?;
        roster(sink, scanned)?;
    }
    if !scanned.report.organizations.is_empty() {
        let names: Vec<_> = scanned.report.organizations.iter().map(|found| one_line(&found.name)).collect();
        writeln!(sink, "\nCited organizations")?;
        wrapped(sink, &names.join(", "), "  ")?;
    }
    if !scanned.report.silences.is_empty() {
        writeln!(sink, "\nAsked, without an answer")?;
    }
    for silence in &scanned.report.silences {
        wrapped(sink, &format!("{}: {}", one_line(&silence.names.join(" and ")), one_line(&silence.text)), "  ")?;
    }
    if !scanned.report.quotes.is_empty() {
        writeln!(sink, "\nQuotes")?;
    }
    for quote in &scanned.report.quotes {
        let number = quote.id + 1;
        let who = speakers(scanned, quote);
        writeln!(sink, "{number:>3}  {} ({})", one_line(&who), quote_kind(quote.kind))?;
        wrapped(sink, &one_line(&quote.text), "     ")?;
    }
    Ok(())
}

/// One row a speaker: name, kind, number of quotes, role.
fn roster(sink: &mut impl Write, scanned: &Scanned) -> io::Result<()> {
    let speakers = &scanned.report.speakers;
    let widest = speakers.iter().map(|speaker| display_width(&one_line(&speaker.name))).max().unwrap_or(0);
    let name_width = widest.min(NAME_WIDTH);
    for speaker in speakers {
        let name = one_line(&speaker.name);
        let padding = " ".repeat(name_width.saturating_sub(display_width(&name)));
        let row = format!(
            "  {name}{padding}  {:<12}  {:<9}  {}",
            speaker_kind(speaker.kind),
            count(speaker.quotes.len(), "quote"),
            one_line(&role(speaker))
        );
        writeln!(sink, "{}", row.trim_end())?;
    }
    Ok(())
}

fn wrapped(sink: &mut impl Write, text: &str, indent: &str) -> io::Result<()> {
    let options = Options::new(WIDTH).initial_indent(indent).subsequent_indent(indent);
    for line in textwrap::wrap(text, options) {
        writeln!(sink, "{line}")?;
    }
    Ok(())
}
