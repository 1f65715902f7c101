//! Sources without a name: whom "the senator", "his lawyer", "the company" and "a senior official" stand for.

use std::ops::Range;

use super::agreement::Agreement;
use super::article::Article;
use super::figure::Figure;
use super::mentions::Shape;
use super::phrases::{Noun, Owner};
use super::sources::{Resolved, SourceResolver};
use crate::contract::{ReasonCode, SpeakerKind};
use crate::lexicon::grammar::WordClass;
use crate::lexicon::nouns::{NounClass, NounClasses};

impl SourceResolver<'_, '_> {
    /// A common noun: someone known by that description, or a figure of its own.
    pub(super) fn described(&mut self, part: Range<usize>, noun: &Noun, text: String) -> Vec<Resolved> {
        let role_noun = |figure: usize| Resolved { figure, code: ReasonCode::RoleNoun, text: text.clone() };
        let is_verb = self.article.lexicon.cues.find(self.article.lower(noun.token)).is_some();
        if is_verb && noun.classes == NounClasses::default() {
            return Vec::new();
        }
        let kind = kind_of_noun(self.article, noun);
        if let Some(figure) = self.owned_body(noun, kind, &part) {
            return vec![role_noun(figure)];
        }
        let mut known = Vec::new();
        if noun.definite && noun.owner.is_none() {
            known = self.known_by_description(noun, kind);
            if known.is_empty() {
                known = self.known_by_prominence(noun, kind);
            }
        } else if noun.owner.is_some() {
            known = self.relative_of(noun, kind).into_iter().collect();
        } else if !noun.plural {
            known = self.described_later(noun).into_iter().collect();
        }
        if !known.is_empty() {
            return known.into_iter().map(role_noun).collect();
        }
        vec![Resolved { figure: self.unnamed(part, noun, kind), code: ReasonCode::Unnamed, text: text.clone() }]
    }

    /// "The Indiana governor" of someone just mentioned whom the article calls otherwise: papers like to vary.
    fn known_by_prominence(&self, noun: &Noun, kind: SpeakerKind) -> Vec<usize> {
        let person = noun.classes.is_any(&[NounClass::Role, NounClass::Title]) && !speaks_for_others(&noun.singular);
        if kind == SpeakerKind::Anonymous && person && !noun.plural {
            let agreement = Agreement::of_noun(self.article, noun.token);
            return self.discourse.prominent_people(self.article, self.cast, noun.token, agreement, 1);
        }
        let counted = noun.modifiers.clone().any(|token| matches!(self.article.lower(token), "two" | "both"));
        if noun.plural
            && person
            && (counted || matches!(noun.singular.as_str(), "candidate" | "nominee" | "senator" | "rival"))
        {
            let pair = self.discourse.prominent_people(self.article, self.cast, noun.token, Agreement::default(), 2);
            return if pair.len() == 2 { pair } else { Vec::new() };
        }
        Vec::new()
    }

    /// "his lawyer", where the article names a lawyer.
    fn relative_of(&self, noun: &Noun, kind: SpeakerKind) -> Option<usize> {
        let owner = match noun.owner? {
            Owner::Mention(mention) => self.cast.figure_of.get(mention).copied().flatten(),
            Owner::Pronoun(token) => self.discourse.figures_of(token).first().copied(),
            Owner::Described => None,
        };
        let is_person = kind == SpeakerKind::Anonymous && !noun.plural;
        let fits = |(index, figure): &(usize, &Figure)| {
            is_person
                && figure.kind == SpeakerKind::Person
                && Some(*index) != owner
                && figure.described_as.contains(&noun.singular)
        };
        let nearness = |figure: &Figure| {
            figure.mentions.iter().map(|mention| mention.start.abs_diff(noun.token)).min().unwrap_or(usize::MAX)
        };
        self.cast
            .figures
            .iter()
            .enumerate()
            .filter(fits)
            .min_by_key(|(_, figure)| nearness(figure))
            .map(|(index, _)| index)
    }

    /// "A New York judge" in a headline, where the text goes on with a name and the same description.
    fn described_later(&self, noun: &Noun) -> Option<usize> {
        let words: Vec<&str> = noun
            .modifiers
            .clone()
            .filter(|token| !self.article.is_function_word(*token))
            .map(|token| self.article.lower(token))
            .collect();
        let fits = |figure: &Figure| {
            figure.kind == SpeakerKind::Person
                && figure.described_as.contains(&noun.singular)
                && words.iter().all(|word| figure.described_as.contains(*word))
        };
        (words.len() >= 2).then(|| self.cast.figures.iter().position(fits)).flatten()
    }

