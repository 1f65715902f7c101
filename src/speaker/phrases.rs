//! The head of a noun phrase, which says what a source stands for.

use std::ops::Range;

use super::agreement::Pronoun;
use super::article::Article;
use super::cast::Cast;
use super::mentions::Shape;
use crate::lexicon::grammar::WordClass;
use crate::lexicon::nouns::{NounClass, NounClasses};
use crate::text::TokenKind;

/// What a phrase is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Head {
    /// A name; the index of its mention.
    Name(usize),
    /// "she", at this token.
    Pronoun(usize),
    /// "who", at this token.
    Relative(usize),
    /// "I" or "we", at this token.
    FirstPerson(usize),
    /// A common noun.
    Noun(Noun),
}

/// A common noun with what narrows it down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Noun {
    /// The head's token.
    pub(super) token: usize,
    /// The head in lower case, in the singular where that is known.
    pub(super) singular: String,
    pub(super) plural: bool,
    pub(super) classes: NounClasses,
    /// Whether "the", "this", a possessive or a headline's bare noun points to something already known.
    pub(super) definite: bool,
    /// The mention or pronoun token that owns it: "Holm's", "her".
    pub(super) owner: Option<Owner>,
    /// The words before the head.
    pub(super) modifiers: Range<usize>,
    /// Mention of a name among the modifiers ("the Holm campaign").
    pub(super) name_before: Option<usize>,
}

impl Noun {
    /// One person by what they do or are.
    pub(super) fn is_person(&self) -> bool {
        self.classes.is_any(&PEOPLE) && !self.plural
    }
}

/// Whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Mention(usize),
    Pronoun(usize),
    /// "the family's": nobody with a name.
    Described,
}

/// The head of a phrase. `None` where no word is left.
pub(super) fn head_of(article: &Article, cast: &Cast, part: Range<usize>) -> Option<Head> {
    let part = without_note(article, part);
    let start = part
        .clone()
        .find(|token| !matches!(article.kind(*token), Some(TokenKind::Punctuation | TokenKind::Mark) | None))?;
    let start =
        if article.grammar(start).is(WordClass::Preposition) && start + 1 < part.end { start + 1 } else { start };
    let part = start..part.end;
    if let Some(head) = pronoun_head(article, start, part.end) {
        return Some(head);
    }
    let mut scan = Scan { start, ..Scan::default() };
    let mut token = start;
    while token < part.end {
        if let Some((index, mention)) =
            cast.mention_at(token).and_then(|index| Some((index, cast.mentions.get(index)?)))
        {
            token = mention.tokens.end.max(token + 1);
            scan.found_name(index, mention.possessive);
            if mention.possessive {
                token += 1;
            }
            continue;
        }
        // "the president's" stands for the president.
        let closes = article.kind(token) == Some(TokenKind::Clitic) && token + 1 >= part.end;
        if closes || scan.ends_at(article, token) {
            break;
        }
        scan.read(article, token);
        token += 1;
    }
    // "co-founder and chief executive Ola Quint" is one person.
    if token < part.end && part.end - token <= LONGEST_SECOND_ROLE && article.grammar(token).is(WordClass::Coordinator)
    {
        let role = scan.clone().head(article);
        if let Some(name) = role.and_then(|role| named_after(article, cast, &role, token + 1..part.end)) {
            return Some(Head::Name(name));
        }
    }
    scan.named_by_apposition(article, cast, token, part.end).or_else(|| scan.head(article))
}

/// The most tokens of a second role with the name behind it.
const LONGEST_SECOND_ROLE: usize = 16;

/// The name at the end of a second role that has no article.
pub(super) fn named_after(article: &Article, cast: &Cast, role: &Head, right: Range<usize>) -> Option<usize> {
    let Head::Noun(role) = role else { return None };
    if !role.is_person() || article.grammar(right.start).is(WordClass::Determiner) {
        return None;
    }
    let Some(Head::Name(name)) = head_of(article, cast, right.clone()) else { return None };
    let mention = cast.mentions.get(name)?;
    (mention.tokens.start > right.start && matches!(mention.shape, Shape::Person(_))).then_some(name)
}

/// A phrase without what is left of a footnote's mark before it: "52] Ola Quint".
pub(super) fn without_note(article: &Article, part: Range<usize>) -> Range<usize> {
    let close = (part.start..part.end.min(part.start + 4)).rev().find(|token| article.is(*token, "]"));
    let note = close.filter(|close| (part.start..*close).all(|token| !article.is_word(token)));
    note.map_or(part.start, |close| close + 1)..part.end
}

