//! What the core must bear. Each check takes any bytes, makes an input of them, and panics where the core breaks a
//! promise: a panic of its own, a report that contradicts itself or its page, too much time, too much memory.
//!
//! The corpora in `corpus/` were found by the fuzzer ([`Check::run`] is its target) and are run again by every test.

mod contract;
mod cost;
mod file;
mod pack;
mod promises;
mod repeats;
mod variants;

use std::sync::LazyLock;

use sourcelight::Analyzer;

/// Loaded once: loading takes longer than analysing a small page.
static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::new);

/// A way to make an input of bytes, with what is then checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// The bytes are a plain text file.
    Text,
    /// The bytes are an HTML file.
    Html,
    /// The bytes are a page input of the contract in JSON.
    Contract,
    /// The bytes are a model pack, or the part of one behind its checksum.
    Pack,
    /// The bytes are a text that is written in several ways which must not matter.
    Variants,
    /// The bytes are a beginning, a middle that is repeated very often, and an end.
    Repeats,
}

impl Check {
    /// All checks.
    pub const ALL: [Self; 6] = [Self::Text, Self::Html, Self::Contract, Self::Pack, Self::Variants, Self::Repeats];

    /// The name of the check, of its corpus and of its fuzz target.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Contract => "contract",
            Self::Pack => "pack",
            Self::Variants => "variants",
            Self::Repeats => "repeats",
        }
    }

    /// The check of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|check| check.name() == name)
    }

    /// Runs the check on these bytes.
    ///
    /// # Panics
    ///
    /// If the core breaks a promise on them; the message says which.
    pub fn run(self, bytes: &[u8]) {
        // Loading is no part of any analysis.
        LazyLock::force(&ANALYZER);
        match self {
            Self::Text => file::check_text(bytes),
            Self::Html => file::check_html(bytes),
            Self::Contract => contract::check(bytes),
            Self::Pack => pack::check(bytes),
            Self::Variants => variants::check(bytes),
            Self::Repeats => repeats::check(bytes),
        }
    }
}
