//! Pronouns: which of the entities mentioned so far "she", "he", "it" and "they" stand for.

use super::agreement::{Agreement, Pronoun};
use super::article::Article;
use super::cast::Cast;
use super::mentions::{Mention, Shape};
use crate::contract::SpeakerKind;
use crate::keyed::{Map, Set};
use crate::lexicon::grammar::WordClass;
use crate::order::sort_by_key;

/// A place where entities were mentioned, by name, by a description or by a pronoun already resolved.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Trace {
    /// Several for "Holm and Quint".
    pub(super) figures: Vec<usize>,
    pub(super) token: usize,
    pub(super) sentence: usize,
    pub(super) subject: bool,
    possessive: bool,
    pub(super) speaks: bool,
    pub(super) by_pronoun: bool,
    /// Whether the name is a country's or a city's.
    place: bool,
    /// Whether it belongs to what someone says.
    reported: bool,
    /// Whether it is a description of somebody without a name.
    described: bool,
}

/// Where everybody is mentioned, and whom the pronouns stand for.
#[derive(Debug, Default)]
pub(super) struct Discourse {
    pub(super) traces: Vec<Trace>,
    /// For each figure: what the article's words and pronouns say about the pronouns for it.
    pub(super) agreements: Vec<Agreement>,
    /// Tokens of pronouns, in their order, with the figures that each stands for and how much of the likelihood is theirs.
    resolved: Vec<(usize, Vec<usize>, f32)>,
}

/// What the discourse is read from besides the names: the sources, and whom the described ones stand for.
#[derive(Debug, Default)]
pub(super) struct SourceTraces {
    /// First tokens of the sources.
    pub(super) starts: Set<usize>,
    /// Mentions that are the head of a source.
    pub(super) heads: Set<usize>,
    /// For each token: whether it belongs to what is said.
    pub(super) reported: Vec<bool>,
    /// First token of a source without a name -> its figures.
    pub(super) described: Map<usize, Vec<usize>>,
    /// First token of a description that is no source -> the person meant.
    pub(super) told_of: Map<usize, usize>,
}

/// How often the article is read to learn which pronouns go with whom before the last reading decides.
const LEARNING_ROUNDS: usize = 2;

/// How many sentences back a name can stand.
const REACH: usize = 12;

/// How many tokens back a name can stand, however long the sentences are.
const REACH_TOKENS: usize = 1000;

/// Tokens of a clause at most: what runs on without a mark is not read further.
const LONG_CLAUSE: usize = 100;

impl Discourse {
    /// Follows the narrative from left to right. What its pronouns tell of one place helps to resolve them at another, so it is
    /// read several times.
    pub(super) fn follow(article: &Article, cast: &Cast, sources: &SourceTraces) -> Self {
        let stated: Vec<Agreement> = cast.figures.iter().map(|figure| figure.agreement).collect();
        let mut agreements = stated.clone();
        for _ in 0..LEARNING_ROUNDS {
            let mut learned = stated.clone();
            Self::read(article, cast, sources, &agreements, &mut learned);
            agreements = learned;
        }
        let discourse = Self::read(article, cast, sources, &agreements, &mut stated.clone());
        Self { agreements, ..discourse }
    }

    /// Whom a pronoun stands for; none where nobody fits.
    pub(super) fn figures_of(&self, token: usize) -> &[usize] {
        self.resolved_at(token).map_or(&[], |(_, figures, _)| figures.as_slice())
    }

    /// How much of the likelihood of all candidates a pronoun's figures have, 0 to 1.
    pub(super) fn share_of(&self, token: usize) -> f32 {
        self.resolved_at(token).map_or(0.0, |(_, _, share)| *share)
    }

    fn resolved_at(&self, token: usize) -> Option<&(usize, Vec<usize>, f32)> {
        let place = self.resolved.binary_search_by_key(&token, |(pronoun, ..)| *pronoun).ok()?;
        self.resolved.get(place)
    }

    /// Whether a source begins at a token.
    pub(super) fn speaks_at(&self, token: usize) -> bool {
        self.traces
            .binary_search_by_key(&token, |trace| trace.token)
            .is_ok_and(|index| self.traces.get(index).is_some_and(|trace| trace.speaks))
    }

