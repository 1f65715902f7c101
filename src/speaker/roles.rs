//! Roles and affiliations exactly as printed: from the words before a name, from its apposition, from "of" and "at".

use std::ops::Range;

use super::agreement::Agreement;
use super::article::Article;
use super::mentions::{Mention, Shape};
use super::party::party_of_tag;
use crate::keyed::Set;
use crate::lexicon::cues::VerbForm;
use crate::lexicon::grammar::WordClass;
use crate::lexicon::nouns::NounClass;
use crate::text::TokenKind;

/// What stands around a mention and describes its bearer.
#[derive(Debug, Clone, Default)]
pub(super) struct Description {
    /// The role as printed, without the article before it.
    pub(super) role: Option<String>,
    /// The body as printed, without the article before it.
    pub(super) affiliation: Option<String>,
    /// Every word of the descriptions, in lower case.
    pub(super) words: Set<String>,
    /// Whether a role of a person stands here, so that the name is a person's.
    pub(super) of_person: bool,
    /// Whether the role is more than a title.
    pub(super) full: bool,
    /// What gendered words of the description say about pronouns.
    pub(super) agreement: Agreement,
    /// "its" in "its general secretary": the token that stands for the body.
    pub(super) owner: Option<usize>,
}

/// The most tokens that a description before a name can have.
const LONGEST_PREMODIFIER: usize = 12;

/// Describes the bearer of a mention by the words around it.
pub(super) fn describe(article: &Article, mentions: &[Mention], index: usize) -> Description {
    let Some(mention) = mentions.get(index) else { return Description::default() };
    let mut description = Description::default();
    description.words.extend(party_behind(article, mention.tokens.end).map(str::to_owned));
    if let Some(phrase) = premodifier(article, mention) {
        note(article, &mut description, phrase.clone());
        description.affiliation = bodies_within(mentions, phrase).next_back().map(|body| printed(article, body));
    }
    if let Some(apposition) = apposition(article, mentions, mention) {
        description.of_person |= apposition.of_person;
        let role = apposition.role.clone();
        note_words(article, &mut description, role.clone());
        if description.role.is_none() || !description.full {
            description.full = true;
            description.role = Some(article.text(role).to_owned());
        }
        if description.affiliation.is_none() {
            description.affiliation = apposition.affiliation.map(|body| printed(article, body));
            description.owner = apposition.owner.filter(|_| apposition.of_person);
        }
    }
    if description.affiliation.is_none() && matches!(mention.shape, Shape::Person(_)) {
        description.affiliation = name_after_preposition(article, mentions, mention.tokens.end)
            .filter(|body| is_employer(article, mention.tokens.end, body))
            .map(|body| printed(article, body));
    }
    description
}

/// The party in a tag behind a name: ", R-Ky.," and "(D-Newport)".
fn party_behind(article: &Article, end: usize) -> Option<&'static str> {
    matches!(article.word(end), "," | "(").then(|| party_of_tag(article.word(end + 1)))?
}

fn note(article: &Article, description: &mut Description, phrase: Range<usize>) {
    description.of_person = true;
    description.full = phrase.len() > 1;
    description.role = Some(article.text(phrase.clone()).to_owned());
    note_words(article, description, phrase);
}

fn note_words(article: &Article, description: &mut Description, phrase: Range<usize>) {
    for token in phrase {
        let word = article.lower(token).trim_end_matches('.');
        description.words.extend(long_forms(word).iter().map(|long| (*long).to_owned()));
        description.words.insert(word.to_owned());
        description.agreement.add(Agreement::of_noun(article, token));
    }
}

/// What a shortened title stands for, so that "the senator" finds "Sen.".
fn long_forms(title: &str) -> &'static [&'static str] {
    match title {
        "sen" => &["senator"],
        "rep" => &["representative", "congressman", "congresswoman", "lawmaker"],
        "gov" => &["governor"],
        "gen" => &["general"],
        "lt" => &["lieutenant"],
        "sgt" => &["sergeant"],
        "capt" => &["captain"],
        "det" => &["detective"],
        "prof" => &["professor"],
        "dr" => &["doctor"],
        "rev" => &["reverend", "pastor"],
        "del" => &["delegate"],
        "justice" => &["judge"],
        "prime" => &["premier"],
        "ceo" => &["executive"],
        "secretary-general" => &["secretary"],
        "chairman" | "chairwoman" | "chairperson" => &["chair"],
        "chair" => &["chairman", "chairwoman", "chairperson"],
        _ => &[],
    }
}