    /// Figures that an earlier (or, failing that, a later) description fits.
    fn known_by_description(&self, noun: &Noun, kind: SpeakerKind) -> Vec<usize> {
        let mut fitting: Vec<(usize, usize, usize)> = Vec::new();
        for (index, figure) in self.cast.figures.iter().enumerate() {
            if !figure.described_as.contains(&noun.singular) || !kinds_agree(figure.kind, kind, noun.plural) {
                continue;
            }
            let modifiers = noun
                .modifiers
                .clone()
                .filter(|token| !self.article.is_function_word(*token))
                .filter(|token| figure.described_as.contains(self.article.lower(*token)))
                .count();
            let described_closely = modifiers > 0
                || !noun.modifiers.clone().any(|token| {
                    !self.article.is_function_word(token) && !self.article.nouns(token).is(NounClass::Modifier)
                });
            if !described_closely && one_of_many(&noun.singular) {
                continue;
            }
            let latest = figure.mentions.iter().map(|mention| mention.start).filter(|start| *start < noun.token).max();
            fitting.push((modifiers, latest.map_or(0, |latest| latest + 1), index));
        }
        fitting.sort_unstable();
        if noun.plural {
            let people: Vec<usize> = fitting
                .iter()
                .filter(|(_, latest, figure)| {
                    *latest > 0
                        && self.cast.figures.get(*figure).is_some_and(|figure| figure.kind == SpeakerKind::Person)
                })
                .map(|(_, _, figure)| *figure)
                .collect();
            if people.len() == 2 {
                return people;
            }
            return fitting
                .iter()
                .rev()
                .find(|(_, _, figure)| self.cast.figures.get(*figure).is_some_and(|figure| !figure.named))
                .map(|(_, _, figure)| vec![*figure])
                .unwrap_or_default();
        }
        if let Some((_, _, figure)) = fitting.last() {
            return vec![*figure];
        }
        self.latest_body(noun, kind).into_iter().collect()
    }

    /// "the company": the body mentioned last, where the noun fits nearly every body.
    fn latest_body(&self, noun: &Noun, kind: SpeakerKind) -> Option<usize> {
        let general = matches!(
            noun.singular.as_str(),
            "company"
                | "firm"
                | "agency"
                | "organization"
                | "organisation"
                | "group"
                | "paper"
                | "newspaper"
                | "outlet"
                | "website"
                | "site"
                | "network"
                | "magazine"
                | "think-tank"
                | "tank"
                | "institute"
                | "body"
                | "watchdog"
                | "publication"
        );
        if kind != SpeakerKind::Organization || !general || noun.plural {
            return None;
        }
        let sentence = self.article.sentence(noun.token);
        let place = |index: usize| self.cast.mentions.get(index).is_some_and(|mention| mention.shape == Shape::Place);
        let end = self.cast.mentions.partition_point(|mention| mention.tokens.start < noun.token);
        (0..end)
            .rev()
            .take_while(|index| {
                self.cast
                    .mentions
                    .get(*index)
                    .is_some_and(|mention| sentence - self.article.sentence(mention.tokens.start) <= 4)
            })
            .filter(|index| !place(*index))
            .filter_map(|index| self.cast.figure_of.get(index).copied().flatten())
            .find(|figure| {
                self.cast.figures.get(*figure).is_some_and(|figure| figure.kind == SpeakerKind::Organization)
            })
    }

    /// "Holm's campaign", "her campaign", "the Holm campaign": one body, however its owner is named.
    fn owned_body(&mut self, noun: &Noun, kind: SpeakerKind, part: &Range<usize>) -> Option<usize> {
        if kind != SpeakerKind::Organization || noun.plural {
            return None;
        }
        let owner = match (noun.owner, noun.name_before) {
            (Some(Owner::Mention(mention)), _) | (None, Some(mention)) => {
                self.cast.figure_of.get(mention).copied().flatten()
            }
            (Some(Owner::Pronoun(token)), _) => self.discourse.figures_of(token).first().copied(),
            (Some(Owner::Described), _) | (None, None) => None,
        }?;
        let owner_name = self.cast.figures.get(owner)?.name.clone();
        let name = match noun.owner {
            Some(Owner::Pronoun(_)) => format!("{owner_name}’s {}", self.article.word(noun.token)),
            _ => without_determiner(self.article, part.start..noun.token + 1),
        };
        let key = format!("{owner_name} / {}", noun.singular);
        let known = self.cast.figures.iter().position(|figure| figure.described_as.contains(&key));
        let figure = known.unwrap_or_else(|| {
            let mut figure = Figure::named(name.clone(), SpeakerKind::Organization, None);
            figure.described_as.insert(key);
            figure.described_as.insert(noun.singular.clone());
            self.cast.add(figure)
        });
        if let Some(figure) = self.cast.figures.get_mut(figure) {
            if name != figure.name {
                figure.aliases.insert(name);
            }
            figure.mentions.push(part.start..noun.token + 1);
        }
        Some(figure)
    }