fn pronoun_head(article: &Article, start: usize, end: usize) -> Option<Head> {
    let word = article.lower(start);
    let alone = (start + 1..end).all(|token| !article.is_word(token)) || end - start <= 2;
    let stem = word.split(['\'', '’']).next().unwrap_or(word);
    match stem {
        "i" | "we" | "me" | "us" | "my" | "our" | "you" if alone => Some(Head::FirstPerson(start)),
        "who" => Some(Head::Relative(start)),
        "whom" | "which" | "that" | "whose" if alone => Some(Head::Relative(start)),
        "he" | "she" | "it" | "they" | "him" | "them" => Some(Head::Pronoun(start)),
        _ if alone && Pronoun::of_word(stem).is_some() && end - start == 1 => Some(Head::Pronoun(start)),
        _ => None,
    }
}

/// Reading a phrase from left to right.
#[derive(Debug, Clone, Default)]
struct Scan {
    start: usize,
    name: Option<usize>,
    noun: Option<usize>,
    /// The last word of any kind that can be a noun.
    last_word: Option<usize>,
    owner: Option<Owner>,
    name_before: Option<usize>,
    determined: bool,
    indefinite: bool,
    quantified: bool,
}

impl Scan {
    fn found_name(&mut self, mention: usize, possessive: bool) {
        if possessive {
            self.owner = Some(Owner::Mention(mention));
            self.name = None;
        } else {
            self.name = Some(mention);
        }
        self.noun = None;
        self.last_word = None;
    }

    fn ends_at(&self, article: &Article, token: usize) -> bool {
        let grammar = article.grammar(token);
        let started = self.name.is_some() || self.noun.is_some() || self.last_word.is_some() || self.quantified;
        if article.lower(token) == "of" && self.quantified && self.noun.is_none() {
            return false;
        }
        let punctuation =
            article.kind(token) == Some(TokenKind::Punctuation) && !matches!(article.word(token), "-" | "." | "/");
        started
            && (punctuation
                || grammar.is(WordClass::Preposition)
                || grammar.is(WordClass::Relative)
                || grammar.is(WordClass::Coordinator)
                || grammar.is(WordClass::Auxiliary)
                || self.noun.is_some() && (is_participle(article, token) || follows_noun(article.lower(token))))
    }

    fn read(&mut self, article: &Article, token: usize) {
        let word = article.lower(token);
        if matches!(word, "'s" | "’s") && self.last_word.is_some() {
            self.owner = Some(Owner::Described);
            self.noun = None;
            self.last_word = None;
            return;
        }
        if article.grammar(token).is(WordClass::Determiner) || matches!(word, "one" | "none" | "another") {
            match word {
                "the" | "this" | "that" | "these" | "those" | "both" => self.determined = true,
                "his" | "her" | "its" | "their" | "our" | "my" | "your" => self.owner = Some(Owner::Pronoun(token)),
                "a" | "an" | "another" | "any" | "every" | "each" => self.indefinite = true,
                _ => {
                    self.quantified = true;
                    self.indefinite |= !self.determined;
                }
            }
            return;
        }
        if !article.is_word(token) || article.grammar(token).is(WordClass::Preposition) {
            if article.kind(token) == Some(TokenKind::Number) {
                self.quantified = true;
                self.indefinite |= !self.determined;
            }
            return;
        }
        // "said Quint softly"
        if self.name.is_some() && word.ends_with("ly") {
            return;
        }
        if let Some(name) = self.name.take() {
            self.name_before = Some(name);
        }
        let known = article.nouns(token).is_any(&NOUNS)
            || article.lexicon.nouns.singular(word).is_some_and(|(_, classes)| classes.is_any(&NOUNS));
        if known {
            self.noun = Some(token);
        }
        self.last_word = Some(token);
    }

