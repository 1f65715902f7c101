//! Which attributions are worth showing: those that answer "who says so?" and of which the evidence is good enough.
//!
//! A logistic regression weighs what the network believes and what a reader sees; `train/python/worth.py` learns the
//! weights, which the model pack holds. What it gives is the attribution's confidence: the share of attributions with
//! this evidence that annotators marked too.

use super::draft::Draft;
use super::reading::Reading;
use super::statement::statement;
use super::stretch::Stretch;
use crate::contract::Statement;
use crate::lexicon::Lexicon;
use crate::lexicon::cues::CueClass;
use crate::lexicon::grammar::WordClass;
use crate::tag::{EVIDENCE, Role, Worth};

/// An attribution with words in quotation marks is shown from this confidence on.
const LEAST_QUOTED: f32 = 0.45;
/// The same of such a one whose source is not found: what is left out is looked at again without its cue.
const LEAST_UNSIGNED: f32 = 0.7;
/// The same of one whose content is bare: "defended the plan" is rather done than said.
const LEAST_BARE: f32 = 0.55;
/// The same of any other one without words in marks.
const LEAST_PLAIN: f32 = 0.32;
/// Words in quotation marks from which on more of them tell nothing new.
const MANY_QUOTED: usize = 8;
/// A content of which the network is as sure as this counts for the climate.
const SURE: f32 = 0.8;

/// How sure the network is of the parts of an attribution, 0 to 1 each; `None` for a part that is missing.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Certainty {
    /// The mean over the tokens of the contents.
    pub(super) content: f32,
    /// That of the first token of the first content.
    pub(super) beginning: f32,
    pub(super) cue: Option<f32>,
    pub(super) source: Option<f32>,
}

/// Judges the attributions of one document.
pub(super) struct Judge<'a> {
    lexicon: &'a Lexicon,
    reading: &'a Reading<'a>,
    worth: &'a Worth,
    /// How much of the document reports what people say, 0 to 1. Where hardly anybody speaks, more evidence is needed.
    climate: f32,
}

impl<'a> Judge<'a> {
    pub(super) fn new(lexicon: &'a Lexicon, reading: &'a Reading<'a>, worth: &'a Worth, stretches: &[Stretch]) -> Self {
        let sure = stretches.iter().filter(|stretch| stretch.role == Role::Content && stretch.certainty > SURE).count();
        let sentences = reading.document.sentences.len().max(1);
        Self { lexicon, reading, worth, climate: (sure as f32 / sentences as f32).min(1.0) }
    }

    /// The draft with its confidence, if it is worth showing: the text says who says it, or quotes words in
    /// marks, it is not just its author who speaks, and the evidence is good enough.
    pub(super) fn judged(&self, mut draft: Draft, certainty: &Certainty) -> Option<Draft> {
        let evidence = self.evidence(&draft, certainty);
        draft.confidence = self.worth.probability(&evidence);
        draft.evidence = Some(evidence);
        let is_quoted = draft.content.iter().cloned().flatten().any(|token| self.reading.quotation(token).is_some());
        let least = match is_quoted {
            true if draft.source.is_empty() => LEAST_UNSIGNED,
            true => LEAST_QUOTED,
            false if self.is_bare(&draft) => LEAST_BARE,
            false => LEAST_PLAIN,
        };
        let shown = self.worth.shows_all || draft.confidence >= least;
        let says_who = is_quoted || !draft.source.is_empty();
        let says_what = is_quoted || self.says_something(&draft);
        (shown && says_who && says_what && !self.is_nobody(&draft)).then_some(draft)
    }

