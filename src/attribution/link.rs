//! Which content belongs to which cue, and which cue to which source.

use std::ops::Range;

use super::reading::Reading;
use super::stretch::Stretch;
use crate::lexicon::grammar::WordClass;
use crate::tag::Role;

/// A cue with what belongs to it; indices into the stretches that were linked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) cue: usize,
    pub(super) source: Option<usize>,
    /// In order; empty for a cue that reports nothing within its unit.
    pub(super) contents: Vec<usize>,
}

/// What another cue between two stretches costs, in words of distance.
const CUE_BETWEEN: usize = 16;
/// What another content between a content and a cue costs.
const CONTENT_BEFORE: usize = 10;
/// What a content between a source and a cue costs.
const CONTENT_BETWEEN: usize = 2;
/// What another source between two stretches costs.
const SOURCE_BETWEEN: usize = 2;
/// What the end of a sentence between two stretches costs.
const SENTENCE_BETWEEN: usize = 10;
/// What speaks against a cue behind its content that has no source beside it.
const NO_SOURCE_BESIDE: usize = 8;
/// What speaks against a source on the wrong side, and against one behind the cue that the next cue follows: in "the
/// minister left, saying “...”, but she denied it" it is not she who says so.
const WRONG_SIDE: usize = 30;
/// What speaks against a possessive that does not stand before its cue: in "answering Lee's question, asserting “...”" it is
/// not Lee who asserts.
const POSSESSIVE_APART: usize = 8;
/// A source farther off than this is another's.
const FARTHEST_SOURCE: usize = 60;

/// Stretches farther from each other than so many others do not belong together. Each one between costs two words or more,
/// so that no source this far off is near enough; a unit of ordinary text has fewer.
const REACH: usize = 64;

/// The indices of the stretches that can belong to one of them.
fn near(stretches: &[Stretch], index: usize) -> Range<usize> {
    index.saturating_sub(REACH)..(index + REACH + 1).min(stretches.len())
}

/// Links the stretches of one unit: each content to its nearest cue, each cue to its nearest source.
///
/// Nearness counts free words, with costs for what stands between. Gives the links by cue, and the contents without one.
/// The cost grows with the number of stretches, however many there are.
pub(super) fn link(reading: &Reading<'_>, stretches: &[Stretch]) -> (Vec<Link>, Vec<usize>) {
    let is = |index: &usize, role: Role| stretches.get(*index).is_some_and(|stretch| stretch.role == role);
    let mut links: Vec<Link> = Vec::new();
    let mut link_of: Vec<Option<usize>> = vec![None; stretches.len()];
    for (cue, place) in link_of.iter_mut().enumerate().filter(|(index, _)| is(index, Role::Cue)) {
        let source = near(stretches, cue)
            .filter(|index| is(index, Role::Source))
            .filter_map(|source| Some((source_cost(reading, stretches, source, cue)?, source)))
            .min()
            .filter(|(cost, _)| *cost <= FARTHEST_SOURCE)
            .map(|(_, source)| source);
        *place = Some(links.len());
        links.push(Link { cue, source, contents: Vec::new() });
    }
    let mut loose = Vec::new();
    for content in (0..stretches.len()).filter(|index| is(index, Role::Content)) {
        let nearest = near(stretches, content)
            .filter_map(|cue| {
                Some((content_cost(reading, stretches, content, cue)?, link_of.get(cue).copied().flatten()?))
            })
            .min()
            .and_then(|(_, place)| links.get_mut(place));
        match nearest {
            Some(link) => link.contents.push(content),
            None => loose.push(content),
        }
    }
    (links, loose)
}

