//! Sources without a name: whom "the senator", "his lawyer", "the company" and "a senior official" stand for.

use std::cmp::Reverse;
use std::ops::Range;

use super::agreement::{Agreement, Pronoun};
use super::article::Article;
use super::bodies::without_determiner;
use super::figure::Figure;
use super::mentions::Shape;
use super::noun_kinds::{kind_of_noun, kinds_agree, one_of_many, speaks_for_others};
use super::party::{names_party, parties_clash};
use super::phrases::{Noun, Owner, without_note};
use super::prominence::{NEAR, Place};
use super::pronouns::is_place;
use super::sources::{Resolved, SourceResolver};
use crate::contract::{ReasonCode, SpeakerKind};
use crate::lexicon::grammar::WordClass;
use crate::lexicon::nouns::{NounClass, NounClasses};
use crate::order::sort_by_key;
use crate::text::TokenKind;

impl SourceResolver<'_, '_> {
    /// A common noun: someone known by that description, or a figure of its own.
    pub(super) fn described(&mut self, part: Range<usize>, noun: &Noun, text: String) -> Vec<Resolved> {
        let role_noun = |figure: usize| Resolved::new(figure, ReasonCode::RoleNoun, text.clone());
        let is_verb = self.article.lexicon.cues.find(self.article.lower(noun.token)).is_some();
        let nobody = self.article.grammar(noun.token).is(WordClass::Adverb)
            || self.article.kind(noun.token) == Some(TokenKind::Number)
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
        let known = self.known(noun, kind);
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

    /// Those whom the article names somewhere and means by the noun.
    fn known(&self, noun: &Noun, kind: SpeakerKind) -> Vec<usize> {
        if let Some(pair) = self.pair(noun) {
            return Vec::from(pair);
        }
        let named_next = || self.named_next(noun, kind).into_iter().collect();
        if noun.definite && noun.owner.is_none() {
            let described = self.known_by_description(noun, kind);
            // "Ex-Mayor Says So": a headline's bare noun is of somebody whom the text names.
            let bare = !self.article.grammar(noun.modifiers.start).is(WordClass::Determiner);
            let headlined = if bare { named_next() } else { Vec::new() };
            let ways = [described, headlined, self.known_by_prominence(noun, kind, NEAR)];
            return ways.into_iter().find(|figures| !figures.is_empty()).unwrap_or_else(named_next);
        }
        if noun.owner.is_some() {
            return self.relative_of(noun, kind).map_or_else(named_next, |figure| vec![figure]);
        }
        if noun.plural {
            return Vec::new();
        }
        let in_lead = self.article.block(noun.token) < BLOCKS_OF_LEAD;
        let body = || self.introduced_next(noun, kind).filter(|_| in_lead);
        self.described_later(noun).or_else(body).map_or_else(named_next, |figure| vec![figure])
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

    /// "The northern governor" of someone mentioned at most `reach` sentences ago whom the article calls otherwise: papers
    /// like to vary.
    pub(super) fn known_by_prominence(&self, noun: &Noun, kind: SpeakerKind, reach: usize) -> Vec<usize> {
        let person = noun.classes.is_any(&[NounClass::Role, NounClass::Title]) && !speaks_for_others(&noun.singular);
        if kind != SpeakerKind::Anonymous || !person || noun.plural {
            return Vec::new();
        }
        let stated = Agreement::of_noun(self.article, noun.token);
        let pronoun = self.pronoun_behind(noun);
        let words = || noun.modifiers.clone().map(|token| self.article.lower(token)).chain([noun.singular.as_str()]);
        let weigh = |index: usize, figure: &Figure| {
            let fits = figure.kind == SpeakerKind::Person
                && figure.agreement.allows(stated)
                && !parties_clash(words(), &figure.described_as);
            let learned = self.discourse.agreements.get(index).copied().unwrap_or_default();
            let agreement = pronoun.map_or(0.0, |pronoun| learned.fit(pronoun));
            let party = if names_party(words(), &figure.described_as) { PARTY_BONUS } else { 0.0 };
            fits.then_some(agreement + party)
        };
        let place = Place { token: noun.modifiers.start, reach };
        self.discourse.most_prominent(self.article, self.cast, place, &weigh).into_iter().collect()
    }

    /// "The Democratic nominee attacked her opponent": the pronoun behind the noun says how to refer to whoever is meant.
    fn pronoun_behind(&self, noun: &Noun) -> Option<Pronoun> {
        let end = self.article.sentence_tokens(noun.token).end;
        (noun.token + 1..end)
            .take_while(|token| {
                self.article.is_word(*token)
                    && !self.article.is_quoted(*token)
                    && self.cast.mention_at(*token).is_none()
            })
            .find_map(|token| Pronoun::of_word(self.article.lower(token)))
            .filter(|pronoun| matches!(pronoun, Pronoun::He | Pronoun::She))
    }

    /// Whether a word of the phrase names a party and the article calls the figure a member of a rival one.
    pub(super) fn is_of_other_party(&self, noun: &Noun, figure: &Figure) -> bool {
        let words = noun.modifiers.clone().map(|token| self.article.lower(token));
        parties_clash(words.chain([noun.singular.as_str()]), &figure.described_as)
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
                && figure.described_as.iter().any(|word| means_same_relative(word, &noun.singular))
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
            let for_themselves = !speaks_for_others(&noun.singular) || noun.singular == "judge";
            (later && for_themselves).then_some(index)
        })
    }

