//! Relative clauses that end before the verb of the speaker: in "Lee, who built the pier over two winters, called the vote
//! “an end”" nobody built a vote.
//!
//! The network sometimes takes the verb of the relative clause for the cue, and all that follows for what it reports.

use super::draft::Draft;
use super::reading::Reading;
use crate::lexicon::cues::CueClass;

/// The draft with the main clause's verb for its cue, where its source ends in a relative, its content goes on behind the
/// relative clause's comma with a reporting verb, and words in quotation marks follow that verb.
pub(super) fn with_main_clause(reading: &Reading<'_>, draft: Draft) -> Draft {
    let main = || {
        let [source] = draft.source.as_slice() else { return None };
        let [cue] = draft.cue.as_slice() else { return None };
        let content = draft.content.first()?;
        let relative = source.end.checked_sub(1).filter(|last| reading.reads_any(*last, &["who", "which"]))?;
        let comma = relative.checked_sub(1).filter(|before| reading.comma(*before) && *before > source.start)?;
        let verb = content.clone().skip(1).find(|token| {
            let plain = reading.quotation(*token).is_none() && reading.cue(*token).is_some();
            plain && reading.comma(token - 1) && reading.finite_verb(*token)
        })?;
        let quotation = (verb + 1..content.end).find(|token| reading.quotation(*token).is_some())?;
        // "who said the pier, called “the Tooth”, was shut": what is called so goes on.
        let closed = (quotation..content.end).all(|token| !reading.word(token) || reading.quotation(token).is_some());
        let names_object = reading.cue(verb).is_some_and(|form| form.is(CueClass::Judge));
        let start = if names_object { verb + 1 } else { quotation };
        (closed && cue.start == source.end).then_some((source.start..comma, verb..verb + 1, start..content.end))
    };
    let Some((source, cue, first)) = main() else { return draft };
    let rest = draft.content.iter().skip(1).cloned();
    let content = std::iter::once(first).chain(rest).collect();
    Draft { source: vec![source], cue: vec![cue], content, ..draft }
}
