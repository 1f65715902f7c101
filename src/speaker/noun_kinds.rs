//! What a common noun stands for: a person, a body, a document, several people.

use super::article::Article;
use super::phrases::Noun;
use crate::contract::SpeakerKind;
use crate::lexicon::nouns::NounClass;

/// Those whose calling is to speak for others or to stay unnamed; "the spokesman" is nobody just mentioned by name.
pub(super) fn speaks_for_others(noun: &str) -> bool {
    matches!(
        noun,
        "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "official"
            | "source"
            | "aide"
            | "attorney"
            | "lawyer"
            | "reporter"
            | "insider"
            | "adviser"
            | "advisor"
            | "diplomat"
            | "person"
            | "witness"
            | "driver"
            | "moderator"
            | "judge"
            | "member"
    )
}

/// Bodies of which there are several of the kind: "the appeals court" is no court of another name.
pub(super) fn one_of_many(noun: &str) -> bool {
    matches!(
        noun,
        "court" | "committee" | "department" | "ministry" | "commission" | "party" | "office" | "council" | "campaign"
    )
}

/// A named figure can be meant by a singular noun of its kind; an unnamed one by any noun of its kind.
pub(super) fn kinds_agree(figure: SpeakerKind, noun: SpeakerKind, plural: bool) -> bool {
    use SpeakerKind::{Anonymous, Document, Group, Organization, Person};
    match noun {
        Person | Anonymous => matches!(figure, Person | Anonymous) || plural && figure == Group,
        Group => matches!(figure, Person | Group | Anonymous),
        Organization => figure == Organization,
        Document => figure == Document,
    }
}

/// What a common noun stands for.
pub(super) fn kind_of_noun(article: &Article, noun: &Noun) -> SpeakerKind {
    // "people familiar with the matter"
    let next = article.lower(noun.token + 1);
    if matches!(noun.singular.as_str(), "people" | "person" | "official" | "source")
        && matches!(next, "familiar" | "close" | "briefed" | "involved" | "with" | "privy")
    {
        return SpeakerKind::Anonymous;
    }
    let insiders = matches!(
        noun.singular.as_str(),
        "official"
            | "source"
            | "aide"
            | "attorney"
            | "lawyer"
            | "adviser"
            | "advisor"
            | "insider"
            | "spokesman"
            | "spokesperson"
            | "spokeswoman"
            | "diplomat"
            | "person"
    );
    if noun.plural && insiders {
        return SpeakerKind::Anonymous;
    }
    let classes = noun.classes;
    if matches!(noun.singular.as_str(), "source") {
        return SpeakerKind::Anonymous;
    }
    // "the paper said": what is published and who publishes it share a word; a body speaks, so the body it is.
    if classes.is(NounClass::Document) && classes.is(NounClass::Organization) {
        return if noun.definite { SpeakerKind::Organization } else { SpeakerKind::Document };
    }
    if classes.is(NounClass::Document) && !classes.is(NounClass::Role) {
        return SpeakerKind::Document;
    }
    // "The media said" is said of all of them.
    let plain = noun.modifiers.clone().all(|token| article.is_function_word(token));
    if plain && matches!(noun.singular.as_str(), "media" | "press") {
        return SpeakerKind::Group;
    }
    if classes.is(NounClass::Organization) && !classes.is_any(&[NounClass::Title, NounClass::Role]) {
        return if noun.plural || is_number_of_people(article, noun) {
            SpeakerKind::Group
        } else {
            SpeakerKind::Organization
        };
    }
    if noun.plural || classes.is(NounClass::Group) && !classes.is(NounClass::Role) {
        return SpeakerKind::Group;
    }
    let counted = noun
        .modifiers
        .clone()
        .any(|token| matches!(article.lower(token), "two" | "three" | "four" | "several" | "many" | "some"));
    if counted { SpeakerKind::Group } else { SpeakerKind::Anonymous }
}

/// "a group of doctors", "a coalition of black leaders": people, and no body.
fn is_number_of_people(article: &Article, noun: &Noun) -> bool {
    let next = noun.token + 1;
    let people =
        (next + 1..next + 4).take_while(|token| article.is_word(*token) && !article.is_capital(*token)).any(|token| {
            let nouns = article.nouns(token);
            let singular = article.lexicon.nouns.singular(article.lower(token));
            nouns.is(NounClass::Group) || singular.is_some_and(|(_, classes)| classes.is(NounClass::Role))
        });
    article.lower(next) == "of" && people
}
