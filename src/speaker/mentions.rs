//! Mentions: where the article writes a name, which of its words are titles, and what the form says about its bearer.

use std::ops::Range;

use super::article::Article;
use super::names::{PersonName, fold};
use crate::lexicon::grammar::WordClass;
use crate::lexicon::nouns::NounClass;
use crate::text::TokenKind;

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
        if !article.in_title_case(sentence.tokens.start) {
            let mut token = sentence.tokens.start;
            while token < sentence.tokens.end {
                let end = run_end(article, token, sentence.tokens.end);
                if end > token {
                    split_run(article, token..end, &mut mentions);
                }
                token = end.max(token + 1);
            }
        }
    }
    find_in_title_case(article, &mut mentions);
    mentions.sort_by_key(|mention| mention.tokens.start);
    mentions
}

/// Names in sentences that capitalise everything: only those that the rest of the article gives.
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
    known.sort_by(|left, right| (&left.0, shape_rank(&left.1)).cmp(&(&right.0, shape_rank(&right.1))));
    known.dedup_by(|later, earlier| later.0 == earlier.0);
    let longest = known.iter().map(|(words, _)| words.len()).max().unwrap_or(0);
    let mut found = Vec::new();
    for sentence in &article.document.sentences {
        if !article.in_title_case(sentence.tokens.start) {
            continue;
        }
        let mut token = sentence.tokens.start;
        while token < sentence.tokens.end {
            let hit = (1..=longest.min(sentence.tokens.end - token)).rev().find_map(|length| {
                let words: Vec<String> = (token..token + length).map(|token| article.lower(token).to_owned()).collect();
                let index = known.binary_search_by(|(entry, _)| entry.cmp(&words)).ok()?;
                known.get(index).map(|(_, shape)| (length, shape.clone()))
            });
            let length = hit.as_ref().map_or(1, |(length, _)| *length);
            if let Some((length, shape)) = hit.filter(|_| article.is_capital(token)) {
                found.push(new_mention(article, token..token + length, None, shape));
            }
            token += length;
        }
    }
    mentions.extend(found);
}

fn shape_rank(shape: &Shape) -> u8 {
    match shape {
        Shape::Person(_) => 0,
        Shape::Organization => 1,
        Shape::Place => 2,
        Shape::Unknown => 3,
    }
}

