//! What the tagger knows of each token before it reads the sentence.
//!
//! Training and analysis both call [`features`], so that they cannot differ.

use crate::keyed::Map;
use crate::lexicon::Lexicon;
use crate::lexicon::cues::{CueClass, CueForm, VerbForm};
use crate::quote::Quotation;
use crate::text::marks::{MarkFamily, mark_glyph};
use crate::text::{Document, TextBlock, Token, TokenKind};

/// How many plain numbers describe a token.
pub(crate) const DENSE: usize = 40;
/// Rows of the table that the affixes of a word are looked up in.
pub(crate) const AFFIX_ROWS: u32 = 2048;
/// How many shapes a token can have.
pub(crate) const SHAPES: usize = 160;
/// How many values [`TokenFeatures::cue`] can have.
pub(crate) const CUES: usize = 41;

/// The place in [`TokenFeatures::dense`] that says whether a token begins a sentence.
pub(crate) const SENTENCE_START: usize = Slot::SentenceStart as usize;

/// The input of the network for one token.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TokenFeatures {
    /// Hash of the word's key: lower case, digits as `0`, marks of quotations as `"`.
    pub(crate) word: u32,
    /// Rows of the affix table: the last three, the first three and the last two characters.
    pub(crate) affixes: [u16; 3],
    /// Kind of token, capitals, length and hyphen in one number below [`SHAPES`].
    pub(crate) shape: u8,
    /// 0, or the class and form of the reporting verb that the word can be.
    pub(crate) cue: u8,
    /// Grammatical classes, quotation, position and capitals; each about 0 to 1.
    pub(crate) dense: [f32; DENSE],
}

impl TokenFeatures {
    /// Equal for tokens that differ in their plain numbers only.
    pub(crate) fn kind(&self) -> impl Ord + use<> {
        (self.word, self.affixes, self.shape, self.cue)
    }
}

/// The features of every token of the document. Takes time in proportion to the text.
pub(crate) fn features(lexicon: &Lexicon, document: &Document, quotations: &[Quotation]) -> Vec<TokenFeatures> {
    let places = quotation_places(document, quotations);
    let spellings = Spellings::read(document);
    let mut key = Key::default();
    let mut all = Vec::with_capacity(document.tokens.len());
    for (index, block) in document.blocks.iter().enumerate() {
        let surroundings = Surroundings::of(document, quotations, index, block);
        for place in block.tokens.clone() {
            let Some(token) = document.tokens.get(place) else { continue };
            let quoted = places.get(place).copied().unwrap_or_default();
            key.read(document.word(place), quoted.mark);
            let mut dense = Dense::default();
            lexical(lexicon, &key.lower, &mut dense);
            quotation(&quoted, token, document.word(place), &mut dense);
            position(document, token, place, block, &mut dense);
            spelling(document.word(place), token, &mut dense);
            surroundings.write(&mut dense);
            spellings.write(&key, document.word(place), &mut dense);
            all.push(TokenFeatures {
                word: hash(0, &key.text),
                affixes: key.affixes(),
                shape: shape(document.word(place), token.kind),
                cue: lexicon.cues.find(&key.lower).map_or(0, cue_number),
                dense: dense.values,
            });
        }
    }
    all
}

/// The key of every word, by which its embedding is found; the training counts words by it.
#[cfg(feature = "training")]
pub(crate) fn word_keys(document: &Document, quotations: &[Quotation]) -> Vec<String> {
    let places = quotation_places(document, quotations);
    let mut key = Key::default();
    places
        .iter()
        .enumerate()
        .map(|(place, quoted)| {
            key.read(document.word(place), quoted.mark);
            key.text.clone()
        })
        .collect()
}

/// Names of the places in [`TokenFeatures::dense`].
#[derive(Debug, Clone, Copy)]
enum Slot {
    Grammar = 0,
    GivenName = 12,
    Place = 13,
    Body = 14,
    Quoted = 15,
    Opening = 16,
    Closing = 17,
    Unclosed = 18,
    SinceOpening = 19,
    ToClosing = 20,
    Nested = 21,
    QuotationLength = 22,
    SentenceStart = 23,
    BlockStart = 24,
    FromSentenceStart = 25,
    ToSentenceEnd = 26,
    Capital = 27,
    AllCapitals = 28,
    Digit = 29,
    NoLetter = 30,
    SpaceBefore = 31,
    BareEnd = 32,
    QuotedBefore = 33,
    Continued = 34,
    QuotedAfter = 35,
    Repeated = 36,
    LowerElsewhere = 37,
    LoneMark = 38,
    QuotedBlock = 39,
}

const GRAMMAR_CLASSES: u16 = 12;

#[derive(Debug, Clone)]
struct Dense {
    values: [f32; DENSE],
}

impl Default for Dense {
    fn default() -> Self {
        Self { values: [0.0; DENSE] }
    }
}

impl Dense {
    fn set(&mut self, slot: Slot, value: f32) {
        self.set_at(slot as usize, value);
    }

    fn flag(&mut self, slot: Slot, value: bool) {
        self.set(slot, f32::from(u8::from(value)));
    }

