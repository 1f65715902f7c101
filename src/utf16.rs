//! The boundary's units: byte spans to UTF-16 code units and back. Nothing else in the core knows UTF-16.

use std::ops::Range;

use crate::contract::{ByteSpan, InputLink, PageInput, Report, Utf16Span};
use crate::keyed::Map;

/// Bytes between two places whose position in UTF-16 is kept.
const STRIDE: usize = 64;

/// The same report with positions in UTF-16 code units of each block's text. Each block is passed over once.
pub(crate) fn report_in_utf16(report: Report<ByteSpan>, page: &PageInput) -> Report<Utf16Span> {
    let mut indexes = Map::default();
    for block in &page.blocks {
        indexes.insert_new(block.id, Utf16Index::new(&block.text));
    }
    let nowhere = Utf16Index::new("");
    report.map_spans(|span| {
        let index = indexes.get(&span.block).unwrap_or(&nowhere);
        Utf16Span { block: span.block, start: index.utf16_of_byte(span.start), end: index.utf16_of_byte(span.end) }
    })
}

/// The bytes of a block's text that a link of the block covers. A position within a character counts as its start, one
/// past the text as the text's end.
pub(crate) fn link_bytes(index: &Utf16Index<'_>, link: &InputLink) -> Range<usize> {
    let start = index.byte_of_utf16(link.start);
    start..index.byte_of_utf16(link.end).max(start)
}

/// Positions of one text in both units. Takes one pass to make; a look-up reads at most `STRIDE` bytes.
#[derive(Debug)]
pub(crate) struct Utf16Index<'text> {
    text: &'text str,
    /// The code units of all characters that start before each multiple of `STRIDE`; empty where the text is ASCII.
    units_before: Vec<u32>,
}

impl<'text> Utf16Index<'text> {
    /// Indexes a text.
    pub(crate) fn new(text: &'text str) -> Self {
        let mut units_before = Vec::new();
        if !text.is_ascii() {
            let mut units = 0_u32;
            for stretch in text.as_bytes().chunks(STRIDE) {
                units_before.push(units);
                units = units.saturating_add(stretch.iter().map(|byte| units_begun(*byte)).sum());
            }
        }
        Self { text, units_before }
    }

    /// The code units before a byte. A byte within a character counts as its first, one past the text as the text's end.
    pub(crate) fn utf16_of_byte(&self, byte: usize) -> u32 {
        let byte = self.text.floor_char_boundary(byte);
        if self.units_before.is_empty() {
            return u32::try_from(byte).unwrap_or(u32::MAX);
        }
        // The text's end may be the end of its last stretch, which starts no other.
        let stretch = (byte / STRIDE).min(self.units_before.len() - 1);
        let rest = self.text.as_bytes().get(stretch * STRIDE..byte).unwrap_or(&[]);
        let units: u32 = rest.iter().map(|byte| units_begun(*byte)).sum();
        self.units_before.get(stretch).copied().unwrap_or(0).saturating_add(units)
    }

    /// The byte at which the character starts that a code unit belongs to; the text's length for a unit past its end.
    pub(crate) fn byte_of_utf16(&self, unit: u32) -> usize {
        if self.units_before.is_empty() {
            return usize::try_from(unit).unwrap_or(usize::MAX).min(self.text.len());
        }
        let stretch = self.units_before.partition_point(|before| *before <= unit).saturating_sub(1);
        let mut units = self.units_before.get(stretch).copied().unwrap_or(0);
        // A stretch may begin within a character; that one was counted before.
        let start = self.text.ceil_char_boundary(stretch * STRIDE);
        for (offset, character) in self.text.get(start..).unwrap_or("").char_indices() {
            units = units.saturating_add(if character.len_utf8() == 4 { 2 } else { 1 });
            if units > unit {
                return start + offset;
            }
        }
        self.text.len()
    }
}

/// The code units of the character that starts with this byte; 0 for a byte within a character.
fn units_begun(byte: u8) -> u32 {
    match byte {
        0x80..=0xbf => 0,
        0xf0..=0xff => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares every position with a count of the code units from the start.
    fn check(text: &str) {
        let index = Utf16Index::new(text);
        let mut unit = 0;
        for (byte, character) in text.char_indices() {
            assert_eq!(index.utf16_of_byte(byte), unit, "byte {byte} of {text}");
            for inside in 0..character.len_utf8() {
                assert_eq!(index.utf16_of_byte(byte + inside), unit, "byte {byte} + {inside} of {text}");
            }
            for inside in 0..character.len_utf16() {
                assert_eq!(index.byte_of_utf16(unit + inside as u32), byte, "unit {unit} + {inside} of {text}");
            }
            unit += character.len_utf16() as u32;
        }
        assert_eq!(index.utf16_of_byte(text.len()), unit);
        assert_eq!(index.utf16_of_byte(usize::MAX), unit);
        assert_eq!(index.byte_of_utf16(unit), text.len());
        assert_eq!(index.byte_of_utf16(u32::MAX), text.len());
    }

    #[test]
    fn positions_agree_with_a_count_from_the_start() {
        check("");
        check("plain");
        check("“Ça va”, dit l’élève 👩‍🚀.");
        check(&"x".repeat(STRIDE));
        check(&"é".repeat(STRIDE));
        check(&format!("{}👍", "x".repeat(STRIDE - 1)));
        check(&format!("{}👍{}", "x".repeat(STRIDE - 2), "語".repeat(100)));
    }

    #[test]
    fn a_link_out_of_range_is_clamped() {
        let index = Utf16Index::new("a👍b");
        let link = |start, end| InputLink { start, end, url: String::new() };
        assert_eq!(link_bytes(&index, &link(1, 3)), 1..5);
        assert_eq!(link_bytes(&index, &link(2, 3)), 1..5);
        assert_eq!(link_bytes(&index, &link(3, 99)), 5..6);
        assert_eq!(link_bytes(&index, &link(4, 1)), 6..6);
    }
}
