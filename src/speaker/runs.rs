//! Runs of capitalised words: where one starts, which small words it may hold, and where it ends.

use std::ops::Range;

use super::article::Article;
use crate::lexicon::grammar::WordClass;
use crate::lexicon::nouns::NounClass;
use crate::text::TokenKind;

/// Bytes of a name at most. What is longer names nobody, and every quote would repeat it.
const LONGEST_NAME: usize = 200;

/// One past the last token of the run of capitalised words that starts at `start`; `start` itself where none does. A run
/// ends before it is longer than a name can be.
pub(super) fn run_end(article: &Article, start: usize, limit: usize) -> usize {
    let is_longer = |end: usize| article.text(start..end).len() > LONGEST_NAME;
    if !begins_run(article, start) || is_longer(start + 1) {
        return start;
    }
    let mut end = start + 1;
    while end < limit {
        let next = next_in_run(article, start, end, limit);
        if next == end || is_longer(next) {
            break;
        }
        end = next;
    }
    end
}

fn begins_run(article: &Article, token: usize) -> bool {
    if !article.is_word(token) || !article.is_capital(token) || is_first_person(article.lower(token)) {
        return false;
    }
    if is_plural_acronym(article.word(token))
        || is_party_tag(article.word(token))
        || is_compound_adjective(article.lower(token))
        || article.nouns(token).is(NounClass::Opener)
            && (article.starts_sentence(token) || !article.is_capital(token + 1))
            && !article.is_acronym(token)
        || is_pronoun(article, token)
    {
        return false;
    }
    if article.is_acronym(token) && !article.starts_sentence(token) {
        return true;
    }
    let grammar = article.grammar(token);
    // "Three Rivers Buses" where it does not open a sentence.
    let counts = is_count(article.lower(token))
        && article.is_capital(token + 1)
        && (!article.starts_sentence(token) || article.is_capitalised_elsewhere(token));
    !is_time(article, token)
        && (counts || !article.is_function_word(token) && !is_count(article.lower(token)))
        && !(article.starts_sentence(token) && (grammar.is(WordClass::Verb) || grammar.is(WordClass::Time)))
}

/// "MPs", "GPs": people, and no name.
fn is_plural_acronym(word: &str) -> bool {
    word.strip_suffix('s').is_some_and(|stem| stem.len() >= 2 && stem.chars().all(|letter| letter.is_ascii_uppercase()))
}

/// "three", "twenty-seven"
fn is_count(word: &str) -> bool {
    let tens = ["twenty-", "thirty-", "forty-", "fifty-", "sixty-", "seventy-", "eighty-", "ninety-"];
    let word = tens.iter().find_map(|ten| word.strip_prefix(ten)).unwrap_or(word);
    matches!(word, "one" | "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten")
}

/// "U.S.-based", "Saudi-led": an adjective, though it starts with a name.
fn is_compound_adjective(word: &str) -> bool {
    [
        "based",
        "led",
        "born",
        "backed",
        "style",
        "era",
        "area",
        "controlled",
        "run",
        "owned",
        "funded",
        "educated",
        "leaning",
        "friendly",
        "brokered",
        "occupied",
        "held",
        "listed",
        "trained",
    ]
    .iter()
    .any(|ending| word.strip_suffix(ending).is_some_and(|stem| stem.ends_with('-')))
}

/// Days and months; "Jan" before another capitalised word is a given name.
fn is_time(article: &Article, token: usize) -> bool {
    let word = article.lower(token);
    let before_name = article.is_word(token + 1) && article.is_capital(token + 1);
    let given_name = article.lexicon.given_names.contains(word);
    // "Mar. 3" is a date; "Mar Hicks" is somebody.
    let short = word.len() == 3 && word != "may";
    article.nouns(token).is(NounClass::Time) && !((given_name || short) && before_name)
}

/// "PhD" and "M.D." are degrees; "Md." is a state.
fn has_two_capitals(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_uppercase()).count() >= 2
}

/// "R-Ky.", "D-Newport": party and constituency after a name.
fn is_party_tag(word: &str) -> bool {
    word.strip_prefix(['R', 'D', 'I']).is_some_and(|rest| rest.starts_with('-')) && word.len() > 3
}

/// A single letter, with or without its full stop.
pub(super) fn is_initial(word: &str) -> bool {
    word.trim_end_matches('.').chars().count() == 1
}

/// "We", "They": a pronoun with a capital opens a sentence, also where the full stop is missing. "IT" and "WHO" are bodies.
fn is_pronoun(article: &Article, token: usize) -> bool {
    article.grammar(token).is(WordClass::Pronoun) && !article.is_acronym(token)
}

fn is_first_person(word: &str) -> bool {
    matches!(word, "i" | "i'm" | "i’m" | "i've" | "i’ve" | "i'd" | "i’d" | "i'll" | "i’ll" | "ok" | "oh")
}

