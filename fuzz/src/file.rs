//! Files: what the command line reads.

use sourcelight::collect::{Collected, html, plain_text};

use crate::cost::within_limits;
use crate::promises::check_page;

/// Checks a plain text file.
pub(crate) fn check_text(bytes: &[u8]) {
    check(bytes, plain_text);
}

/// Checks an HTML file.
pub(crate) fn check_html(bytes: &[u8]) {
    check(bytes, html);
}

fn check(bytes: &[u8], collect: fn(&str) -> Collected) {
    let text = String::from_utf8_lossy(bytes);
    let collected = within_limits(text.len(), || collect(&text));
    assert_eq!(collected.page.blocks.len(), collected.block_starts.len(), "a start of each block");
    for (block, start) in collected.page.blocks.iter().zip(&collected.block_starts) {
        let found = collected.text.get(*start..start + block.text.len());
        assert_eq!(found, Some(&*block.text), "block {} in the collected text", block.id);
    }
    check_page(&collected.page, text.len());
}
