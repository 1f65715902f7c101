//! Relative clauses around a report: "the pier, which Orme said would open in May". The network often tags the relative
//! alone; what it is said to do stands behind the cue.

use std::ops::Range;

use super::reading::Reading;
use crate::lexicon::grammar::WordClass;

/// How many words may stand between the cue and the verb: "which Orme said on Monday had sunk".
const WORDS_BETWEEN: usize = 3;

/// The clause behind a cue of which a lone relative before it is the subject, up to the next comma or end.
pub(super) fn clause_of_relative(
    reading: &Reading<'_>,
    relative: &Range<usize>,
    cue: &Range<usize>,
    end: usize,
) -> Option<Range<usize>> {
    let lone = relative.len() == 1 && reading.is(relative.start, WordClass::Relative) && relative.end <= cue.start;
    // Without a comma before it, the relative may be what is mentioned: "the pier which Orme mentioned is shut".
    if !lone || relative.start == 0 || !reading.comma(relative.start - 1) {
        return None;
    }
    let ends =
        |token: usize| reading.comma(token) || reading.breaks_clause(token) || reading.document.word(token) == ".";
    let verb = (cue.end..end.min(cue.end + WORDS_BETWEEN + 1))
        .take_while(|token| !ends(*token))
        .find(|token| reading.finite_verb(*token))?;
    let stop = (verb..end).find(|token| ends(*token)).unwrap_or(end);
    (reading.count_words(verb..stop) > 1).then_some(verb..stop)
}
