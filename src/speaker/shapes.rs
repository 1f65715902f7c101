//! From a run of capitalised words to mentions: which words are titles, which are the name, and what the name looks like.

use std::ops::Range;

use super::article::Article;
use super::mentions::{Mention, Shape};
use super::names::{PersonName, fold};
use super::runs::{is_initial, space_before};
use crate::lexicon::grammar::WordClass;
use crate::lexicon::nouns::NounClass;
use crate::text::TokenKind;

/// Splits a run into its titles and its name, and bodies that stand before a title ("FBI Director").
pub(super) fn split_run(article: &Article, run: Range<usize>, mentions: &mut Vec<Mention>) {
    let run = trimmed(article, run);
    if run.is_empty() {
        return;
    }
    if let Some(shape) = whole_shape(article, run.clone()) {
        mentions.push(new_mention(article, run, None, shape));
        return;
    }
    let last_title =
        run.clone().rev().find(|token| is_title(article, *token) && !is_surname_here(article, &run, *token));
    if let Some(title) = last_title {
        if let Some(name) = name_after_office(article, run.clone(), title) {
            let shape = person_name(article, name.clone()).map_or(Shape::Unknown, Shape::Person);
            mentions.push(new_mention(article, name.clone(), Some(run.start..name.start), shape));
            return;
        }
        if article.lower(title + 1) == "of" && title + 1 < run.end {
            return;
        }
        if is_title_of_outlet(article, &run, title) {
            mentions.push(new_mention(article, run, None, Shape::Organization));
            return;
        }
        // A shortened title's full stop belongs to it.
        let mut name_start = title + 1;
        while name_start < run.end && article.is(name_start, ".") {
            name_start += 1;
        }
        push_body_before_title(article, run.start..title, mentions);
        if name_start < run.end {
            let name = name_start..run.end;
            let shape = person_name(article, name.clone()).map_or(Shape::Unknown, Shape::Person);
            mentions.push(new_mention(article, name, Some(run.start..name_start), shape));
        }
        return;
    }
    // "told the Ebbing Post Quint": a body that a list knows, and a name of its own behind it.
    let body_end =
        (run.start + 1..run.end).rev().find(|end| article.lexicon.bodies.contains(&article.phrase(run.start..*end)));
    if let Some(end) = body_end.filter(|end| run.end - end == 1 && article.is_capitalised_elsewhere(*end)) {
        mentions.push(new_mention(article, run.start..end, None, Shape::Organization));
        mentions.push(new_mention(article, end..run.end, None, Shape::Unknown));
        return;
    }
    let shape = if looks_like_person(article, run.clone()) {
        person_name(article, run.clone()).map_or(Shape::Unknown, Shape::Person)
    } else {
        Shape::Unknown
    };
    // "American John Holm": the adjective is no part of a person's name.
    let demonym = run.clone().take_while(|token| article.nouns(*token).is(NounClass::Demonym)).count();
    if demonym > 0 && demonym < run.len() {
        let name = run.start + demonym..run.end;
        if article.lexicon.given_names.contains(article.lower(name.start)) && name.len() > 1 {
            let shape = person_name(article, name.clone()).map_or(Shape::Unknown, Shape::Person);
            mentions.push(new_mention(article, name, Some(run.start..run.start + demonym), shape));
            return;
        }
    }
    mentions.push(new_mention(article, run, None, shape));
}

/// "said Business Insider": a capitalised role without an article before it and without a name after it is a name itself.
fn is_title_of_outlet(article: &Article, run: &Range<usize>, role: usize) -> bool {
    let nouns = article.nouns(role);
    let mere_role = nouns.is(NounClass::Role) && !nouns.is_any(&[NounClass::Title, NounClass::Honorific]);
    let determined = article.before(run.start).is_some_and(|before| {
        article.grammar(before).is(WordClass::Determiner) || article.kind(before) == Some(TokenKind::Clitic)
    });
    let plain = run.clone().all(|token| article.is_word(token) && !article.nouns(token).is(NounClass::Demonym));
    mere_role
        && plain
        && run.len() > 1
        && role + 1 == run.end
        && !determined
        && !article.starts_sentence(run.start)
        && !article.is_common(role)
}

/// The person named after an office with "of": "Secretary of State John Holm".
fn name_after_office(article: &Article, run: Range<usize>, title: usize) -> Option<Range<usize>> {
    if article.lower(title + 1) != "of" {
        return None;
    }
    let given = (title + 2..run.end).find(|token| article.lexicon.given_names.contains(article.lower(*token)))?;
    (given + 1 < run.end).then_some(given..run.end)
}

