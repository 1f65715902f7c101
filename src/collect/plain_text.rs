//! Plain text: a blank line ends a block, and where lines are not folded, every line is one.

use std::ops::Range;

use super::Collected;
use crate::contract::{CONTRACT_VERSION, InputBlock, PageInput};

/// Characters of the longest line of a text whose lines were broken to fit a column. Where a line is longer, lines are
/// not broken to fit anything: each is a paragraph.
const WIDEST_COLUMN: usize = 160;

/// Collects plain text. A line without visible characters ends a block; single line breaks stay in the block's text where
/// they only fold it, and end a block where lines are paragraphs.
///
/// A byte order mark at the start belongs to no block. Costs two passes over the text.
///
/// ```
/// let collected = sourcelight::collect::plain_text("First paragraph,\nsecond line.\n\nSecond paragraph.\n");
/// let texts: Vec<_> = collected.page.blocks.iter().map(|block| block.text.as_str()).collect();
/// assert_eq!(texts, ["First paragraph,\nsecond line.", "Second paragraph."]);
/// assert_eq!(collected.block_starts, [0, 31]);
/// ```
#[must_use]
pub fn plain_text(text: &str) -> Collected {
    let mut blocks = Vec::new();
    let mut block_starts = Vec::new();
    let mut add = |range: Range<usize>| {
        let Some(block_text) = text.get(range.clone()) else { return };
        blocks.push(InputBlock::paragraph(u32::try_from(blocks.len()).unwrap_or(u32::MAX), block_text));
        block_starts.push(range.start);
    };
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut close = |lines: &mut Vec<Range<usize>>| {
        let is_wide = |line: &Range<usize>| text.get(line.clone()).is_some_and(is_wider_than_a_column);
        if lines.iter().any(is_wide) {
            lines.drain(..).for_each(&mut add);
        } else if let (Some(first), Some(last)) = (lines.first(), lines.last()) {
            add(first.start..last.end);
        }
        lines.clear();
    };
    let mut line_start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    for line in text.get(line_start..).unwrap_or("").split_inclusive('\n') {
        let content = line.trim_end();
        if content.is_empty() {
            close(&mut lines);
        } else {
            lines.push(line_start..line_start + content.len());
        }
        line_start += line.len();
    }
    close(&mut lines);
    let page = PageInput {
        version: CONTRACT_VERSION,
        lang: None,
        url: None,
        title: None,
        outlet: None,
        is_partial: false,
        blocks,
    };
    Collected { page, text: text.to_owned(), block_starts }
}

fn is_wider_than_a_column(line: &str) -> bool {
    line.chars().nth(WIDEST_COLUMN).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(usize, &str)]) {
        let collected = plain_text(text);
        let found: Vec<_> =
            collected.block_starts.iter().copied().zip(collected.page.blocks.iter().map(|b| b.text.as_str())).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn blank_lines_end_blocks() {
        check("", &[]);
        check(" \n\n\t\n", &[]);
        check("One.", &[(0, "One.")]);
        check("One,\ntwo.\n\n\nThree.\n", &[(0, "One,\ntwo."), (12, "Three.")]);
        check("One.\r\n\r\nTwo,\r\nthree.\r\n", &[(0, "One."), (8, "Two,\r\nthree.")]);
        check("One.\n \u{a0}\nTwo.", &[(0, "One."), (9, "Two.")]);
    }

    #[test]
    fn lines_wider_than_a_column_are_paragraphs() {
        let column = "x".repeat(WIDEST_COLUMN);
        let wide = format!("{column}é");
        check(&format!("{column}\nshort"), &[(0, &format!("{column}\nshort"))]);
        check(&format!("{wide}\nshort\n\nOne,\ntwo."), &[(0, &wide), (163, "short"), (170, "One,\ntwo.")]);
        check(&format!("short\r\n{wide}\r\n"), &[(0, "short"), (7, &wide)]);
    }

    #[test]
    fn a_byte_order_mark_belongs_to_no_block() {
        check("\u{feff}One.", &[(3, "One.")]);
        check("\u{feff}", &[]);
    }
}
