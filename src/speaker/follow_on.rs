//! Quotations without a source of their own: who goes on speaking.

use super::article::Article;
use super::cast::Cast;
use super::certainty::certainty_of;
use super::pronouns::Discourse;
use super::sources::Resolved;
use crate::attribution::Attribution;
use crate::contract::{ReasonCode, SpeakerKind};
use crate::keyed::Set;
use crate::order::sort_by_key;
use crate::text::TokenKind;

/// A quotation with neither cue nor source has the speaker of the attribution before it, where that one ends in the same
/// paragraph or the one before, or else the one speaker of whom the paragraph before it tells.
pub(super) fn follow_on(
    article: &Article,
    cast: &Cast,
    discourse: &Discourse,
    attributions: &[Attribution],
    mut resolved: Vec<Vec<Resolved>>,
) -> Vec<Vec<Resolved>> {
    let speakers: Set<usize> = Set::from_iter(resolved.iter().flatten().map(|one| one.figure));
    let first = |attribution: &Attribution| attribution.content.first().map_or(0, |piece| piece.start);
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    sort_by_key(&mut order, |index| attributions.get(*index).map(|attribution| (first(attribution), *index)));
    let mut before: Option<(usize, usize)> = None;
    for index in order {
        let Some(attribution) = attributions.get(index) else { continue };
        let block = article.block(first(attribution));
        let bare = attribution.cue.is_empty() && attribution.source.is_empty() && attribution.continues.is_none();
        let in_marks = article.kind(first(attribution)) == Some(TokenKind::Mark);
        if bare && in_marks {
            let carried = before
                .filter(|(_, last)| block.saturating_sub(*last) <= 1)
                .and_then(|(from, _)| resolved.get(from).cloned())
                .map(|speakers| with_code(&speakers, ReasonCode::Continues))
                .or_else(|| {
                    let told_of = discourse.person_of_block(article, cast, block.checked_sub(1)?)?;
                    speakers.contains(&told_of).then(|| vec![told_of_before(cast, told_of)])
                })
                .unwrap_or_default();
            if let Some(slot) = resolved.get_mut(index) {
                *slot = carried;
            }
        }
        if resolved.get(index).is_some_and(|speakers| !speakers.is_empty()) {
            before = Some((index, block));
        }
    }
    resolved
}

/// "Quint never forgot it. ¶ “It was a hard year.”"
fn told_of_before(cast: &Cast, figure: usize) -> Resolved {
    let name = cast.figures.get(figure).map(|figure| figure.name.clone()).unwrap_or_default();
    Resolved { certainty: CERTAINTY_OF_TOLD_OF, ..Resolved::new(figure, ReasonCode::Continues, name) }
}

/// How sure it is that the person of the paragraph before speaks.
const CERTAINTY_OF_TOLD_OF: f32 = 0.8;

impl Discourse {
    /// The one person of whom a paragraph tells, by name or by pronoun; none where it tells of several.
    fn person_of_block(&self, article: &Article, cast: &Cast, block: usize) -> Option<usize> {
        let start = self.traces.partition_point(|trace| article.block(trace.token) < block);
        let inside = self.traces.iter().skip(start).take_while(|trace| article.block(trace.token) == block);
        let is_person = |figure: &usize| {
            cast.figures.get(*figure).is_some_and(|figure| figure.kind == SpeakerKind::Person && figure.named)
        };
        let mut people = inside.flat_map(|trace| trace.figures.iter().copied().filter(is_person));
        let one = people.next()?;
        people.all(|other| other == one).then_some(one)
    }
}

fn with_code(speakers: &[Resolved], code: ReasonCode) -> Vec<Resolved> {
    speakers.iter().map(|one| Resolved { code, certainty: one.certainty * certainty_of(code), ..one.clone() }).collect()
}

/// An attribution without a source of its own that goes on from another one has that one's speakers.
pub(super) fn carry_over(attributions: &[Attribution], mut resolved: Vec<Vec<Resolved>>) -> Vec<Vec<Resolved>> {
    for (index, attribution) in attributions.iter().enumerate() {
        let Some(from) = attribution.continues.filter(|_| attribution.source.is_empty()) else { continue };
        let code =
            if attribution.found_by == ReasonCode::Repeats { ReasonCode::Repeats } else { ReasonCode::Continues };
        let carried = with_code(resolved.get(from).map_or(&[], Vec::as_slice), code);
        if let Some(slot) = resolved.get_mut(index) {
            *slot = carried;
        }
    }
    resolved
}