    fn read(
        article: &Article,
        cast: &Cast,
        sources: &SourceTraces,
        agreements: &[Agreement],
        learned: &mut [Agreement],
    ) -> Self {
        let mut discourse = Self::default();
        let mut next_mention = 0;
        for token in 0..article.len() {
            while cast.mentions.get(next_mention).is_some_and(|mention| mention.tokens.start <= token) {
                discourse.add_mention(article, cast, sources, next_mention);
                next_mention += 1;
            }
            if let Some(figures) = sources.described.get(&token).filter(|figures| !figures.is_empty()) {
                discourse.traces.push(Trace::of_source(article, token, figures.clone()));
            }
            if let Some(figure) = sources.told_of.get(&token) {
                let trace = Trace::of_source(article, token, vec![*figure]);
                discourse.traces.push(Trace { speaks: false, described: false, ..trace });
            }
            let Some(pronoun) = pronoun_at(article, token) else { continue };
            let place = Place { token, pronoun, is_source: sources.starts.contains(&token) };
            let candidates = discourse.candidates(article, cast, agreements, place);
            let total: f32 = candidates.iter().map(|candidate| candidate.1.exp()).sum();
            for (figures, score) in &candidates {
                if let ([figure], true) = (figures.as_slice(), total > 0.0)
                    && let Some(agreement) = learned.get_mut(*figure)
                {
                    agreement.add(Agreement::of_pronoun(pronoun, score.exp() / total));
                }
            }
            let best =
                candidates.into_iter().max_by(|left, right| left.1.total_cmp(&right.1).then(right.0.cmp(&left.0)));
            if let Some((figures, score)) = best {
                discourse.traces.push(Trace::of_pronoun(article, sources, token, figures.clone()));
                let share = if total > 0.0 { score.exp() / total } else { 0.0 };
                discourse.resolved.push((token, figures, share));
            }
        }
        discourse
    }

    fn add_mention(&mut self, article: &Article, cast: &Cast, sources: &SourceTraces, index: usize) {
        let Some(mention) = cast.mentions.get(index).filter(|mention| !mention.quoted) else { return };
        let Some(figure) = cast.figure_of.get(index).copied().flatten() else { return };
        let speaks = sources.heads.contains(&index);
        let trace = Trace {
            figures: vec![figure],
            token: mention.tokens.start,
            sentence: article.sentence(mention.tokens.start),
            subject: mention.subject || speaks,
            possessive: mention.possessive,
            speaks,
            reported: sources.is_reported(mention.tokens.start),
            described: false,
            by_pronoun: false,
            place: is_place(article, mention),
        };
        // "Holm of Ashton and Quint": the town is not who is joined with Quint.
        let before_index = (0..index).rev().take(3).find(|before| {
            cast.mentions.get(*before).is_some_and(|other| !(is_place(article, other) || follows_of(article, other)))
        });
        let before = before_index.and_then(|before| cast.mentions.get(before));
        let joined = before.is_some_and(|before| {
            let between = before.tokens.end..mention.with_lead().start;
            let last = between.end.saturating_sub(1);
            // "Quint, a Republican, and Holm" are joined as well.
            between.len() <= 8
                && matches!(article.lower(last), "and" | "&")
                && !between.clone().any(|token| article.is_verb(token))
        });
        if joined
            && let Some(other) = before_index.and_then(|before| cast.figure_of.get(before).copied().flatten())
            && other != figure
        {
            self.traces.push(Trace { figures: vec![other, figure], subject: true, ..trace.clone() });
        }
        self.traces.push(trace);
    }

