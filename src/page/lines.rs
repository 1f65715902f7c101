//! The lines that stand around articles: calls to share, to comment, to read on elsewhere.

use crate::lexicon::WordList;

/// Words of a line at most, beyond those of its entry.
const MOST_OTHER_WORDS: usize = 4;
/// Words of an entry at most; checked by a test.
const MOST_ENTRY_WORDS: usize = 5;

/// The known lines.
#[derive(Debug)]
pub(crate) struct Lines {
    ends: WordList,
    others: WordList,
}

impl Lines {
    /// Reads the list.
    pub(crate) fn load() -> Self {
        let text = include_str!("lines.txt");
        let (ends, others) = text.split_once("[line]").unwrap_or((text, ""));
        let (_, ends) = ends.split_once("[end]").unwrap_or(("", ends));
        Self { ends: WordList::parse(ends), others: WordList::parse(others) }
    }

    /// Whether what follows this line belongs to something else ("12 comments", "Related stories").
    pub(super) fn is_end(&self, text: &str) -> bool {
        starts_with_entry(&self.ends, text)
    }

    /// Whether the line belongs to the page's workings, not to the article.
    pub(super) fn is_boilerplate(&self, text: &str) -> bool {
        starts_with_entry(&self.others, text) || text.trim_start().starts_with(['©', 'ⓒ'])
    }
}

/// Whether a short line without a sentence starts with an entry.
fn starts_with_entry(entries: &WordList, text: &str) -> bool {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let word: &str = word.trim_matches(|character: char| !character.is_alphanumeric());
        if word.is_empty() || (words.is_empty() && word.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.')) {
            continue;
        }
        if words.len() > MOST_ENTRY_WORDS + MOST_OTHER_WORDS {
            return false;
        }
        words.push(word.to_lowercase().replace(['’', '\''], ""));
    }
    (1..=words.len().min(MOST_ENTRY_WORDS)).any(|count| {
        let others = words.len() - count;
        // An entry of one word is too common a start of a sentence or a headline.
        let most = if count == 1 { 1 } else { MOST_OTHER_WORDS };
        others <= most && words.get(..count).is_some_and(|entry| entries.contains(&entry.join(" ")))
    })
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

    fn check(text: &str, is_end: bool, is_boilerplate: bool) {
        let lines = Lines::load();
        assert_eq!((lines.is_end(text), lines.is_boilerplate(text)), (is_end, is_boilerplate), "{text:?}");
    }

    #[test]
    fn lines_are_known_by_their_start() {
        check("12 Comments", true, false);
        check("COMMENTS (1,204)", true, false);
        check("Related: ", true, false);
        check("Editors’ picks", true, false);
        check("» Read more", false, true);
        check("Share this article", false, true);
        check("© 2031 The Harbour Post", false, true);
        check("Write A Comment", true, true);
    }

    #[test]
    fn sentences_are_not_lines() {
        check("Related companies must file their accounts by the end of the year, the court said.", false, false);
        check("Share prices fell on Monday after the announcement", false, false);
        check("Comment is free but facts are sacred", false, false);
    }
}