    /// "Exiled opposition leader, Ola Quint,": the name after the comma is whom the role stands for.
    fn named_by_apposition(&self, article: &Article, cast: &Cast, token: usize, end: usize) -> Option<Head> {
        let noun = self.noun.filter(|_| self.name.is_none())?;
        let nouns = article.nouns(noun);
        let singular =
            article.lexicon.nouns.singular(article.lower(noun)).map(|(_, classes)| classes).unwrap_or_default();
        if nouns.is(NounClass::Document) {
            return name_behind_document(article, cast, token..end).map(Head::Name);
        }
        let of_person = nouns.is_any(&PEOPLE) || singular.is_any(&PEOPLE);
        if !of_person && !nouns.is(NounClass::Organization) {
            return None;
        }
        // What belongs to the role may stand before the comma: "a lawyer for the paper, Ola Quint,".
        let comma = (token..end)
            .take_while(|token| !article.grammar(*token).is(WordClass::Relative))
            .find(|token| article.is(*token, ","))?;
        let first = (comma + 1..end.min(comma + 6)).find_map(|token| Some((token, cast.mention_at(token)?)))?;
        let (token, index) = first;
        let mention = cast.mentions.get(index)?;
        let only_description = (comma + 1..token).all(|token| {
            article.is_word(token) && !article.is_verb(token) && !article.grammar(token).is(WordClass::Preposition)
        });
        let closed =
            mention.tokens.end >= end || article.is(mention.tokens.end, ",") || article.is(mention.tokens.end, "(");
        let is_person = matches!(mention.shape, Shape::Person(_));
        (only_description
            && closed
            && !mention.possessive
            && (is_person == of_person)
            && (is_person || !self.indefinite))
            .then_some(Head::Name(index))
    }

    fn head(self, article: &Article) -> Option<Head> {
        if let Some(name) = self.name {
            return Some(Head::Name(name));
        }
        // "the president's" and "Holm's" on their own stand for the owner.
        if let (Some(Owner::Mention(owner)), None, None) = (self.owner, self.noun, self.last_word) {
            return Some(Head::Name(owner));
        }
        let token = match (self.noun, self.last_word) {
            // "voters worried": a participle after a known noun is no head; an unknown noun after it is ("poll respondents").
            (Some(noun), Some(last))
                if last > noun && !is_participle(article, last) && !article.lower(last).ends_with("ly") =>
            {
                last
            }
            (Some(noun), _) => noun,
            (None, Some(last)) => last,
            (None, None) => self.start,
        };
        let word = article.lower(token);
        let own = article.nouns(token);
        let (singular, classes, plural) = match article.lexicon.nouns.singular(word) {
            // "presidents" is a title itself, before two names.
            Some((singular, classes))
                if !own.is_any(&[NounClass::Role, NounClass::Organization])
                    || own.is(NounClass::Title) && classes.is(NounClass::Title) =>
            {
                (singular, classes, true)
            }
            _ => {
                let plural = own.is(NounClass::Group) && !own.is_any(&[NounClass::Role, NounClass::Organization])
                    || own == NounClasses::default() && word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
                (word.to_owned(), own, plural)
            }
        };
        let headline =
            article.in_title_case(token) || article.starts_sentence(self.start) && !plural && !self.indefinite;
        Some(Head::Noun(Noun {
            token,
            singular,
            plural,
            classes,
            definite: !self.indefinite && (self.determined || self.owner.is_some() || headline),
            owner: self.owner,
            modifiers: self.start..token,
            name_before: self.name_before,
        }))
    }
}

/// "In a statement, one of the mill's lawyers, Ola Quint": what was written is not who speaks.
fn name_behind_document(article: &Article, cast: &Cast, behind: Range<usize>) -> Option<usize> {
    let last = behind.clone().rev().find(|token| article.is_word(*token))?;
    let index = cast.mention_at(last)?;
    let mention = cast.mentions.get(index)?;
    let after_comma = article.before(mention.with_lead().start).is_some_and(|before| article.is(before, ","));
    (after_comma && mention.with_lead().start > behind.start && matches!(mention.shape, Shape::Person(_)))
        .then_some(index)
}

const PEOPLE: [NounClass; 2] = [NounClass::Role, NounClass::Title];

const NOUNS: [NounClass; 5] =
    [NounClass::Title, NounClass::Role, NounClass::Group, NounClass::Organization, NounClass::Document];

/// Adjectives that stand behind their noun: "people familiar with the matter".
fn follows_noun(word: &str) -> bool {
    matches!(
        word,
        "familiar" | "close" | "privy" | "aware" | "present" | "responsible" | "loyal" | "opposed" | "involved"
    )
}

fn is_participle(article: &Article, token: usize) -> bool {
    let word = article.lower(token);
    !article.is_capital(token)
        && word.len() >= 4
        && (word.ends_with("ed")
            || word.ends_with("ing")
            || matches!(word, "seen" | "written" | "given" | "known" | "taken" | "shown"))
        && !article.nouns(token).is_any(&NOUNS)
}
