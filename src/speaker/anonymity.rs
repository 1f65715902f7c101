//! Why an unnamed source stays unnamed, in the article's own words: "because the talks are private".

use std::ops::Range;

use super::article::Article;
use crate::text::TokenKind;

/// How many tokens of a sentence are read for it.
const REACH: usize = 200;

/// The printed reason for the anonymity of a source that is mentioned at these tokens: in the same sentence or the next one,
/// after words such as "on condition of anonymity" or "asked not to be named".
pub(super) fn reason_for_anonymity(article: &Article, mention: &Range<usize>) -> Option<String> {
    let sentence = article.sentence_tokens(mention.start);
    let next = article.sentence_tokens(sentence.end);
    let next =
        if article.block(next.start) == article.block(mention.start) { next } else { sentence.end..sentence.end };
    reason_within(article, mention.end.min(sentence.end)..sentence.end).or_else(|| reason_within(article, next))
}

fn reason_within(article: &Article, sentence: Range<usize>) -> Option<String> {
    let tokens = sentence.start..sentence.end.min(sentence.start + REACH);
    let asked = tokens.clone().find(|token| asks_for_anonymity(article, *token));
    let start = match asked {
        Some(asked) => (asked..tokens.end).find(|token| {
            matches!(article.lower(*token), "because" | "citing" | "since" | "as" | "for" | "given" | "owing")
                && *token > asked
        })?,
        // "who was not authorised to speak publicly" is request and reason in one.
        None => tokens.clone().find(|token| is_not_authorised(article, *token))?,
    };
    // The bare clause may go on with the main one: "not authorised to speak publicly said".
    let main_verb = |token: usize| {
        asked.is_none()
            && token > start + 3
            && article.is_verb(token)
            && article.lexicon.cues.find(article.lower(token)).is_some()
    };
    let end = (start + 1..tokens.end)
        .find(|token| {
            main_verb(*token)
                || matches!(article.word(*token), "." | ";" | "—" | "–" | ")")
                || article.kind(*token) == Some(TokenKind::Mark)
                || article.is(*token, ",") && ends_clause(article, *token + 1)
        })
        .unwrap_or(tokens.end);
    (end > start + 1).then(|| article.text(start..end).to_owned())
}

/// "anonymity", "not to be named", "not be identified".
fn asks_for_anonymity(article: &Article, token: usize) -> bool {
    let unnamed = matches!(article.lower(token), "named" | "identified" | "quoted");
    article.lower(token) == "anonymity"
        || article.lower(token) == "anonymously"
        || unnamed
            && article.lower(token.saturating_sub(1)) == "be"
            && (token.saturating_sub(4)..token).any(|before| article.lower(before) == "not")
}

/// "not authorised to", "not allowed to", "not permitted to".
fn is_not_authorised(article: &Article, token: usize) -> bool {
    article.lower(token) == "not"
        && matches!(article.lower(token + 1), "authorised" | "authorized" | "allowed" | "permitted")
        && article.lower(token + 2) == "to"
}

/// After the comma the main clause goes on: ", said", ", he said".
fn ends_clause(article: &Article, token: usize) -> bool {
    article.lexicon.cues.find(article.lower(token)).is_some()
        || article.lexicon.cues.find(article.lower(token + 1)).is_some() && !article.is_verb(token)
}
