//! The words that every form of output uses for the contract's terms.

use std::borrow::Cow;

use sourcelight::contract::{ByteSpan, Channel, Quote, QuoteKind, Speaker, SpeakerKind, Statement};

use crate::scanned::Scanned;

/// What stands where no speaker was found.
pub(super) const NO_SPEAKER: &str = "speaker not found";

pub(super) fn quote_kind(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Mixed => "mixed",
        QuoteKind::Indirect => "indirect",
    }
}

pub(super) fn speaker_kind(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Person => "person",
        SpeakerKind::Organization => "organization",
        SpeakerKind::Document => "document",
        SpeakerKind::Group => "group",
        SpeakerKind::Anonymous => "anonymous",
    }
}

pub(super) fn statement(statement: Statement) -> &'static str {
    match statement {
        Statement::Speech => "speech",
        Statement::Writing => "writing",
        Statement::Thought => "thought",
        Statement::Intention => "intention",
        Statement::Finding => "finding",
    }
}

pub(super) fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Interview => "interview",
        Channel::Statement => "statement",
        Channel::Post => "post",
        Channel::PressConference => "press conference",
        Channel::Report => "report",
        Channel::Speech => "speech",
        Channel::OtherOutlet => "other outlet",
    }
}

/// The names of a quote's speakers, or [`NO_SPEAKER`].
pub(super) fn speakers(scanned: &Scanned, quote: &Quote<ByteSpan>) -> String {
    let names: Vec<&str> = scanned.speakers_of(quote).map(|speaker| speaker.name.as_str()).collect();
    if names.is_empty() { NO_SPEAKER.to_owned() } else { names.join(" and ") }
}

/// Role and affiliation as printed; empty where the article gives none.
pub(super) fn role(speaker: &Speaker) -> String {
    let parts: Vec<&str> = [&speaker.role, &speaker.affiliation].into_iter().flatten().map(String::as_str).collect();
    match parts.as_slice() {
        // A role often holds the affiliation already ("White House press secretary").
        [role, affiliation] if role.contains(affiliation) => (*role).to_owned(),
        _ => parts.join(", "),
    }
}

/// `1 quote`, `2 quotes`.
pub(super) fn count(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// What a report amounts to, in one sentence.
pub(super) fn summary(scanned: &Scanned) -> String {
    let report = &scanned.report;
    let article = &report.article;
    let mut summary = format!(
        "{} from {} in {}",
        count(report.quotes.len(), "quote"),
        count(report.speakers.len(), "speaker"),
        count(usize::try_from(article.words).unwrap_or(usize::MAX), "word"),
    );
    if article.quoted_words > 0 {
        let quoted = percent(article.quoted_words, article.words);
        let unattributed = percent(article.unattributed_words, article.quoted_words);
        summary.push_str(&format!("; {quoted} % of the words are quoted, "));
        summary.push_str(&match article.unattributed_words {
            0 => "all of them with a speaker".to_owned(),
            _ => format!("{unattributed} % of these have no speaker found"),
        });
    }
    summary
}

fn percent(part: u32, whole: u32) -> u64 {
    (u64::from(part) * 100 + u64::from(whole) / 2).checked_div(u64::from(whole)).unwrap_or(0)
}

/// Text in one line: white space collapsed, and control characters, which could drive a terminal, taken out.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    let is_clean = !text.contains(is_unsafe) && !text.contains("  ") && text.trim() == text;
    if is_clean {
        return Cow::Borrowed(text);
    }
    let visible: String = text.chars().map(|character| if is_unsafe(character) { ' ' } else { character }).collect();
    Cow::Owned(visible.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Control characters, and those that turn the direction of the text after them.
fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_has_no_control_characters() {
        let check = |text: &str, expected: &str| assert_eq!(one_line(text), expected);
        check("plain", "plain");
        check(" two\r\n  lines ", "two lines");
        check("\u{1b}[31mred\u{7}", "[31mred");
        check("\u{202e}turned", "turned");
        check("no\u{a0}break", "no\u{a0}break");
    }

    #[test]
    fn percentages_are_rounded() {
        assert_eq!([percent(1, 3), percent(2, 3), percent(0, 0), percent(u32::MAX, u32::MAX)], [33, 67, 0, 100]);
    }
}
