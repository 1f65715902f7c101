//! The parts of a source that is a list.

use std::ops::Range;

use super::article::Article;
use super::cast::Cast;
use super::phrases::{Head, head_of, named_after};
use crate::lexicon::grammar::WordClass;

/// The parts of a source that is a list: "Holm and Quint", "the mayor, her deputy and two aides".
pub(super) fn conjuncts(article: &Article, cast: &Cast, source: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = source.start;
    let mut token = source.start;
    while token < source.end {
        if let Some(mention) = cast.mention_at(token).and_then(|index| cast.mentions.get(index)) {
            token = mention.tokens.end.max(token + 1);
            continue;
        }
        let joins = matches!(article.lower(token), "and" | "&") || article.lower(token) == "or";
        if joins && token > start && begins_conjunct(article, cast, start..token, token + 1..source.end) {
            parts.push(start..token);
            start = token + 1;
        }
        token += 1;
    }
    parts.push(start..source.end);
    // "Holm, Quint and Ibarra": names between commas before the last one are parts of their own.
    if parts.len() > 1 {
        parts = parts.into_iter().flat_map(|part| names_between_commas(article, cast, part)).collect();
    }
    parts
}

fn names_between_commas(article: &Article, cast: &Cast, part: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = part.start;
    for token in part.clone() {
        if article.is(token, ",") && token > start {
            pieces.push(start..token);
            start = token + 1;
        }
    }
    if start < part.end {
        pieces.push(start..part.end);
    }
    let all_names = pieces.len() > 1
        && pieces.iter().all(|piece| {
            let covered = cast.mention_at(piece.start).and_then(|index| cast.mentions.get(index));
            covered.is_some_and(|mention| mention.tokens.end >= piece.end)
        });
    if all_names { pieces } else { vec![part] }
}

/// Whether both sides of an "and" are phrases of their own: names, plurals, or phrases with a determiner.
fn begins_conjunct(article: &Article, cast: &Cast, left: Range<usize>, right: Range<usize>) -> bool {
    let Some(first) = right.clone().find(|token| article.is_word(*token)) else { return false };
    let right_end = right.end;
    let right_stands = cast.mention_at(first).is_some()
        || article.grammar(first).is(WordClass::Determiner)
        || matches!(article.lower(first), "others" | "his" | "her" | "their" | "its" | "some" | "many")
        || matches!(head_of(article, cast, right), Some(Head::Noun(noun)) if noun.plural);
    let left_stands = match head_of(article, cast, left.clone()) {
        Some(Head::Name(_)) => true,
        Some(Head::Noun(noun)) => {
            noun.plural || article.grammar(left.start).is(WordClass::Determiner) || noun.owner.is_some()
        }
        Some(Head::Pronoun(_)) => true,
        _ => false,
    };
    if is_one_person(article, cast, left.clone(), first..right_end) {
        return false;
    }
    // "head of research and the arts": after a preposition of the left side the list is inside the phrase.
    let commas = left.clone().filter(|token| article.is(*token, ",")).count();
    let after_comma = left.end.checked_sub(1).is_some_and(|last| article.is(last, ","));
    let in_prepositional_phrase =
        left.clone().any(|token| cast.mention_at(token).is_none() && article.grammar(token).is(WordClass::Preposition));
    // "Holm, the owner and manager": a list within an apposition that no comma closes.
    let in_apposition = commas > 0 && !after_comma && names_between_commas(article, cast, left).len() == 1;
    left_stands && right_stands && !in_apposition && (after_comma || !in_prepositional_phrase)
}

/// "the former mayor and Ebbing senator", "co-founder and chief executive Ola Quint": two roles of one person, of which the
/// second has no article.
fn is_one_person(article: &Article, cast: &Cast, left: Range<usize>, right: Range<usize>) -> bool {
    let Some(role) = head_of(article, cast, left) else { return false };
    let second = || match head_of(article, cast, right.clone()) {
        Some(Head::Noun(second)) => second.is_person() && second.owner.is_none(),
        _ => false,
    };
    named_after(article, cast, &role, right.clone()).is_some()
        || matches!(&role, Head::Noun(role) if role.is_person())
            && !article.grammar(right.start).is(WordClass::Determiner)
            && second()
}
