//! Closed classes of English words.

use super::class_table::ClassTable;

/// The classes that a word belongs to; a word may be in several ("that").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct WordClasses(u16);

/// One class of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordClass {
    Auxiliary = 1,
    Adverb = 1 << 1,
    Determiner = 1 << 2,
    Preposition = 1 << 3,
    Subordinator = 1 << 4,
    Coordinator = 1 << 5,
    Relative = 1 << 6,
    /// A pronoun that can be a subject.
    Pronoun = 1 << 7,
    /// A pronoun that can only be an object.
    Object = 1 << 8,
    /// A day, a month, a time of the day.
    Time = 1 << 9,
    /// A common finite verb whose ending does not show it.
    Verb = 1 << 10,
    /// A noun for a work that has a title.
    Work = 1 << 11,
}

impl WordClasses {
    /// Whether the word is of this class.
    pub(crate) fn is(self, class: WordClass) -> bool {
        self.0 & class as u16 != 0
    }

    /// One bit a class.
    pub(crate) fn bits(self) -> u16 {
        self.0
    }
}

/// The closed classes, for look-up by word.
#[derive(Debug)]
pub(crate) struct Grammar {
    words: ClassTable,
}

impl Grammar {
    /// Reads `class: word word ...` lines; a word listed in several classes belongs to all of them.
    pub(crate) fn parse(text: &'static str) -> Self {
        Self { words: ClassTable::parse(text, |name| class_of(name).map_or(0, |class| class as u16)) }
    }

    /// The classes of a lower-case word; none for an unknown one.
    pub(crate) fn classes(&self, word: &str) -> WordClasses {
        WordClasses(self.words.get(word).unwrap_or(0))
    }
}

fn class_of(name: &str) -> Option<WordClass> {
    Some(match name {
        "auxiliary" => WordClass::Auxiliary,
        "adverb" => WordClass::Adverb,
        "determiner" => WordClass::Determiner,
        "preposition" => WordClass::Preposition,
        "subordinator" => WordClass::Subordinator,
        "coordinator" => WordClass::Coordinator,
        "relative" => WordClass::Relative,
        "pronoun" => WordClass::Pronoun,
        "object" => WordClass::Object,
        "time" => WordClass::Time,
        "verb" => WordClass::Verb,
        "work" => WordClass::Work,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_can_be_of_several_classes() {
        let grammar = Grammar::parse("relative: who that\nsubordinator: that\n");
        assert!(grammar.classes("that").is(WordClass::Relative) && grammar.classes("that").is(WordClass::Subordinator));
        assert!(!grammar.classes("who").is(WordClass::Subordinator));
        assert_eq!(grammar.classes("harbour"), WordClasses::default());
    }
}
