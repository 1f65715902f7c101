//! Pronouns: which of the entities mentioned so far "she", "he", "it", "they" and "who" stand for.
//!
//! Which pronouns can stand for someone is read from the article alone: forms of address, words such as "spokeswoman" and
//! "his wife", and pronouns that only one person can be meant by. What is read stays in this stage; no report holds it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::article::Article;
use super::cast::Cast;
use super::mentions::Mention;
use crate::contract::SpeakerKind;
use crate::lexicon::grammar::WordClass;
use crate::lexicon::nouns::NounClass;
use crate::text::TokenKind;

/// How often the article's own words ask for "he" and for "she".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Agreement {
    he: u32,
    she: u32,
}

/// A word that states it outright weighs as much as this many pronouns that are likely someone's.
const STATED: u32 = 8;

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

    fn prefers_he(self) -> bool {
        self.he > self.she
    }

    fn prefers_she(self) -> bool {
        self.she > self.he
    }

    fn for_pronoun(pronoun: Pronoun) -> Self {
        match pronoun {
            Pronoun::He => Self { he: 1, she: 0 },
            Pronoun::She => Self { he: 0, she: 1 },
            Pronoun::It | Pronoun::They => Self::default(),
        }
    }
}

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

/// A place where an entity was mentioned, by name or by a pronoun already resolved.
#[derive(Debug, Clone, PartialEq)]
struct Trace {
    figure: usize,
    token: usize,
    sentence: usize,
    subject: bool,
    possessive: bool,
    speaks: bool,
    by_pronoun: bool,
}

/// The resolved pronouns of the article: token -> figure.
pub(super) type ResolvedPronouns = BTreeMap<usize, usize>;

/// Resolves every "he", "she" and "it" of the narrative, left to right. It runs twice: what the first round finds where only
/// one person can be meant tells the second round which pronouns go with whom.
pub(super) fn resolve_pronouns(article: &Article, cast: &mut Cast, sources: &[Range<usize>]) -> ResolvedPronouns {
    let certain = walk(article, cast, sources, true);
    for (token, figure) in certain {
        if let (Some(figure), Some(pronoun)) = (cast.figures.get_mut(figure), Pronoun::of_word(article.lower(token))) {
            figure.agreement.add(Agreement::for_pronoun(pronoun));
        }
    }
    walk(article, cast, sources, false)
}

/// How many sentences back a name can stand.
const REACH: usize = 12;

fn walk(article: &Article, cast: &Cast, sources: &[Range<usize>], only_certain: bool) -> ResolvedPronouns {
    let mut resolved = ResolvedPronouns::new();
    let mut traces: Vec<Trace> = Vec::new();
    let source_starts: BTreeSet<usize> = sources.iter().flat_map(Clone::clone).collect();
    let mut next_mention = 0;
    for token in 0..article.len() {
        while let Some(mention) = cast.mentions.get(next_mention).filter(|mention| mention.tokens.start <= token) {
            if let Some(figure) = cast.figure_of.get(next_mention).copied().flatten().filter(|_| !mention.quoted) {
                traces.push(Trace {
                    figure,
                    token: mention.tokens.start,
                    sentence: article.sentence(mention.tokens.start),
                    subject: mention.subject,
                    possessive: mention.possessive,
                    speaks: source_starts.contains(&mention.tokens.start),
                    by_pronoun: false,
                });
            }
            next_mention += 1;
        }
        let Some(pronoun) = pronoun_at(article, token) else { continue };
        let candidates = candidates(article, cast, &traces, token, pronoun);
        let choice = if only_certain {
            let mut figures: Vec<usize> = candidates.iter().map(|candidate| candidate.0).collect();
            figures.sort_unstable();
            figures.dedup();
            (figures.len() == 1 && matches!(pronoun, Pronoun::He | Pronoun::She))
                .then(|| figures.first().copied())
                .flatten()
        } else {
            candidates
                .iter()
                .max_by(|left, right| left.1.total_cmp(&right.1).then(left.0.cmp(&right.0)))
                .map(|candidate| candidate.0)
        };
        if let Some(figure) = choice {
            resolved.insert(token, figure);
            if !only_certain {
                let possessive = matches!(article.lower(token), "his" | "its" | "their" | "her");
                traces.push(Trace {
                    figure,
                    token,
                    sentence: article.sentence(token),
                    subject: is_subject_form(article.lower(token)),
                    possessive,
                    speaks: source_starts.contains(&token),
                    by_pronoun: true,
                });
            }
        }
    }
    resolved
}

