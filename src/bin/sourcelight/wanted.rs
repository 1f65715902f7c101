//! Which quotes of a report are wanted: those of speakers and with words that match.

use regex::Regex;
use sourcelight::contract::{ByteSpan, Report, Speaker};

/// What quotes must match; all match where nothing is asked.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Wanted<'patterns> {
    /// One of the speakers' names, aliases, roles or affiliations.
    pub(crate) speaker: Option<&'patterns Regex>,
    /// The words of the content.
    pub(crate) words: Option<&'patterns Regex>,
}

impl Wanted<'_> {
    /// Leaves out the quotes that do not match, and the speakers that have none then. Ids stay what they were.
    pub(crate) fn keep_in(self, report: &mut Report<ByteSpan>) {
        let speakers = &report.speakers;
        let by_wanted = |ids: &[u32]| {
            let mut own = speakers.iter().filter(|speaker| ids.contains(&speaker.id));
            self.speaker.is_none_or(|pattern| own.any(|speaker| matches(pattern, speaker)))
        };
        report.quotes.retain(|quote| {
            self.words.is_none_or(|pattern| pattern.is_match(&quote.text)) && by_wanted(&quote.speakers)
        });
        let quotes = &report.quotes;
        for speaker in &mut report.speakers {
            speaker.quotes.retain(|id| quotes.iter().any(|quote| quote.id == *id));
        }
        report.speakers.retain(|speaker| !speaker.quotes.is_empty());
    }
}

fn matches(pattern: &Regex, speaker: &Speaker) -> bool {
    let names = std::iter::once(&speaker.name).chain(&speaker.aliases);
    names.chain(&speaker.role).chain(&speaker.affiliation).any(|text| pattern.is_match(text))
}
