//! Cues: which tokens of a unit report something, and on which side their source stands.

use std::ops::Range;

use super::reading::Reading;
use super::subject::{LeftSubject, left_subject, right_subject, verb_group_start};
use super::unit::Unit;
use crate::lexicon::cues::{CueClass, CueForm, VerbForm};
use crate::lexicon::grammar::WordClass;

/// A verb that reports something, with what stands around it.
#[derive(Debug, Clone)]
pub(super) struct Cue<'a> {
    pub(super) verb: usize,
    /// The cue's tokens: the verb with its auxiliaries and adverbs.
    pub(super) tokens: Range<usize>,
    pub(super) form: &'a CueForm,
    /// Index of the unit's run that the cue stands in.
    pub(super) run: usize,
    pub(super) subject: Subject,
}

/// Where a cue's source stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    /// Before the verb.
    Left(Range<usize>),
    /// After the verb: "said Ann Lee".
    Right(Range<usize>),
    /// "was rejected by Ann Lee": after the verb, what was rejected before it.
    Passive { agent: Range<usize>, object: Range<usize> },
    /// The subject of the cue before it in the unit: "and added", "saying".
    Shared,
}

impl Cue<'_> {
    /// Where the cue with its source begins.
    pub(super) fn start(&self) -> usize {
        match &self.subject {
            Subject::Left(source) => source.start.min(self.tokens.start),
            Subject::Passive { object, .. } => object.start.min(self.tokens.start),
            Subject::Right(_) | Subject::Shared => self.tokens.start,
        }
    }

    /// Where the cue with its source ends.
    pub(super) fn end(&self) -> usize {
        match &self.subject {
            Subject::Right(source) => source.end.max(self.tokens.end),
            Subject::Passive { agent, .. } => agent.end.max(self.tokens.end),
            Subject::Left(_) | Subject::Shared => self.tokens.end,
        }
    }
}

/// The cues of a unit, in order.
pub(super) fn cues<'a>(reading: &Reading<'a>, unit: &Unit) -> Vec<Cue<'a>> {
    let mut cues: Vec<Cue<'a>> = Vec::new();
    for (run_index, run) in unit.runs.iter().enumerate() {
        if run.quotation.is_some() {
            continue;
        }
        for verb in run.tokens.clone() {
            let Some(form) = reading.cue(verb).or_else(|| put_it(reading, verb)) else { continue };
            if reads_as_noun(reading, verb, form, run.tokens.start) {
                continue;
            }
            let floor = run.tokens.start;
            let group = verb_group_start(reading, verb, floor);
            if let Some(subject) = subject_of(reading, unit, run_index, verb, form, !cues.is_empty()) {
                let tokens = match &subject {
                    Subject::Left(_) if put_it(reading, verb).is_some() => group..verb + 2,
                    Subject::Left(_) | Subject::Shared | Subject::Passive { .. } => group..verb + 1,
                    Subject::Right(_) => verb..verb + 1,
                };
                cues.push(Cue { verb, tokens, form, run: run_index, subject });
            }
        }
    }
    cues
}

/// "as she put it": the verb of a phrase that reports.
fn put_it<'a>(reading: &Reading<'_>, verb: usize) -> Option<&'a CueForm> {
    const PUT_IT: CueForm = CueForm { class: CueClass::Manner, form: VerbForm::Past, nominal: false, also: None };
    (reading.reads_any(verb, &["put", "puts"]) && reading.reads(verb + 1, "it")).then_some(&PUT_IT)
}

