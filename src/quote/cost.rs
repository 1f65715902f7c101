//! What it costs to take a mark as opening, as closing or as no quotation mark, from its shape and its neighbours.
//!
//! A cost of 0 is a mark exactly as typography has it. The numbers only matter relative to each other: a mark with one
//! thing wrong (a curly one that points the wrong way, a missing space) is still cheaper than leaving two marks unpaired.

use crate::text::marks::{MarkFamily, MarkGlyph, MarkInContext, MarkShape, is_mark};
use crate::text::tokens::is_word_character;

/// The cost of each reading of one mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MarkCosts {
    pub(crate) family: MarkFamily,
    pub(crate) shape: MarkShape,
    pub(crate) open: u32,
    pub(crate) close: u32,
    pub(crate) ignore: u32,
}

/// A second quotation of the same family inside another: likely only for a mark whose shape says that it opens.
pub(crate) fn nested_in_same_family(shape: MarkShape) -> u32 {
    if shape == MarkShape::Opening { 6 } else { 15 }
}

/// An opening mark given up because another one of its family opens, or an outer one closes, before it is closed.
pub(crate) fn abandoned(family: MarkFamily) -> u32 {
    match family {
        MarkFamily::Double => 25,
        MarkFamily::Single => 14,
    }
}

/// An opening mark that the block's end leaves open.
pub(crate) fn left_open(family: MarkFamily, goes_on: bool) -> u32 {
    match (family, goes_on) {
        (_, true) => 5,
        (MarkFamily::Double, false) => 20,
        (MarkFamily::Single, false) => 25,
    }
}

impl MarkCosts {
    /// The costs of a mark where it stands.
    pub(crate) fn of(mark: &MarkInContext) -> Self {
        let MarkGlyph { family, shape, .. } = mark.glyph;
        Self { family, shape, open: open_cost(mark), close: close_cost(mark), ignore: ignore_cost(mark) }
    }
}

fn open_cost(mark: &MarkInContext) -> u32 {
    let shape = match (mark.glyph.shape, mark.glyph.family) {
        (MarkShape::Closing, MarkFamily::Double) => 15,
        (MarkShape::Closing, MarkFamily::Single) => 18,
        _ => 0,
    };
    let before = match mark.before {
        None | Some(' ') => 0,
        Some('(' | '[' | '{' | '\u{2014}' | '\u{2013}' | '/' | '\u{a1}' | '\u{bf}') => 0,
        Some(character) if is_mark(character) => 0,
        Some('-') => 5,
        Some(character) if is_word_character(character) => 30,
        Some(_) => 12,
    };
    let after = match (mark.after, mark.second_after) {
        (None, _) => 30,
        (Some(' '), _) if mark.glyph.set_off => 3,
        (Some(' '), _) => 20,
        (Some('.'), Some('.')) => 0,
        (Some('.' | ',' | ';' | ':' | '!' | '?' | ')' | ']'), _) => 25,
        _ => 0,
    };
    shape + before + after
}

fn close_cost(mark: &MarkInContext) -> u32 {
    let shape = if mark.glyph.shape == MarkShape::Opening { 15 } else { 0 };
    let before = match mark.before {
        None => 30,
        Some(' ') if mark.glyph.set_off => 3,
        Some(' ' | '(' | '[' | '{') => 20,
        _ => 0,
    };
    let after = match mark.after {
        Some(character) if is_word_character(character) => 18,
        Some(' ') if mark.glyph.family == MarkFamily::Single && matches!(mark.before, Some('s' | 'S')) => 1,
        _ => 0,
    };
    shape + before + after
}

fn ignore_cost(mark: &MarkInContext) -> u32 {
    let after_digit = mark.before.is_some_and(|before| before.is_ascii_digit());
    match (mark.glyph.family, mark.glyph.shape) {
        // An inch sign.
        (MarkFamily::Double, MarkShape::Straight) if after_digit => 10,
        (MarkFamily::Double, _) => 30,
        (MarkFamily::Single, MarkShape::Opening) => 20,
        (MarkFamily::Single, _) => match mark.before {
            // A plural's possessive, a foot sign, a dropped last letter.
            Some('s' | 'S' | 'z' | 'x') => 3,
            Some(character) if is_word_character(character) => 6,
            None | Some(' ') => 15,
            Some(_) => 25,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn costs(text: &str, mark: char) -> MarkCosts {
        let start = text.find(mark).unwrap();
        MarkCosts::of(&MarkInContext::at(text, start, start + mark.len_utf8()).unwrap())
    }

    #[test]
    fn a_mark_as_typography_has_it_costs_nothing() {
        assert_eq!(costs("he said \"no", '"').open, 0);
        assert_eq!(costs("no,\" he", '"').close, 0);
        assert_eq!(costs("(\u{201c}no", '\u{201c}').open, 0);
        assert_eq!(costs("dit \u{ab} non", '\u{ab}').open, 3);
    }

    #[test]
    fn an_inch_sign_is_rather_ignored_than_opened() {
        let inch = costs("a 6\" pipe", '"');
        assert!(inch.ignore < inch.open);
    }

    #[test]
    fn a_plural_possessive_is_rather_ignored_than_opened() {
        let possessive = costs("the workers' plan", '\'');
        assert!(possessive.ignore < possessive.open);
    }
}
