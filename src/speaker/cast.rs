//! The cast: mentions gathered into the people, bodies and other entities that they name.

use std::ops::Range;

use super::agreement::Agreement;
use super::anonymity::reason_for_anonymity;
use super::article::Article;
use super::figure::Figure;
use super::mentions::{Mention, Shape};
use super::name_index::NameIndex;
use super::names::{PersonName, fold};
use super::roles::{Description, describe};
use crate::contract::SpeakerKind;
use crate::keyed::Set;
use crate::lexicon::nouns::{NounClass, NounClasses};

/// The figures and the mentions that led to them.
#[derive(Debug, Default)]
pub(super) struct Cast {
    pub(super) figures: Vec<Figure>,
    pub(super) mentions: Vec<Mention>,
    /// For each mention: its figure.
    pub(super) figure_of: Vec<Option<usize>>,
    /// For each mention: what stands around it.
    pub(super) descriptions: Vec<Description>,
}

/// So many of somebody's latest mentions tell how the article speaks of them: a book has thousands of one person.
const MENTIONS_WEIGHED: usize = 64;

impl Cast {
    /// Gathers the mentions of names: full names first, then the short ones that lean on them.
    pub(super) fn gather(article: &Article, mentions: Vec<Mention>, source_starts: &Set<usize>) -> Self {
        let figure_of = vec![None; mentions.len()];
        let descriptions: Vec<Description> =
            (0..mentions.len()).map(|index| describe(article, &mentions, index)).collect();
        let mut cast = Self { figures: Vec::new(), mentions, figure_of, descriptions };
        cast.settle_unknown_names(article, source_starts);
        let mut index = NameIndex::default();
        cast.gather_full_names(article, &mut index);
        cast.gather_titled_surnames(article, &mut index);
        cast.gather_short_names(article, &mut index);
        cast.gather_acronyms_in_parentheses(article);
        cast.attach(article);
        cast
    }

    /// The mention that covers a token, by its name or by the titles before it.
    pub(super) fn mention_at(&self, token: usize) -> Option<usize> {
        let after = self.mentions.partition_point(|mention| mention.tokens.start <= token);
        let covers =
            |index: &usize| self.mentions.get(*index).is_some_and(|mention| mention.with_lead().contains(&token));
        // A body in another mention's titles starts later than the titles do, so the next mention may cover as well.
        (after.saturating_sub(1)..(after + 2).min(self.mentions.len()))
            .filter(covers)
            .max_by_key(|index| self.mentions.get(*index).map_or(0, |mention| mention.tokens.end))
    }

    /// The figure of the name that starts at a token.
    pub(super) fn figure_at(&self, token: usize) -> Option<usize> {
        let index = self.mentions.binary_search_by_key(&token, |mention| mention.tokens.start).ok()?;
        self.figure_of.get(index).copied().flatten()
    }

    /// Gives those described as "its general secretary" the body that "its" stands for.
    pub(super) fn attach_owners(&mut self, figures_of: impl Fn(usize) -> Option<usize>) {
        for (description, number) in self.descriptions.iter().zip(&self.figure_of) {
            let (Some(owner), Some(number)) = (description.owner.and_then(&figures_of), *number) else { continue };
            let body = self.figures.get(owner).filter(|body| body.kind == SpeakerKind::Organization && body.named);
            let name = body.map(|body| body.name.clone());
            if let (Some(name), Some(figure)) = (name, self.figures.get_mut(number))
                && figure.affiliation.is_none()
                && number != owner
            {
                figure.affiliation = Some(name);
            }
        }
    }

    /// Gives unnamed sources the reason that the article prints for it.
    pub(super) fn explain_anonymity(&mut self, article: &Article) {
        let unnamed = |kind| matches!(kind, SpeakerKind::Anonymous | SpeakerKind::Group);
        for figure in self.figures.iter_mut().filter(|figure| !figure.named && unnamed(figure.kind)) {
            figure.anonymity = figure.mentions.iter().find_map(|mention| reason_for_anonymity(article, mention));
        }
    }

    /// Adds a figure without mentions of its name, such as "a senior official".
    pub(super) fn add(&mut self, figure: Figure) -> usize {
        self.figures.push(figure);
        self.figures.len() - 1
    }

