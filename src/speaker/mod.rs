//! Speakers: mentions of people, organisations, documents and groups, and which of them each source stands for.

mod agreement;
mod anonymity;
mod article;
mod bodies;
mod cast;
#[cfg(test)]
mod cast_tests;
mod certainty;
mod conjuncts;
mod described;
#[cfg(test)]
mod described_tests;
#[cfg(test)]
mod evaluation;
mod figure;
mod follow_on;
mod introduced;
mod mentions;
mod name_index;
mod names;
mod noun_kinds;
mod pairs;
mod party;
mod phrases;
mod prominence;
mod pronouns;
mod roles;
mod runs;
mod settle;
mod shapes;
mod sources;
#[cfg(test)]
mod tests;
mod told_of;

use std::ops::Range;

use article::Article;
use cast::Cast;
use conjuncts::conjuncts;
use figure::Figure;
use follow_on::{carry_over, follow_on};
use mentions::find_mentions;
use phrases::{Head, head_of};
use pronouns::{Discourse, SourceTraces};
use sources::{Resolved, SourceResolver};
use told_of::opening_descriptions;

use crate::attribution::{Attribution, Silence};
use crate::contract::{Reason, ReasonCode, SpeakerKind};
use crate::keyed::{Map, Set};
use crate::lexicon::Lexicon;
use crate::order::sort_by_key;
use crate::quote::Quotation;
use crate::text::Document;

/// An entity of the article: a person, an organisation, a document, a group, someone unnamed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entity {
    /// The fullest name that the article gives.
    pub(crate) name: String,
    /// Other names, sorted.
    pub(crate) aliases: Vec<String>,
    pub(crate) kind: SpeakerKind,
    /// Exactly as printed.
    pub(crate) role: Option<String>,
    /// Exactly as printed.
    pub(crate) affiliation: Option<String>,
    /// The printed reason why it is not named.
    pub(crate) anonymity: Option<String>,
    /// Where the article names it (tokens), in reading order.
    pub(crate) mentions: Vec<Range<usize>>,
}

/// The entities of the article and who speaks in each attribution.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Speakers {
    /// All entities that the article names, whether they speak or not, in order of appearance.
    pub(crate) entities: Vec<Entity>,
    /// For each attribution: its speakers (indices of entities); empty where it is not known.
    pub(crate) spoken_by: Vec<Vec<usize>>,
    /// For each attribution: the steps from its source to the speaker.
    pub(crate) why: Vec<Vec<Reason>>,
    /// For each attribution: how sure these are the speakers if its source is right, 0 to 1.
    pub(crate) certainty: Vec<f32>,
    /// For each silence: who was asked (indices of entities).
    pub(crate) silent: Vec<Vec<usize>>,
}

/// Finds the entities of the document and resolves the source of each attribution and silence.
///
/// The cost grows with the number of tokens and, for each pronoun and short name, with the names nearby.
pub(crate) fn resolve(
    lexicon: &Lexicon,
    document: &Document,
    quotations: &[Quotation],
    attributions: &[Attribution],
    silences: &[Silence],
) -> Speakers {
    let article = Article::new(lexicon, document, quotations);
    let source_starts =
        Set::from_iter(attributions.iter().filter_map(|attribution| Some(attribution.source.first()?.start)));
    let mut cast = Cast::gather(&article, find_mentions(&article), &source_starts);
    let sources = || {
        let asked = silences.iter().map(|silence| &silence.source);
        attributions.iter().filter_map(|attribution| attribution.source.first()).chain(asked)
    };
    let mut traces = source_traces(&article, &cast, attributions, sources().cloned().collect());
    // Sources such as "a spokesman" are resolved first: a pronoun later in the article can go back to them.
    let names_only = Discourse::follow(&article, &cast, &traces);
    let mut resolver = SourceResolver::new(&article, &mut cast, &names_only);
    for source in sources() {
        if resolver.is_described(source.clone()) {
            let figures = resolver.resolve(source.clone()).into_iter().map(|one| one.figure).collect();
            traces.described.insert(source.start, figures);
        }
    }
    for phrase in opening_descriptions(&article) {
        if !traces.starts.contains(&phrase.start)
            && let Some(figure) = resolver.person_described(phrase.clone())
        {
            traces.told_of.insert(phrase.start, figure);
        }
    }
    let discourse = Discourse::follow(&article, &cast, &traces);
    let mut resolver = SourceResolver::new(&article, &mut cast, &discourse);
    let resolved: Vec<Vec<Resolved>> = attributions
        .iter()
        .map(|attribution| match attribution.source.first() {
            Some(source) => resolver.resolve(source.clone()),
            None => Vec::new(),
        })
        .collect();
    let silent: Vec<Vec<usize>> = silences
        .iter()
        .map(|silence| resolver.resolve(silence.source.clone()).into_iter().map(|one| one.figure).collect())
        .collect();
    cast.attach_owners(|token| discourse.figures_of(token).first().copied());
    let spoken = carry_over(attributions, follow_on(&article, &cast, &discourse, attributions, resolved));
    let why = spoken
        .iter()
        .zip(attributions)
        .map(|(resolved, attribution)| reasons(document, attribution, resolved, &cast.figures))
        .collect();
    cast.explain_anonymity(&article);
    let certainty = spoken.iter().map(|resolved| least_certain(resolved)).collect();
    let spoken_by = spoken.into_iter().map(|resolved| resolved.into_iter().map(|one| one.figure).collect()).collect();
    let in_order = in_order_of_appearance(cast.figures, spoken_by, silent);
    Speakers { certainty, why, ..in_order }
}

