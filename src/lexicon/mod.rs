//! Word lists. The words live in the text files beside this one: one entry a line, lower case, `#` starts a comment.

pub(crate) mod abbreviations;
mod class_table;
pub(crate) mod cues;
pub(crate) mod grammar;
pub(crate) mod nouns;
pub(crate) mod statements;

use abbreviations::{Abbreviations, Elisions};
use cues::CueVerbs;
use grammar::Grammar;
use nouns::Nouns;
use statements::Statements;

use crate::keyed::Set;

/// A list of words or phrases, compared as they stand (callers lower-case).
#[derive(Debug)]
pub(crate) struct WordList {
    entries: Set<&'static str>,
}

impl WordList {
    /// Reads a list; blank lines and comments are skipped.
    pub(crate) fn parse(text: &'static str) -> Self {
        let lines = text.lines().map(|line| line.split('#').next().unwrap_or("").trim());
        Self { entries: lines.filter(|line| !line.is_empty()).collect() }
    }

    /// Reads a list that holds several single words a line.
    pub(crate) fn parse_words(text: &'static str) -> Self {
        let words = text.lines().flat_map(|line| line.split('#').next().unwrap_or("").split_whitespace());
        Self { entries: words.collect() }
    }

    /// Whether the list holds exactly this entry.
    pub(crate) fn contains(&self, entry: &str) -> bool {
        self.entries.contains(entry)
    }
}

/// All word lists of the core, loaded once by the [`Analyzer`](crate::Analyzer).
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// Abbreviations that end in a full stop without ending a sentence ("mr", "sen", "jan").
    pub(crate) abbreviations: Abbreviations,
    /// Words whose beginning an apostrophe stands for ("'tis").
    pub(crate) elisions: Elisions,
    /// Reporting verbs.
    pub(crate) cues: CueVerbs,
    /// What kinds of statements reporting verbs make.
    pub(crate) statements: Statements,
    /// Closed classes of English.
    pub(crate) grammar: Grammar,
    /// Nouns and adjectives that say what a mention stands for.
    pub(crate) nouns: Nouns,
    /// Common given names of many cultures, without anything else about them.
    pub(crate) given_names: WordList,
    /// Countries, capitals and other places.
    pub(crate) places: WordList,
    /// Bodies, outlets and buildings whose names hold no word that says so.
    pub(crate) bodies: WordList,
}

impl Lexicon {
    /// Reads every list.
    pub(crate) fn load() -> Self {
        Self {
            abbreviations: Abbreviations::parse(include_str!("abbreviations.txt")),
            elisions: Elisions::parse(include_str!("elisions.txt")),
            cues: CueVerbs::parse(include_str!("cues.txt")),
            statements: Statements::parse(include_str!("statements.txt")),
            grammar: Grammar::parse(include_str!("grammar.txt")),
            nouns: Nouns::parse(include_str!("nouns.txt")),
            given_names: WordList::parse_words(include_str!("given.txt")),
            places: WordList::parse(include_str!("places.txt")),
            bodies: WordList::parse(include_str!("bodies.txt")),
        }
    }
}
