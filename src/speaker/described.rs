//! Sources without a name: whom "the senator", "his lawyer", "the company" and "a senior official" stand for.

use std::collections::BTreeMap;
use std::ops::Range;

use super::agreement::Agreement;
use super::article::Article;
use super::figure::Figure;
use super::mentions::{Mention, Shape};
use super::phrases::{Noun, Owner, without_note};
use super::pronouns::is_place;
use super::sources::{Resolved, SourceResolver};
use crate::contract::{ReasonCode, SpeakerKind};
use crate::lexicon::grammar::WordClass;
use crate::lexicon::nouns::{NounClass, NounClasses};

impl SourceResolver<'_, '_> {
    /// A common noun: someone known by that description, or a figure of its own.
    pub(super) fn described(&mut self, part: Range<usize>, noun: &Noun, text: String) -> Vec<Resolved> {
        let role_noun = |figure: usize| Resolved::new(figure, ReasonCode::RoleNoun, text.clone());
        let is_verb = self.article.lexicon.cues.find(self.article.lower(noun.token)).is_some();
        let nobody = self.article.grammar(noun.token).is(WordClass::Adverb)
            || matches!(self.article.lower(noun.token), "here" | "there" | "below" | "above" | "so");
        if let Some(shown) = self.shown_here(&part) {
            return self.resolve(shown);
        }
        if nobody || is_verb && noun.classes == NounClasses::default() {
            return Vec::new();
        }
        let kind = kind_of_noun(self.article, noun);
        if let Some(figure) = self.owner_of_words(noun) {
            return vec![role_noun(figure)];
        }
        if let Some(mention) = self.bearer_before(&part, noun).or_else(|| self.bearer_of_list(&part)) {
            return self.cast.figure_of.get(mention).copied().flatten().map(role_noun).into_iter().collect();
        }
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
        // "A federal court": a body that the article does not name is an unnamed source.
        let unnamed_body = kind == SpeakerKind::Organization && !noun.definite && noun.owner.is_none();
        let kind = if unnamed_body && noun.name_before.is_none() && self.starts_indefinite(&part) {
            SpeakerKind::Anonymous
        } else {
            kind
        };
        vec![Resolved::new(self.unnamed(part, noun, kind), ReasonCode::Unnamed, text.clone())]
    }

    /// "Ola Quint, [a surveyor from Ebbing]": the description stands beside a name, which is whom it describes.
    fn bearer_before(&self, part: &Range<usize>, noun: &Noun) -> Option<usize> {
        let comma = self.article.before(part.start).filter(|before| self.article.is(*before, ","))?;
        let name = self.article.before(comma)?;
        let mention = self.cast.mention_at(name)?;
        let person = self.cast.mentions.get(mention)?;
        let described = self.cast.figures.get(self.cast.figure_of.get(mention).copied().flatten()?)?;
        (noun.classes.is_any(&[NounClass::Role, NounClass::Title])
            && !noun.plural
            && matches!(person.shape, Shape::Person(_))
            && described.described_as.contains(&noun.singular))
        .then_some(mention)
    }

    /// "Her answer:", "Quint’s words": who says them is their owner.
    fn owner_of_words(&self, noun: &Noun) -> Option<usize> {
        let uttered = matches!(
            noun.singular.as_str(),
            "answer"
                | "reply"
                | "response"
                | "retort"
                | "words"
                | "word"
                | "text"
                | "explanation"
                | "advice"
                | "verdict"
        );
        match noun.owner.filter(|_| uttered)? {
            Owner::Mention(mention) => self.cast.figure_of.get(mention).copied().flatten(),
            Owner::Pronoun(token) => self.discourse.figures_of(token).first().copied(),
            Owner::Described => None,
        }
    }

    /// "Here is her answer:": what is shown, up to the colon.
    fn shown_here(&self, part: &Range<usize>) -> Option<Range<usize>> {
        let end = self.article.sentence_tokens(part.start).end;
        let shown = part.end + 1;
        let colon = (shown..end).find(|token| self.article.is(*token, ":"))?;
        let verb = matches!(self.article.lower(part.end), "is" | "are" | "was" | "were");
        (self.article.lower(part.start) == "here" && part.len() == 1 && verb && shown < colon).then_some(shown..colon)
    }