    fn gather_full_names(&mut self, article: &Article, index: &mut NameIndex) {
        for mention_index in 0..self.mentions.len() {
            let Some(mention) = self.mentions.get(mention_index) else { continue };
            let tokens = mention.tokens.clone();
            let figure = match mention.shape.clone() {
                Shape::Person(name) if !name.is_bare() => {
                    let agrees = |figure: &usize, name: &PersonName| {
                        self.person(*figure).is_some_and(|person| !person.is_bare() && person.agrees_with(name))
                    };
                    let earlier_name =
                        birth_name(article, tokens.end).map(|surname| PersonName { surname, ..name.clone() });
                    let renamed = earlier_name
                        .and_then(|earlier| index.people(&earlier.surname).find(|figure| agrees(figure, &earlier)));
                    if let Some(figure) = renamed {
                        index.rename(&name, figure);
                    }
                    let known = renamed
                        .or_else(|| index.people(&name.surname).find(|figure| agrees(figure, &name)))
                        .or_else(|| {
                            index.renamed(&name.surname).find(|figure| {
                                self.person(*figure).is_some_and(|person| person.given.first() == name.given.first())
                            })
                        })
                        .or_else(|| self.longer_name_of(article, &tokens, index));
                    Some(known.unwrap_or_else(|| self.new_person(article, tokens.clone(), name.clone(), index)))
                }
                Shape::Person(_) => None,
                Shape::Organization | Shape::Place | Shape::Unknown
                    if tokens.len() > 1 || mention.shape == Shape::Place =>
                {
                    Some(self.find_or_add_body(article, mention_index, index))
                }
                _ => None,
            };
            self.assign(article, mention_index, figure);
        }
    }

    /// Surnames with a title: the person of that name, or a person of whom the article gives no more.
    fn gather_titled_surnames(&mut self, article: &Article, index: &mut NameIndex) {
        // A headline's surname leans on those behind it.
        let in_headline = |mention: &usize| {
            self.mentions.get(*mention).is_some_and(|mention| article.in_title_case(mention.tokens.start))
        };
        let (headlines, text): (Vec<usize>, Vec<usize>) = (0..self.mentions.len()).partition(in_headline);
        for mention_index in text.into_iter().chain(headlines) {
            let Some(mention) = self.mentions.get(mention_index) else { continue };
            let Shape::Person(name) = &mention.shape else { continue };
            if !name.is_bare() {
                continue;
            }
            let (name, tokens) = (name.clone(), mention.tokens.clone());
            let titles = self.mentions.get(mention_index).map(|mention| office(article, mention)).unwrap_or_default();
            let agreement = Agreement::of_titles(article, mention);
            let known = self
                .best_person(article, index, &name.surname, tokens.start, agreement)
                .filter(|known| !titles || !self.is_known_by_kin_only(article, *known));
            let figure = known.unwrap_or_else(|| self.new_person(article, tokens, name, index));
            self.assign(article, mention_index, Some(figure));
        }
    }

    /// Single words: a surname, a first name, an acronym, the last word of a body's name, or a name of its own.
    fn gather_short_names(&mut self, article: &Article, index: &mut NameIndex) {
        for mention_index in 0..self.mentions.len() {
            if self.figure_of.get(mention_index).copied().flatten().is_some() {
                continue;
            }
            let Some(mention) = self.mentions.get(mention_index) else { continue };
            let token = mention.tokens.start;
            let word = fold(article.word(token));
            let body = if mention.shape == Shape::Organization || article.follows_the(token) {
                self.body_with_word(article, token, index)
            } else {
                None
            };
            let acronym = article.is_acronym(token).then(|| index.acronyms.get(&word).copied()).flatten();
            // "QUINT:" as a label in capitals is a surname too.
            let in_capitals = article.is_acronym(token) && word.chars().count() >= 4;
            let body = body.or_else(|| index.firms.get(&word).copied());
            let figure = body.or(acronym).or_else(|| {
                (mention.shape == Shape::Unknown || in_capitals)
                    .then(|| self.best_person(article, index, &word, token, Agreement::default()))
                    .flatten()
            });
            let figure = figure.unwrap_or_else(|| self.find_or_add_body(article, mention_index, index));
            self.assign(article, mention_index, Some(figure));
        }
    }

    /// "Institute for the Study of War (ISW)": what stands in parentheses after a name is another name of it.
    fn gather_acronyms_in_parentheses(&mut self, article: &Article) {
        for mention_index in 1..self.mentions.len() {
            let (Some(mention), Some(before)) =
                (self.mentions.get(mention_index), self.mentions.get(mention_index - 1))
            else {
                continue;
            };
            let in_parentheses = article.is(before.tokens.end, "(")
                && before.tokens.len() > 1
                && mention.tokens.start == before.tokens.end + 1
                && article.is(mention.tokens.end, ")")
                && article.is_acronym(mention.tokens.start)
                && mention.tokens.len() == 1;
            let long = self.figure_of.get(mention_index - 1).copied().flatten();
            let short = self.figure_of.get(mention_index).copied().flatten();
            let (true, Some(long), Some(short)) = (in_parentheses, long, short) else { continue };
            if long != short && self.figures.get(long).is_some_and(|figure| figure.kind != SpeakerKind::Person) {
                self.figure_of
                    .iter_mut()
                    .filter(|figure| **figure == Some(short))
                    .for_each(|figure| *figure = Some(long));
            }
        }
    }

