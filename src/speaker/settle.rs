//! Names that nothing in their own words tells from a person's or a body's: what surrounds them decides, and how the article
//! goes on.

use std::ops::Range;

use super::agreement::Agreement;
use super::article::Article;
use super::cast::Cast;
use super::mentions::{Mention, Shape};
use super::names::{PersonName, fold};
use crate::contract::BlockKind;
use crate::keyed::{Map, Set};
use crate::lexicon::cues::CueClass;
use crate::lexicon::nouns::NounClass;
use crate::text::TokenKind;

impl Cast {
    /// Decides which names of unknown shape are people's, by what surrounds them and by how the article goes on.
    pub(super) fn settle_unknown_names(&mut self, article: &Article, source_starts: &Set<usize>) {
        let mut surnames: Set<String> = Set::default();
        let mut bare_words: Set<String> = Set::default();
        let mut personal: Set<String> = Set::default();
        let mut family_names: Set<String> = Set::default();
        let mut kin: Set<String> = Set::default();
        for (mention, description) in self.mentions.iter().zip(&self.descriptions) {
            let last = mention.tokens.end.checked_sub(1).map(|token| fold(article.word(token))).unwrap_or_default();
            // "his wife, Ola": what kinship says of a lone name is said of a person.
            if mention.tokens.len() == 1 && description.of_person && description.agreement != Agreement::default() {
                kin.insert(last.clone());
            }
            match &mention.shape {
                Shape::Person(name) if name.is_bare() => {
                    surnames.insert(last);
                }
                Shape::Person(_) => {
                    family_names.insert(last);
                }
                Shape::Unknown
                    if mention.tokens.len() == 1
                        && !article.follows_the(mention.tokens.start)
                        && !article.word(mention.tokens.start).starts_with('@') =>
                {
                    bare_words.insert(last);
                }
                Shape::Unknown if description.of_person => {
                    personal.insert(article.text(mention.tokens.clone()).to_lowercase());
                }
                _ => {}
            }
        }
        let locations = located_words(article, &self.mentions);
        // Whether a quarter or more of a located word's mentions are.
        let located = |word: &str| {
            locations.get(word).filter(|(located, _)| *located > 0).map(|(located, all)| located * 4 >= *all)
        };
        let bodies = names_used_of_bodies(article, &self.mentions);
        let repeated = repeated_names(article, &self.mentions);
        for mention in &mut self.mentions {
            if mention.shape != Shape::Unknown {
                continue;
            }
            if mention.tokens.len() < 2 {
                let word = fold(article.word(mention.tokens.start));
                // "@quint" is a person's unless "Quint" is a body's name.
                if article.word(mention.tokens.start).starts_with('@') && !bare_words.contains(&word) {
                    mention.shape = Shape::Person(PersonName { surname: word, ..PersonName::default() });
                    continue;
                }
                let first_name = article.lexicon.given_names.contains(&word) && located(&word) != Some(true);
                let by_kin = kin.contains(&word) && located(&word).is_none();
                if (first_name || by_kin) && !article.follows_the(mention.tokens.start) {
                    mention.shape = Shape::Person(PersonName { surname: word, ..PersonName::default() });
                }
                continue;
            }
            let tokens = mention.tokens.clone();
            let last = tokens.end.checked_sub(1).map(|token| fold(article.word(token))).unwrap_or_default();
            let text = article.text(tokens.clone()).to_lowercase();
            let plain = tokens.clone().all(|token| {
                article.is_word(token)
                    && !article.nouns(token).is_any(&[NounClass::Document, NounClass::Organization, NounClass::Demonym])
            }) && !bodies.contains(&text);
            let cue_before = article.before(tokens.start).is_some_and(|before| {
                // "said Ola Quint", "noted NBC's Ola Quint"
                let before =
                    if article.kind(before) == Some(TokenKind::Clitic) { before.saturating_sub(2) } else { before };
                article.lexicon.cues.find(article.lower(before)).is_some_and(|cue| cue.is(CueClass::Speech))
            });
            let inside_phrase = article
                .before(tokens.start)
                .is_some_and(|before| matches!(article.lower(before), "of" | "at" | "from" | "for" | "with" | "in"));
            let cue_after = !inside_phrase && article.lexicon.cues.find(article.lower(tokens.end)).is_some();
            let spoken = (cue_before || cue_after || source_starts.contains(&tokens.start)) && tokens.len() <= 3;
            // "Marla Quint" where the article goes on with "Marla"; not "Quint Tower" where Quint is somebody's surname.
            let first = fold(article.word(tokens.start));
            let by_first_name = tokens.len() == 2 && bare_words.contains(&first) && !family_names.contains(&first);
            let by_surname = surnames.contains(&last) || bare_words.contains(&last) || by_first_name;
            let meant_by_pronoun = tokens.len() <= 3 && is_taken_up_by_he_or_she(article, tokens.clone());
            let personal_use = by_surname || spoken || meant_by_pronoun;
            // "Derelict Quint" in the headline and "Quint" ever after: the first word is no name.
            let in_headline = in_headline(article, tokens.start) && !source_starts.contains(&tokens.start);
            if by_surname && tokens.len() == 2 && in_headline && !repeated.contains(&text) {
                mention.tokens = tokens.end - 1..tokens.end;
                continue;
            }
            if personal.contains(&text) || plain && !article.follows_the(tokens.start) && personal_use {
                let words: Vec<&str> = tokens.map(|token| article.word(token)).collect();
                if let Some(name) = PersonName::parse(article.lexicon, &words) {
                    mention.shape = Shape::Person(name);
                }
            }
        }
    }
}

