//! Characters that a text holds and no reader sees.

use std::borrow::Cow;

/// Whether a character shows nothing: soft hyphens, zero-width spaces and joiners, bidirectional controls, byte order
/// marks, control characters that are no white space.
pub(crate) fn is_unseen(character: char) -> bool {
    match character {
        '\t'..='\r' | '\u{85}' => false,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => true,
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' => true,
        _ => false,
    }
}

/// The text as a reader sees it. Costs a copy only where something is left out.
pub(crate) fn seen(text: &str) -> Cow<'_, str> {
    if text.contains(is_unseen) {
        Cow::Owned(text.chars().filter(|character| !is_unseen(*character)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_left_out() {
        assert_eq!(seen("Pi\u{ad}er\u{200b} \u{202e}open\0\u{feff}"), "Pier open");
        assert!(matches!(seen("Pier\n\t\u{a0}open “é”"), Cow::Borrowed(_)));
    }
}
