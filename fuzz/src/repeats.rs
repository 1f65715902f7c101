//! Long texts of one pattern: what takes more time or memory for each byte, the longer the text is.

use sourcelight::collect::{html, plain_text};

use crate::cost::within_limits;
use crate::promises::check_page;

/// Bytes of the text that is made.
const LENGTH: usize = 64 * 1024;
/// Stands between beginning, middle and end, in the bytes and nowhere in a text.
const BORDER: u8 = 0;

/// Checks a beginning, a middle that is repeated, and an end; bytes that begin with `<` are HTML.
pub(crate) fn check(bytes: &[u8]) {
    let mut parts = bytes.split(|byte| *byte == BORDER).map(String::from_utf8_lossy);
    let [beginning, middle, end] = std::array::from_fn(|_| parts.next().unwrap_or_default());
    // One part alone is the middle.
    let (beginning, middle) = if middle.is_empty() { (middle, beginning) } else { (beginning, middle) };
    if middle.is_empty() {
        return;
    }
    let times = LENGTH.saturating_sub(beginning.len() + end.len()) / middle.len();
    let text = format!("{beginning}{}{end}", middle.repeat(times));
    let collect = if bytes.starts_with(b"<") { html } else { plain_text };
    let collected = within_limits(text.len(), || collect(&text));
    check_page(&collected.page, text.len());
}