    /// Figures that an earlier (or, failing that, a later) description fits.
    pub(super) fn known_by_description(&self, noun: &Noun, kind: SpeakerKind) -> Vec<usize> {
        let mut fitting: Vec<(usize, usize, Reverse<usize>, usize)> = Vec::new();
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
            let other_office = self.tells_apart(noun, figure) || self.is_of_other_party(noun, figure);
            let described_closely = modifiers > 0
                || !noun.modifiers.clone().any(|token| {
                    !self.article.is_function_word(token) && !self.article.nouns(token).is(NounClass::Modifier)
                });
            if !described_closely && one_of_many(&noun.singular) || other_office {
                continue;
            }
            let latest = figure.mentions.iter().map(|mention| mention.start).filter(|start| *start < noun.token).max();
            // Of those whom the article only goes on to name, the first is meant.
            let first = figure.mentions.iter().map(|mention| mention.start).min().unwrap_or(usize::MAX);
            fitting.push((modifiers, latest.map_or(0, |latest| latest + 1), Reverse(first), index));
        }
        sort_by_key(&mut fitting, |one| *one);
        if noun.plural {
            let people: Vec<usize> = fitting
                .iter()
                .filter(|(_, latest, _, figure)| {
                    *latest > 0
                        && self.cast.figures.get(*figure).is_some_and(|figure| figure.kind == SpeakerKind::Person)
                })
                .map(|(_, _, _, figure)| *figure)
                .collect();
            if people.len() == 2 {
                return people;
            }
            return fitting
                .iter()
                .rev()
                .find(|(_, _, _, figure)| self.cast.figures.get(*figure).is_some_and(|figure| !figure.named))
                .map(|(_, _, _, figure)| vec![*figure])
                .unwrap_or_default();
        }
        // "The company" is not whoever has "Company" in the name if another body is talked about by now.
        let latest = self.latest_body(noun, kind);
        match (fitting.last(), latest) {
            (Some((0, _, _, figure)), Some(latest)) if self.is_later(latest, *figure, noun.token) => vec![latest],
            (Some((_, _, _, figure)), _) => {
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

/// Who is of the party that a description names is meant rather than somebody of whom no party is told.
const PARTY_BONUS: f32 = 2.0;

/// Paragraphs in which a headline and a lead describe those whom the text names later.
pub(super) const BLOCKS_OF_LEAD: usize = 4;

/// The most tokens of an apposition.
const LONGEST_APPOSITION: usize = 20;

/// A year, a day, a month.
fn is_time(article: &Article, token: usize) -> bool {
    article.kind(token) == Some(TokenKind::Number) || article.nouns(token).is(NounClass::Time)
}

/// "his ex-wife" is "his wife" of another time.
fn means_same_relative(left: &str, right: &str) -> bool {
    left.trim_start_matches("ex-") == right.trim_start_matches("ex-")
}

/// The printed phrase up to its first clause: "a senior official who was not authorised" keeps what follows "who" out.
fn phrase_end(article: &Article, part: Range<usize>, head: usize) -> usize {
    let end = (head + 1..part.end)
        .find(|token| {
            article.opens_aside(*token)
                || matches!(article.word(*token), "(" | ";")
                || matches!(article.lower(*token), "in" | "on")
                    && (*token + 1..part.end).all(|token| is_time(article, token) || article.is(token, ","))
                || article.grammar(*token).is(WordClass::Relative)
        })
        .unwrap_or(part.end);
    // What a phrase goes on with does not end it: "organisers and".
    let goes_on = |token: &usize| {
        let grammar = article.grammar(*token);
        grammar.is(WordClass::Preposition) || grammar.is(WordClass::Coordinator) || article.is(*token, "the")
    };
    (head + 1..end).rev().find(|token| !goes_on(token)).unwrap_or(head) + 1
}
