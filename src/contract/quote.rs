//! What is said, and how it is known who says it.

use serde::{Deserialize, Serialize};

/// One attribution: what is said, the words that report it, and who says it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quote<S> {
    /// Index of the quote in the report.
    pub id: u32,
    /// Direct, mixed or indirect.
    pub kind: QuoteKind,
    /// Whether it was said, written, thought, intended or found.
    pub statement: Statement,
    /// The words of the content; ` … ` stands for what is left out between two pieces, a space for a paragraph's end.
    pub text: String,
    /// The pieces of the content, in order.
    pub content: Vec<S>,
    /// The pieces of the cue; empty where there is none.
    pub cue: Vec<S>,
    /// The pieces of the source; empty where there is none.
    pub source: Vec<S>,
    /// Ids of the speakers: none where it is not known, several for a joint statement.
    pub speakers: Vec<u32>,
    /// To whom it was said, as printed ("Newsweek", "reporters").
    pub addressee: Option<String>,
    /// How it reached the page; `None` where the article does not say.
    pub channel: Option<Channel>,
    /// The address of the link that stands on the cue, source or channel.
    pub link: Option<String>,
    /// How sure the core is that this is a quote of these speakers, 0 to 1.
    pub confidence: f32,
    /// Why these speakers: the steps from the cue to the name, in order.
    pub why: Vec<Reason>,
}

/// Whether the words of a content stand in quotation marks: all (direct), some (mixed), none (indirect).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuoteKind {
    /// All words stand in quotation marks.
    Direct,
    /// Some words stand in quotation marks.
    Mixed,
    /// No word stands in quotation marks.
    Indirect,
}

/// What kind of act the cue reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Statement {
    /// Said, or given to the public in some other way.
    #[default]
    Speech,
    /// Written or posted.
    Writing,
    /// Believed, known, felt.
    Thought,
    /// Wanted, hoped, planned.
    Intention,
    /// Found, shown, estimated.
    Finding,
}

/// How a statement reached the page, where the article says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// An interview with this or another outlet.
    Interview,
    /// A written statement, a letter, an e-mail, a press release.
    Statement,
    /// A post on a social network or a blog.
    Post,
    /// A press conference or briefing.
    PressConference,
    /// A report, a study, a poll, a filing.
    Report,
    /// A speech, a rally, a hearing, a debate.
    Speech,
    /// Another outlet that had it first.
    OtherOutlet,
}

/// One step of the reason for an attribution. Shells put `code` into the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// What kind of step it is.
    pub code: ReasonCode,
    /// The words of the article that the step rests on ("said", "she").
    pub text: String,
    /// The speaker that the step leads to, where it leads to one.
    pub name: Option<String>,
}

/// The kinds of steps that lead from a quote to its speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    /// A reporting word stands beside the content.
    Cue,
    /// `NAME:` stands before the content.
    Label,
    /// The source names the speaker in full.
    Name,
    /// The source is a part of a name given elsewhere in the article.
    PartOfName,
    /// The source is an acronym or another name that the article introduces.
    Alias,
    /// The source is a pronoun.
    Pronoun,
    /// The source is a role or another common noun ("the senator").
    RoleNoun,
    /// The quote goes on from the quote before it.
    Continues,
    /// No name is given; the source's own words stand for the speaker.
    Unnamed,
    /// The page sets the text off as a quotation.
    Blockquote,
    /// The article quotes the same words elsewhere and says there who spoke them.
    Repeats,
}
