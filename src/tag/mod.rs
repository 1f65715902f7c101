//! The trained tagger: which tokens are source, cue and content.

mod batch;
mod decode;
mod embedding;
pub(crate) mod features;
mod memory;
mod model;
#[cfg(test)]
mod network;
#[cfg(test)]
mod parity;
#[cfg(test)]
mod sample;
mod tagger;
#[cfg(test)]
mod tests;
mod worth;

pub(crate) use memory::TagMemory;
pub use model::ModelError;
pub(crate) use tagger::{Tagger, Tagging};
pub(crate) use worth::{EVIDENCE, Worth};

/// What a token is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    Source,
    Cue,
    Content,
}

/// The tag of one token. A stretch begins with `Begin`; `Inside` goes on with the stretch of the same role before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Tag {
    #[default]
    Outside,
    Begin(Role),
    Inside(Role),
}

impl Tag {
    /// All tags in the order of the network's outputs.
    pub(crate) const ALL: [Self; model::LABELS] = [
        Self::Outside,
        Self::Begin(Role::Source),
        Self::Inside(Role::Source),
        Self::Begin(Role::Cue),
        Self::Inside(Role::Cue),
        Self::Begin(Role::Content),
        Self::Inside(Role::Content),
    ];

    /// The role of the stretch that the token is part of.
    pub(crate) fn role(self) -> Option<Role> {
        match self {
            Self::Outside => None,
            Self::Begin(role) | Self::Inside(role) => Some(role),
        }
    }
}