    fn set_at(&mut self, index: usize, value: f32) {
        if let Some(cell) = self.values.get_mut(index) {
            *cell = value;
        }
    }
}

/// A distance in tokens, pressed into about 0 to 1.
fn squeeze(distance: usize) -> f32 {
    let bounded = u16::try_from(distance.min(1000)).unwrap_or(1000);
    (1.0 + f32::from(bounded)).ln() / 5.0
}

/// A word as the tables know it.
#[derive(Debug, Default)]
struct Key {
    /// Lower case, apostrophes straight.
    lower: String,
    /// The same with digits as `0`, and `"` for a mark of a quotation.
    text: String,
}

impl Key {
    fn read(&mut self, word: &str, mark: Mark) {
        self.lower.clear();
        self.lower
            .extend(word.chars().flat_map(char::to_lowercase).map(|letter| if letter == '’' { '\'' } else { letter }));
        self.text.clear();
        if mark == Mark::None {
            self.text.extend(self.lower.chars().map(|letter| if letter.is_numeric() { '0' } else { letter }));
        } else {
            self.text.push('"');
        }
    }

    fn affixes(&self) -> [u16; 3] {
        let from_end = |count: usize| self.text.char_indices().rev().nth(count - 1).map_or(0, |(start, _)| start);
        let end_three = self.text.get(from_end(3)..).unwrap_or("");
        let end_two = self.text.get(from_end(2)..).unwrap_or("");
        let first_end = self.text.char_indices().nth(3).map_or(self.text.len(), |(end, _)| end);
        let first_three = self.text.get(..first_end).unwrap_or("");
        [row(1, end_three), row(2, first_three), row(3, end_two)]
    }
}

fn row(salt: u8, text: &str) -> u16 {
    u16::try_from(hash(salt, text) % AFFIX_ROWS).unwrap_or(0)
}

/// FNV-1a, 32 bits (Fowler, Noll, Vo), after a byte that tells the tables apart.
fn hash(salt: u8, text: &str) -> u32 {
    std::iter::once(salt)
        .chain(text.bytes())
        .fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn cue_number(form: &CueForm) -> u8 {
    let class = match form.class {
        CueClass::Speech => 0,
        CueClass::Manner => 1,
        CueClass::Tell => 2,
        CueClass::Judge => 3,
        CueClass::Belief => 4,
        CueClass::Finding => 5,
        CueClass::Stance => 6,
        CueClass::Seem => 7,
    };
    let inflection = match form.form {
        VerbForm::Base => 0,
        VerbForm::ThirdPerson => 1,
        VerbForm::Past => 2,
        VerbForm::Participle => 3,
        VerbForm::Ing => 4,
    };
    1 + class * 5 + inflection
}

fn shape(word: &str, kind: TokenKind) -> u8 {
    let kind = match kind {
        TokenKind::Word => 0,
        TokenKind::Clitic => 1,
        TokenKind::Number => 2,
        TokenKind::Mark => 3,
        TokenKind::Punctuation => 4,
    };
    let upper = word.chars().filter(|letter| letter.is_uppercase()).count();
    let lower = word.chars().any(char::is_lowercase);
    let initial = word.chars().next().is_some_and(char::is_uppercase);
    let capitals = match (upper, lower, initial) {
        (0, _, _) => 0,
        (1, true, true) => 1,
        (_, false, _) => 2,
        _ => 3,
    };
    let length = match word.chars().count() {
        0..=2 => 0,
        3..=4 => 1,
        5..=8 => 2,
        _ => 3,
    };
    let hyphen = u8::from(word.chars().skip(1).any(|letter| letter == '-'));
    ((kind * 4 + capitals) * 4 + length) * 2 + hyphen
}

fn lexical(lexicon: &Lexicon, lower: &str, dense: &mut Dense) {
    let classes = lexicon.grammar.classes(lower).bits();
    for class in 0..GRAMMAR_CLASSES {
        dense.set_at(Slot::Grammar as usize + usize::from(class), f32::from(classes >> class & 1));
    }
    dense.flag(Slot::GivenName, lexicon.given_names.contains(lower));
    dense.flag(Slot::Place, lexicon.places.contains(lower));
    dense.flag(Slot::Body, lexicon.bodies.contains(lower));
}

/// Whether a token is a mark of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Mark {
    #[default]
    None,
    Opening,
    Closing,
}

/// Where a token stands in the outermost quotation around it.
#[derive(Debug, Clone, Copy, Default)]
struct QuotationPlace {
    quoted: bool,
    nested: bool,
    mark: Mark,
    unclosed: bool,
    since_opening: usize,
    to_closing: usize,
    length: usize,
}

fn quotation_places(document: &Document, quotations: &[Quotation]) -> Vec<QuotationPlace> {
    let mut places = vec![QuotationPlace::default(); document.tokens.len()];
    for quotation in quotations {
        let outer = quotation.outer();
        let nested = quotation.parent.is_some();
        for index in outer.clone() {
            let Some(place) = places.get_mut(index) else { continue };
            if index == quotation.open {
                place.mark = Mark::Opening;
            } else if Some(index) == quotation.close {
                place.mark = Mark::Closing;
            }
            if nested {
                place.nested = true;
                continue;
            }
            place.quoted = true;
            place.unclosed = quotation.close.is_none();
            place.since_opening = index - outer.start;
            place.to_closing = outer.end - 1 - index;
            place.length = outer.len();
        }
    }
    places
}