fn printed(article: &Article, body: &Mention) -> String {
    article.text(body.tokens.clone()).to_owned()
}

fn bodies_within(mentions: &[Mention], phrase: Range<usize>) -> impl DoubleEndedIterator<Item = &Mention> {
    let first = mentions.partition_point(|mention| mention.tokens.start < phrase.start);
    mentions
        .iter()
        .skip(first)
        .take_while(move |mention| mention.tokens.start < phrase.end)
        .filter(move |mention| mention.shape == Shape::Organization)
        .collect::<Vec<_>>()
        .into_iter()
}

/// The role before a name: "White House press secretary", "Exiled Belarusian opposition leader,".
fn premodifier(article: &Article, mention: &Mention) -> Option<Range<usize>> {
    let (head, end) = match &mention.lead {
        Some(lead) => {
            let is_role = |token: usize| {
                let nouns = article.nouns(token);
                nouns.is_any(&[NounClass::Title, NounClass::Role]) && !nouns.is(NounClass::Honorific)
            };
            let head = lead.clone().rev().find(|token| is_role(*token))?;
            let dot = article.is(head + 1, ".") && head + 1 < lead.end;
            (head, if dot { head + 2 } else { head + 1 })
        }
        None => {
            let before = article.before(mention.tokens.start)?;
            let comma = article.is(before, ",");
            let head = if comma { article.before(before)? } else { before };
            let nouns = article.nouns(head);
            // "the first lady, Ola Quint": in lower case a form of address is a role.
            let address = nouns.is(NounClass::Honorific) && article.is_capital(head);
            let role = nouns.is_any(&[NounClass::Role, NounClass::Title]) && !address;
            let end = mention.tokens.end;
            let closed = !comma || matches!(article.word(end), "," | "." | ";" | "and") || is_reporting(article, end);
            if !role || !closed {
                return None;
            }
            (head, head + 1)
        }
    };
    let mut start = head;
    while let Some(before) = article.before(start) {
        let stops = match article.kind(before) {
            Some(TokenKind::Word) => {
                stops_premodifier(article, before) || article.nouns(before).is(NounClass::Honorific)
            }
            Some(TokenKind::Clitic) => !matches!(article.word(before), "'s" | "’s"),
            Some(TokenKind::Number) => false,
            Some(TokenKind::Punctuation) => !matches!(article.word(before), "-" | "/" | "."),
            _ => true,
        };
        if stops || head - before > LONGEST_PREMODIFIER {
            break;
        }
        start = before;
    }
    start = without_common_owner(article, start..head + 1).start;
    while start < head && (article.is(start, ".") || article.kind(start) == Some(TokenKind::Clitic)) {
        start += 1;
    }
    Some(start..end)
}

/// "The board's president" is a president; "Ebbing's mayor" keeps its town.
fn without_common_owner(article: &Article, phrase: Range<usize>) -> Range<usize> {
    let clitic = phrase.clone().find(|token| article.kind(*token) == Some(TokenKind::Clitic));
    match clitic {
        Some(clitic) if (phrase.start..clitic).all(|token| !article.is_capital(token)) && clitic + 1 < phrase.end => {
            clitic + 1..phrase.end
        }
        _ => phrase,
    }
}

/// Words at which a description before a name ends: small words and finite verbs.
fn stops_premodifier(article: &Article, token: usize) -> bool {
    let grammar = article.grammar(token);
    let small = [
        WordClass::Auxiliary,
        WordClass::Determiner,
        WordClass::Preposition,
        WordClass::Subordinator,
        WordClass::Coordinator,
        WordClass::Relative,
        WordClass::Pronoun,
        WordClass::Object,
    ]
    .iter()
    .any(|class| grammar.is(*class));
    let verb = !article.is_capital(token) && (grammar.is(WordClass::Verb) || is_reporting(article, token));
    let adverb = grammar.is(WordClass::Adverb);
    small && !article.nouns(token).is(NounClass::Modifier) || verb || adverb
}

