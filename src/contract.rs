//! The one contract between the core and the shells: what goes in, what comes out.
//!
//! Input spans and the spans of a [`Report`] as it leaves the wasm count UTF-16 code units of the block's own text.
//! Inside the core a report carries [`ByteSpan`]s; the boundary turns them into [`Utf16Span`]s with
//! [`Report::map_spans`], so the two cannot be mixed up. Field names are the same in Rust, JavaScript and JSON.

mod input;
mod quote;
mod report;
mod roster;

pub use input::{BlockKind, InputBlock, InputLink, PageInput, Region};
pub use quote::{Channel, Quote, QuoteKind, Reason, ReasonCode, Statement};
pub use report::{Article, Report, Warning, WarningCode};
pub use roster::{CitedAs, Mentioned, Organization, Silence, SilenceKind, Speaker, SpeakerKind};

use serde::{Deserialize, Serialize};

/// The version of this contract. A page input of another version gets an empty report with a warning.
pub const CONTRACT_VERSION: u32 = 1;

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
