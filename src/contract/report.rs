//! What comes out: all that the core says about a page.

use serde::{Deserialize, Serialize};

use super::{CONTRACT_VERSION, Mentioned, Organization, Quote, Silence, Speaker};

/// Everything that the core says about a page. `S` is the unit of its positions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report<S> {
    /// [`CONTRACT_VERSION`].
    pub version: u32,
    /// What was read as the article.
    pub article: Article,
    /// The quotes in reading order; `id` is the index.
    pub quotes: Vec<Quote<S>>,
    /// The roster in order of first appearance as a speaker; `id` is the index.
    pub speakers: Vec<Speaker>,
    /// The cited organisations in order of appearance.
    pub organizations: Vec<Organization<S>>,
    /// The organisations that are named without being cited, in order of appearance.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub mentioned: Vec<Mentioned<S>>,
    /// Those who were asked and said nothing, in reading order.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub silences: Vec<Silence<S>>,
    /// What could not be done, in plain words.
    pub warnings: Vec<Warning>,
}

/// Which part of the page was analysed, and its counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Ids of the blocks that were read as the article, in reading order.
    pub blocks: Vec<u32>,
    /// Words of the article.
    pub words: u32,
    /// Words in quotes of any kind; what is given a second time, as a headline or a pull quote, counts once.
    pub quoted_words: u32,
    /// Words in quotes for which no speaker was found.
    pub unattributed_words: u32,
}

/// Something that could not be done, with what it concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// What kind of problem it is.
    pub code: WarningCode,
    /// What was found and what was done, in plain English.
    pub message: String,
    /// The block that it concerns, where it concerns one.
    pub block: Option<u32>,
}

/// The kinds of warnings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningCode {
    /// The input is of another contract version.
    Version,
    /// The input is longer than the limit; the rest was not read.
    TooLong,
    /// Two blocks have the same id; the later one was not read.
    DuplicateBlock,
    /// The page has no text that reads as an article.
    NoArticle,
    /// The page holds another whole article besides the one that was read.
    OtherArticle,
    /// The language is not analysed in full.
    Language,
    /// A quotation was never closed.
    UnclosedQuotation,
    /// The input held something that could not be read, such as an unpaired surrogate.
    Unreadable,
    /// The trained model is missing or damaged; only quotations in marks were looked for.
    Model,
}

impl<S> Report<S> {
    /// A report that found nothing.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            version: CONTRACT_VERSION,
            article: Article::default(),
            quotes: Vec::new(),
            speakers: Vec::new(),
            organizations: Vec::new(),
            mentioned: Vec::new(),
            silences: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// The same report with every position turned by `convert`, in reading order of the report's fields.
    #[must_use]
    pub fn map_spans<T>(self, mut convert: impl FnMut(S) -> T) -> Report<T> {
        let mut turn = |spans: Vec<S>| spans.into_iter().map(&mut convert).collect::<Vec<T>>();
        Report {
            version: self.version,
            article: self.article,
            quotes: self
                .quotes
                .into_iter()
                .map(|quote| Quote {
                    id: quote.id,
                    kind: quote.kind,
                    statement: quote.statement,
                    text: quote.text,
                    content: turn(quote.content),
                    cue: turn(quote.cue),
                    source: turn(quote.source),
                    speakers: quote.speakers,
                    addressee: quote.addressee,
                    channel: quote.channel,
                    link: quote.link,
                    confidence: quote.confidence,
                    why: quote.why,
                })
                .collect(),
            speakers: self.speakers,
            organizations: self
                .organizations
                .into_iter()
                .map(|organization| Organization {
                    name: organization.name,
                    cited_as: organization.cited_as,
                    mentions: turn(organization.mentions),
                })
                .collect(),
            mentioned: self
                .mentioned
                .into_iter()
                .map(|mentioned| Mentioned { name: mentioned.name, mentions: turn(mentioned.mentions) })
                .collect(),
            silences: self
                .silences
                .into_iter()
                .map(|silence| Silence {
                    names: silence.names,
                    kind: silence.kind,
                    text: silence.text,
                    source: turn(silence.source),
                    place: turn(silence.place),
                })
                .collect(),
            warnings: self.warnings,
        }
    }
}
