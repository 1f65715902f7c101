//! Whether something was said, written, thought, intended or found.

use std::ops::Range;

use super::reading::Reading;
use crate::contract::Statement;
use crate::lexicon::Lexicon;

/// The kind of statement that a cue makes: that of its last listed verb. Words in quotation marks were said or written.
pub(super) fn statement(lexicon: &Lexicon, reading: &Reading<'_>, cue: &[Range<usize>], quoted: bool) -> Statement {
    let verbs = cue.iter().cloned().flatten();
    let listed =
        verbs.filter_map(|token| lexicon.statements.find(&reading.document.word(token).to_lowercase())).next_back();
    match listed {
        Some(Statement::Thought | Statement::Intention) if quoted => Statement::Speech,
        Some(kind) => kind,
        None => Statement::Speech,
    }
}
