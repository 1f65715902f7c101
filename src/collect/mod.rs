//! Collects the blocks of files: what `extension/content/collect.js` does for a page in a browser.

mod html;
mod plain_text;

pub use html::html;
pub use plain_text::plain_text;

use crate::contract::PageInput;

/// A file's blocks, and where they stand in the text that the file's reader sees.
#[derive(Debug, Clone, PartialEq)]
pub struct Collected {
    /// The page, ready for [`crate::Analyzer::analyze`].
    pub page: PageInput,
    /// Of plain text: the file's whole text. Of HTML: the blocks' texts, joined by a blank line.
    pub text: String,
    /// For each block of [`Collected::page`], the byte of [`Collected::text`] at which its text starts.
    pub block_starts: Vec<usize>,
}