/// A title word at the end of a run is a surname after a given name or another title: "Stephen King", "Mr. King".
fn is_surname_here(article: &Article, run: &Range<usize>, token: usize) -> bool {
    token + 1 == run.end
        && token > run.start
        && (run.start..token).rev().find(|before| article.is_word(*before)).is_some_and(|before| {
            article.lexicon.given_names.contains(article.lower(before))
                || article.nouns(before).is(NounClass::Honorific)
                || is_initial(article.lower(before))
                || matches!(
                    article.lower(before).trim_end_matches('.'),
                    "sen" | "rep" | "gov" | "sgt" | "capt" | "lt" | "det"
                )
        })
}

/// A run without a first word that is capitalised only because it starts the sentence.
fn trimmed(article: &Article, run: Range<usize>) -> Range<usize> {
    let first = run.start;
    if !article.starts_sentence(first) || article.is_acronym(first) {
        // "People" in the middle of a sentence is written for effect where the article writes "people" elsewhere.
        let for_effect = article.nouns(first).is(NounClass::Group) && article.is_common(first);
        let drop = run.len() == 1 && (is_mere_adjective(article, first) || for_effect);
        return if drop { first..first } else { run };
    }
    let nouns = article.nouns(first);
    let name_like =
        article.lexicon.given_names.contains(article.lower(first)) || article.is_capitalised_elsewhere(first);
    let known_name = {
        let phrase = article.phrase(run.clone());
        article.lexicon.places.contains(&phrase) || article.lexicon.bodies.contains(&phrase)
    };
    if known_name {
        return run;
    }
    if run.len() == 1 {
        let class_word =
            nouns.is_any(&[NounClass::Role, NounClass::Group, NounClass::Organization, NounClass::Document]);
        let plural = article.lexicon.nouns.singular(article.lower(first)).is_some();
        // "Glaziers say": a plural that only opens a sentence is nobody's name.
        let mere_plural = article.lower(first).ends_with('s')
            && !matches!(article.lower(first).chars().rev().nth(1), Some('s' | 'u' | 'i'))
            && !name_like
            && matches!(article.lower(run.end), "are" | "were" | "have" | "do" | "say" | "think" | "want");
        let drop = is_mere_adjective(article, first)
            || mere_plural
            || ((class_word || plural || article.is_common(first)) && !article.is_capitalised_elsewhere(first))
            || !name_like && (!followed_like_a_name(article, run.end) || looks_plural(article.lower(first)));
        return if drop { first..first } else { run };
    }
    let second_is_given = run.len() > 2 && article.lexicon.given_names.contains(article.lower(first + 1));
    if second_is_given
        && !article.lexicon.given_names.contains(article.lower(first))
        && nouns == Default::default()
        && article.word(first).chars().count() > 2
    {
        return trimmed_once(article, first + 1..run.end);
    }
    let keeps = nouns.is_any(&[NounClass::Title, NounClass::Honorific, NounClass::Demonym]) || name_like;
    if article.is_common(first) && !keeps || nouns.is(NounClass::Modifier) {
        return trimmed_once(article, first + 1..run.end);
    }
    run
}

/// "Dockers said": a word in "-ers" that opens a sentence and is no name elsewhere is a plural.
fn looks_plural(word: &str) -> bool {
    word.ends_with("ers") || word.ends_with("ors") || word.ends_with("ists") || word.ends_with("ians")
}

/// After the sentence's first word is gone, small words at the new start go too.
fn trimmed_once(article: &Article, run: Range<usize>) -> Range<usize> {
    let start = run.clone().find(|token| article.is_capital(*token)).unwrap_or(run.end);
    start..run.end
}

fn is_mere_adjective(article: &Article, token: usize) -> bool {
    let word = article.lower(token);
    article.nouns(token).is(NounClass::Demonym) && !article.is_acronym(token)
        || article.lexicon.nouns.singular(word).is_some_and(|(_, classes)| classes.is(NounClass::Demonym))
}

/// A verb, 's, a comma or a parenthesis after a lone capitalised word at a sentence's start make a name of it.
fn followed_like_a_name(article: &Article, next: usize) -> bool {
    article.kind(next) == Some(TokenKind::Clitic)
        || article.lexicon.cues.find(article.lower(next)).is_some()
        || article.grammar(next).is(WordClass::Auxiliary)
        || article.grammar(next).is(WordClass::Verb)
}

fn is_title(article: &Article, token: usize) -> bool {
    let nouns = article.nouns(token);
    nouns.is_any(&[NounClass::Title, NounClass::Honorific, NounClass::Role])
}

