//! Who is on the page: speakers, organisations, and those who were asked and said nothing.

use serde::{Deserialize, Serialize};

/// A distinct speaker of the article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// Index of the speaker in the report.
    pub id: u32,
    /// The fullest name that the article gives.
    pub name: String,
    /// Other names under which the article mentions the speaker, sorted.
    pub aliases: Vec<String>,
    /// What the speaker is.
    pub kind: SpeakerKind,
    /// Role exactly as printed.
    pub role: Option<String>,
    /// Affiliation exactly as printed.
    pub affiliation: Option<String>,
    /// Why the article does not name the speaker, exactly as printed ("because the talks are private").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anonymity: Option<String>,
    /// Ids of the speaker's quotes, in order.
    pub quotes: Vec<u32>,
    /// Words in the speaker's quotes; what is given a second time counts once.
    pub words: u32,
}

/// What a speaker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeakerKind {
    /// A named or nameable person.
    Person,
    /// An organisation, a government, an outlet.
    Organization,
    /// A report, a poll, a law, a post.
    Document,
    /// Experts, voters, critics.
    Group,
    /// Someone whom the article does not name.
    Anonymous,
}

/// An organisation that is the origin of information or for which a speaker speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organization<S> {
    /// The fullest name that the article gives.
    pub name: String,
    /// How the article cites it.
    pub cited_as: CitedAs,
    /// Where the article mentions it, in reading order.
    pub mentions: Vec<S>,
}

/// An organisation that the article names without citing it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mentioned<S> {
    /// The fullest name that the article gives.
    pub name: String,
    /// Where the article mentions it, in reading order.
    pub mentions: Vec<S>,
}

/// Somebody whom the article says to have been asked and to have said nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Silence<S> {
    /// The fullest names that the article gives of those who were asked; the printed words where it names nobody.
    pub names: Vec<String>,
    /// How they were silent.
    pub kind: SilenceKind,
    /// The words that say so, as printed ("declined to comment").
    pub text: String,
    /// Where those who were asked stand.
    pub source: Vec<S>,
    /// Where the words stand that say so.
    pub place: Vec<S>,
}

/// How somebody who was asked said nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SilenceKind {
    /// They refused: "declined to comment", "would not comment".
    Declined,
    /// They gave no answer: "did not respond to requests for comment".
    NoReply,
    /// They were not found: "could not be reached".
    NotReached,
}

/// How an organisation is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CitedAs {
    /// It speaks itself.
    Speaker,
    /// A statement was made to it or is told by it.
    Outlet,
    /// A speaker speaks for it or belongs to it.
    Affiliation,
    /// A document of it is cited.
    Document,
}
