//! Abbreviations with a full stop, and words whose beginning an apostrophe stands for.

use crate::keyed::Map;

/// How an abbreviation behaves at what may be the end of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AbbreviationClass {
    /// Stands before a name: never ends a sentence.
    Title,
    /// An abbreviation only before a number.
    Number,
    /// A month or a day, capitalised.
    Month,
    /// A state or province, capitalised.
    Place,
    /// May end a sentence.
    Closing,
    /// Before a capital, ends a sentence.
    Final,
}

/// The longest abbreviation that is looked up, in bytes.
const MAX_ABBREVIATION_BYTES: usize = 12;

/// Abbreviations for look-up without their last full stop.
#[derive(Debug)]
pub(crate) struct Abbreviations {
    entries: Map<&'static str, AbbreviationClass>,
}

impl Abbreviations {
    /// Reads `class: word word ...` lines.
    pub(crate) fn parse(text: &'static str) -> Self {
        let mut entries = Map::default();
        for (name, words) in class_lines(text) {
            let Some(class) = class_of(name) else { continue };
            words.split_whitespace().for_each(|word| entries.insert_new(word, class));
        }
        Self { entries }
    }

    /// The class of a word in any case, given without its last full stop.
    pub(crate) fn find(&self, word: &str) -> Option<AbbreviationClass> {
        with_lower_case(word, |word| self.entries.get(word).copied()).flatten()
    }
}

/// How sure it is that an apostrophe before a word stands for its lost beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ElisionClass {
    /// The rest is no word by itself.
    Always,
    /// The rest is a word by itself.
    Clear,
}

/// Words that lost their beginning.
#[derive(Debug)]
pub(crate) struct Elisions {
    entries: Map<&'static str, ElisionClass>,
}

impl Elisions {
    /// Reads `class: word word ...` lines.
    pub(crate) fn parse(text: &'static str) -> Self {
        let mut entries = Map::default();
        for (name, words) in class_lines(text) {
            let class = if name == "always" { ElisionClass::Always } else { ElisionClass::Clear };
            words.split_whitespace().for_each(|word| entries.insert_new(word, class));
        }
        Self { entries }
    }

    /// The class of a word in any case, given without its apostrophe.
    pub(crate) fn find(&self, word: &str) -> Option<ElisionClass> {
        with_lower_case(word, |word| self.entries.get(word).copied()).flatten()
    }
}

fn class_lines(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.lines().filter_map(|line| line.split('#').next()?.split_once(':')).map(|(name, words)| (name.trim(), words))
}

/// Hands over the word in lower case without allocating; `None` for one that is too long or not ASCII.
fn with_lower_case<T>(word: &str, look: impl FnOnce(&str) -> T) -> Option<T> {
    let mut buffer = [0_u8; MAX_ABBREVIATION_BYTES];
    let lower = buffer.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).ok().map(look)
}

fn class_of(name: &str) -> Option<AbbreviationClass> {
    Some(match name {
        "title" => AbbreviationClass::Title,
        "number" => AbbreviationClass::Number,
        "month" => AbbreviationClass::Month,
        "place" => AbbreviationClass::Place,
        "final" => AbbreviationClass::Final,
        "closing" => AbbreviationClass::Closing,
        _ => return None,
    })
}
