//! From scores of tags to the best sequence of tags and how certain each of them is: a linear-chain conditional random
//! field (Lafferty, McCallum and Pereira 2001).

use super::model::{LABELS, TagScores};
use super::{Role, Tag};

/// The scores of the tags of one token.
pub(super) type Emission = [f32; LABELS];

/// How much more likely than the network says a tag is, as a logarithm. It learned from annotators, who pass some cues and
/// contents over; of what is found too much, the evidence is weighed afterwards (`src/attribution/worth.rs`).
fn leaning(tag: Tag) -> f32 {
    match tag {
        Tag::Begin(Role::Cue) => 1.0,
        Tag::Begin(Role::Content) => 0.2,
        _ => 0.0,
    }
}

/// Finds best sequences and marginal probabilities.
#[derive(Debug)]
pub(super) struct Decoder {
    scores: TagScores,
    /// `exp` of the same: factors of a path's weight.
    step: [[f64; LABELS]; LABELS],
    first: [f64; LABELS],
    last: [f64; LABELS],
}

impl Decoder {
    /// One that finds more than the network is sure of; how certain that is, it tells without leaning.
    pub(super) fn leaning(scores: TagScores) -> Self {
        let mut decoder = Self::new(scores);
        let more = Tag::ALL.map(leaning);
        decoder.scores.step = decoder.scores.step.map(|row| sum(&row, &more));
        decoder.scores.first = sum(&decoder.scores.first, &more);
        decoder
    }

    pub(super) fn new(scores: TagScores) -> Self {
        Self {
            step: scores.step.map(|row| row.map(|score| f64::from(score).exp())),
            first: scores.first.map(|score| f64::from(score).exp()),
            last: scores.last.map(|score| f64::from(score).exp()),
            scores,
        }
    }

    /// The sequence of tags with the highest score (Viterbi 1967), as places in [`Tag::ALL`](super::Tag::ALL). Where
    /// sequences are equal, a tag that stands earlier there wins.
    pub(super) fn best(&self, emissions: &[Emission]) -> Vec<usize> {
        let Some((first, rest)) = emissions.split_first() else { return Vec::new() };
        let mut best = sum(&self.scores.first, first);
        let mut origins: Vec<[usize; LABELS]> = Vec::with_capacity(rest.len());
        for emission in rest {
            let mut next = [f32::NEG_INFINITY; LABELS];
            let mut origin = [0; LABELS];
            for (from, (score, row)) in best.iter().zip(&self.scores.step).enumerate() {
                for ((next, origin), step) in next.iter_mut().zip(&mut origin).zip(row) {
                    if score + step > *next {
                        *next = score + step;
                        *origin = from;
                    }
                }
            }
            best = sum(&next, emission);
            origins.push(origin);
        }
        let mut label = place_of_highest(&sum(&best, &self.scores.last));
        let mut labels = vec![label];
        for origin in origins.iter().rev() {
            label = origin.get(label).copied().unwrap_or_default();
            labels.push(label);
        }
        labels.reverse();
        labels
    }

    /// How probable the given tag of each token is, over all sequences of tags: 0 to 1 (forward-backward, Rabiner
    /// 1989).
    ///
    /// Weights of paths are scaled to a sum of 1 at each token. Where all of them vanish - scores more than 700 apart -
    /// the probability is 0.
    pub(super) fn certainty(&self, emissions: &[Emission], labels: &[usize]) -> Vec<f32> {
        let factors: Vec<[f64; LABELS]> = emissions.iter().map(factors).collect();
        let mut before = Vec::with_capacity(factors.len());
        let mut reached = self.first;
        for (place, factor) in factors.iter().enumerate() {
            if place > 0 {
                let mut next = [0.0; LABELS];
                for (weight, row) in reached.iter().zip(&self.step) {
                    for (next, step) in next.iter_mut().zip(row) {
                        *next += weight * step;
                    }
                }
                reached = next;
            }
            reached = scaled(product(&reached, factor));
            before.push(reached);
        }
        let mut after = scaled(self.last);
        let mut certainty: Vec<f32> = Vec::with_capacity(factors.len());
        for ((factor, before), label) in factors.iter().zip(&before).zip(labels).rev() {
            let weights = scaled(product(before, &after));
            // A probability of f64 loses only digits that nobody reads.
            certainty.push(weights.get(*label).map_or(0.0, |probability| *probability as f32));
            let onward = product(factor, &after);
            after = scaled(self.step.map(|row| row.iter().zip(&onward).map(|(step, weight)| step * weight).sum()));
        }
        certainty.reverse();
        certainty
    }
}

fn sum(left: &Emission, right: &Emission) -> Emission {
    let mut sum = *left;
    for (sum, right) in sum.iter_mut().zip(right) {
        *sum += right;
    }
    sum
}

fn product(left: &[f64; LABELS], right: &[f64; LABELS]) -> [f64; LABELS] {
    let mut product = *left;
    for (product, right) in product.iter_mut().zip(right) {
        *product *= right;
    }
    product
}

