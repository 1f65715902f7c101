//! Speakers: mentions of people, organisations, documents and groups, and which of them each source stands for.

use std::ops::Range;

use crate::attribution::Attribution;
use crate::contract::{Reason, SpeakerKind};
use crate::lexicon::Lexicon;
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
    /// Where the article names it (tokens), in reading order.
    pub(crate) mentions: Vec<Range<usize>>,
}

/// The entities of the article and who speaks in each attribution.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Speakers {
    /// All entities that the article names, whether they speak or not, in order of appearance.
    pub(crate) entities: Vec<Entity>,
    /// For each attribution: its speakers (indices of entities); empty where it is not known.
    pub(crate) spoken_by: Vec<Vec<usize>>,
    /// For each attribution: the steps from its source to the speaker.
    pub(crate) why: Vec<Vec<Reason>>,
}

/// Finds the entities of the document and resolves each attribution's source.
pub(crate) fn resolve(
    _lexicon: &Lexicon,
    _document: &Document,
    _quotations: &[Quotation],
    attributions: &[Attribution],
) -> Speakers {
    Speakers {
        entities: Vec::new(),
        spoken_by: vec![Vec::new(); attributions.len()],
        why: vec![Vec::new(); attributions.len()],
    }
}