fn subject_of(
    reading: &Reading<'_>,
    unit: &Unit,
    run_index: usize,
    verb: usize,
    form: &CueForm,
    after_a_cue: bool,
) -> Option<Subject> {
    let run = unit.runs.get(run_index)?;
    let floor = run.tokens.start;
    if let Some(passive) = passive_subject(reading, verb, form, floor, run.tokens.end) {
        return Some(passive);
    }
    let group = verb_group_start(reading, verb, floor);
    if passive_voice(reading, group, verb, form) {
        return None;
    }
    let after_quotation = run_index > 0 && !reading.has_word(floor..group);
    let opens_unit = verb == unit.tokens.start && form.class == CueClass::Speech;
    if (after_quotation || opens_unit)
        && form.form != VerbForm::Ing
        && let Some(source) = right_subject(reading, verb, run.tokens.end)
    {
        return Some(Subject::Right(source));
    }
    if form.form == VerbForm::Ing {
        let progressive = (group..verb).any(|index| reading.is(index, WordClass::Auxiliary));
        if !progressive {
            let opens = group == floor || reading.comma(group - 1) || reading.breaks_clause(group - 1);
            if opens || after_quotation {
                return Some(Subject::Shared);
            }
            // "footage of Ann Lee asking, ...": the participle's own subject stands right before it.
            let own = reading.comma(verb + 1) || reading.quotation(verb + 1).is_some();
            return own
                .then(|| left_subject(reading, verb, floor))
                .flatten()
                .map(|subject| Subject::Left(subject.source));
        }
    }
    let after_be = (group..verb).any(|index| is_form_of_be(reading, index));
    if after_be && matches!(form.form, VerbForm::Base | VerbForm::ThirdPerson) {
        return None;
    }
    let infinitive = form.form == VerbForm::Base || reading.reads(group, "have");
    if form.form == VerbForm::Participle && group == verb {
        return None;
    }
    if infinitive && group > floor && reading.reads(group - 1, "to") {
        return infinitive_subject(reading, unit, run_index, verb, group).map(Subject::Left);
    }
    if form.form == VerbForm::Base && !base_form_is_finite(reading, group, verb, floor) {
        return None;
    }
    if group > floor && reading.is(group - 1, WordClass::Coordinator) && group == verb {
        return after_a_cue
            .then_some(Subject::Shared)
            .or_else(|| super::subject::clause_subject(reading, floor, group).map(Subject::Left));
    }
    match left_subject(reading, verb, floor) {
        Some(LeftSubject { source, .. }) => Some(Subject::Left(source)),
        None => {
            let inverted = group == verb && group > floor && reading.comma(group - 1) && form.class == CueClass::Speech;
            let source = inverted.then(|| right_subject(reading, verb, run.tokens.end)).flatten()?;
            Some(Subject::Right(source))
        }
    }
}

/// "was rejected by Ann Lee": the agent after "by".
fn passive_subject(reading: &Reading<'_>, verb: usize, form: &CueForm, floor: usize, end: usize) -> Option<Subject> {
    if !matches!(form.form, VerbForm::Past | VerbForm::Participle) || !reading.reads(verb + 1, "by") || verb + 1 >= end
    {
        return None;
    }
    let group = verb_group_start(reading, verb, floor);
    if !passive_voice(reading, group, verb, form) {
        return None;
    }
    let agent = right_subject(reading, verb + 1, end)?;
    let object = left_subject(reading, verb, floor).map_or(group..group, |subject| subject.source);
    Some(Subject::Passive { agent, object })
}

fn passive_voice(reading: &Reading<'_>, group: usize, verb: usize, form: &CueForm) -> bool {
    matches!(form.form, VerbForm::Past | VerbForm::Participle)
        && (group..verb).any(|index| is_form_of_be(reading, index))
}

fn is_form_of_be(reading: &Reading<'_>, index: usize) -> bool {
    reading.reads_any(
        index,
        &[
            "is", "are", "was", "were", "be", "been", "being", "am", "isn't", "wasn't", "aren't", "weren't", "'re",
            "’re", "'m", "’m",
        ],
    )
}

/// "he liked to say": the subject of the verb before the infinitive, where quoted words stand beside it.
fn infinitive_subject(
    reading: &Reading<'_>,
    unit: &Unit,
    run_index: usize,
    verb: usize,
    group: usize,
) -> Option<Range<usize>> {
    let run = unit.runs.get(run_index)?;
    let clause_follows = reading.reads(verb + 1, "that");
    let quoted_after = clause_follows
        || (verb + 1..run.tokens.end).all(|index| !reading.word(index)) && run_index + 1 < unit.runs.len();
    let governing = (run.tokens.start..group - 1).rev().take(3).find(|index| reading.finite_verb(*index))?;
    let subject = left_subject(reading, governing, run.tokens.start)?.source;
    let quoted_before = run_index > 0 && !reading.has_word(run.tokens.start..subject.start);
    (quoted_after || quoted_before).then_some(subject)
}