fn is_subject_form(word: &str) -> bool {
    matches!(word.split(['\'', '’']).next().unwrap_or(word), "he" | "she" | "it" | "they")
}

fn pronoun_at(article: &Article, token: usize) -> Option<Pronoun> {
    if !article.is_word(token) || article.is_quoted(token) {
        return None;
    }
    Pronoun::of_word(article.lower(token))
}

/// The figures that the pronoun can stand for, with how likely each is; higher is better.
fn candidates(article: &Article, cast: &Cast, traces: &[Trace], token: usize, pronoun: Pronoun) -> Vec<(usize, f32)> {
    let sentence = article.sentence(token);
    let wanted = Agreement::for_pronoun(pronoun);
    let mut scores: BTreeMap<usize, f32> = BTreeMap::new();
    for trace in traces.iter().rev() {
        let distance = sentence.saturating_sub(trace.sentence);
        if distance > REACH {
            break;
        }
        let Some(figure) = cast.figures.get(trace.figure) else { continue };
        if !fits(figure.kind, pronoun) || !figure.agreement.allows(wanted) {
            continue;
        }
        let mut score = -(distance as f32)
            - if distance > 0 && article.block(trace.token) != article.block(token) { 0.5 } else { 0.0 };
        if trace.subject {
            score += 1.2;
        }
        if trace.speaks {
            score += 1.0;
        }
        if trace.possessive && !trace.by_pronoun {
            score -= 0.5;
        }
        if distance == 0 && is_object_of_same_clause(article, trace.token, token) {
            score -= 0.6;
        }
        let entry = scores.entry(trace.figure).or_insert(f32::MIN);
        // A second mention nearby makes an entity a little more likely.
        *entry = if *entry == f32::MIN { score } else { entry.max(score) + 0.1 };
    }
    for (figure, score) in &mut scores {
        if let Some(figure) = cast.figures.get(*figure) {
            let agrees = match pronoun {
                Pronoun::He => figure.agreement.prefers_he(),
                Pronoun::She => figure.agreement.prefers_she(),
                Pronoun::It | Pronoun::They => false,
            };
            *score += if agrees { 2.0 } else { 0.0 } + (figure.mentions.len() as f32).ln().min(3.0) * 0.15;
        }
    }
    scores.into_iter().collect()
}

/// A name right after a verb or preposition in the pronoun's own clause is seldom meant by it.
fn is_object_of_same_clause(article: &Article, mention: usize, token: usize) -> bool {
    let clause_break = (mention..token).any(|between| {
        article.grammar(between).is(WordClass::Subordinator) || matches!(article.word(between), "," | ";" | "—")
    });
    !clause_break
        && article
            .before(mention)
            .is_some_and(|before| article.grammar(before).is(WordClass::Preposition) || article.is_verb(before))
}

fn fits(kind: SpeakerKind, pronoun: Pronoun) -> bool {
    match pronoun {
        Pronoun::He | Pronoun::She => matches!(kind, SpeakerKind::Person | SpeakerKind::Anonymous),
        Pronoun::It => matches!(kind, SpeakerKind::Organization | SpeakerKind::Document),
        Pronoun::They => matches!(kind, SpeakerKind::Group | SpeakerKind::Organization),
    }
}
