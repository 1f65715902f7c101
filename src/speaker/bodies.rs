//! Bodies without a name of their own in the source: "the company", "the northern ferry agency", "her campaign".

use std::ops::Range;

use super::article::Article;
use super::figure::Figure;
use super::mentions::Mention;
use super::phrases::{Noun, Owner};
use super::pronouns::is_place;
use super::sources::SourceResolver;
use crate::contract::SpeakerKind;
use crate::keyed::Map;
use crate::lexicon::nouns::NounClass;

impl SourceResolver<'_, '_> {
    /// "the company": the body mentioned last, where the noun fits nearly every body.
    pub(super) fn latest_body(&self, noun: &Noun, kind: SpeakerKind) -> Option<usize> {
        if kind != SpeakerKind::Organization || !is_general(&noun.singular) || noun.plural {
            return None;
        }
        let sentence = self.article.sentence(noun.token);
        let end = self.cast.mentions.partition_point(|mention| mention.tokens.start < noun.token);
        let near = (0..end)
            .rev()
            .filter_map(|index| Some((index, self.cast.mentions.get(index)?)))
            .take_while(|(_, mention)| sentence - self.article.sentence(mention.tokens.start) <= REACH_OF_GENERAL_NOUN);
        let mut scores: Map<usize, f32> = Map::default();
        for (index, mention) in near.filter(|(_, mention)| !is_place(self.article, mention)) {
            let Some(number) = self.cast.figure_of.get(index).copied().flatten() else { continue };
            let Some(figure) = self.cast.figures.get(number) else { continue };
            if figure.kind == SpeakerKind::Organization && can_be_called(self.article, &figure.name, &noun.singular) {
                let distance = sentence - self.article.sentence(mention.tokens.start);
                let known = (figure.mentions.len() as f32).ln() * WEIGHT_OF_FAME;
                let place = f32::from(u8::from(mention.subject)) - f32::from(u8::from(self.narrows(mention)));
                let score = known + place - distance as f32;
                scores.change(number, score, |best| *best = best.max(score));
            }
        }
        let best = scores
            .into_entries()
            .into_iter()
            .max_by(|left, right| left.1.total_cmp(&right.1).then(right.0.cmp(&left.0)));
        best.map(|(figure, _)| figure)
    }

    /// Whether a name only narrows down the noun after it: "the Ebbing-2 rocket".
    fn narrows(&self, mention: &Mention) -> bool {
        let next = mention.tokens.end;
        self.article.is_word(next)
            && !self.article.is_capital(next)
            && !self.article.is_verb(next)
            && !self.article.is_function_word(next)
    }

    /// Whether a figure is mentioned in a later sentence before the token than another.
    pub(super) fn is_later(&self, figure: usize, other: usize, token: usize) -> bool {
        let latest = |figure: usize| {
            let mentions = self.cast.figures.get(figure).map_or(&[][..], |figure| figure.mentions.as_slice());
            mentions.iter().map(|mention| mention.start).filter(|start| *start < token).max()
        };
        match (latest(figure), latest(other)) {
            (Some(figure), Some(other)) => self.article.sentence(figure) > self.article.sentence(other),
            (Some(_), None) => true,
            (None, _) => false,
        }
    }

    /// "The northern ferry agency said. ... Ebbferries said": a lead that describes a body before the article names it.
    pub(super) fn introduced_next(&self, noun: &Noun, kind: SpeakerKind) -> Option<usize> {
        let narrowed = noun.modifiers.clone().any(|token| !self.article.is_function_word(token));
        if kind != SpeakerKind::Organization || noun.plural || !is_general(&noun.singular) || !narrowed {
            return None;
        }
        let sentence = self.article.sentence(noun.token);
        let start = self.cast.mentions.partition_point(|mention| mention.tokens.start <= noun.token);
        let near = self.cast.mentions.iter().enumerate().skip(start);
        near.take_while(|(_, mention)| self.article.sentence(mention.tokens.start) - sentence <= REACH_OF_LEAD)
            .filter(|(_, mention)| !is_place(self.article, mention) && self.discourse.speaks_at(mention.tokens.start))
            .filter_map(|(index, _)| self.cast.figure_of.get(index).copied().flatten())
            .find(|figure| {
                self.cast.figures.get(*figure).is_some_and(|figure| {
                    figure.kind == SpeakerKind::Organization
                        && can_be_called(self.article, &figure.name, &noun.singular)
                })
            })
    }

    /// "Holm's campaign", "her campaign", "the Holm campaign": one body, however its owner is named.
    pub(super) fn owned_body(&mut self, noun: &Noun, kind: SpeakerKind, part: &Range<usize>) -> Option<usize> {
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
}

/// How much a body's mentions count beside nearness.
const WEIGHT_OF_FAME: f32 = 0.5;

/// How many sentences back "the company" can reach.
const REACH_OF_GENERAL_NOUN: usize = 4;

/// How many sentences on a body can be named that a lead describes.
const REACH_OF_LEAD: usize = 6;

/// Nouns that fit nearly every body.
fn is_general(noun: &str) -> bool {
    matches!(
        noun,
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
            | "charity"
            | "retailer"
            | "airline"
            | "carmaker"
            | "automaker"
    )
}

/// Whether a body of this name can be meant by a general noun: a "Station" or a "Committee" is no company.
fn can_be_called(article: &Article, name: &str, noun: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or("").to_lowercase();
    let last = last.trim_end_matches('.');
    let is_product = name.chars().any(|letter| letter.is_ascii_digit()) && name.contains(' ');
    let of_another_kind = matches!(
        last,
        "station"
            | "committee"
            | "council"
            | "university"
            | "college"
            | "school"
            | "court"
            | "party"
            | "house"
            | "senate"
            | "congress"
            | "parliament"
            | "church"
            | "hospital"
            | "stadium"
            | "team"
            | "army"
            | "navy"
            | "country"
            | "county"
            | "city"
            | "state"
            | "campaign"
            | "embassy"
            | "jury"
            | "tribunal"
            | "academy"
            | "market"
    );
    let of_the_state = article.lexicon.nouns.classes(last).is(NounClass::Organization)
        && matches!(last, "department" | "ministry" | "office" | "bureau" | "administration" | "commission" | "agency");
    let published =
        matches!(noun, "paper" | "newspaper" | "outlet" | "publication" | "magazine" | "network" | "site" | "website");
    last == noun
        || matches!(noun, "organization" | "organisation" | "group" | "body")
        || !of_another_kind && !is_product && !(of_the_state && (published || matches!(noun, "company" | "firm")))
}

/// The printed words without a leading article or pronoun.
pub(super) fn without_determiner(article: &Article, phrase: Range<usize>) -> String {
    let skip =
        usize::from(matches!(article.lower(phrase.start), "the" | "a" | "an" | "this" | "that" | "these" | "those"));
    article.text(phrase.start + skip..phrase.end).to_owned()
}