    /// What speaks for and against a draft. On a page, which shells tell the layout of, the same evidence means less than in
    /// a text that somebody took out of it: menus and captions are read too, and readers ask for what is said rather than
    /// for plans and criticism.
    fn evidence(&self, draft: &Draft, certainty: &Certainty) -> [f32; EVIDENCE] {
        let reading = self.reading;
        let words: Vec<usize> = draft.content.iter().cloned().flatten().filter(|token| reading.word(*token)).collect();
        let quoted: Vec<usize> = words.iter().copied().filter(|token| reading.quotation(*token).is_some()).collect();
        let first = words.first().copied().unwrap_or(usize::MAX);
        let cue = || draft.cue.iter().cloned().flatten();
        let listed = |classes: &[CueClass]| {
            cue().any(|token| reading.cue(token).is_some_and(|form| classes.iter().any(|class| form.is(*class))))
        };
        let statement = statement(self.lexicon, reading, &draft.cue, false);
        let is_unsaid = matches!(statement, Statement::Thought | Statement::Intention);
        let is_plain = quoted.is_empty();
        let is_bare = is_plain && self.is_bare(draft);
        let is_laid_out = reading.document.is_laid_out;
        let source = || draft.source.iter().cloned().flatten();
        let gap = draft.cue.first().zip(draft.content.first()).map_or(0, |(cue, content)| {
            let between =
                if cue.end <= content.start { cue.end..content.start } else { content.end..cue.start.max(content.end) };
            reading.count_words(between)
        });
        [
            1.0,
            log_odds(certainty.content),
            log_odds(certainty.beginning),
            certainty.cue.map_or(0.0, log_odds),
            flag(certainty.cue.is_none()),
            certainty.source.map_or(0.0, log_odds),
            flag(certainty.source.is_none()),
            flag(!quoted.is_empty()),
            quoted.len().min(MANY_QUOTED) as f32 / MANY_QUOTED as f32,
            quoted.len() as f32 / words.len().max(1) as f32,
            flag(listed(&[CueClass::Speech, CueClass::Tell, CueClass::Manner])),
            flag(listed(&[CueClass::Belief, CueClass::Judge, CueClass::Stance, CueClass::Seem])),
            flag(listed(&[CueClass::Finding])),
            flag(cue().any(|token| self.reports_without_verb(token))),
            flag(is_unsaid),
            flag(self.begins_clause(first)),
            flag(reading.reads(first, "to")),
            flag(reading.is(first, WordClass::Determiner) || reading.is(first, WordClass::Preposition)),
            flag(words.iter().any(|token| reading.finite_verb(*token))),
            1.0 / (1.0 + words.len() as f32),
            flag(source().any(|token| reading.is(token, WordClass::Pronoun))),
            flag(source().any(|token| reading.capitalized(token))),
            flag(!quoted.is_empty() && reading.written_as_title(quoted.iter().copied())),
            (1.0 + gap as f32).ln(),
            self.climate,
            self.climate * flag(is_plain),
            flag(is_bare),
            flag(is_laid_out),
            flag(is_laid_out && is_plain),
            flag(is_laid_out && is_bare),
            flag(is_laid_out && is_unsaid),
        ]
    }

    /// Whether no listed word reports, and what is reported is no clause: "who is defending our country".
    fn is_bare(&self, draft: &Draft) -> bool {
        let reports = |token: usize| self.reading.cue(token).is_some() || self.reports_without_verb(token);
        let first = draft.content.first().map_or(0, |piece| piece.start);
        let mut words = draft.content.iter().cloned().flatten();
        !draft.cue.iter().cloned().flatten().any(reports)
            && !self.reading.reads(first, "to")
            && !self.begins_clause(first)
            && !words.any(|token| self.reading.finite_verb(token))
    }

    /// Whether the token is a mark behind which somebody speaks, or "according".
    fn reports_without_verb(&self, token: usize) -> bool {
        matches!(self.reading.document.word(token), ":" | "—" | "–" | "―" | "--")
            || self.reading.reads(token, "according")
    }

    /// Whether a content that begins here, or the word before it, opens a clause: "that the quay is shut".
    fn begins_clause(&self, first: usize) -> bool {
        [first, first.wrapping_sub(1)].into_iter().any(|token| self.opens_clause(token))
    }

    /// Whether the content has a word that stands for something: "they cited it" and "experts argue over why" have none,
    /// and "asked not to be named" tells of the source, not of what it says.
    fn says_something(&self, draft: &Draft) -> bool {
        let first = draft.content.first().map_or(0, |piece| piece.start);
        let about_the_source =
            ["not", "to", "be"].iter().zip(first..).all(|(word, token)| self.reading.reads(token, word))
                && self.reading.reads_any(first + 3, &["named", "identified", "quoted"]);
        if about_the_source {
            return false;
        }
        let empty = [
            WordClass::Pronoun,
            WordClass::Object,
            WordClass::Relative,
            WordClass::Determiner,
            WordClass::Preposition,
            WordClass::Subordinator,
        ];
        draft.content.iter().cloned().flatten().any(|token| {
            self.reading.number(token)
                || self.reading.word(token)
                    && !self.opens_clause(token)
                    && !empty.iter().any(|class| self.reading.is(token, *class))
        })
    }

    fn opens_clause(&self, token: usize) -> bool {
        self.reading.reads_any(token, &["that", "whether", "if", "how", "why", "what"])
    }

    /// Whether nobody in particular speaks ("there are reports"), or the author, who says all of the text. What the author
    /// once said is told word for word, as a sentence: "I asked her, “Who are you?”", not "we should ask “what for?”"
    fn is_nobody(&self, draft: &Draft) -> bool {
        let is_source = |words: &[&str]| {
            draft.source.iter().any(|source| source.len() == 1 && self.reading.reads_any(source.start, words))
        };
        is_source(&["you", "us", "one", "there"]) || is_source(&["i", "we"]) && !self.is_quoted_sentence(draft)
    }

    /// Whether most of the content is a sentence in quotation marks.
    fn is_quoted_sentence(&self, draft: &Draft) -> bool {
        let words = draft.content.iter().cloned().flatten().filter(|token| self.reading.word(*token));
        let mut quoted = words.clone().filter(|token| self.reading.quotation(*token).is_some());
        let is_most = quoted.clone().count() * 2 > words.count();
        is_most && quoted.next().is_some_and(|first| self.reading.capitalized(first))
    }
}

fn flag(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

/// The logarithm of the odds, within what a probability in single precision can tell.
fn log_odds(probability: f32) -> f32 {
    let within = probability.clamp(0.005, 0.995);
    (within / (1.0 - within)).ln()
}
