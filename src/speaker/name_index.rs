//! Where to look for a figure by the words of a name.

use std::ops::Range;

use super::article::Article;
use super::names::PersonName;
use crate::keyed::Map;

/// Where to look for a figure by the words of a name.
#[derive(Debug, Default)]
pub(super) struct NameIndex {
    surnames: Map<String, Vec<usize>>,
    given: Map<String, Vec<usize>>,
    /// Later surnames of people who have changed theirs.
    later_surnames: Map<String, Vec<usize>>,
    /// A body's name in lower case -> figure.
    pub(super) bodies: Map<String, usize>,
    /// Names of bodies by each of their words, as word lists.
    by_word: Map<String, Vec<(Vec<String>, usize)>>,
    /// The last word of a body's name -> figure.
    pub(super) last_words: Map<String, usize>,
    /// What is left of a firm's name without "Inc.", "Group" and the like -> figure.
    pub(super) firms: Map<String, usize>,
    /// The initials of a body's name -> figure.
    pub(super) acronyms: Map<String, usize>,
}

impl NameIndex {
    pub(super) fn people(&self, word: &str) -> impl Iterator<Item = usize> + '_ {
        self.surnames.get(word).into_iter().flatten().copied()
    }

    pub(super) fn first_names(&self, word: &str) -> impl Iterator<Item = usize> + '_ {
        self.given.get(word).into_iter().flatten().copied()
    }

    /// People who have come to bear this surname.
    pub(super) fn renamed(&self, surname: &str) -> impl Iterator<Item = usize> + '_ {
        self.later_surnames.get(surname).into_iter().flatten().copied()
    }

    pub(super) fn rename(&mut self, name: &PersonName, figure: usize) {
        self.later_surnames.change(name.surname.clone(), Vec::new(), |figures| figures.push(figure));
    }

    pub(super) fn add_person(&mut self, name: &PersonName, figure: usize) {
        let mut add_surname = |word: &str| {
            self.surnames.change(word.to_owned(), Vec::new(), |figures| {
                if !figures.contains(&figure) {
                    figures.push(figure);
                }
            });
        };
        add_surname(&name.surname);
        name.surname.split([' ', '-']).filter(|part| part.chars().count() > 2).for_each(&mut add_surname);
        for given in name.given.iter().filter(|given| given.chars().count() > 1) {
            self.given.change(given.clone(), Vec::new(), |figures| figures.push(figure));
        }
    }

    /// A body whose longer name holds these words side by side.
    pub(super) fn longer_body(&self, words: &[String]) -> Option<usize> {
        let candidates = self.by_word.get(words.first()?)?;
        candidates
            .iter()
            .find(|(longer, _)| longer.len() > words.len() && longer.windows(words.len()).any(|window| window == words))
            .map(|(_, figure)| *figure)
    }

    pub(super) fn add_body(&mut self, article: &Article, tokens: &Range<usize>, words: Vec<String>, figure: usize) {
        let initials: String = tokens
            .clone()
            .filter(|token| article.is_capital(*token))
            .filter_map(|token| article.lower(token).chars().next())
            .collect();
        if initials.len() >= 2 {
            self.acronyms.insert_new(initials, figure);
        }
        if let Some(last) = words.last().filter(|_| words.len() > 1) {
            self.last_words.insert_new(last.clone(), figure);
        }
        let firm = words.iter().rev().skip_while(|word| is_legal_form(word)).count();
        if let Some(name) = words.get(..firm).filter(|name| !name.is_empty() && firm < words.len()) {
            self.firms.insert_new(name.join(" "), figure);
        }
        for word in &words {
            self.by_word.change(word.clone(), Vec::new(), |bodies| bodies.push((words.clone(), figure)));
        }
        self.bodies.insert(words.join(" "), figure);
    }
}

/// Words at the end of a firm's name that the article leaves out later.
fn is_legal_form(word: &str) -> bool {
    matches!(word, "inc" | "corp" | "corporation" | "co" | "company" | "ltd" | "llc" | "plc" | "gmbh" | "ag" | "group")
        || matches!(word, "holdings" | "industries" | "international" | "technologies" | "limited" | "incorporated")
}