/// A base form is finite after a modal or "do", or after a plural subject; never after "to".
fn base_form_is_finite(reading: &Reading<'_>, group: usize, verb: usize, floor: usize) -> bool {
    if (group..verb).any(|index| reading.is(index, WordClass::Auxiliary)) {
        return true;
    }
    let Some(before) = group.checked_sub(1).filter(|before| *before >= floor) else { return false };
    if reading.clitic(before) || reading.reads(before, "to") {
        return false;
    }
    if looks_plural(reading, before) {
        return true;
    }
    // "Lee and her team write", "The researchers, from the university, say".
    left_subject(reading, verb, floor).is_some_and(|subject| {
        let head_end = subject.source.clone().find(|index| reading.comma(*index)).unwrap_or(subject.source.end);
        let ends_in_comma = reading.comma(before);
        (subject.source.start..head_end).any(|index| {
            reading.reads(index, "and") || ends_in_comma && !reading.capitalized(index) && looks_plural(reading, index)
        })
    })
}

fn looks_plural(reading: &Reading<'_>, index: usize) -> bool {
    let word = reading.document.word(index);
    let in_s = reading.word(index)
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !reading.is(index, WordClass::Determiner);
    in_s || reading.reads_any(index, &["they", "we", "i", "you", "who", "people", "police", "critics", "those"])
}

/// Whether the token is more likely a noun or an adjective than a verb: "the claims", "of reports", "a reported".
fn reads_as_noun(reading: &Reading<'_>, verb: usize, form: &CueForm, floor: usize) -> bool {
    let Some(before) = verb.checked_sub(1).filter(|before| *before >= floor) else {
        // Only an inverted "said" opens a run.
        let inverted = matches!(form.form, VerbForm::Past | VerbForm::ThirdPerson)
            && matches!(form.class, CueClass::Speech | CueClass::Manner | CueClass::Tell);
        return !(inverted || form.form == VerbForm::Ing);
    };
    if reading.capitalized(verb) {
        return !reading.opens_sentence(verb);
    }
    let after_determiner = reading.is(before, WordClass::Determiner)
        && !reading.is(before, WordClass::Relative)
        && !reading.is(before, WordClass::Pronoun);
    let after_preposition = reading.is(before, WordClass::Preposition)
        && !reading.is(before, WordClass::Subordinator)
        && !(form.form == VerbForm::Base && reading.reads(before, "to"));
    let possessive = reading.clitic(before) && reading.document.word(before).ends_with('s');
    let nominal_tail = matches!(form.form, VerbForm::Base | VerbForm::ThirdPerson)
        && reading.reads_any(
            verb + 1,
            &["of", "and", "by", "were", "are", "was", "is", "have", "from", "against", "between"],
        );
    let after_common_noun = reading.word(before)
        && !reading.capitalized(before)
        && !reading.is(before, WordClass::Pronoun)
        && !reading.is(before, WordClass::Auxiliary)
        && !reading.is(before, WordClass::Adverb)
        && !reading.is(before, WordClass::Relative)
        && !reading.is(before, WordClass::Coordinator);
    let after_number = reading.number(before)
        || reading.capitalized(before)
            && before > floor
            && (reading.is(before - 1, WordClass::Preposition) || reading.number(before - 1));
    let nominal = form.nominal
        && matches!(form.form, VerbForm::Base | VerbForm::ThirdPerson)
        && (after_common_noun || after_number);
    let name_follows =
        reading.capitalized(verb + 1) || reading.quotation(verb + 1).is_some() && reading.capitalized(verb + 2);
    let named_so = reading.reads(verb, "called") && after_common_noun && name_follows;
    let hyphened = reading.document.word(before) == "-";
    nominal
        || named_so
        || after_determiner
        || after_preposition
        || possessive && form.form != VerbForm::Past
        || nominal_tail
        || hyphened
}