    /// Whether all that the article says of someone is whose relative they are; the office of a namesake is not theirs.
    fn is_known_by_kin_only(&self, article: &Article, figure: usize) -> bool {
        self.figures.get(figure).is_some_and(|figure| {
            let class = |word: &String| article.lexicon.nouns.classes(word);
            figure.described_as.iter().any(|word| class(word).is_any(&[NounClass::He, NounClass::She]))
                && !figure.described_as.iter().any(|word| class(word).is(NounClass::Title))
        })
    }

    /// The person whose several given names a mention gives without the surname: "Te Aroha" of "Te Aroha Robert Quint".
    fn longer_name_of(&self, article: &Article, tokens: &Range<usize>, index: &NameIndex) -> Option<usize> {
        let words: Vec<String> = tokens.clone().map(|token| fold(article.word(token))).collect();
        let first = words.first().filter(|_| words.len() > 1)?;
        index
            .first_names(first)
            .find(|figure| self.person(*figure).is_some_and(|person| person.given.starts_with(&words)))
    }

    fn person(&self, figure: usize) -> Option<&PersonName> {
        self.figures.get(figure)?.person.as_ref()
    }

    fn assign(&mut self, article: &Article, mention: usize, figure: Option<usize>) {
        let tokens = self.mentions.get(mention).map(|mention| mention.tokens.clone());
        if let (Some(slot), Some(number)) = (self.figure_of.get_mut(mention), figure) {
            *slot = Some(number);
            if let (Some(figure), Some(tokens)) = (self.figures.get_mut(number), tokens) {
                figure.mentions.push(tokens);
                if let Some(mention) = self.mentions.get(mention) {
                    figure.agreement.add(Agreement::of_titles(article, mention));
                }
                if let Some(description) = self.descriptions.get(mention) {
                    figure.agreement.add(description.agreement);
                    figure.described_as.extend(description.words.iter().cloned());
                }
            }
        }
    }

    fn new_person(
        &mut self,
        article: &Article,
        tokens: Range<usize>,
        name: PersonName,
        index: &mut NameIndex,
    ) -> usize {
        let figure = self.add(Figure::named(article.text(tokens).to_owned(), SpeakerKind::Person, Some(name.clone())));
        index.add_person(&name, figure);
        figure
    }

    /// The person that a single word names: of those with this surname (or else this first name) the one mentioned most
    /// before this place, and failing that the one whose full name comes next.
    fn best_person(
        &self,
        article: &Article,
        index: &NameIndex,
        word: &str,
        token: usize,
        agreement: Agreement,
    ) -> Option<usize> {
        let allowed =
            |figure: &usize| self.figures.get(*figure).is_some_and(|figure| figure.agreement.allows(agreement));
        let rank = |figure: &usize| {
            let supported = self.figures.get(*figure).is_some_and(|figure| figure.agreement.supports(agreement));
            let mentions = self.figures.get(*figure).map_or(&[][..], |figure| figure.mentions.as_slice());
            // Who is called by the first name, or in full again and again, is seldom meant by the surname alone.
            let short = |mention: &&Range<usize>| mention.len() == 1 && fold(article.word(mention.start)) == word;
            let earlier = || mentions.iter().filter(|mention| mention.start < token);
            let introduced = earlier().any(|mention| mention.len() > 1);
            let latest_ones = || earlier().rev().take(MENTIONS_WEIGHED);
            let before = latest_ones().filter(short).count() + usize::from(introduced);
            let latest = mentions.iter().map(|mention| mention.start).filter(|start| *start < token).max().unwrap_or(0);
            let first = mentions.iter().map(|mention| mention.start).min().unwrap_or(usize::MAX);
            // "Sam Quint spoke for his wife, Ada Quint. Quint said": the one of whom the article speaks.
            let is_subject = |mention: &&Range<usize>| {
                let named = self.mention_at(mention.start).and_then(|index| self.mentions.get(index));
                named.is_some_and(|mention| mention.subject)
            };
            let as_subject = usize::from(latest_ones().any(|mention| is_subject(&mention)));
            (supported, before, as_subject, latest, mentions.len(), usize::MAX - first)
        };
        let own_surname = |figure: &usize| self.person(*figure).is_some_and(|person| person.has_surname(word));
        index
            .people(word)
            .filter(own_surname)
            .chain(index.renamed(word))
            .filter(allowed)
            .max_by_key(rank)
            .or_else(|| index.first_names(word).filter(allowed).max_by_key(rank))
    }

