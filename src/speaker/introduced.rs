//! Sources that a lead only describes and the text behind it names: "A former mayor says ... ¶ ... said Ola Quint, who ran the
//! town until 2010". It is how news is written: first what somebody is, then who.

use super::described::BLOCKS_OF_LEAD;
use super::figure::Figure;
use super::noun_kinds::speaks_for_others;
use super::phrases::{Noun, Owner};
use super::sources::SourceResolver;
use crate::contract::SpeakerKind;
use crate::lexicon::nouns::NounClass;

/// How many sentences on somebody can be named whom a lead describes.
const REACH: usize = 5;

impl SourceResolver<'_, '_> {
    /// The person who is named next, speaks there, and is not mentioned before, where nothing said of them contradicts the
    /// description.
    pub(super) fn named_next(&self, noun: &Noun, kind: SpeakerKind) -> Option<usize> {
        let of_lead = self.article.block(noun.token) < BLOCKS_OF_LEAD;
        let of_nobody = matches!(noun.owner, Some(Owner::Pronoun(_)));
        let is_person = noun.classes.is_any(&[NounClass::Role, NounClass::Title]);
        if kind != SpeakerKind::Anonymous || noun.plural || !is_person || !of_lead || of_nobody {
            return None;
        }
        let sentence = self.article.sentence(noun.token);
        let after = self.discourse.traces.partition_point(|trace| trace.token <= noun.token);
        let next = self
            .discourse
            .traces
            .iter()
            .skip(after)
            .take_while(|trace| trace.sentence - sentence <= REACH)
            .find(|trace| trace.speaks && !trace.by_pronoun)?;
        let [index] = next.figures.as_slice() else { return None };
        let figure = self.cast.figures.get(*index)?;
        let is_new = figure.mentions.iter().all(|mention| mention.start > noun.token);
        (is_new && figure.named && figure.kind == SpeakerKind::Person && self.may_be(noun, figure)).then_some(*index)
    }

    /// Whether what the article says of a figure agrees with the noun, or says nothing of what the figure does.
    fn may_be(&self, noun: &Noun, figure: &Figure) -> bool {
        let says_what =
            |word: &String| self.article.lexicon.nouns.classes(word).is_any(&[NounClass::Role, NounClass::Title]);
        let member = noun.singular == "member" && figure.described_as.contains("representative");
        figure.described_as.contains(&noun.singular)
            || member
            || !speaks_for_others(&noun.singular) && !figure.described_as.iter().any(says_what)
    }
}