/// One past the next piece of the run: a capitalised word, a small word with a capitalised one after it, a suffix.
fn next_in_run(article: &Article, start: usize, end: usize, limit: usize) -> usize {
    let continues_name = |token: usize| {
        token < limit
            && article.is_word(token)
            && article.is_capital(token)
            && !is_first_person(article.lower(token))
            && !is_party_tag(article.word(token))
            && !is_compound_adjective(article.lower(token))
            && !is_time(article, token)
            && !matches!(article.lower(token), "now" | "then" | "also" | "here" | "there" | "these" | "those")
            && !is_pronoun(article, token)
    };
    if continues_name(end) {
        return if article.lower(end) == "the" { end } else { end + 1 };
    }
    // The full stop of an initial or of a shortened title, where it is a token of its own.
    if article.is(end, ".") && !space_before(article, end) && end + 1 < limit {
        let shortened = is_initial(article.lower(end - 1))
            || article.nouns(end - 1).is_any(&[NounClass::Title, NounClass::Honorific]);
        return if shortened && continues_name(end + 1) { end + 2 } else { end };
    }
    if article.is(end, ",") {
        let suffix = article.nouns(end + 1).is(NounClass::Suffix)
            || article.nouns(end + 1).is(NounClass::Degree) && has_two_capitals(article.word(end + 1))
            || matches!(article.lower(end + 1).trim_end_matches('.'), "inc" | "llc" | "ltd");
        return if suffix && continues_name(end + 1) { end + 2 } else { end };
    }
    let lower = article.lower(end);
    if article.nouns(end).is(NounClass::Particle) && continues_name(end + 1) {
        return end + 2;
    }
    if article.nouns(end).is(NounClass::Particle)
        && article.nouns(end + 1).is(NounClass::Particle)
        && continues_name(end + 2)
    {
        return end + 3;
    }
    // "the Giant Growers' Guild"
    if matches!(article.word(end), "'" | "’")
        && !space_before(article, end)
        && article.lower(end - 1).ends_with('s')
        && continues_name(end + 1)
        && article.nouns(end + 1).is(NounClass::Organization)
    {
        return end + 2;
    }
    if article.is(end, "&") && continues_name(end + 1) {
        return end + 2;
    }
    // A nickname in marks between given name and surname.
    if article.kind(end) == Some(TokenKind::Mark)
        && article.kind(end + 2) == Some(TokenKind::Mark)
        && continues_name(end + 1)
        && continues_name(end + 3)
        && !article.is(end - 1, ",")
    {
        return end + 4;
    }
    let words = start..end;
    let has_head = words.clone().any(|token| can_take_of(article, token)) || office_takes_of(article, end - 1);
    if has_head && matches!(lower, "of" | "for" | "on") {
        if continues_name(end + 1) {
            return end + 2;
        }
        if matches!(article.lower(end + 1), "the" | "a" | "an") && continues_name(end + 2) {
            return end + 3;
        }
    }
    if lower == "to"
        && continues_name(end + 1)
        && words.clone().all(|token| article.nouns(token).is(NounClass::Organization))
    {
        return end + 2;
    }
    let inside_phrase = words.clone().any(|token| matches!(article.lower(token), "of" | "for" | "on"));
    if lower == "and" && continues_name(end + 1) && !article.is(end + 2, "said") {
        let last_ends = article.nouns(end - 1).is(NounClass::Organization);
        let closes_with_body = (end + 1..(end + 4).min(limit))
            .take_while(|token| continues_name(*token))
            .any(|token| article.nouns(token).is(NounClass::Organization));
        let person_after = article.lexicon.given_names.contains(article.lower(end + 1));
        if !last_ends
            && !person_after
            && (inside_phrase || (closes_with_body && words.len() <= 3 && has_body_words(article, words)))
        {
            return end + 2;
        }
    }
    end
}

/// Before "and", the first half of a compound name of a body ("House Oversight and Government Reform Committee").
fn has_body_words(article: &Article, words: Range<usize>) -> bool {
    (words.len() >= 2 || article.follows_the(words.start))
        && words.clone().all(|token| !article.lexicon.given_names.contains(article.lower(token)))
        && words.clone().all(|token| !article.nouns(token).is(NounClass::Honorific))
}

/// Whether white space stands before the token.
pub(super) fn space_before(article: &Article, token: usize) -> bool {
    article.document.tokens.get(token).is_some_and(|token| token.space_before)
}

/// Heads of names that go on with "of" or "for".
fn can_take_of(article: &Article, token: usize) -> bool {
    let nouns = article.nouns(token);
    nouns.is(NounClass::Organization) && !nouns.is(NounClass::Title)
        || matches!(
            article.lower(token),
            "bank"
                | "voice"
                | "american"
                | "americans"
                | "citizens"
                | "doctors"
                | "reporters"
                | "friends"
                | "museum"
                | "academy"
                | "school"
        )
}

/// Offices that go on with "of" and stay one title: "Secretary of State", "Speaker of the House".
fn office_takes_of(article: &Article, token: usize) -> bool {
    matches!(
        article.lower(token),
        "secretary"
            | "speaker"
            | "director"
            | "duke"
            | "duchess"
            | "prince"
            | "princess"
            | "chief"
            | "chairman"
            | "minister"
            | "chancellor"
    )
}