fn is_reporting(article: &Article, token: usize) -> bool {
    let nouns = article.nouns(token);
    article.lexicon.cues.find(article.lower(token)).is_some_and(|form| form.form != VerbForm::Base)
        && !nouns.is_any(&[NounClass::Role, NounClass::Title, NounClass::Document, NounClass::Group])
}

struct Apposition<'a> {
    role: Range<usize>,
    affiliation: Option<&'a Mention>,
    of_person: bool,
    owner: Option<usize>,
}

/// The apposition after a name: ", a risk analyst at the Eastern Europe Studies Center".
fn apposition<'a>(article: &Article, mentions: &'a [Mention], mention: &Mention) -> Option<Apposition<'a>> {
    let after = after_parenthesis(article, mention.tokens.end);
    let sentence = article.sentence_tokens(mention.tokens.start);
    if !article.is(after, ",") && !matches!(article.word(after), "—" | "–" | "-") || after + 1 >= sentence.end {
        return None;
    }
    let mut start = after_age(article, after) + 1;
    if start >= sentence.end {
        return None;
    }
    let copula = matches!(article.lower(start), "is" | "was");
    if copula && (start == after + 1 || !matches!(mention.shape, Shape::Person(_))) {
        return None;
    }
    if !copula && article.is_verb(start) || article.grammar(start).is(WordClass::Verb) {
        return None;
    }
    start += usize::from(copula);
    let determined = matches!(article.lower(start), "a" | "an" | "the" | "its" | "his" | "her" | "their");
    let owner = (article.lower(start) == "its").then_some(start);
    if determined {
        start += 1;
    }
    let head_end = (start..sentence.end).find(|token| ends_head(article, mentions, *token)).unwrap_or(sentence.end);
    let head = (start..head_end).rev().find(|token| article.is_word(*token))?;
    let nouns = article.nouns(head);
    let of_person = nouns.is_any(&[NounClass::Role, NounClass::Title]);
    let of_body = nouns.is(NounClass::Organization) && !matches!(mention.shape, Shape::Person(_));
    let describes = of_person || of_body && determined;
    if !describes || head_end - start > LONGEST_PREMODIFIER {
        return None;
    }
    // A new subject looks like an apposition: ", a spokesman said".
    if is_reporting(article, head_end) || article.grammar(head_end).is(WordClass::Auxiliary) {
        return None;
    }
    let preposition = article.grammar(head_end).is(WordClass::Preposition) && head_end < sentence.end;
    let phrase_end =
        (head_end..sentence.end).find(|token| ends_phrase(article, mentions, *token)).unwrap_or(sentence.end);
    // "a lecturer in history at the University of Ebbing": the body may stand after the second preposition.
    let body_at_preposition = (head_end..phrase_end)
        .filter(|token| !is_inside_name(mentions, *token))
        .find_map(|token| Some((token, name_after_preposition(article, mentions, token)?)));
    let affiliation = if preposition {
        let employer = body_at_preposition.filter(|(token, body)| is_employer(article, *token, body));
        employer.map(|(_, body)| body).or_else(|| {
            // "at the Lithuanian think tank, the Eastern Europe Studies Center": the body's own apposition names it.
            let described = article.nouns(phrase_end.saturating_sub(1)).is(NounClass::Organization);
            (described && article.is(phrase_end, ",")).then(|| body_at(article, mentions, phrase_end + 1)).flatten()
        })
    } else {
        bodies_within(mentions, start..head_end).next_back()
    };
    let role_end = match body_at_preposition {
        Some((before_body, _)) => before_body,
        None if affiliation.is_some() || !preposition => head_end,
        None => phrase_end,
    };
    Some(Apposition { role: without_common_owner(article, start..role_end), affiliation, of_person, owner })
}

/// Past ", 58": the comma after an age, or the last token of the age where no comma follows.
fn after_age(article: &Article, comma: usize) -> usize {
    let age = article.kind(comma + 1) == Some(TokenKind::Number) && article.is(comma + 2, ",");
    if age { comma + 2 } else { comma }
}

