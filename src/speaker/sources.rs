//! Sources: from the words beside a cue to the figures that they stand for.

use std::ops::Range;

use super::article::Article;
use super::cast::Cast;
use super::conjuncts::conjuncts;
use super::mentions::Shape;
use super::phrases::{Head, head_of};
use super::pronouns::Discourse;
use crate::contract::{ReasonCode, SpeakerKind};
use crate::lexicon::grammar::WordClass;
use crate::lexicon::nouns::NounClass;

use super::certainty::{certainty_of, certainty_of_pronoun};

/// A figure with the step that led to it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Resolved {
    pub(super) figure: usize,
    pub(super) code: ReasonCode,
    /// The source's own words.
    pub(super) text: String,
    /// How sure the step is, 0 to 1.
    pub(super) certainty: f32,
}

impl Resolved {
    /// A step as sure as its kind is in general.
    pub(super) fn new(figure: usize, code: ReasonCode, text: String) -> Self {
        Self { figure, code, text, certainty: certainty_of(code) }
    }
}

/// Resolves sources, adding figures to the cast for those that the article does not name.
#[derive(Debug)]
pub(super) struct SourceResolver<'a, 'b> {
    pub(super) article: &'b Article<'a>,
    pub(super) cast: &'b mut Cast,
    pub(super) discourse: &'b Discourse,
    /// Who answers in an interview whose answers are marked "A": the person whom the article names most.
    interviewee: Option<usize>,
}

impl<'a, 'b> SourceResolver<'a, 'b> {
    pub(super) fn new(article: &'b Article<'a>, cast: &'b mut Cast, discourse: &'b Discourse) -> Self {
        let people = cast.figures.iter().enumerate();
        let people = people.filter(|(_, figure)| figure.named && figure.kind == SpeakerKind::Person);
        let interviewee = people.max_by_key(|(index, figure)| (figure.mentions.len(), std::cmp::Reverse(*index)));
        let interviewee = interviewee.map(|(index, _)| index);
        Self { article, cast, discourse, interviewee }
    }

    /// The figures that a source stands for; none where it cannot be known.
    pub(super) fn resolve(&mut self, source: Range<usize>) -> Vec<Resolved> {
        let source = without_clause_before(self.article, self.cast, source);
        let mut resolved: Vec<Resolved> = Vec::new();
        for part in conjuncts(self.article, self.cast, source) {
            for one in self.resolve_part(part) {
                if resolved.iter().all(|known| known.figure != one.figure) {
                    resolved.push(one);
                }
            }
        }
        resolved
    }

    fn resolve_part(&mut self, part: Range<usize>) -> Vec<Resolved> {
        let text = self.article.text(part.clone()).to_owned();
        match text.trim_end_matches([':', '.']) {
            "Q" => return Vec::new(),
            "A" => {
                let found = self.interviewee.map(|figure| Resolved::new(figure, ReasonCode::Alias, text));
                return found.into_iter().collect();
            }
            _ => {}
        }
        match head_of(self.article, self.cast, part.clone()) {
            None | Some(Head::FirstPerson(_)) => Vec::new(),
            Some(Head::Name(mention)) => self.named(mention).into_iter().collect(),
            Some(Head::Pronoun(token)) => {
                let figures = self.discourse.figures_of(token).iter();
                let certainty = certainty_of_pronoun(self.discourse.share_of(token));
                figures
                    .map(|figure| Resolved { certainty, ..Resolved::new(*figure, ReasonCode::Pronoun, text.clone()) })
                    .collect()
            }
            Some(Head::Relative(token)) => self.antecedent(token).into_iter().collect(),
            Some(Head::Noun(noun)) => self.described(part, &noun, text),
        }
    }

    /// Whether a source only describes its speakers, so that pronouns after it can go back to them.
    pub(super) fn is_described(&self, source: Range<usize>) -> bool {
        conjuncts(self.article, self.cast, source)
            .into_iter()
            .all(|part| matches!(head_of(self.article, self.cast, part), Some(Head::Noun(_))))
    }

    fn named(&mut self, mention_index: usize) -> Option<Resolved> {
        let figure_index = self.cast.figure_of.get(mention_index).copied().flatten()?;
        let mention = self.cast.mentions.get(mention_index)?;
        let figure = self.cast.figures.get(figure_index)?;
        let text = self.article.text(mention.tokens.clone()).to_owned();
        let code = if text == figure.name {
            ReasonCode::Name
        } else if figure.name.split_whitespace().any(|word| word == text) || figure.name.contains(&text) {
            ReasonCode::PartOfName
        } else {
            ReasonCode::Alias
        };
        Some(Resolved::new(figure_index, code, text))
    }

