//! The one contract between the core and the shells: what goes in, what comes out.
//!
//! Input spans and the spans of a [`Report`] as it leaves the wasm count UTF-16 code units of the block's own text.
//! Inside the core a report carries [`ByteSpan`]s; the boundary turns them into [`Utf16Span`]s with
//! [`Report::map_spans`], so the two cannot be mixed up. Field names are the same in Rust, JavaScript and JSON.

use serde::{Deserialize, Serialize};

/// The version of this contract. A page input of another version gets an empty report with a warning.
pub const CONTRACT_VERSION: u32 = 1;

/// A page as a shell hands it over: its blocks of text in reading order with layout facts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageInput {
    /// Must be [`CONTRACT_VERSION`].
    pub version: u32,
    /// The page's declared language as a BCP 47 tag, for example `en-GB`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// The page's address; passed through, never interpreted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The document's title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The outlet's name as the page's metadata give it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// Whether the page goes on behind the last block: shells stop reading where a page is as long as a library.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_partial: bool,
    /// The blocks in reading order. Ids are unique within the page.
    pub blocks: Vec<InputBlock>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_zero(value: &u32) -> bool {
    *value == 0
}

/// One block of text: what a reader sees as a paragraph, a heading, a caption.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InputBlock {
    /// The shell's own number for this block; spans of the report name it.
    pub id: u32,
    /// What the block is on the page.
    pub kind: BlockKind,
    /// The text as the reader sees it.
    pub text: String,
    /// The landmark that the block stands in.
    #[serde(default)]
    pub region: Region,
    /// A number shared by blocks of the same parent container; 0 where the shell does not know.
    #[serde(default)]
    pub group: u32,
    /// A number shared by the blocks of one self-contained article of the page, the outermost where they nest; 0 outside
    /// of any, or where the shell does not know.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub article: u32,
    /// The links inside the block.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<InputLink>,
}

impl InputBlock {
    /// A paragraph of which nothing but its text is known.
    #[must_use]
    pub fn paragraph(id: u32, text: impl Into<String>) -> Self {
        Self {
            id,
            kind: BlockKind::Paragraph,
            text: text.into(),
            region: Region::Unknown,
            group: 0,
            article: 0,
            links: Vec::new(),
        }
    }
}

/// A link inside a block, in UTF-16 code units of the block's text, end exclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InputLink {
    /// First code unit of the link's text.
    pub start: u32,
    /// One past the last code unit of the link's text.
    pub end: u32,
    /// Where it leads; passed through, never interpreted.
    pub url: String,
}

/// What a block is on the page. A closed set: shells map their markup to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// A heading of the first level: usually the headline.
    Headline,
    /// A heading of a lower level.
    Heading,
    /// A paragraph, or a paragraph-like run of text.
    #[default]
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A block that the page itself sets off as a quotation.
    Blockquote,
    /// The caption of a figure or table.
    Caption,
    /// A cell of a table.
    Cell,
    /// Text of none of the other kinds, such as a bare line in a container.
    Other,
}

/// The landmark of the page that a block stands in. The innermost one counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Region {
    /// No landmark around the block, or not known.
    #[default]
    Unknown,
    /// The page's main content.
    Main,
    /// A self-contained article.
    Article,
    /// Navigation.
    Navigation,
    /// Complementary content beside the main one.
    Aside,
    /// The header of the page (not of an article).
    Header,
    /// The footer of the page (not of an article).
    Footer,
    /// A form or a dialog.
    Form,
    /// What readers wrote below the article.
    Comments,
}

/// A span in bytes of a block's own UTF-8 text, end exclusive. Used inside the core and by Rust callers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ByteSpan {
    /// The block's id.
    pub block: u32,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A span in UTF-16 code units of a block's own text, end exclusive. Used by JavaScript.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Utf16Span {
    /// The block's id.
    pub block: u32,
    /// First code unit.
    pub start: u32,
    /// One past the last code unit.
    pub end: u32,
}

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

/// One attribution: what is said, the words that report it, and who says it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quote<S> {
    /// Index of the quote in the report.
    pub id: u32,
    /// Direct, mixed or indirect.
    pub kind: QuoteKind,
    /// Whether it was said, written, thought, intended or found.
    pub statement: Statement,
    /// The words of the content; pieces are joined by ` … `.
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
