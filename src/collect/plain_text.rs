//! Plain text: a blank line ends a block.

use super::Collected;
use crate::contract::{CONTRACT_VERSION, InputBlock, PageInput};

/// Collects plain text. A line without visible characters ends a block; single line breaks stay in the block's text.
///
/// A byte order mark at the start belongs to no block. Costs one pass over the text.
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
    let mut open: Option<(usize, usize)> = None;
    let mut line_start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut close = |open: &mut Option<(usize, usize)>| {
        let Some((start, end)) = open.take() else { return };
        let Some(block_text) = text.get(start..end) else { return };
        blocks.push(InputBlock::paragraph(u32::try_from(blocks.len()).unwrap_or(u32::MAX), block_text));
        block_starts.push(start);
    };
    for line in text.get(line_start..).unwrap_or("").split_inclusive('\n') {
        let content = line.trim_end();
        if content.is_empty() {
            close(&mut open);
        } else {
            let end = line_start + content.len();
            open = Some((open.map_or(line_start, |(start, _)| start), end));
        }
        line_start += line.len();
    }
    close(&mut open);
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
    fn a_byte_order_mark_belongs_to_no_block() {
        check("\u{feff}One.", &[(3, "One.")]);
        check("\u{feff}", &[]);
    }
}
