//! What goes in: a page, block by block.

use serde::{Deserialize, Serialize};

/// A page as a shell hands it over: its blocks of text in reading order with layout facts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageInput {
    /// Must be [`CONTRACT_VERSION`](super::CONTRACT_VERSION).
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

    /// Whether the shell told where on a page the block stands; of plain text nothing is known.
    pub(crate) fn is_laid_out(&self) -> bool {
        self.group != 0 || self.region != Region::Unknown
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
