//! Markdown (CommonMark with tables): the roster, then the quotes.

use std::io::{self, Write};

use super::words::{count, one_line, quote_kind, role, speaker_kind, speakers, summary};
use crate::scanned::Scanned;

/// Writes a file's report.
pub(super) fn write(sink: &mut impl Write, scanned: &Scanned) -> io::Result<()> {
    writeln!(sink, "# {}\n\n{}.", escaped(&scanned.input.name), summary(scanned))?;
    for warning in &scanned.report.warnings {
        writeln!(sink, "\n**Warning:** {}.", escaped(&warning.message))?;
    }
    if !scanned.report.speakers.is_empty() {
        writeln!(sink, "\n## Speakers\n\n| Name | Kind | Role | Quotes |\n| --- | --- | --- | --- |")?;
    }
    for speaker in &scanned.report.speakers {
        writeln!(
            sink,
            "| {} | {} | {} | {} |",
            escaped(&speaker.name),
            speaker_kind(speaker.kind),
            escaped(&role(speaker)),
            speaker.quotes.len()
        )?;
    }
    if !scanned.report.organizations.is_empty() {
        writeln!(sink, "\n## Cited organizations\n")?;
    }
    for organization in &scanned.report.organizations {
        writeln!(sink, "- {} ({})", escaped(&organization.name), count(organization.mentions.len(), "mention"))?;
    }
    if !scanned.report.silences.is_empty() {
        writeln!(sink, "\n## Asked, without an answer\n")?;
    }
    for silence in &scanned.report.silences {
        writeln!(sink, "- {}: {}", escaped(&silence.names.join(" and ")), escaped(&silence.text))?;
    }
    if !scanned.report.quotes.is_empty() {
        writeln!(sink, "\n## Quotes")?;
    }
    for quote in &scanned.report.quotes {
        writeln!(sink, "\n**{}** ({}):", escaped(&speakers(scanned, quote)), quote_kind(quote.kind))?;
        writeln!(sink, "\n> {}", escaped(&quote.text))?;
    }
    Ok(())
}

/// Text in one line in which no character means markup.
fn escaped(text: &str) -> String {
    let line = one_line(text);
    let mut escaped = String::with_capacity(line.len());
    let mut is_number = true;
    for (index, character) in line.chars().enumerate() {
        let is_markup = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' => true,
            // These mean something at the start of a line only: headings, lists, rules.
            '#' | '+' | '-' | '=' | ':' => index == 0,
            '.' | ')' => index > 0 && is_number,
            _ => false,
        };
        is_number = is_number && character.is_ascii_digit();
        if is_markup {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected);
        check("plain - text. (1) #", "plain - text. (1) #");
        check("*a* _b_ `c` [d](e) <f> g|h ~i~ &amp; \\", r"\*a\* \_b\_ \`c\` \[d\](e) \<f\> g\|h \~i\~ \&amp; \\");
        check("# a", r"\# a");
        check("- a", r"\- a");
        check("12. a", r"12\. a");
        check("12) a", r"12\) a");
        check("two\n\n# lines", "two # lines");
    }
}