    /// A figure that has only its description; the same description means the same figure.
    fn unnamed(&mut self, part: Range<usize>, noun: &Noun, kind: SpeakerKind) -> usize {
        let end = phrase_end(self.article, part.clone(), noun.token);
        let phrase = part.start..end;
        let name = self.article.text(phrase.clone()).trim_matches(|c: char| c.is_whitespace() || c == ',').to_owned();
        let key = without_determiner(self.article, phrase.clone()).to_lowercase();
        let known = self
            .cast
            .figures
            .iter()
            .position(|figure| !figure.named && figure.described_as.contains(&key) && figure.kind == kind);
        let figure = known.unwrap_or_else(|| {
            let mut figure = Figure::unnamed(name, kind);
            figure.plural = noun.plural;
            figure.described_as.insert(key);
            figure.described_as.insert(noun.singular.clone());
            figure.affiliation = self.body_within(phrase.clone());
            self.cast.add(figure)
        });
        if let Some(figure) = self.cast.figures.get_mut(figure) {
            figure.mentions.push(phrase);
        }
        figure
    }

    /// The last body named within a phrase: the publisher of a report, the employer of a reporter.
    fn body_within(&self, phrase: Range<usize>) -> Option<String> {
        let mention = phrase.rev().filter_map(|token| self.cast.mention_at(token)).find(|index| {
            let figure =
                self.cast.figure_of.get(*index).copied().flatten().and_then(|figure| self.cast.figures.get(figure));
            let place = self.cast.mentions.get(*index).is_some_and(|mention| mention.shape == Shape::Place);
            !place && figure.is_some_and(|figure| figure.kind == SpeakerKind::Organization)
        })?;
        self.cast.mentions.get(mention).map(|mention| self.article.text(mention.tokens.clone()).to_owned())
    }
}

/// Those whose calling is to speak for others or to stay unnamed; "the spokesman" is nobody just mentioned by name.
fn speaks_for_others(noun: &str) -> bool {
    matches!(
        noun,
        "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "official"
            | "source"
            | "aide"
            | "attorney"
            | "lawyer"
            | "reporter"
            | "insider"
            | "adviser"
            | "advisor"
            | "diplomat"
            | "person"
            | "witness"
            | "driver"
            | "moderator"
            | "judge"
            | "member"
    )
}

/// Bodies of which there are several of the kind: "the appeals court" is no court of another name.
fn one_of_many(noun: &str) -> bool {
    matches!(
        noun,
        "court" | "committee" | "department" | "ministry" | "commission" | "party" | "office" | "council" | "campaign"
    )
}

/// A named figure can be meant by a singular noun of its kind; an unnamed one by any noun of its kind.
fn kinds_agree(figure: SpeakerKind, noun: SpeakerKind, plural: bool) -> bool {
    use SpeakerKind::{Anonymous, Document, Group, Organization, Person};
    match noun {
        Person | Anonymous => matches!(figure, Person | Anonymous) || plural && figure == Group,
        Group => matches!(figure, Person | Group | Anonymous),
        Organization => figure == Organization,
        Document => figure == Document,
    }
}

/// What a common noun stands for.
fn kind_of_noun(article: &Article, noun: &Noun) -> SpeakerKind {
    let insiders = matches!(
        noun.singular.as_str(),
        "official"
            | "source"
            | "aide"
            | "attorney"
            | "lawyer"
            | "adviser"
            | "advisor"
            | "insider"
            | "spokesman"
            | "spokesperson"
            | "spokeswoman"
            | "diplomat"
            | "person"
    );
    if noun.plural && insiders {
        return SpeakerKind::Anonymous;
    }
    let classes = noun.classes;
    if matches!(noun.singular.as_str(), "source") {
        return SpeakerKind::Anonymous;
    }
    // "the paper said": what is published and who publishes it share a word; a body speaks, so the body it is.
    if classes.is(NounClass::Document) && classes.is(NounClass::Organization) {
        return if noun.definite { SpeakerKind::Organization } else { SpeakerKind::Document };
    }
    if classes.is(NounClass::Document) && !classes.is(NounClass::Role) {
        return SpeakerKind::Document;
    }
    if classes.is(NounClass::Organization) && !classes.is_any(&[NounClass::Title, NounClass::Role]) {
        return if noun.plural { SpeakerKind::Group } else { SpeakerKind::Organization };
    }
    if noun.plural || classes.is(NounClass::Group) && !classes.is(NounClass::Role) {
        return SpeakerKind::Group;
    }
    let counted = noun
        .modifiers
        .clone()
        .any(|token| matches!(article.lower(token), "two" | "three" | "four" | "several" | "many" | "some"));
    if counted { SpeakerKind::Group } else { SpeakerKind::Anonymous }
}

/// The printed phrase up to its first clause: "a senior official who was not authorised" keeps what follows "who" out.
fn phrase_end(article: &Article, part: Range<usize>, head: usize) -> usize {
    (head + 1..part.end)
        .find(|token| {
            matches!(article.word(*token), "," | "(" | "—" | "–" | ";")
                || article.grammar(*token).is(WordClass::Relative)
        })
        .unwrap_or(part.end)
        .max(head + 1)
}

/// The printed words without a leading article or pronoun.
fn without_determiner(article: &Article, phrase: Range<usize>) -> String {
    let skip =
        usize::from(matches!(article.lower(phrase.start), "the" | "a" | "an" | "this" | "that" | "these" | "those"));
    article.text(phrase.start + skip..phrase.end).to_owned()
}