    /// The figures that a pronoun at this token can stand for, with how likely each is; higher is better.
    fn candidates(
        &self,
        article: &Article,
        cast: &Cast,
        agreements: &[Agreement],
        place: Place,
    ) -> Vec<(Vec<usize>, f32)> {
        let Place { token, pronoun, is_source } = place;
        let sentence = article.sentence(token);
        let mut scores: Map<&[usize], Option<f32>> = Map::default();
        let last_speaker = self.traces.iter().rev().find(|trace| trace.speaks).map(|trace| trace.token);
        for trace in self.traces.iter().rev() {
            let distance = sentence.saturating_sub(trace.sentence);
            if distance > REACH || token.saturating_sub(trace.token) > REACH_TOKENS {
                break;
            }
            if !fits(cast, &trace.figures, pronoun) {
                continue;
            }
            let goes_on = is_source && distance <= 1 && last_speaker == Some(trace.token);
            let bonus = if goes_on { LAST_SPEAKER_BONUS } else { 0.0 };
            let topic = is_source && trace.reported && !trace.speaks;
            let vague = pronoun == Pronoun::They && !trace.speaks && trace.figures.len() == 1;
            let malus = if topic { TOPIC_MALUS } else { 0.0 } + if vague { VAGUE_MALUS } else { 0.0 };
            let score = trace.salience(article, token, distance) + bonus - malus;
            // A second mention nearby makes an entity a little more likely.
            scores.change(trace.figures.as_slice(), None, |best: &mut Option<f32>| {
                *best = Some(best.map_or(score, |best| best.max(score) + 0.1));
            });
        }
        let others: Vec<usize> = tokens_of_others(article, token).filter_map(|token| cast.figure_at(token)).collect();
        let weigh = |(figures, score): (&[usize], Option<f32>)| {
            let score = score?;
            let figure = figures.first().copied().unwrap_or_default();
            let score = if others.contains(&figure) { score - OTHER_MALUS } else { score };
            let fit = agreements.get(figure).map_or(0.0, |agreement| agreement.fit(pronoun));
            let fame =
                cast.figures.get(figure).map_or(0.0, |figure| (figure.mentions.len() as f32).max(1.0).ln().min(3.0));
            Some((figures.to_vec(), score + fit + fame * 0.15))
        };
        let mut scores = scores.into_entries();
        sort_by_key(&mut scores, |(figures, _)| *figures);
        scores.into_iter().filter_map(weigh).collect()
    }
}

/// A country, a city, or a name that the article uses as one uses names of places only.
pub(super) fn is_place(article: &Article, mention: &Mention) -> bool {
    let locative = article.before(mention.tokens.start).is_some_and(|before| {
        matches!(article.lower(before), "in" | "near" | "over" | "across" | "around" | "outside")
    });
    // "Ebbing, Norway": the name before a comma and a country.
    let end = mention.tokens.end;
    let in_country = article.is(end, ",") && article.lexicon.places.contains(article.lower(end + 1));
    let unknown = mention.shape == Shape::Unknown;
    mention.shape == Shape::Place || unknown && (locative || in_country) || is_dateline(article, mention)
}

/// "EBBING (AP) —" at the start of a paragraph.
fn is_dateline(article: &Article, mention: &Mention) -> bool {
    let starts_block = mention
        .tokens
        .start
        .checked_sub(1)
        .is_none_or(|before| article.block(before) != article.block(mention.tokens.start));
    let end = mention.tokens.end;
    let dash = (end..end + 8).find(|token| matches!(article.word(*token), "—" | "–" | "--"));
    starts_block
        && dash.is_some_and(|dash| {
            (end..dash).all(|token| article.is_capital(token) || matches!(article.word(token), "(" | ")" | "," | "."))
        })
}

fn follows_of(article: &Article, mention: &Mention) -> bool {
    article.before(mention.tokens.start).is_some_and(|before| matches!(article.lower(before), "of" | "from"))
}

/// A pronoun that is to be resolved.
#[derive(Debug, Clone, Copy)]
struct Place {
    token: usize,
    pronoun: Pronoun,
    /// Whether it is the source of an attribution.
    is_source: bool,
}

/// Whoever spoke in the sentence before mostly speaks on.
const LAST_SPEAKER_BONUS: f32 = 0.8;

/// Who speaks is seldom the one of whom was just spoken.
const TOPIC_MALUS: f32 = 1.2;

/// "They" is seldom a single body that did not speak.
const VAGUE_MALUS: f32 = 3.0;

/// By grammar a name and a pronoun stand for different people.
const OTHER_MALUS: f32 = 4.0;

