//! Figures: the entities of the article while they are being put together.

use std::ops::Range;

use super::agreement::Agreement;
use super::article::Article;
use super::mentions::Shape;
use super::names::PersonName;
use super::roles::Description;
use crate::contract::SpeakerKind;
use crate::keyed::Set;
use crate::lexicon::nouns::NounClass;

/// An entity while it is being put together.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    /// The fullest name, or the words that stand for one.
    pub(super) name: String,
    pub(super) aliases: Set<String>,
    pub(super) kind: SpeakerKind,
    pub(super) person: Option<PersonName>,
    /// Whether the figure has a name, and not only a description.
    pub(super) named: bool,
    /// Whether the description is of several.
    pub(super) plural: bool,
    pub(super) role: Option<String>,
    pub(super) affiliation: Option<String>,
    /// The printed reason why it is not named.
    pub(super) anonymity: Option<String>,
    /// Words of all descriptions, in lower case, for matching "the senator".
    pub(super) described_as: Set<String>,
    /// Where the article mentions it, in reading order.
    pub(super) mentions: Vec<Range<usize>>,
    /// Which pronouns the article's own words allow. It stays inside this stage.
    pub(super) agreement: Agreement,
}

impl Figure {
    /// A figure with a name of its own.
    pub(super) fn named(name: String, kind: SpeakerKind, person: Option<PersonName>) -> Self {
        Self { person, named: true, ..Self::unnamed(name, kind) }
    }

    /// A figure that the article only describes.
    pub(super) fn unnamed(name: String, kind: SpeakerKind) -> Self {
        Self {
            name,
            aliases: Set::default(),
            kind,
            person: None,
            named: false,
            plural: false,
            role: None,
            affiliation: None,
            anonymity: None,
            described_as: Set::default(),
            mentions: Vec::new(),
            agreement: Agreement::default(),
        }
    }

    /// Notes one more way of writing the name; the one with the most words becomes the name.
    pub(super) fn add_name(&mut self, text: &str, shape: &Shape) {
        let fuller = match (shape, &self.person) {
            (Shape::Person(name), Some(person)) => name.is_fuller_than(person),
            _ => text.split_whitespace().count() > self.name.split_whitespace().count(),
        };
        if fuller {
            let shorter = std::mem::replace(&mut self.name, text.to_owned());
            self.aliases.insert(shorter);
            if let Shape::Person(name) = shape {
                self.person = Some(name.clone());
            }
        } else if text != self.name {
            self.aliases.insert(text.to_owned());
        }
    }

    pub(super) fn add_description(&mut self, article: &Article, description: &Description) {
        let better = match (&self.role, &description.role) {
            (None, Some(_)) => true,
            (Some(old), Some(_)) => description.full && !old.contains(' ') && is_bare_title(article, old),
            _ => false,
        };
        if better {
            self.role.clone_from(&description.role);
        }
        if self.affiliation.is_none() {
            self.affiliation.clone_from(&description.affiliation);
        }
    }
}

/// "Sen." alone says less than any phrase.
fn is_bare_title(article: &Article, role: &str) -> bool {
    article.lexicon.nouns.classes(&role.to_lowercase()).is(NounClass::Title)
}
