//! Two at once: whom "both men", "the two countries", "the candidates" and "each" stand for.

use super::figure::Figure;
use super::noun_kinds::speaks_for_others;
use super::phrases::Noun;
use super::sources::SourceResolver;
use crate::contract::SpeakerKind;
use crate::lexicon::nouns::NounClass;

/// What the two are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pair {
    People,
    Countries,
    Bodies,
}

impl SourceResolver<'_, '_> {
    /// The two figures that a phrase for two stands for.
    pub(super) fn pair(&self, noun: &Noun) -> Option<[usize; 2]> {
        let wanted = self.pair_wanted(noun)?;
        let fits = |_: usize, figure: &Figure| {
            let is_place = || self.article.lexicon.places.contains(figure.name.to_lowercase().trim_end_matches('.'));
            let is_wanted = match wanted {
                Pair::People => figure.kind == SpeakerKind::Person,
                Pair::Countries => figure.kind == SpeakerKind::Organization && is_place(),
                Pair::Bodies => figure.kind == SpeakerKind::Organization && !is_place(),
            };
            is_wanted && !self.is_of_other_party(noun, figure)
        };
        self.discourse.prominent_pair(self.article, self.cast, noun.modifiers.start, &fits)
    }

    fn pair_wanted(&self, noun: &Noun) -> Option<Pair> {
        if matches!(noun.singular.as_str(), "each" | "both") && noun.modifiers.is_empty() {
            return Some(Pair::People);
        }
        let counted = noun.modifiers.clone().any(|token| matches!(self.article.lower(token), "two" | "both" | "pair"));
        let rivals = noun.definite
            && noun.owner.is_none()
            && matches!(noun.singular.as_str(), "candidate" | "nominee" | "senator" | "rival" | "contender");
        if !noun.plural || !(counted || rivals) {
            return None;
        }
        if matches!(noun.singular.as_str(), "country" | "nation" | "government") {
            return Some(Pair::Countries);
        }
        if matches!(noun.singular.as_str(), "men" | "women")
            || noun.classes.is_any(&[NounClass::Role, NounClass::Title])
        {
            return (!speaks_for_others(&noun.singular)).then_some(Pair::People);
        }
        matches!(noun.singular.as_str(), "company" | "firm" | "campaign").then_some(Pair::Bodies)
    }
}