/// Past a parenthesis such as "(R-Tex.)".
fn after_parenthesis(article: &Article, token: usize) -> usize {
    if !article.is(token, "(") {
        return token;
    }
    (token..(token + 10).min(article.len())).find(|token| article.is(*token, ")")).map_or(token, |close| close + 1)
}

/// Where the noun phrase of an apposition ends: at a preposition, a relative, a verb, punctuation; a name goes through.
fn ends_head(article: &Article, mentions: &[Mention], token: usize) -> bool {
    if is_inside_name(mentions, token) {
        return false;
    }
    let grammar = article.grammar(token);
    let nouns = article.nouns(token);
    article.kind(token) == Some(TokenKind::Mark)
        || article.kind(token) == Some(TokenKind::Punctuation) && !article.is(token, "-")
        || grammar.is(WordClass::Preposition)
        || grammar.is(WordClass::Relative)
        || grammar.is(WordClass::Auxiliary)
        || is_reporting(article, token)
        || article.lower(token).ends_with("ing")
            && !nouns.is_any(&[NounClass::Modifier, NounClass::Document])
            && article.before(token).is_some_and(|before| article.nouns(before).is(NounClass::Role))
}

/// Where the whole apposition ends: at a comma or another stop, a relative, a finite verb.
fn ends_phrase(article: &Article, mentions: &[Mention], token: usize) -> bool {
    if is_inside_name(mentions, token) {
        return false;
    }
    let grammar = article.grammar(token);
    matches!(article.word(token), "," | ";" | ":" | "." | "—" | "–" | "(" | ")" | "?" | "!")
        || article.kind(token) == Some(TokenKind::Mark)
        || grammar.is(WordClass::Relative)
        || grammar.is(WordClass::Auxiliary)
        || is_reporting(article, token)
}

fn is_inside_name(mentions: &[Mention], token: usize) -> bool {
    let after = mentions.partition_point(|mention| mention.tokens.start <= token);
    after.checked_sub(1).and_then(|index| mentions.get(index)).is_some_and(|mention| mention.tokens.contains(&token))
}

/// The name after "of", "at", "from", "with", "for" and the words that lead up to it.
fn name_after_preposition<'a>(article: &Article, mentions: &'a [Mention], token: usize) -> Option<&'a Mention> {
    matches!(article.lower(token), "of" | "at" | "from" | "with" | "for" | "in" | "on")
        .then(|| body_at(article, mentions, token + 1))?
}

/// Whether the name after a preposition is that of an employer. What follows "from" and "in" is a place unless the name says
/// otherwise, and so is what residents are of.
fn is_employer(article: &Article, preposition: usize, body: &Mention) -> bool {
    let of_place = match article.lower(preposition) {
        "from" | "in" | "on" => true,
        "of" => article.before(preposition).is_some_and(|office| is_office_of_place(article.lower(office))),
        _ => false,
    };
    body.shape == Shape::Organization || !of_place
}

fn is_office_of_place(noun: &str) -> bool {
    matches!(
        noun,
        "mayor"
            | "governor"
            | "resident"
            | "bishop"
            | "archbishop"
            | "native"
            | "citizen"
            | "people"
            | "north"
            | "south"
            | "east"
            | "west"
    )
}

fn body_at<'a>(article: &Article, mentions: &'a [Mention], start: usize) -> Option<&'a Mention> {
    let first = mentions.partition_point(|mention| mention.tokens.start < start);
    let body = mentions.get(first)?;
    let between = start..body.tokens.start;
    let near = between.len() <= 5
        && between.clone().all(|token| {
            article.is_word(token) && !article.is_verb(token) && !article.grammar(token).is(WordClass::Preposition)
                || article.kind(token) == Some(TokenKind::Clitic)
        });
    // "of Ebbing Island-based Quint Company"
    let of_place = article.lower(body.tokens.end).ends_with("-based");
    if of_place {
        return body_at(article, mentions, body.tokens.end + 1);
    }
    (near
        && matches!(body.shape, Shape::Organization | Shape::Unknown)
        && !article.nouns(body.tokens.end).is_any(&[NounClass::Role]))
    .then_some(body)
}
