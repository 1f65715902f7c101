//! Who stands out at a place: whom a description means that the article has not used of anybody.

use super::article::Article;
use super::cast::Cast;
use super::figure::Figure;
use super::pronouns::Discourse;
use crate::order::sort_by;

/// How many sentences back someone can be meant by a description that the article has not used of them.
pub(super) const NEAR: usize = 3;

/// How many sentences back one of two can be meant by "the two men".
const NEAR_PAIR: usize = 6;

/// How much the logarithm of its mentions makes a figure likelier to be one of two.
const WEIGHT_OF_FAME_IN_PAIRS: f32 = 0.7;

/// Before which token somebody is looked for, and how many sentences back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) token: usize,
    pub(super) reach: usize,
}

impl Discourse {
    /// The figure that stands out most within so many sentences before a token. `weigh` says of each how well it fits, as a logarithm of odds;
    /// `None` where it cannot be meant.
    pub(super) fn most_prominent(
        &self,
        article: &Article,
        cast: &Cast,
        place: Place,
        weigh: &dyn Fn(usize, &Figure) -> Option<f32>,
    ) -> Option<usize> {
        self.ranked(article, cast, place, weigh).first().map(|(figure, _)| *figure)
    }

    /// The two that "both men" and "the two countries" stand for: those that were named together last, or else the two that
    /// stand out most; none where only one fits.
    pub(super) fn prominent_pair(
        &self,
        article: &Article,
        cast: &Cast,
        token: usize,
        fits: &dyn Fn(usize, &Figure) -> bool,
    ) -> Option<[usize; 2]> {
        let fits_all = |figures: &[usize]| {
            figures.iter().all(|index| cast.figures.get(*index).is_some_and(|figure| fits(*index, figure)))
        };
        let sentence = article.sentence(token);
        let before = self.traces.partition_point(|trace| trace.token < token);
        let joined = self
            .traces
            .iter()
            .take(before)
            .rev()
            .take_while(|trace| sentence.saturating_sub(trace.sentence) <= NEAR)
            .find_map(|trace| <[usize; 2]>::try_from(trace.figures.as_slice()).ok().filter(|pair| fits_all(pair)));
        joined.or_else(|| {
            let fame = |figure: &Figure| (figure.mentions.len().max(1) as f32).ln() * WEIGHT_OF_FAME_IN_PAIRS;
            let weigh = |index: usize, figure: &Figure| fits(index, figure).then(|| fame(figure));
            match self.ranked(article, cast, Place { token, reach: NEAR_PAIR }, &weigh).as_slice() {
                [(first, _), (second, _), ..] => Some([*first, *second]),
                _ => None,
            }
        })
    }

    /// The figures that were mentioned on their own within so many sentences before a token, the likeliest first.
    fn ranked(
        &self,
        article: &Article,
        cast: &Cast,
        Place { token, reach }: Place,
        weigh: &dyn Fn(usize, &Figure) -> Option<f32>,
    ) -> Vec<(usize, f32)> {
        let sentence = article.sentence(token);
        let is_object = article.before(token).is_some_and(|before| article.is_verb(before));
        let mut ranked: Vec<(usize, f32)> = Vec::new();
        let before = self.traces.partition_point(|trace| trace.token < token);
        for trace in self.traces.iter().take(before).rev() {
            let distance = sentence.saturating_sub(trace.sentence);
            if distance > reach {
                break;
            }
            // Whoever does something to them is not meant: "Quint asked the candidates".
            if is_object && distance == 0 && trace.subject {
                continue;
            }
            let [index] = trace.figures.as_slice() else { continue };
            if let Some(weight) = cast.figures.get(*index).and_then(|figure| weigh(*index, figure)) {
                ranked.push((*index, trace.salience(article, token, distance) + weight));
            }
        }
        // The best of each figure, then the best figure.
        sort_by(&mut ranked, |left, right| left.0.cmp(&right.0).then(right.1.total_cmp(&left.1)));
        ranked.dedup_by_key(|(figure, _)| *figure);
        sort_by(&mut ranked, |left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
        ranked
    }
}