/// What the sources and contents tell about who is meant elsewhere.
fn source_traces(
    article: &Article,
    cast: &Cast,
    attributions: &[Attribution],
    sources: Vec<Range<usize>>,
) -> SourceTraces {
    let heads = sources.iter().flat_map(|source| conjuncts(article, cast, source.clone())).filter_map(|part| {
        match head_of(article, cast, part) {
            Some(Head::Name(mention)) => Some(mention),
            _ => None,
        }
    });
    let mut reported = vec![false; article.len()];
    for token in attributions.iter().flat_map(|attribution| attribution.content.iter().cloned().flatten()) {
        if let Some(flag) = reported.get_mut(token) {
            *flag = true;
        }
    }
    SourceTraces {
        starts: Set::from_iter(sources.iter().map(|source| source.start)),
        heads: Set::from_iter(heads),
        reported,
        described: Map::default(),
        told_of: Map::default(),
    }
}

/// The steps from the cue to the name.
fn reasons(document: &Document, attribution: &Attribution, resolved: &[Resolved], figures: &[Figure]) -> Vec<Reason> {
    let mut steps = Vec::new();
    if !matches!(attribution.found_by, ReasonCode::Continues | ReasonCode::Repeats) {
        let cue: Vec<&str> = attribution.cue.iter().map(|piece| document.text(piece.clone())).collect();
        if !cue.is_empty() || attribution.found_by != ReasonCode::Cue {
            steps.push(Reason { code: attribution.found_by, text: cue.join(" … "), name: None });
        }
    }
    steps.extend(resolved.iter().map(|one| Reason {
        code: one.code,
        text: one.text.clone(),
        name: figures.get(one.figure).map(|figure| figure.name.clone()),
    }));
    steps
}

/// A joint statement is as sure as its least certain speaker; nobody found is as sure as anything.
fn least_certain(resolved: &[Resolved]) -> f32 {
    resolved.iter().map(|one| one.certainty).fold(1.0, f32::min)
}

/// Sorts the figures by where they first appear and numbers the speakers and the silent anew.
fn in_order_of_appearance(figures: Vec<Figure>, spoken_by: Vec<Vec<usize>>, silent: Vec<Vec<usize>>) -> Speakers {
    let spoken = Set::from_iter(spoken_by.iter().chain(&silent).flatten().copied());
    let mut order: Vec<usize> = (0..figures.len())
        .filter(|index| spoken.contains(index) || figures.get(*index).is_some_and(|figure| figure.named))
        .collect();
    let first = |index: &usize| {
        figures.get(*index).and_then(|figure| figure.mentions.iter().map(|mention| mention.start).min())
    };
    sort_by_key(&mut order, |index| (first(index).unwrap_or(usize::MAX), *index));
    let mut place = vec![0; figures.len()];
    for (new, old) in order.iter().enumerate() {
        if let Some(slot) = place.get_mut(*old) {
            *slot = new;
        }
    }
    let entities = order.iter().filter_map(|index| figures.get(*index)).map(entity).collect();
    let renumber = |old: usize| place.get(old).copied();
    let renumbered = |lists: Vec<Vec<usize>>| -> Vec<Vec<usize>> {
        lists.into_iter().map(|ids| ids.into_iter().filter_map(renumber).collect()).collect()
    };
    Speakers { entities, spoken_by: renumbered(spoken_by), silent: renumbered(silent), ..Speakers::default() }
}

fn entity(figure: &Figure) -> Entity {
    let mut mentions = figure.mentions.clone();
    sort_by_key(&mut mentions, |mention| (mention.start, mention.end));
    mentions.dedup();
    let mut aliases: Vec<String> = figure.aliases.iter().filter(|alias| **alias != figure.name).cloned().collect();
    sort_by_key(&mut aliases, String::clone);
    Entity {
        name: figure.name.clone(),
        aliases,
        kind: figure.kind,
        role: figure.role.clone(),
        affiliation: figure.affiliation.clone(),
        anonymity: figure.anonymity.clone(),
        mentions,
    }
}