    /// "Ola Quint, a collector of stamps and [books], says": a lone noun that ends the apposition of a person.
    fn bearer_of_list(&self, part: &Range<usize>) -> Option<usize> {
        let before = self.article.before(part.start)?;
        let grammar = self.article.grammar(before);
        let inside = grammar.is(WordClass::Coordinator) || grammar.is(WordClass::Preposition);
        let lone = part.clone().filter(|token| self.article.is_word(*token)).count() == 1;
        let closed = self.article.is(part.end, ",")
            || self.article.is(part.end.saturating_sub(1), ",")
            || self.article.lexicon.cues.find(self.article.lower(part.end)).is_some();
        if !inside || !lone || !closed {
            return None;
        }
        let start = self.article.sentence_tokens(part.start).start.max(part.start.saturating_sub(LONGEST_APPOSITION));
        let name = (start..before).rev().find_map(|token| {
            let index = self.cast.mention_at(token)?;
            let figure = self.cast.figures.get(self.cast.figure_of.get(index).copied().flatten()?)?;
            (figure.kind == SpeakerKind::Person).then_some(index)
        })?;
        let comma = self.cast.mentions.get(name)?.tokens.end;
        let plain = (comma..part.start).all(|token| !self.article.is_verb(token));
        (self.article.is(comma, ",") && plain).then_some(name)
    }

    fn starts_indefinite(&self, part: &Range<usize>) -> bool {
        matches!(self.article.lower(part.start), "a" | "an" | "another" | "one" | "some" | "any" | "every")
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

    /// "A northern judge" in a headline or a lead, where the text goes on with a name and the same description.
    fn described_later(&self, noun: &Noun) -> Option<usize> {
        let words: Vec<&str> = noun
            .modifiers
            .clone()
            .filter(|token| !self.article.is_function_word(*token))
            .map(|token| self.article.lower(token))
            .collect();
        let is_described =
            |figure: &Figure| figure.kind == SpeakerKind::Person && figure.described_as.contains(&noun.singular);
        let fits =
            |figure: &Figure| is_described(figure) && words.iter().all(|word| figure.described_as.contains(*word));
        let close = || (words.len() >= 2).then(|| self.cast.figures.iter().position(fits)).flatten();
        close().or_else(|| {
            let lead = self.article.block(noun.token) < BLOCKS_OF_LEAD;
            let mut only = self.cast.figures.iter().enumerate().filter(|(_, figure)| is_described(figure));
            let (index, figure) = only.next().filter(|_| lead && only.next().is_none())?;
            let later = figure.mentions.iter().all(|mention| mention.start > noun.token);
            (later && !speaks_for_others(&noun.singular) || later && noun.singular == "judge").then_some(index)
        })
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
            let other_office = self.tells_apart(noun, figure);
            let described_closely = modifiers > 0
                || !noun.modifiers.clone().any(|token| {
                    !self.article.is_function_word(token) && !self.article.nouns(token).is(NounClass::Modifier)
                });
            if !described_closely && one_of_many(&noun.singular) || other_office {
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
        // "The company" is not whoever has "Company" in the name if another body is talked about by now.
        let latest = self.latest_body(noun, kind);
        match (fitting.last(), latest) {
            (Some((0, _, figure)), Some(latest)) if self.is_later(latest, *figure, noun.token) => vec![latest],
            (Some((_, _, figure)), _) => {
                let named = self.cast.figures.get(*figure).is_some_and(|figure| figure.named);
                vec![self.introduced_next(noun, kind).filter(|_| !named).unwrap_or(*figure)]
            }
            (None, Some(latest)) => {
                // "The northern space agency" says too much for whichever body was mentioned last.
                let words = noun.modifiers.clone().filter(|token| !self.article.is_function_word(*token)).count();
                vec![self.introduced_next(noun, kind).filter(|_| words > 1).unwrap_or(latest)]
            }
            (None, None) => self.introduced_next(noun, kind).into_iter().collect(),
        }
    }

    /// Whether a word makes two offices of a noun: the nominee is not the vice presidential nominee.
    fn tells_apart(&self, noun: &Noun, figure: &Figure) -> bool {
        ["vice", "deputy", "former"].iter().any(|word| {
            let said = noun.modifiers.clone().any(|token| self.article.lower(token) == *word);
            said != figure.described_as.contains(*word) && (*word != "former" || said)
        })
    }

    /// "the company": the body mentioned last, where the noun fits nearly every body.
    fn latest_body(&self, noun: &Noun, kind: SpeakerKind) -> Option<usize> {
        if kind != SpeakerKind::Organization || !is_general(&noun.singular) || noun.plural {
            return None;
        }
        let sentence = self.article.sentence(noun.token);
        let end = self.cast.mentions.partition_point(|mention| mention.tokens.start < noun.token);
        let near = (0..end)
            .rev()
            .filter_map(|index| Some((index, self.cast.mentions.get(index)?)))
            .take_while(|(_, mention)| sentence - self.article.sentence(mention.tokens.start) <= REACH_OF_GENERAL_NOUN);
        let mut scores: BTreeMap<usize, f32> = BTreeMap::new();
        for (index, mention) in near.filter(|(_, mention)| !is_place(self.article, mention)) {
            let Some(number) = self.cast.figure_of.get(index).copied().flatten() else { continue };
            let Some(figure) = self.cast.figures.get(number) else { continue };
            if figure.kind == SpeakerKind::Organization && can_be_called(self.article, &figure.name, &noun.singular) {
                let distance = sentence - self.article.sentence(mention.tokens.start);
                let known = (figure.mentions.len() as f32).ln() * WEIGHT_OF_FAME;
                let place = f32::from(u8::from(mention.subject)) - f32::from(u8::from(self.narrows(mention)));
                let score = known + place - distance as f32;
                scores.entry(number).and_modify(|best| *best = best.max(score)).or_insert(score);
            }
        }
        let best = scores.into_iter().max_by(|left, right| left.1.total_cmp(&right.1).then(right.0.cmp(&left.0)));
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
    fn is_later(&self, figure: usize, other: usize, token: usize) -> bool {
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
    fn introduced_next(&self, noun: &Noun, kind: SpeakerKind) -> Option<usize> {
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
        let phrase = without_note(self.article, phrase);
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
            figure.affiliation = self.body_within(phrase.clone(), part.clone(), kind);
            self.cast.add(figure)
        });
        if let Some(figure) = self.cast.figures.get_mut(figure) {
            figure.mentions.push(phrase);
        }
        figure
    }

    /// The body named within a phrase: the publisher of a report, also where a clause names it ("an obituary, published in the
    /// Courier"), the employer of a reporter.
    fn body_within(&self, phrase: Range<usize>, part: Range<usize>, kind: SpeakerKind) -> Option<String> {
        let clause = match kind {
            SpeakerKind::Document => (phrase.end..part.end)
                .find(|token| matches!(self.article.lower(*token), "by" | "in" | "from"))
                .map_or(0..0, |preposition| preposition..part.end),
            _ => 0..0,
        };
        let body = |token: usize| {
            let index = self.cast.mention_at(token)?;
            let mention = self.cast.mentions.get(index)?;
            let figure = self.cast.figures.get(self.cast.figure_of.get(index).copied().flatten()?)?;
            (!is_place(self.article, mention) && figure.kind == SpeakerKind::Organization).then_some(mention)
        };
        let mention = phrase.rev().find_map(body).or_else(|| clause.into_iter().find_map(body))?;
        Some(self.article.text(mention.tokens.clone()).to_owned())
    }
}

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
    )
}

