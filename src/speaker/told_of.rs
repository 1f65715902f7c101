//! Descriptions that open a sentence without being a source: "The former mayor grew up in Ebbing. He said". Whoever is meant
//! is talked about, and pronouns go on with them.

use std::ops::Range;

use super::article::Article;
use super::phrases::{Head, head_of};
use super::sources::SourceResolver;
use crate::contract::SpeakerKind;
use crate::lexicon::nouns::NounClass;

/// The most tokens of such a description.
const LONGEST: usize = 8;

/// How many sentences back the person can stand whom the article does not describe so.
const REACH: usize = 1;

/// The phrases with "the" that open sentences outside quotation marks, up to their verb.
pub(super) fn opening_descriptions(article: &Article) -> Vec<Range<usize>> {
    let opening = |sentence: Range<usize>| {
        let start = sentence.start;
        let limit = sentence.end.min(start + LONGEST);
        let verb = (start + 2..limit).find(|token| article.is_verb(*token))?;
        let plain = (start..verb).all(|token| article.is_word(token));
        (article.lower(start) == "the" && plain && !article.is_quoted(start)).then_some(start..verb)
    };
    article.document.sentences.iter().filter_map(|sentence| opening(sentence.tokens.clone())).collect()
}

impl SourceResolver<'_, '_> {
    /// The named person whom a phrase describes.
    pub(super) fn person_described(&self, phrase: Range<usize>) -> Option<usize> {
        let Some(Head::Noun(noun)) = head_of(self.article, self.cast, phrase) else { return None };
        let is_person =
            noun.classes.is_any(&[NounClass::Role, NounClass::Title]) && !noun.plural && noun.owner.is_none();
        let kind = SpeakerKind::Anonymous;
        let described = if is_person { self.known_by_description(&noun, kind) } else { return None };
        let known = if described.is_empty() { self.known_by_prominence(&noun, kind, REACH) } else { described };
        let [index] = known.as_slice() else { return None };
        let figure = self.cast.figures.get(*index)?;
        (figure.named && figure.kind == SpeakerKind::Person).then_some(*index)
    }
}
