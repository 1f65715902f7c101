//! Mentions: where the article writes a name, which of its words are titles, and what the form says about its bearer.

use std::ops::Range;

use super::article::Article;
use super::names::{PersonName, fold};
use super::runs::run_end;
use super::shapes::{new_mention, split_run};
use crate::order::{sort_by, sort_by_key};

/// A name in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    /// The name itself, without the titles before it.
    pub(super) tokens: Range<usize>,
    /// Capitalised titles and other words of the same run before the name ("Senate Majority Leader").
    pub(super) lead: Option<Range<usize>>,
    pub(super) shape: Shape,
    /// Whether it stands in quotation marks.
    pub(super) quoted: bool,
    /// Whether 's or ' follows.
    pub(super) possessive: bool,
    /// Whether it looks like the subject of its clause.
    pub(super) subject: bool,
}

/// What the form of a name says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    /// A person's name: it has a given name, a title or a role before it.
    Person(PersonName),
    /// A body, an outlet, a building: a word of the name or the article before it says so.
    Organization,
    /// A country, a city, a state.
    Place,
    /// Nothing in the name says what it is.
    Unknown,
}

impl Mention {
    /// The tokens with the titles before the name.
    pub(super) fn with_lead(&self) -> Range<usize> {
        self.lead.as_ref().map_or(self.tokens.start, |lead| lead.start)..self.tokens.end
    }
}

/// All mentions of names, in reading order, without overlaps.
pub(super) fn find_mentions(article: &Article) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for sentence in &article.document.sentences {
        let mut token = sentence.tokens.start;
        while token < sentence.tokens.end {
            let end = if article.in_title_case(token) { token } else { run_end(article, token, sentence.tokens.end) };
            if end > token {
                split_run(article, token..end, &mut mentions);
            }
            token = end.max(token + 1);
        }
    }
    find_in_title_case(article, &mut mentions);
    sort_by_key(&mut mentions, |mention| mention.tokens.start);
    mentions
}

/// Names in what capitalises everything: only those that the rest of the article gives.
fn find_in_title_case(article: &Article, mentions: &mut Vec<Mention>) {
    let mut known: Vec<(Vec<String>, Shape)> = Vec::new();
    for mention in mentions.iter() {
        let words: Vec<String> = mention.tokens.clone().map(|token| article.lower(token).to_owned()).collect();
        if let (Shape::Person(name), Some(last)) = (&mention.shape, words.last())
            && words.len() > 1
            && name.suffix.is_none()
        {
            let bare = PersonName { surname: fold(last), ..PersonName::default() };
            known.push((vec![last.clone()], Shape::Person(bare)));
        }
        known.push((words, mention.shape.clone()));
    }
    sort_by(&mut known, |left, right| (&left.0, shape_rank(&left.1)).cmp(&(&right.0, shape_rank(&right.1))));
    known.dedup_by(|later, earlier| later.0 == earlier.0);
    let longest = known.iter().map(|(words, _)| words.len()).max().unwrap_or(0);
    let mut found = Vec::new();
    for sentence in &article.document.sentences {
        let mut token = sentence.tokens.start;
        while token < sentence.tokens.end {
            if !article.in_title_case(token) {
                token += 1;
                continue;
            }
            let hit = (1..=longest.min(sentence.tokens.end - token)).rev().find_map(|length| {
                let words: Vec<String> = (token..token + length).map(|token| article.lower(token).to_owned()).collect();
                let index = known.binary_search_by(|(entry, _)| entry.cmp(&words)).ok()?;
                known.get(index).map(|(_, shape)| (length, shape.clone()))
            });
            let is_short = hit.as_ref().is_none_or(|(length, _)| *length == 1);
            let hit = is_short.then(|| full_name(article, &known, token)).flatten().or(hit);
            let length = hit.as_ref().map_or(1, |(length, _)| *length);
            if let Some((length, shape)) = hit.filter(|_| article.is_capital(token)) {
                found.push(new_mention(article, token..token + length, None, shape));
            }
            token += length;
        }
    }
    mentions.extend(found);
}

/// "Ola Quint Wins" over a text that says "Quint" only: a given name before a name that the text uses alone.
fn full_name(article: &Article, known: &[(Vec<String>, Shape)], token: usize) -> Option<(usize, Shape)> {
    let given = article.lower(token);
    let surname = article.lower(token + 1);
    let is_known = || {
        let index = known.binary_search_by(|(entry, _)| entry.as_slice().cmp(&[surname.to_owned()])).ok();
        index.and_then(|index| known.get(index)).is_some_and(|(_, shape)| matches!(shape, Shape::Unknown))
    };
    let is_name = article.is_capital(token)
        && article.is_capital(token + 1)
        && article.sentence(token) == article.sentence(token + 1)
        && article.lexicon.given_names.contains(given)
        && !article.lexicon.given_names.contains(surname);
    (is_name && is_known()).then(|| {
        let name = PersonName { given: vec![fold(given)], surname: fold(surname), ..PersonName::default() };
        (2, Shape::Person(name))
    })
}

fn shape_rank(shape: &Shape) -> u8 {
    match shape {
        Shape::Person(_) => 0,
        Shape::Organization => 1,
        Shape::Place => 2,
        Shape::Unknown => 3,
    }
}
