//! Which pronouns go with whom, as far as the article itself says: by forms of address, by words such as "spokeswoman" and
//! "his wife", and by pronouns that only one person can be meant by. What is read stays in this stage; no report holds it.

use super::article::Article;
use super::mentions::Mention;
use crate::lexicon::nouns::NounClass;
use crate::text::TokenKind;

/// How much the article's own words ask for "he" and for "she", in hundredths of a pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Agreement {
    he: u32,
    she: u32,
}

/// A word that states it outright weighs as much as eight pronouns.
const STATED: u32 = 800;

impl Agreement {
    /// What the titles before a name say ("Mr.", "Congresswoman").
    pub(super) fn of_titles(article: &Article, mention: &Mention) -> Self {
        let mut agreement = Self::default();
        mention.lead.clone().into_iter().flatten().for_each(|token| agreement.add(Self::of_noun(article, token)));
        agreement
    }

    /// What a single noun says ("spokeswoman", "son").
    pub(super) fn of_noun(article: &Article, token: usize) -> Self {
        let word = article.lower(token);
        let nouns = article.nouns(token);
        let man = word.ends_with("man") && !word.ends_with("woman") && nouns.is(NounClass::Role);
        let woman = word.ends_with("woman");
        // "his wife's lawyer", "her son, Sam": the possessive's owner is not the one described.
        if article.kind(token + 1) == Some(TokenKind::Clitic) {
            return Self::default();
        }
        Self {
            he: if man || nouns.is(NounClass::He) { STATED } else { 0 },
            she: if woman || nouns.is(NounClass::She) { STATED } else { 0 },
        }
    }

    pub(super) fn add(&mut self, other: Self) {
        self.he += other.he;
        self.she += other.she;
    }

    /// Whether the two do not contradict each other.
    pub(super) fn allows(self, other: Self) -> bool {
        !(self.prefers_he() && other.prefers_she() || self.prefers_she() && other.prefers_he())
    }

    /// Whether both ask for the same.
    pub(super) fn supports(self, other: Self) -> bool {
        self.prefers_he() && other.prefers_he() || self.prefers_she() && other.prefers_she()
    }

    fn prefers_he(self) -> bool {
        self.he > self.she
    }

    fn prefers_she(self) -> bool {
        self.she > self.he
    }

    /// A pronoun that stands for someone with this probability.
    pub(super) fn of_pronoun(pronoun: Pronoun, probability: f32) -> Self {
        let weight = (probability.clamp(0.0, 1.0) * 100.0) as u32;
        match pronoun {
            Pronoun::He => Self { he: weight, she: 0 },
            Pronoun::She => Self { he: 0, she: weight },
            Pronoun::It | Pronoun::They => Self::default(),
        }
    }

    /// How well the pronoun goes with what is known, as a logarithm of odds; nothing known is 0.
    pub(super) fn fit(self, pronoun: Pronoun) -> f32 {
        let odds = ((self.he + PRIOR) as f32 / (self.she + PRIOR) as f32).ln();
        let fit = match pronoun {
            Pronoun::He => odds,
            Pronoun::She => -odds,
            Pronoun::It | Pronoun::They => 0.0,
        };
        let fit = if fit < 0.0 { fit * CONTRADICTION } else { fit };
        (fit * FIT_WEIGHT).min(BEST_FIT)
    }
}

/// A pronoun that goes well with someone says little: it may go as well with somebody new.
const BEST_FIT: f32 = 2.4;

/// What speaks against someone weighs more than what speaks for one.
const CONTRADICTION: f32 = 2.0;

/// How much agreement counts beside nearness. This and the weights of [`Trace::salience`] were chosen on PolNeAR dev and abc
/// dev, where a third more or less of any of them changes the accuracy by less than half a point.
const FIT_WEIGHT: f32 = 0.7;

/// Keeps the odds of the first pronouns small.
const PRIOR: u32 = 120;

/// The pronouns of the third person, by what they can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pronoun {
    He,
    She,
    It,
    They,
}

impl Pronoun {
    /// The pronoun that a lower-case word is a form of.
    pub(super) fn of_word(word: &str) -> Option<Self> {
        // Every token is asked, several times.
        if !word.starts_with(['h', 's', 'i', 't']) {
            return None;
        }
        let word = word.split(['\'', '’']).next().unwrap_or(word);
        Some(match word {
            "he" | "him" | "his" | "himself" => Self::He,
            "she" | "her" | "hers" | "herself" => Self::She,
            "it" | "its" | "itself" => Self::It,
            "they" | "them" | "their" | "theirs" | "themselves" => Self::They,
            _ => return None,
        })
    }
}
