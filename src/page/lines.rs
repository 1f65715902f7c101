//! The lines that stand around articles: calls to share, to comment, to read on elsewhere.

use crate::lexicon::WordList;

/// Words of a line at most, beyond those of its entry.
const MOST_OTHER_WORDS: usize = 4;
/// Words of an entry at most; checked by a test.
const MOST_ENTRY_WORDS: usize = 5;

/// The known lines.
#[derive(Debug)]
pub(crate) struct Lines {
    comments: WordList,
    ends: WordList,
    others: WordList,
}

impl Lines {
    /// Reads the list.
    pub(crate) fn load() -> Self {
        let text = include_str!("lines.txt");
        let section = |name: &str| {
            let after = text.split_once(name).map_or("", |(_, after)| after);
            WordList::parse(after.split_once("\n[").map_or(after, |(section, _)| section))
        };
        Self { comments: section("\n[comments]"), ends: section("\n[end]"), others: section("\n[line]") }
    }

    /// Whether a block starts the readers' comments ("12 comments").
    pub(super) fn starts_comments(&self, text: &str) -> bool {
        let line = first_line(text);
        // Alone and without a number, the word heads a column of a table as often as the readers' comments.
        starts_with_entry(&self.comments, line) && !line.trim().eq_ignore_ascii_case("comment")
    }

    /// Whether what follows the line is likely about something else ("Related stories").
    pub(super) fn is_end(&self, text: &str) -> bool {
        starts_with_entry(&self.ends, text)
    }

    /// Whether the line belongs to the page's workings, not to the article.
    pub(super) fn is_boilerplate(&self, text: &str) -> bool {
        let is_listed =
            |text: &str| [&self.others, &self.ends, &self.comments].iter().any(|list| starts_with_entry(list, text));
        let label = text.split_once(':').map_or("", |(label, _)| label);
        is_listed(text) || is_listed(label) || is_copyright(text)
    }
}

/// Whether a text is a note on who holds the rights; a paragraph may only start with that of its picture.
fn is_copyright(text: &str) -> bool {
    const MOST_WORDS: usize = 30;
    text.trim_start().starts_with(['©', 'ⓒ']) && text.split_whitespace().count() <= MOST_WORDS
}

fn first_line(text: &str) -> &str {
    text.split('\n').next().unwrap_or("")
}

/// Whether a short line without a sentence starts with an entry.
fn starts_with_entry(entries: &WordList, text: &str) -> bool {
    let words: Vec<&str> = words(text).take(MOST_ENTRY_WORDS + MOST_OTHER_WORDS + 1).collect();
    if words.len() > MOST_ENTRY_WORDS + MOST_OTHER_WORDS {
        return false;
    }
    let words: Vec<String> = words.iter().map(|word| word.to_lowercase().replace(is_apostrophe, "")).collect();
    (1..=words.len().min(MOST_ENTRY_WORDS)).any(|count| {
        let others = words.len() - count;
        // An entry of one word is too common a start of a sentence or a headline.
        let most = if count == 1 { 1 } else { MOST_OTHER_WORDS };
        others <= most && words.get(..count).is_some_and(|entry| entries.contains(&entry.join(" ")))
    })
}

/// The words of a text, without its numbers.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric() && !is_apostrophe(character))
        .map(|word| word.trim_matches(is_apostrophe))
        .filter(|word| !word.chars().all(|character| character.is_ascii_digit()))
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '’' | '\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_not_longer_than_what_is_looked_up() {
        for line in include_str!("lines.txt").lines().filter(|line| !line.starts_with(['#', '['])) {
            assert!(line.split(' ').count() <= MOST_ENTRY_WORDS, "{line:?}");
            assert_eq!(line, line.trim().to_lowercase());
        }
    }

    #[test]
    fn every_section_is_read() {
        let lines = Lines::load();
        let found = [&lines.comments, &lines.ends, &lines.others].map(|list| list.contains("comments"));
        assert_eq!(found, [true, false, false]);
        let found = [&lines.comments, &lines.ends, &lines.others].map(|list| list.contains("related"));
        assert_eq!(found, [false, true, false]);
        let found = [&lines.comments, &lines.ends, &lines.others].map(|list| list.contains("share"));
        assert_eq!(found, [false, false, true]);
    }

    #[derive(Debug, PartialEq)]
    enum Line {
        Comments,
        End,
        Other,
        None,
    }

    fn check(text: &str, expected: Line) {
        let lines = Lines::load();
        let found = match (lines.starts_comments(text), lines.is_end(text), lines.is_boilerplate(text)) {
            (true, ..) => Line::Comments,
            (_, true, _) => Line::End,
            (.., true) => Line::Other,
            _ => Line::None,
        };
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn lines_are_known_by_their_start() {
        check("12 Comments", Line::Comments);
        check("COMMENTS (1,204)", Line::Comments);
        check("3 comments:\nSomebody said that this was the best one yet.", Line::Comments);
        check("Write A Comment", Line::Comments);
        check("1 Comment", Line::Comments);
        check("Comment", Line::Other);
        check("References[edit]", Line::Comments);
        check("Related: ", Line::End);
        check("Editors’ picks", Line::End);
        check("» Read more", Line::Other);
        check("Share this article", Line::Other);
        check("© 2031 The Harbour Post", Line::Other);
        check("ADVERTISEMENT: “It changed my knees!” – try these socks for a week", Line::Other);
    }

    #[test]
    fn sentences_are_not_lines() {
        check("Related companies must file their accounts by the end of the year, the court said.", Line::None);
        check("Share prices fell on Monday after the announcement", Line::None);
        check("Comment is free but facts are sacred", Line::None);
    }
}