/// `exp` of the scores, the highest of which becomes 1.
fn factors(emission: &Emission) -> [f64; LABELS] {
    let highest = emission.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    emission.map(|score| f64::from(score - highest).exp())
}

fn scaled(weights: [f64; LABELS]) -> [f64; LABELS] {
    let sum: f64 = weights.iter().sum();
    if sum > 0.0 && sum.is_finite() { weights.map(|weight| weight / sum) } else { [0.0; LABELS] }
}

fn place_of_highest(scores: &Emission) -> usize {
    let mut best = (0, f32::NEG_INFINITY);
    for (place, score) in scores.iter().enumerate() {
        if *score > best.1 {
            best = (place, *score);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Random, forbidding_tag_scores};
    use super::*;

    /// Every sequence of `length` labels with its score.
    fn paths(scores: &TagScores, emissions: &[Emission]) -> Vec<(Vec<usize>, f64)> {
        let mut paths: Vec<(Vec<usize>, f64)> = vec![(Vec::new(), 0.0)];
        for emission in emissions {
            paths = paths
                .iter()
                .flat_map(|(path, score)| {
                    (0..LABELS).map(move |label| {
                        let reached = match path.last() {
                            Some(before) => scores.step[*before][label],
                            None => scores.first[label],
                        };
                        ([path.as_slice(), &[label]].concat(), score + f64::from(reached) + f64::from(emission[label]))
                    })
                })
                .collect();
        }
        for (path, score) in &mut paths {
            *score += path.last().map_or(0.0, |last| f64::from(scores.last[*last]));
        }
        paths
    }

    #[test]
    fn agrees_with_trying_every_sequence() {
        let mut random = Random::new(7);
        for length in 1..=5 {
            for _ in 0..4 {
                let scores = forbidding_tag_scores(&mut random);
                let emissions: Vec<Emission> =
                    (0..length).map(|_| std::array::from_fn(|_| random.between(-3.0, 3.0))).collect();
                let decoder = Decoder::new(scores.clone());
                let all = paths(&scores, &emissions);
                let best = all.iter().max_by(|left, right| left.1.total_cmp(&right.1)).unwrap();
                let found = decoder.best(&emissions);
                assert_eq!(found, best.0);
                let total: f64 = all.iter().map(|(_, score)| score.exp()).sum();
                for label in 0..LABELS {
                    let certainty = decoder.certainty(&emissions, &vec![label; length]);
                    for (place, found) in certainty.iter().enumerate() {
                        let with: f64 = all.iter().filter(|(path, _)| path[place] == label).map(|(_, s)| s.exp()).sum();
                        assert!((f64::from(*found) - with / total).abs() < 1e-6, "{found} is not {}", with / total);
                    }
                }
            }
        }
    }

    #[test]
    fn leaning_finds_what_is_a_little_less_likely_and_tells_how_likely_it_is() {
        let scores = TagScores { step: [[0.0; LABELS]; LABELS], first: [0.0; LABELS], last: [0.0; LABELS] };
        let (straight, leaning) = (Decoder::new(scores.clone()), Decoder::leaning(scores));
        let cue = Tag::ALL.iter().position(|tag| *tag == Tag::Begin(Role::Cue)).unwrap();
        for (behind, found) in [(0.9, cue), (1.1, 0)] {
            let emissions: Vec<Emission> = vec![
                std::array::from_fn(|label| match label {
                    0 => 0.0,
                    label if label == cue => -behind,
                    _ => -9.0,
                });
                2
            ];
            assert_eq!(straight.best(&emissions), [0, 0]);
            assert_eq!(leaning.best(&emissions), [found, found]);
            assert_eq!(leaning.certainty(&emissions, &[cue, cue]), straight.certainty(&emissions, &[cue, cue]));
        }
    }

    #[test]
    fn nothing_gives_nothing() {
        let decoder = Decoder::new(forbidding_tag_scores(&mut Random::new(1)));
        assert!(decoder.best(&[]).is_empty());
        assert!(decoder.certainty(&[], &[]).is_empty());
    }

    #[test]
    fn extreme_scores_give_numbers_between_0_and_1() {
        let decoder = Decoder::new(forbidding_tag_scores(&mut Random::new(1)));
        for score in [-1e30, -1e4, 1e4, 1e30, f32::NAN, f32::INFINITY] {
            let mut emissions = [[0.0; LABELS]; 6];
            emissions[2] = [score, 0.0, -score, 0.0, score, 1.0, 2.0];
            emissions[5] = [score; LABELS];
            let labels = decoder.best(&emissions);
            assert_eq!(labels.len(), 6);
            let certainty = decoder.certainty(&emissions, &labels);
            assert!(certainty.iter().all(|certainty| (0.0..=1.0).contains(certainty)), "{score}: {certainty:?}");
        }
    }
}