/// One past the last token of the run of capitalised words that starts at `start`; `start` itself where none does.
fn run_end(article: &Article, start: usize, limit: usize) -> usize {
    if !begins_run(article, start) {
        return start;
    }
    let mut end = start + 1;
    while end < limit {
        let next = next_in_run(article, start, end, limit);
        if next == end {
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
    if is_party_tag(article.word(token))
        || is_compound_adjective(article.lower(token))
        || article.nouns(token).is(NounClass::Opener) && article.starts_sentence(token)
    {
        return false;
    }
    if article.is_acronym(token) && !article.starts_sentence(token) {
        return true;
    }
    let grammar = article.grammar(token);
    !article.nouns(token).is(NounClass::Time)
        && !article.is_function_word(token)
        && !(article.starts_sentence(token) && (grammar.is(WordClass::Verb) || grammar.is(WordClass::Time)))
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

/// "PhD" and "M.D." are degrees; "Md." is a state.
fn has_two_capitals(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_uppercase()).count() >= 2
}

/// "R-Ky.", "D-Newport": party and constituency after a name.
fn is_party_tag(word: &str) -> bool {
    word.strip_prefix(['R', 'D', 'I']).is_some_and(|rest| rest.starts_with('-')) && word.len() > 3
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
            && !article.nouns(token).is(NounClass::Time)
            && !matches!(article.lower(token), "now" | "then" | "also" | "here" | "there")
    };
    if continues_name(end) {
        return if article.lower(end) == "the" { end } else { end + 1 };
    }
    // The full stop of an initial or of a shortened title, where it is a token of its own.
    if article.is(end, ".") && !space_before(article, end) && end + 1 < limit {
        let shortened = article.lower(end - 1).chars().count() == 1
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
    (words.len() >= 2 || preceded_by_the(article, words.start))
        && words.clone().all(|token| !article.lexicon.given_names.contains(article.lower(token)))
        && words.clone().all(|token| !article.nouns(token).is(NounClass::Honorific))
}

fn space_before(article: &Article, token: usize) -> bool {
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

/// Splits a run into its titles and its name, and bodies that stand before a title ("FBI Director").
fn split_run(article: &Article, run: Range<usize>, mentions: &mut Vec<Mention>) {
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
                || article.lower(before).trim_end_matches('.').chars().count() == 1
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
        return if run.len() == 1 && is_mere_adjective(article, first) { first..first } else { run };
    }
    let nouns = article.nouns(first);
    let name_like =
        article.lexicon.given_names.contains(article.lower(first)) || article.is_capitalised_elsewhere(first);
    let known_name = {
        let phrase = run.clone().map(|token| article.lower(token)).collect::<Vec<_>>().join(" ");
        article.lexicon.places.contains(&phrase) || article.lexicon.bodies.contains(&phrase)
    };
    if known_name {
        return run;
    }
    if run.len() == 1 {
        let class_word =
            nouns.is_any(&[NounClass::Role, NounClass::Group, NounClass::Organization, NounClass::Document]);
        let plural = article.lexicon.nouns.singular(article.lower(first)).is_some();
        let drop = is_mere_adjective(article, first)
            || ((class_word || plural || article.is_common(first)) && !article.is_capitalised_elsewhere(first))
            || !name_like && !followed_like_a_name(article, run.end);
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
    let phrase = run.clone().map(|token| article.lower(token)).collect::<Vec<_>>().join(" ");
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
    let ends_as_body = nouns.is(NounClass::Organization) && !nouns.is(NounClass::Title);
    let middle_initial = run.len() == 3 && article.lower(run.start + 1).trim_end_matches('.').chars().count() == 1;
    let given_first = lexicon.given_names.contains(article.lower(run.start)) && (run.len() == 2 || middle_initial);
    let ambiguous_surname = given_first && !article.is_common(last) && !preceded_by_the(article, run.start);
    (run.len() > 1 && !honorific_first && (of_phrase || ends_as_body && !ambiguous_surname)
        || run.len() == 1 && article.is_acronym(last) && !article.nouns(last).is(NounClass::Title)
        || run.len() == 1 && ends_as_body && preceded_by_the(article, run.start) && !article.starts_sentence(run.start))
    .then_some(Shape::Organization)
}

pub(super) fn preceded_by_the(article: &Article, token: usize) -> bool {
    article.before(token).is_some_and(|before| article.lower(before) == "the")
}

/// The body named before a title in the same run: "Republican National Committee Research Director Sam Holm".
fn push_body_before_title(article: &Article, before: Range<usize>, mentions: &mut Vec<Mention>) {
    let end = before.clone().rev().find(|token| {
        let phrase = (before.start..*token + 1).map(|token| article.lower(token)).collect::<Vec<_>>().join(" ");
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
    if article.word(run.start).starts_with('@') {
        return true;
    }
    let initial = first.trim_end_matches('.').chars().count() == 1 || is_initials(article.word(run.start));
    let words = run.clone().filter(|token| article.is_word(*token)).count();
    if words < 2 {
        return false;
    }
    let middle_initial = words > 2 && article.lower(run.start + 1).trim_end_matches('.').chars().count() == 1;
    let after_role = article.before(run.start).is_some_and(|before| {
        let before = if article.is(before, ",") { before.saturating_sub(1) } else { before };
        article.nouns(before).is_any(&[NounClass::Role, NounClass::Title, NounClass::Honorific])
            && !article.is_capital(before)
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

fn new_mention(article: &Article, tokens: Range<usize>, lead: Option<Range<usize>>, shape: Shape) -> Mention {
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