fn content_cost(reading: &Reading<'_>, stretches: &[Stretch], content: usize, cue: usize) -> Option<usize> {
    let place = stretches.get(cue).filter(|stretch| stretch.role == Role::Cue)?.tokens.clone();
    let cost = distance(reading, stretches, content, cue, CONTENT_BEFORE)?;
    let around = stretches.get(near(stretches, cue))?;
    let beside = around.iter().filter(|stretch| stretch.role == Role::Source).any(|source| {
        (source.tokens.end <= place.start && !reading.has_word(source.tokens.end..place.start))
            || (source.tokens.start >= place.end && !reading.has_word(place.end..source.tokens.start))
    });
    let behind = content < cue;
    if signs(reading, &place) && !behind {
        return None;
    }
    let end = stretches.get(content).map_or(place.start, |content| content.tokens.end);
    // “...,” when Lee attacked the plan: the clause does not report what stands before it.
    let is_aside = behind
        && (end..place.start).find(|token| reading.word(*token)).is_some_and(|first| {
            reading.is(first, WordClass::Subordinator) && !reading.reads_any(first, &["as", "that"])
        });
    Some(cost + of_those_that_hold(&[(behind && !beside, NO_SOURCE_BESIDE), (is_aside, WRONG_SIDE)]))
}

/// Whether a cue is a dash, with which a name signs what stands before it.
fn signs(reading: &Reading<'_>, cue: &Range<usize>) -> bool {
    cue.len() == 1 && matches!(reading.document.word(cue.start), "—" | "–" | "―" | "--" | "-")
}

fn source_cost(reading: &Reading<'_>, stretches: &[Stretch], source: usize, cue: usize) -> Option<usize> {
    let cost = distance(reading, stretches, source, cue, CONTENT_BETWEEN)?;
    let words = stretches.get(source)?.tokens.clone();
    let verb = stretches.get(cue)?.tokens.clone();
    let behind = words.start >= verb.end;
    let relative = words.len() == 1 && reading.is(words.start, WordClass::Relative);
    let another_cue =
        stretches.get(source.min(cue) + 1..source.max(cue))?.iter().any(|between| between.role == Role::Cue);
    if relative && (behind || another_cue || reading.count_words(words.end..verb.start) > 4 || reading.comma(words.end))
    {
        return None;
    }
    if signs(reading, &verb) && (!behind || reading.has_word(verb.end..words.start)) {
        return None;
    }
    let according = reading.reads(verb.end - 1, "to") && verb.len() > 1 && reading.reads(verb.end - 2, "according");
    let is_of_next = source > cue + 1 && {
        let next = stretches.get(source + 1).filter(|next| next.role == Role::Cue);
        next.is_some_and(|next| !reading.has_word(words.end..next.tokens.start))
    };
    let is_possessive = matches!(reading.document.word(words.end - 1), "'s" | "’s" | "'" | "’");
    let is_apart = behind || reading.has_word(words.end..verb.start);
    let against =
        [(behind, 1), (according && !behind || is_of_next, WRONG_SIDE), (is_possessive && is_apart, POSSESSIVE_APART)];
    Some(cost + of_those_that_hold(&against))
}

/// The costs of what holds.
fn of_those_that_hold(costs: &[(bool, usize)]) -> usize {
    costs.iter().filter(|(holds, _)| *holds).map(|(_, cost)| cost).sum()
}

/// Free words between two stretches, with the costs of what else stands there.
fn distance(
    reading: &Reading<'_>,
    stretches: &[Stretch],
    left: usize,
    right: usize,
    content_between: usize,
) -> Option<usize> {
    let (first, second) = (left.min(right), left.max(right));
    let gap = stretches.get(first)?.tokens.end..stretches.get(second)?.tokens.start;
    let mut cost = free_words(reading, stretches.get(first + 1..second)?, gap.clone());
    for between in stretches.get(first + 1..second)? {
        cost += match between.role {
            Role::Cue => CUE_BETWEEN,
            Role::Content => content_between,
            Role::Source => SOURCE_BETWEEN,
        };
    }
    let sentence = |token: usize| reading.document.tokens.get(token).map(|token| token.sentence);
    if gap.start > 0 && sentence(gap.start - 1) != sentence(gap.end) {
        cost += SENTENCE_BETWEEN;
    }
    Some(cost)
}

/// The words of a gap that belong to no stretch.
fn free_words(reading: &Reading<'_>, between: &[Stretch], gap: Range<usize>) -> usize {
    gap.filter(|token| {
        (reading.word(*token) || reading.number(*token))
            && !between.iter().any(|stretch| stretch.tokens.contains(token))
    })
    .count()
}
