//! Tables that give each word the classes that it belongs to, as bits.

use crate::order::sort_by_key;

/// Words with their classes, sorted for look-up.
#[derive(Debug)]
pub(super) struct ClassTable {
    words: Vec<(&'static str, u16)>,
}

impl ClassTable {
    /// Reads `class: word word ...` lines; a word listed in several classes belongs to all of them. `bits_of` gives the
    /// bits of a class by its name; lines of a class that it does not know (no bits) are skipped, as are comments.
    pub(super) fn parse(text: &'static str, bits_of: impl Fn(&str) -> u16) -> Self {
        let mut words: Vec<(&'static str, u16)> = Vec::new();
        for line in text.lines() {
            let Some((name, list)) = line.split('#').next().and_then(|line| line.split_once(':')) else { continue };
            let bits = bits_of(name.trim());
            if bits != 0 {
                words.extend(list.split_whitespace().map(|word| (word, bits)));
            }
        }
        sort_by_key(&mut words, |(word, _)| *word);
        words.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            if same {
                earlier.1 |= later.1;
            }
            same
        });
        Self { words }
    }

    /// The bits of a word; `None` for one that no line lists.
    pub(super) fn get(&self, word: &str) -> Option<u16> {
        let index = self.words.binary_search_by(|(entry, _)| (*entry).cmp(word)).ok()?;
        self.words.get(index).map(|(_, bits)| *bits)
    }
}