    /// "the Post" after "the New York Post"; words that name parts of every state stay on their own.
    fn body_with_word(&self, article: &Article, token: usize, index: &NameIndex) -> Option<usize> {
        let word = article.lower(token);
        if matches!(word, "house" | "senate" | "congress" | "state" | "government" | "court" | "party") {
            return None;
        }
        index.last_words.get(word).copied()
    }

    fn find_or_add_body(&mut self, article: &Article, mention: usize, index: &mut NameIndex) -> usize {
        let Some(mention) = self.mentions.get(mention).cloned() else { return 0 };
        let words: Vec<String> = mention.tokens.clone().map(|token| fold(article.word(token))).collect();
        let key = words.join(" ");
        if let Some(figure) = index.bodies.get(&key) {
            return *figure;
        }
        if let Some(person) = self.longer_name_of(article, &mention.tokens, index) {
            return person;
        }
        let part_of = (words.len() > 1).then(|| index.longer_body(&words)).flatten();
        let kind = kind_of_body(article, &mention);
        let figure = part_of.unwrap_or_else(|| {
            let mut figure = Figure::named(article.text(mention.tokens.clone()).to_owned(), kind, None);
            if let Some(last) = words.last().filter(|_| words.len() > 1 && kind == SpeakerKind::Organization) {
                figure.described_as.insert(last.clone());
                // "the court" for the Court of Audit
                let of = words.iter().position(|word| matches!(word.as_str(), "of" | "for"));
                figure.described_as.extend(of.and_then(|of| words.get(of.checked_sub(1)?)).cloned());
            }
            self.add(figure)
        });
        index.add_body(article, &mention.tokens, words, figure);
        figure
    }

    /// Gives every figure its fullest name, its aliases, roles and agreement from its mentions.
    fn attach(&mut self, article: &Article) {
        self.figures.iter_mut().for_each(|figure| figure.mentions.clear());
        for (mention_index, number) in self.figure_of.iter().enumerate() {
            let (Some(mention), Some(number)) = (self.mentions.get(mention_index), number) else { continue };
            let Some(figure) = self.figures.get_mut(*number) else { continue };
            figure.mentions.push(mention.tokens.clone());
            figure.add_name(article.text(mention.tokens.clone()), &mention.shape);
            if let Some(description) = self.descriptions.get(mention_index) {
                figure.add_description(article, description);
            }
        }
    }
}

/// The surname after "née" or "formerly": "Ola Holm, née Quint".
fn birth_name(article: &Article, end: usize) -> Option<String> {
    let word = if matches!(article.word(end), "," | "(") { end + 1 } else { end };
    let renamed = matches!(article.lower(word), "née" | "nee" | "né" | "formerly");
    (renamed && article.is_capital(word + 1)).then(|| fold(article.word(word + 1)))
}

/// Whether a title other than a form of address stands before the name.
fn office(article: &Article, mention: &Mention) -> bool {
    mention.lead.clone().into_iter().flatten().any(|token| {
        let nouns = article.nouns(token);
        nouns.is(NounClass::Title) && !nouns.is(NounClass::Honorific)
    })
}

fn kind_of_body(article: &Article, mention: &Mention) -> SpeakerKind {
    let last = mention.tokens.end.saturating_sub(1);
    let nouns = article.nouns(last);
    // "Tide Research" without an article is who does it; "the Tide Act" is read.
    let does_it = matches!(article.lower(last), "research" | "analysis" | "review" | "story")
        && mention.tokens.len() > 1
        && !article.follows_the(mention.tokens.start);
    let several_words = mention.tokens.len() > 1 || article.word(last).contains('-');
    if mention.shape == Shape::Unknown && several_words && names_people(article, last) {
        SpeakerKind::Group
    } else if mention.shape == Shape::Unknown
        && nouns.is(NounClass::Document)
        && !nouns.is(NounClass::Organization)
        && !does_it
    {
        SpeakerKind::Document
    } else {
        SpeakerKind::Organization
    }
}

/// "Harbour Committee Republicans", "Northern Irish-Americans": people of a kind, and no body.
fn names_people(article: &Article, last: usize) -> bool {
    let word = article.lower(last);
    let part = word.rsplit('-').next().unwrap_or(word);
    let nouns = &article.lexicon.nouns;
    let of_people = |classes: NounClasses| {
        classes.is_any(&[NounClass::Role, NounClass::Demonym]) && !classes.is(NounClass::Organization)
    };
    nouns.classes(part).is(NounClass::Group) && !nouns.classes(part).is(NounClass::Organization)
        || nouns.singular(part).is_some_and(|(_, classes)| of_people(classes))
}