fn quotation(place: &QuotationPlace, token: &Token, word: &str, dense: &mut Dense) {
    dense.flag(Slot::Quoted, place.quoted);
    dense.flag(Slot::Nested, place.nested);
    dense.flag(Slot::Opening, place.mark == Mark::Opening);
    dense.flag(Slot::Closing, place.mark == Mark::Closing);
    dense.flag(Slot::Unclosed, place.unclosed);
    if place.quoted {
        dense.set(Slot::SinceOpening, squeeze(place.since_opening));
        dense.set(Slot::ToClosing, squeeze(place.to_closing));
        dense.set(Slot::QuotationLength, squeeze(place.length));
    }
    let double =
        token.kind == TokenKind::Mark && mark_glyph(word).is_some_and(|glyph| glyph.family == MarkFamily::Double);
    dense.flag(Slot::LoneMark, double && place.mark == Mark::None);
}

fn position(document: &Document, token: &Token, index: usize, block: &TextBlock, dense: &mut Dense) {
    let sentence = document.sentences.get(token.sentence).map_or(index..index + 1, |sentence| sentence.tokens.clone());
    dense.flag(Slot::SentenceStart, index == sentence.start);
    dense.flag(Slot::BlockStart, index == block.tokens.start);
    dense.set(Slot::FromSentenceStart, squeeze(index.saturating_sub(sentence.start)));
    dense.set(Slot::ToSentenceEnd, squeeze(sentence.end.saturating_sub(index + 1)));
}

fn spelling(word: &str, token: &Token, dense: &mut Dense) {
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let lower = word.chars().any(char::is_lowercase);
    dense.flag(Slot::Capital, capital);
    dense.flag(Slot::AllCapitals, capital && !lower && word.chars().count() > 1);
    dense.flag(Slot::Digit, word.chars().any(char::is_numeric));
    dense.flag(Slot::NoLetter, !word.chars().any(char::is_alphanumeric));
    dense.flag(Slot::SpaceBefore, token.space_before);
}

/// What the blocks around a token say.
#[derive(Debug, Clone, Copy, Default)]
struct Surroundings {
    bare_end: bool,
    quoted_before: bool,
    continued: bool,
    quoted_after: bool,
    quoted_block: bool,
}

impl Surroundings {
    fn of(document: &Document, quotations: &[Quotation], index: usize, block: &TextBlock) -> Self {
        let within = |block: &TextBlock| {
            let first = quotations.partition_point(|quotation| quotation.open < block.tokens.start);
            let end = quotations.partition_point(|quotation| quotation.open < block.tokens.end);
            quotations.get(first..end).unwrap_or_default()
        };
        let own = within(block);
        let before = index.checked_sub(1).and_then(|before| document.blocks.get(before));
        let last = block.tokens.end.checked_sub(1).map_or("", |last| document.word(last));
        Self {
            bare_end: !matches!(last, "." | "!" | "?" | "…" | "..." | ":") && mark_glyph(last).is_none(),
            quoted_before: before.is_some_and(|before| !within(before).is_empty()),
            continued: own.first().is_some_and(|first| first.continues.is_some()),
            quoted_after: document
                .blocks
                .get(index + 1)
                .is_some_and(|after| within(after).first().is_some_and(|first| first.open == after.tokens.start)),
            quoted_block: !own.is_empty(),
        }
    }

    fn write(self, dense: &mut Dense) {
        dense.flag(Slot::BareEnd, self.bare_end);
        dense.flag(Slot::QuotedBefore, self.quoted_before);
        dense.flag(Slot::Continued, self.continued);
        dense.flag(Slot::QuotedAfter, self.quoted_after);
        dense.flag(Slot::QuotedBlock, self.quoted_block);
    }
}

/// How the document spells each word: with a capital, and without.
struct Spellings {
    counts: Map<u32, (u32, u32)>,
}

impl Spellings {
    fn read(document: &Document) -> Self {
        let mut counts = Map::default();
        let mut key = Key::default();
        for (index, token) in document.tokens.iter().enumerate() {
            if token.kind != TokenKind::Word {
                continue;
            }
            let word = document.word(index);
            key.read(word, Mark::None);
            counts.change(hash(0, &key.text), (0, 0), |(capital, lower)| {
                if word.chars().next().is_some_and(char::is_uppercase) {
                    *capital += 1;
                } else {
                    *lower += 1;
                }
            });
        }
        Self { counts }
    }

    fn write(&self, key: &Key, word: &str, dense: &mut Dense) {
        if !word.chars().next().is_some_and(char::is_uppercase) {
            return;
        }
        let (capital, lower) = self.counts.get(&hash(0, &key.text)).copied().unwrap_or_default();
        dense.flag(Slot::Repeated, capital > 1);
        dense.flag(Slot::LowerElsewhere, lower > 0);
    }
}
