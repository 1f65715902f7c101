//! Cited organisations: the origins of information and the bodies for which speakers speak.

use crate::attribution::Attribution;
use crate::contract::{ByteSpan, Organization};
use crate::lexicon::Lexicon;
use crate::speaker::Speakers;
use crate::text::Document;

/// The organisations that the article cites, in order of appearance. Merely mentioned ones are left out.
pub(crate) fn cited_organizations(
    _lexicon: &Lexicon,
    _document: &Document,
    _attributions: &[Attribution],
    _speakers: &Speakers,
) -> Vec<Organization<ByteSpan>> {
    Vec::new()
}