/// Paragraphs in which a headline and a lead describe those whom the text names later.
const BLOCKS_OF_LEAD: usize = 4;

/// The most tokens of an apposition.
const LONGEST_APPOSITION: usize = 20;

/// How much a body's mentions count beside nearness.
const WEIGHT_OF_FAME: f32 = 0.5;

/// How many sentences back "the company" can reach.
const REACH_OF_GENERAL_NOUN: usize = 4;

/// How many sentences on a body can be named that a lead describes.
const REACH_OF_LEAD: usize = 6;

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
    // "people familiar with the matter"
    let next = article.lower(noun.token + 1);
    if matches!(noun.singular.as_str(), "people" | "person" | "official" | "source")
        && matches!(next, "familiar" | "close" | "briefed" | "involved" | "with" | "privy")
    {
        return SpeakerKind::Anonymous;
    }
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
        return if noun.plural || is_number_of_people(article, noun) {
            SpeakerKind::Group
        } else {
            SpeakerKind::Organization
        };
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

/// "a group of doctors", "a coalition of black leaders": people, and no body.
fn is_number_of_people(article: &Article, noun: &Noun) -> bool {
    let next = noun.token + 1;
    let people =
        (next + 1..next + 4).take_while(|token| article.is_word(*token) && !article.is_capital(*token)).any(|token| {
            let nouns = article.nouns(token);
            let singular = article.lexicon.nouns.singular(article.lower(token));
            nouns.is(NounClass::Group) || singular.is_some_and(|(_, classes)| classes.is(NounClass::Role))
        });
    article.lower(next) == "of" && people
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
