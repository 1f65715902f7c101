//! Which attributions are worth showing: those that answer "who says so?" and of which the network is sure enough.

use super::draft::Draft;
use super::reading::Reading;
use crate::lexicon::cues::CueClass;
use crate::lexicon::grammar::WordClass;

/// Words in quotation marks from which on an attribution is shown whatever the network thinks of it.
const SURELY_SPEECH: usize = 6;
/// Words in quotation marks from which on they are a phrase rather than a term.
const PHRASE: usize = 3;
/// The least confidence of an attribution without words in quotation marks.
const LEAST_PLAIN: f32 = 0.3;
/// The least confidence of one that holds a phrase in quotation marks.
const LEAST_PHRASE: f32 = 0.2;
/// The same for a word or two in marks, behind a reporting word.
const LEAST_TERM: f32 = 0.45;
/// The same behind words that report nothing elsewhere: such marks are mostly those of a title or a term.
const LEAST_TERM_UNLISTED: f32 = 0.7;
/// The least confidence of one that holds words in marks and has no source.
const LEAST_UNSIGNED: f32 = 0.5;

/// Whether an attribution is shown: somebody other than the author says it, and the network is not in doubt. Words in
/// quotation marks need less than plain ones, long quotations need nothing else.
pub(super) fn worth_showing(reading: &Reading<'_>, draft: &Draft) -> bool {
    let quoted: Vec<usize> = draft
        .content
        .iter()
        .cloned()
        .flatten()
        .filter(|token| reading.quotation(*token).is_some() && reading.word(*token))
        .collect();
    if quoted.len() >= SURELY_SPEECH {
        return true;
    }
    let least = match (quoted.len(), draft.source.is_empty()) {
        (0, true) => return false,
        (0, false) => LEAST_PLAIN,
        (_, true) => LEAST_UNSIGNED,
        (PHRASE.., false) => LEAST_PHRASE,
        (_, false) if reports(reading, draft) => LEAST_TERM,
        (_, false) => LEAST_TERM_UNLISTED,
    };
    draft.confidence > least && !is_own_voice(reading, draft) && !is_title(reading, draft, &quoted)
}

/// Whether the author speaks: "we believe".
fn is_own_voice(reading: &Reading<'_>, draft: &Draft) -> bool {
    let own = ["i", "we", "you", "us", "one"];
    draft.source.iter().any(|source| source.len() == 1 && reading.reads_any(source.start, &own))
}

/// Whether the cue holds a listed verb, a mark that reports, or "according".
fn reports(reading: &Reading<'_>, draft: &Draft) -> bool {
    draft.cue.iter().cloned().flatten().any(|token| {
        reading.cue(token).is_some()
            || matches!(reading.document.word(token), ":" | "—" | "–" | "―" | "--")
            || reading.reads(token, "according")
    })
}

/// Whether all that stands in marks is written like a title, and no verb of speech introduces it.
fn is_title(reading: &Reading<'_>, draft: &Draft, quoted: &[usize]) -> bool {
    let speech = [CueClass::Speech, CueClass::Tell, CueClass::Manner];
    let says = |token: usize| reading.cue(token).is_some_and(|form| speech.iter().any(|class| form.is(*class)));
    let small = [WordClass::Preposition, WordClass::Determiner, WordClass::Coordinator];
    !quoted.is_empty()
        && !draft.cue.iter().cloned().flatten().any(says)
        && quoted
            .iter()
            .all(|token| reading.capitalized(*token) || small.iter().any(|class| reading.is(*token, *class)))
}
