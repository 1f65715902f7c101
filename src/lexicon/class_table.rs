//! Tables that give each word the classes that it belongs to, as bits.

use crate::keyed::Map;

/// Words with their classes.
#[derive(Debug)]
pub(super) struct ClassTable {
    words: Map<&'static str, u16>,
}

impl ClassTable {
    /// Reads `class: word word ...` lines; a word listed in several classes belongs to all of them. `bits_of` gives the
    /// bits of a class by its name; lines of a class that it does not know (no bits) are skipped, as are comments.
    pub(super) fn parse(text: &'static str, bits_of: impl Fn(&str) -> u16) -> Self {
        let mut words = Map::default();
        for line in text.lines() {
            let Some((name, list)) = line.split('#').next().and_then(|line| line.split_once(':')) else { continue };
            let bits = bits_of(name.trim());
            if bits != 0 {
                list.split_whitespace().for_each(|word| words.change(word, 0, |known| *known |= bits));
            }
        }
        Self { words }
    }

    /// The bits of a word; `None` for one that no line lists.
    pub(super) fn get(&self, word: &str) -> Option<u16> {
        self.words.get(word).copied()
    }
}