/// What the whole run is, where its last word or a list says so.
fn whole_shape(article: &Article, run: Range<usize>) -> Option<Shape> {
    let phrase = article.phrase(run.clone());
    let phrase = phrase.trim_end_matches('.');
    let lexicon = article.lexicon;
    if lexicon.bodies.contains(phrase) {
        return Some(Shape::Organization);
    }
    if lexicon.places.contains(phrase) && !(run.len() == 1 && lexicon.given_names.contains(phrase)) {
        return Some(Shape::Place);
    }
    let last = run.end.checked_sub(1)?;
    let nouns = article.nouns(last);
    let honorific_first = article.nouns(run.start).is(NounClass::Honorific);
    let of_phrase = run.clone().any(|token| matches!(article.lower(token), "of" | "for" | "on" | "&"))
        && !run.clone().any(|token| is_title(article, token) && !article.nouns(token).is(NounClass::Organization));
    let closes_name = run.len() > 1 && nouns.is(NounClass::NameOfBody) && !article.is_common(last);
    let ends_as_body = nouns.is(NounClass::Organization) && !nouns.is(NounClass::Title) || closes_name;
    let middle_initial = run.len() == 3 && is_initial(article.lower(run.start + 1));
    let given_first = lexicon.given_names.contains(article.lower(run.start)) && (run.len() == 2 || middle_initial);
    let ambiguous_surname = given_first && !article.is_common(last) && !article.follows_the(run.start);
    (run.len() > 1 && !honorific_first && (of_phrase || ends_as_body && !ambiguous_surname)
        || run.len() == 1 && article.is_acronym(last) && !article.nouns(last).is(NounClass::Title)
        || run.len() == 1 && ends_as_body && article.follows_the(run.start) && !article.starts_sentence(run.start))
    .then_some(Shape::Organization)
}

/// The body named before a title in the same run: "Republican National Committee Research Director Sam Holm".
fn push_body_before_title(article: &Article, before: Range<usize>, mentions: &mut Vec<Mention>) {
    let end = before.clone().rev().find(|token| {
        let phrase = article.phrase(before.start..*token + 1);
        let nouns = article.nouns(*token);
        nouns.is(NounClass::Organization) && !nouns.is(NounClass::Title) && *token > before.start
            || article.lexicon.bodies.contains(&phrase)
            || article.is_acronym(*token) && *token == before.start && !article.nouns(*token).is(NounClass::Role)
    });
    if let Some(end) = end {
        mentions.push(new_mention(article, before.start..end + 1, None, Shape::Organization));
    }
}

fn looks_like_person(article: &Article, run: Range<usize>) -> bool {
    let first = article.lower(run.start);
    let initial = is_initial(first) || is_initials(article.word(run.start));
    let words = run.clone().filter(|token| article.is_word(*token)).count();
    if words < 2 {
        return false;
    }
    let middle_initial = words > 2 && is_initial(article.lower(run.start + 1));
    let after_role = article.before(run.start).is_some_and(|before| {
        let before = if article.is(before, ",") { before.saturating_sub(1) } else { before };
        article.nouns(before).is_any(&[NounClass::Role, NounClass::Title, NounClass::Honorific])
            && (!article.is_capital(before) || article.sentence_tokens(before).start == before)
    });
    let age = article.is(run.end, ",")
        && article.kind(run.end + 1) == Some(TokenKind::Number)
        && matches!(article.word(run.end + 2), "," | ".");
    let who = article.is(run.end, ",") && article.lower(run.end + 1) == "who";
    let given = article.lexicon.given_names.contains(&fold(article.word(run.start)))
        || first.split('-').all(|part| article.lexicon.given_names.contains(part));
    words <= 5
        && (given && (words == 2 || !article.lexicon.places.contains(first))
            || initial
            || middle_initial
            || after_role
            || age
            || who)
}

/// "J.D.", "A.J.".
fn is_initials(word: &str) -> bool {
    word.len() >= 2
        && word.ends_with('.')
        && word.len() <= 6
        && word.chars().all(|letter| letter == '.' || letter.is_uppercase())
}

fn person_name(article: &Article, tokens: Range<usize>) -> Option<PersonName> {
    let words: Vec<&str> =
        tokens.filter(|token| article.kind(*token) != Some(TokenKind::Mark)).map(|token| article.word(token)).collect();
    PersonName::parse(article.lexicon, &words)
}

/// A mention with what the words around it say.
pub(super) fn new_mention(
    article: &Article,
    tokens: Range<usize>,
    lead: Option<Range<usize>>,
    shape: Shape,
) -> Mention {
    let start = lead.as_ref().map_or(tokens.start, |lead| lead.start);
    let possessive = article.kind(tokens.end) == Some(TokenKind::Clitic)
        && matches!(article.word(tokens.end), "'s" | "’s")
        || matches!(article.word(tokens.end), "'" | "’") && !space_before(article, tokens.end);
    let after_preposition = article
        .before(start)
        .map(|before| if article.grammar(before).is(WordClass::Determiner) { before.saturating_sub(1) } else { before })
        .is_some_and(|before| article.grammar(before).is(WordClass::Preposition));
    let subject = !possessive
        && !after_preposition
        && (article.starts_sentence(start) || article.is_verb(tokens.end) || article.lower(tokens.end) == "who");
    Mention { quoted: article.is_quoted(tokens.start), tokens, lead, shape, possessive, subject }
}
