//! Cues as what follows them is read: a verb and how it takes what is said.

use crate::lexicon::cues::{CueClass, CueForm, VerbForm};

/// What stands for the form of a cue that is no verb of the lists.
pub(super) const UNLISTED: CueForm =
    CueForm { class: CueClass::Speech, form: VerbForm::Past, nominal: false, also: None };

/// The words that report something.
#[derive(Debug, Clone)]
pub(super) struct Cue<'a> {
    pub(super) verb: usize,
    pub(super) form: &'a CueForm,
    /// Where the cue ends, with its source if that stands behind it: "said Ann Lee".
    pub(super) end: usize,
}