/// The tokens of which no name stands for whom a subject pronoun stands for: those behind it in its own clause and what depends
/// on it ("she said Quint had left"), and those of a participle before it ("praising Quint, she"). A clause that comes before
/// its main clause ends with its comma: "when she left, Quint".
fn tokens_of_others(article: &Article, token: usize) -> impl Iterator<Item = usize> {
    let sentence = article.sentence_tokens(token);
    let sentence = sentence.start.max(token.saturating_sub(LONG_CLAUSE))..sentence.end.min(token + LONG_CLAUSE);
    let is_subject = is_subject_form(article.lower(token));
    let mut clause = (sentence.start..token).rev().take_while(|before| !article.is(*before, ","));
    let in_subclause = clause.any(|before| article.grammar(before).is(WordClass::Subordinator));
    let end = (token..sentence.end)
        .find(|behind| in_subclause && article.is(*behind, ",") || article.is_quoted(*behind))
        .unwrap_or(sentence.end);
    let participle = article.lower(sentence.start).ends_with("ing")
        && token.checked_sub(1).is_some_and(|comma| article.is(comma, ","));
    let before = if is_subject && participle { sentence.start..token } else { 0..0 };
    let behind = if is_subject { token..end } else { 0..0 };
    before.chain(behind)
}

/// A pronoun goes back to somebody with a name rather than to "one questioner".
const DESCRIBED_MALUS: f32 = 1.0;

impl SourceTraces {
    fn is_reported(&self, token: usize) -> bool {
        self.reported.get(token).copied().unwrap_or(false)
    }
}

impl Trace {
    fn of_source(article: &Article, token: usize, figures: Vec<usize>) -> Self {
        let sentence = article.sentence(token);
        Self {
            figures,
            token,
            sentence,
            subject: true,
            possessive: false,
            speaks: true,
            by_pronoun: false,
            place: false,
            reported: false,
            described: true,
        }
    }

    fn of_pronoun(article: &Article, sources: &SourceTraces, token: usize, figures: Vec<usize>) -> Self {
        let word = article.lower(token);
        Self {
            figures,
            token,
            sentence: article.sentence(token),
            subject: is_subject_form(word),
            possessive: matches!(word, "his" | "its" | "their" | "her"),
            speaks: sources.starts.contains(&token),
            by_pronoun: true,
            place: false,
            described: false,
            reported: sources.is_reported(token),
        }
    }

    pub(super) fn salience(&self, article: &Article, token: usize, distance: usize) -> f32 {
        let mut score = -(distance as f32);
        if distance > 0 && article.block(self.token) != article.block(token) {
            score -= 1.0;
        }
        if self.subject {
            score += 1.2;
        }
        if self.speaks {
            score += 0.5;
        }
        if self.possessive && !self.by_pronoun {
            score -= 1.0;
        }
        if self.place {
            score -= 1.0;
        }
        if self.described {
            score -= DESCRIBED_MALUS;
        }
        if distance == 0 && is_object_of_same_clause(article, self.token, token) {
            score -= 0.6;
        }
        score
    }
}

fn is_subject_form(word: &str) -> bool {
    matches!(word.split(['\'', '’']).next().unwrap_or(word), "he" | "she" | "it" | "they")
}

fn pronoun_at(article: &Article, token: usize) -> Option<Pronoun> {
    if !article.is_word(token) || article.is_quoted(token) {
        return None;
    }
    Pronoun::of_word(article.lower(token))
}

/// A name right after a verb or preposition in the pronoun's own clause is seldom meant by it.
fn is_object_of_same_clause(article: &Article, mention: usize, token: usize) -> bool {
    let is_object = article
        .before(mention)
        .is_some_and(|before| article.grammar(before).is(WordClass::Preposition) || article.is_verb(before));
    let ends_clause = |between: usize| {
        article.grammar(between).is(WordClass::Subordinator) || matches!(article.word(between), "," | ";" | "—")
    };
    is_object && token <= mention + LONG_CLAUSE && !(mention..token).any(ends_clause)
}

fn fits(cast: &Cast, figures: &[usize], pronoun: Pronoun) -> bool {
    let [figure] = figures else { return pronoun == Pronoun::They };
    cast.figures.get(*figure).is_some_and(|figure| match pronoun {
        Pronoun::He | Pronoun::She => {
            matches!(figure.kind, SpeakerKind::Person | SpeakerKind::Anonymous) && !figure.plural
        }
        Pronoun::It => matches!(figure.kind, SpeakerKind::Organization | SpeakerKind::Document),
        Pronoun::They => figure.plural || matches!(figure.kind, SpeakerKind::Group | SpeakerKind::Organization),
    })
}