    /// Whom "who" goes back to: the name or noun phrase right before it.
    fn antecedent(&mut self, relative: usize) -> Option<Resolved> {
        let mut before = self.article.before(relative)?;
        if self.article.grammar(before).is(WordClass::Coordinator) {
            // "a clerk who counts boats, and who said": the same as the clause before.
            let sentence = self.article.sentence_tokens(relative);
            let is_same = |token: &usize| self.article.lower(*token) == self.article.lower(relative);
            let earlier = (sentence.start..before).rev().find(is_same)?;
            return self.antecedent(earlier);
        }
        if self.article.opens_aside(before) {
            before = self.article.before(before)?;
        }
        if self.article.is(before, ")") {
            before = (0..10)
                .map(|back| before.saturating_sub(back))
                .find(|token| self.article.is(*token, "("))?
                .checked_sub(1)?;
        }
        if let Some(mention) = self.person_before_apposition(relative) {
            return self.named(mention).map(|resolved| Resolved { code: ReasonCode::Pronoun, ..resolved });
        }
        if let Some(people) = self.people_before_place(relative, before) {
            let resolved = self.resolve_part(people);
            return resolved.into_iter().next().map(|resolved| Resolved { code: ReasonCode::Pronoun, ..resolved });
        }
        if let Some(mention) = self.cast.mention_at(before) {
            return self.named(mention).map(|resolved| Resolved { code: ReasonCode::Pronoun, ..resolved });
        }
        let mut start = before;
        while let Some(token) = self.article.before(start) {
            let grammar = self.article.grammar(token);
            let stops = !self.article.is_word(token)
                || self.article.is_verb(token)
                || grammar.is(WordClass::Preposition)
                || grammar.is(WordClass::Coordinator)
                || grammar.is(WordClass::Subordinator);
            if stops || before - start > 6 {
                break;
            }
            start = token;
            if grammar.is(WordClass::Determiner) {
                break;
            }
        }
        let part = self.person_of_clause(relative, start..before + 1).unwrap_or(start..before + 1);
        let resolved = self.resolve_part(part);
        resolved.into_iter().next().map(|resolved| Resolved { code: ReasonCode::Pronoun, ..resolved })
    }

    /// In "dockers on Ebbing Quay, who said" it is the dockers who speak.
    fn people_before_place(&self, relative: usize, before: usize) -> Option<Range<usize>> {
        let index = self.cast.mention_at(before).filter(|_| self.article.lower(relative) == "who")?;
        let mention = self.cast.mentions.get(index)?;
        let figure = self.cast.figures.get(self.cast.figure_of.get(index).copied().flatten()?)?;
        let start = mention.with_lead().start;
        let preposition = self.article.before(start).map(|token| match self.article.lower(token) {
            "the" => token.saturating_sub(1),
            _ => token,
        })?;
        let noun = self.article.before(preposition)?;
        let people = self
            .article
            .lexicon
            .nouns
            .singular(self.article.lower(noun))
            .is_some_and(|(_, classes)| classes.is_any(&[NounClass::Role, NounClass::Title]))
            || self.article.nouns(noun).is(NounClass::Group);
        (figure.kind == SpeakerKind::Organization
            && self.article.grammar(preposition).is(WordClass::Preposition)
            && people)
            .then_some(noun..noun + 1)
    }

    /// In "a woman who ran the engineering department, who said" it is the woman who speaks.
    fn person_of_clause(&self, relative: usize, nearest: Range<usize>) -> Option<Range<usize>> {
        let Some(Head::Noun(noun)) = head_of(self.article, self.cast, nearest.clone()) else { return None };
        let people = [NounClass::Role, NounClass::Title, NounClass::Group];
        let of_thing =
            noun.classes.is_any(&[NounClass::Organization, NounClass::Document]) && !noun.classes.is_any(&people);
        if self.article.lower(relative) != "who" || !of_thing {
            return None;
        }
        let sentence = self.article.sentence_tokens(relative);
        let head = (sentence.start..nearest.start).rev().find(|token| self.article.nouns(*token).is_any(&people))?;
        let determiner = (sentence.start.max(head.saturating_sub(4))..head)
            .rev()
            .find(|token| self.article.grammar(*token).is(WordClass::Determiner))?;
        Some(determiner..head + 1)
    }

    /// In "Ola Quint, a lawyer in Ebbing, who said" it is the person who speaks, not the town.
    fn person_before_apposition(&self, relative: usize) -> Option<usize> {
        if self.article.lower(relative) != "who" {
            return None;
        }
        let sentence = self.article.sentence_tokens(relative);
        let (index, mention) = (sentence.start..relative).rev().find_map(|token| {
            let index = self.cast.mention_at(token)?;
            let mention = self.cast.mentions.get(index)?;
            matches!(mention.shape, Shape::Person(_)).then_some((index, mention))
        })?;
        let between = mention.tokens.end..relative;
        let apposition = between.is_empty()
            || between.len() <= 12
                && matches!(self.article.word(between.start), "," | "(" | "of")
                && !between
                    .clone()
                    .any(|token| self.article.is_verb(token) || self.article.grammar(token).is(WordClass::Pronoun));
        (apposition && !mention.possessive).then_some(index)
    }
}

/// A source that starts with a clause of its own is cut to what follows it: in "the mill stopped its wheel and Ola Quint" it is
/// Quint who speaks. Only ", but", or a name at its start with a finite verb
/// right after it, show such a clause for certain.
fn without_clause_before(article: &Article, cast: &Cast, source: Range<usize>) -> Range<usize> {
    let but = source.clone().rev().find(|token| article.lower(*token) == "but" && *token > source.start);
    if let Some(but) =
        but.filter(|but| but + 1 < source.end && article.before(*but).is_some_and(|before| article.is(before, ",")))
    {
        return but + 1..source.end;
    }
    let subject = cast.mention_at(source.start).and_then(|index| cast.mentions.get(index));
    let verb = subject.filter(|subject| !subject.possessive).map(|subject| subject.tokens.end);
    let Some(verb) = verb.filter(|verb| source.contains(verb) && is_finite(article, *verb)) else { return source };
    let joins = |token: usize| {
        article.grammar(token).is(WordClass::Coordinator) || matches!(article.word(token), "," | ";" | "—")
    };
    let begins_phrase =
        |token: usize| article.grammar(token).is(WordClass::Determiner) || cast.mention_at(token).is_some();
    let start = (verb + 1..source.end).rev().find(|token| joins(*token) && begins_phrase(token + 1));
    start.map_or(source.clone(), |start| start + 1..source.end)
}

fn is_finite(article: &Article, token: usize) -> bool {
    let word = article.lower(token);
    article.is_verb(token) || article.is_word(token) && word.ends_with("ed") && !word.ends_with("eed")
}
