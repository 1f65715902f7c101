//! Normalisation: one form for spaces, invisible characters and wide letters, with the exact way back.
//!
//! Most text needs little of it, so the way back is kept as the list of places where the two texts differ.

use std::ops::Range;

use crate::unseen::is_unseen;

/// Where normalised text came from: the places in which it differs in length from its source, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct OffsetMap {
    edits: Vec<Edit>,
}

/// A stretch of the source that became another stretch of another length, possibly none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Edit {
    normalized_start: usize,
    normalized_end: usize,
    source_start: usize,
    source_end: usize,
}

impl OffsetMap {
    /// The bytes of the source that a range of bytes of the normalised text stands for. Characters that were removed at
    /// either end are left out; those inside are part of the range. A character that became two belongs to both.
    pub(crate) fn source_range(&self, normalized: Range<usize>) -> Range<usize> {
        let start = self.source_of_start(normalized.start);
        start..self.source_of_end(normalized.end).max(start)
    }

    /// The way back, with which tests prove [`OffsetMap::source_range`] exact.
    ///
    /// The range of the normalised text that holds every character touched by a range of the source.
    #[cfg(test)]
    pub(crate) fn normalized_range(&self, source: Range<usize>) -> Range<usize> {
        let start = self.normalized_of(source.start, |edit| edit.normalized_start);
        start..self.normalized_of(source.end, |edit| edit.normalized_end).max(start)
    }

    fn source_of_start(&self, normalized: usize) -> usize {
        let after = self.edits.partition_point(|edit| edit.normalized_start <= normalized);
        match after.checked_sub(1).and_then(|index| self.edits.get(index)) {
            Some(edit) if normalized < edit.normalized_end => edit.source_start,
            Some(edit) => edit.source_end + (normalized - edit.normalized_end),
            None => normalized,
        }
    }

    fn source_of_end(&self, normalized: usize) -> usize {
        let after = self.edits.partition_point(|edit| edit.normalized_start < normalized);
        match after.checked_sub(1).and_then(|index| self.edits.get(index)) {
            Some(edit) if normalized <= edit.normalized_end => edit.source_end,
            Some(edit) => edit.source_end + (normalized - edit.normalized_end),
            None => normalized,
        }
    }

    #[cfg(test)]
    fn normalized_of(&self, source: usize, inside: impl Fn(&Edit) -> usize) -> usize {
        let after = self.edits.partition_point(|edit| edit.source_start < source);
        match after.checked_sub(1).and_then(|index| self.edits.get(index)) {
            Some(edit) if source < edit.source_end => inside(edit),
            Some(edit) => edit.normalized_end + (source - edit.source_end),
            None => source,
        }
    }
}

/// What becomes of a character.
enum Fate {
    Keep,
    Space,
    Remove,
    Become(&'static str),
    BecomeAscii(u8),
}

/// The normalised text and its way back.
pub(crate) fn normalize(source: &str) -> (String, OffsetMap) {
    let mut builder = Builder { text: String::with_capacity(source.len()), edits: Vec::new() };
    let mut copied = 0;
    let mut gap: Option<Range<usize>> = None;
    let mut characters = source.char_indices();
    while let Some((start, character)) = characters.next() {
        let end = characters.offset();
        let fate = fate_of(character);
        if matches!(fate, Fate::Keep) && gap.is_none() {
            continue;
        }
        if gap.is_none() {
            builder.copy(source, copied..start);
            copied = start;
        }
        match fate {
            Fate::Space => {
                let from = gap.as_ref().map_or(start, |gap| gap.start);
                gap = Some(from..end);
                copied = end;
            }
            Fate::Remove => {
                // Inside a gap it belongs to the gap; the range grows with the next space or ends before it.
                if gap.is_none() {
                    builder.replace("", start..end);
                }
                copied = end;
            }
            Fate::Keep => builder.close_gap(&mut gap, start),
            Fate::Become(text) => {
                builder.close_gap(&mut gap, start);
                builder.replace(text, start..end);
                copied = end;
            }
            Fate::BecomeAscii(byte) => {
                builder.close_gap(&mut gap, start);
                builder.replace(char::from(byte).encode_utf8(&mut [0; 4]), start..end);
                copied = end;
            }
        }
    }
    if gap.is_none() {
        builder.copy(source, copied..source.len());
    }
    (builder.text, OffsetMap { edits: builder.edits })
}

struct Builder {
    text: String,
    edits: Vec<Edit>,
}

impl Builder {
    fn copy(&mut self, source: &str, range: Range<usize>) {
        self.text.push_str(source.get(range).unwrap_or(""));
    }

    /// Writes what a stretch of the source becomes; notes it where the lengths differ or the characters do not match one to one.
    fn replace(&mut self, replacement: &str, source: Range<usize>) {
        let normalized_start = self.text.len();
        self.text.push_str(replacement);
        if replacement.len() != source.len() || replacement.len() > 1 {
            self.edits.push(Edit {
                normalized_start,
                normalized_end: self.text.len(),
                source_start: source.start,
                source_end: source.end,
            });
        }
    }

    /// Ends a run of white space before a character that stays: one space, or none at the start of the text.
    fn close_gap(&mut self, gap: &mut Option<Range<usize>>, until: usize) {
        if let Some(run) = gap.take() {
            let space = if self.text.is_empty() { "" } else { " " };
            self.replace(space, run.start..until);
        }
    }
}

fn fate_of(character: char) -> Fate {
    if character.is_ascii() {
        return match character {
            ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' => Fate::Space,
            _ if is_unseen(character) => Fate::Remove,
            _ => Fate::Keep,
        };
    }
    match character {
        '\u{b4}' => Fate::BecomeAscii(b'\''),
        '\u{2010}' | '\u{2011}' => Fate::BecomeAscii(b'-'),
        '\u{201b}' | '\u{275b}' => Fate::Become("\u{2018}"),
        '\u{275c}' => Fate::Become("\u{2019}"),
        '\u{201f}' | '\u{275d}' | '\u{301d}' => Fate::Become("\u{201c}"),
        '\u{275e}' | '\u{301e}' | '\u{301f}' => Fate::Become("\u{201d}"),
        '\u{fe41}' | '\u{ff62}' => Fate::Become("\u{300c}"),
        '\u{fe42}' | '\u{ff63}' => Fate::Become("\u{300d}"),
        '\u{fe43}' => Fate::Become("\u{300e}"),
        '\u{fe44}' => Fate::Become("\u{300f}"),
        '\u{fb00}' => Fate::Become("ff"),
        '\u{fb01}' => Fate::Become("fi"),
        '\u{fb02}' => Fate::Become("fl"),
        '\u{fb03}' => Fate::Become("ffi"),
        '\u{fb04}' => Fate::Become("ffl"),
        '\u{fb05}' | '\u{fb06}' => Fate::Become("st"),
        '\u{ff01}'..='\u{ff5e}' => Fate::BecomeAscii(u8::try_from(u32::from(character) - 0xfee0).unwrap_or(b'?')),
        _ if is_unseen(character) => Fate::Remove,
        _ if character.is_whitespace() => Fate::Space,
        _ => Fate::Keep,
    }
}