/// Whether the token opens a headline or a text that has none.
fn in_headline(article: &Article, token: usize) -> bool {
    let block = article.block(token);
    let kind = article.document.blocks.get(block).map(|block| block.kind);
    let first_of_many = block == 0 && article.document.blocks.len() > 1;
    article.starts_sentence(token) && (first_of_many || matches!(kind, Some(BlockKind::Headline | BlockKind::Heading)))
}

/// Names of several words that the article writes more than once, in lower case.
fn repeated_names(article: &Article, mentions: &[Mention]) -> Set<String> {
    let mut seen = Set::default();
    let several = mentions.iter().filter(|mention| mention.tokens.len() > 1);
    let names = several.map(|mention| article.text(mention.tokens.clone()).to_lowercase());
    Set::from_iter(names.filter(|name| !seen.insert(name.clone())))
}

/// Names of several words that the article uses as one uses names of bodies only: "at Tall Pines", "Tall Pines co-founder",
/// and those that share a first word which stands alone elsewhere and is nobody's given name ("Ebbware Notes", "Ebbware
/// Foundation").
fn names_used_of_bodies(article: &Article, mentions: &[Mention]) -> Set<String> {
    let mut used = Set::default();
    let mut by_first_word: Map<&str, Set<String>> = Map::default();
    let several = mentions.iter().filter(|mention| mention.tokens.len() > 1);
    for mention in several {
        let tokens = mention.tokens.clone();
        let text = article.text(tokens.clone()).to_lowercase();
        if matches!(mention.shape, Shape::Unknown | Shape::Organization)
            && !article.lexicon.given_names.contains(article.lower(tokens.start))
        {
            by_first_word.change(article.lower(tokens.start), Set::default(), |names| {
                names.insert(text.clone());
            });
        }
        let inside = article.before(tokens.start).is_some_and(|before| {
            matches!(article.lower(before), "at" | "in" | "into" | "within" | "inside" | "the")
                && mention.lead.is_none()
        });
        let led = matches!(
            article.lower(tokens.end),
            "ceo"
                | "founder"
                | "co-founder"
                | "executive"
                | "executives"
                | "employee"
                | "employees"
                | "stores"
                | "shares"
        );
        if mention.shape == Shape::Unknown && (inside || led) {
            used.insert(text);
        }
    }
    let single = mentions.iter().filter(|mention| mention.tokens.len() == 1);
    let alone = Set::from_iter(single.map(|mention| article.lower(mention.tokens.start)));
    let brands = by_first_word.into_entries().into_iter().filter(|(word, _)| alone.contains(word));
    used.extend(brands.map(|(_, names)| names.into_items()).filter(|names| names.len() > 1).flatten());
    used
}

/// "Ola Quint lives above a brewery. She ...": the name is its sentence's subject and the next sentence begins with "he" or
/// "she".
fn is_taken_up_by_he_or_she(article: &Article, name: Range<usize>) -> bool {
    let sentence = article.sentence_tokens(name.start);
    let next = sentence.end;
    sentence.start == name.start
        && article.is_word(name.end)
        && !article.is_capital(name.end)
        && article.block(next) == article.block(name.start)
        && matches!(article.lower(next), "he" | "she")
}

/// How many mentions of a lone word stand as names of towns do, after "in" or before "police", and how many it has.
fn located_words(article: &Article, mentions: &[Mention]) -> Map<String, (usize, usize)> {
    let mut counts = Map::default();
    for mention in mentions.iter().filter(|mention| mention.tokens.len() == 1) {
        // "Ebbing police" is the police of a town.
        let next = mention.tokens.end;
        let of_town =
            !article.is_capital(next) && article.nouns(next).is_any(&[NounClass::Organization, NounClass::Group]);
        let is_located = of_town || follows_locative(article, mention.tokens.start);
        counts.change(fold(article.word(mention.tokens.start)), (0, 0), |(located, all)| {
            *located += usize::from(is_located);
            *all += 1;
        });
    }
    counts
}

/// After "in" or "near" a lone word is a place's name.
fn follows_locative(article: &Article, token: usize) -> bool {
    article.before(token).is_some_and(|before| match article.lower(before) {
        "in" | "near" | "at" | "across" => true,
        // "of Ashton, Md."
        "of" | "from" => article.is(token + 1, ","),
        _ => false,
    })
}
