//! Quotation mark characters: which family they are of and which way they point.

/// Marks of one family pair with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MarkFamily {
    Double,
    Single,
}

/// Which way a mark points by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MarkShape {
    Opening,
    Closing,
    Straight,
}

/// What the character, or pair of characters, of a mark says by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MarkGlyph {
    pub(crate) family: MarkFamily,
    pub(crate) shape: MarkShape,
    /// Whether it is customarily set off from its content by spaces, as guillemets are in French.
    pub(crate) set_off: bool,
}

/// A mark with the characters that it stands between; `None` for the block's ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MarkInContext {
    pub(crate) glyph: MarkGlyph,
    pub(crate) before: Option<char>,
    pub(crate) after: Option<char>,
    /// The character after `after`.
    pub(crate) second_after: Option<char>,
}

/// The mark that a token's text is; `None` where it is no quotation mark.
pub(crate) fn mark_glyph(text: &str) -> Option<MarkGlyph> {
    use MarkFamily::{Double, Single};
    use MarkShape::{Closing, Opening, Straight};
    let (family, shape) = match text {
        "\"" | "''" => (Double, Straight),
        "\u{201c}" | "\u{201e}" | "``" | "\u{2018}\u{2018}" | "\u{ab}" | "\u{300c}" => (Double, Opening),
        "\u{201d}" | "\u{2019}\u{2019}" | "\u{bb}" | "\u{300d}" => (Double, Closing),
        "'" => (Single, Straight),
        "\u{2018}" | "\u{201a}" | "`" | "\u{2039}" | "\u{300e}" => (Single, Opening),
        "\u{2019}" | "\u{203a}" | "\u{300f}" => (Single, Closing),
        _ => return None,
    };
    let set_off = matches!(text, "\u{ab}" | "\u{bb}" | "\u{2039}" | "\u{203a}");
    Some(MarkGlyph { family, shape, set_off })
}

/// Whether a character can be a quotation mark.
pub(crate) fn is_mark(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | '`' | '\u{ab}' | '\u{bb}' | '\u{2018}'..='\u{201e}' | '\u{2039}' | '\u{203a}' | '\u{300c}'..='\u{300f}'
    )
}

impl MarkInContext {
    /// The mark at these bytes of a block's text; `None` where there is none.
    pub(crate) fn at(text: &str, start: usize, end: usize) -> Option<Self> {
        let glyph = mark_glyph(text.get(start..end)?)?;
        let mut following = text.get(end..)?.chars();
        Some(Self {
            glyph,
            before: text.get(..start)?.chars().next_back(),
            after: following.next(),
            second_after: following.next(),
        })
    }

    /// Whether, judged alone, the mark ends what stands before it.
    pub(crate) fn looks_closing(&self) -> bool {
        let space_before = self.before.is_none_or(|before| before == ' ');
        let space_after = self.after.is_none_or(|after| after == ' ');
        match self.glyph.shape {
            MarkShape::Closing => self.glyph.set_off || !space_before || space_after,
            MarkShape::Opening => !self.glyph.set_off && !space_before && space_after,
            MarkShape::Straight => !space_before || (self.after.is_none() && self.before.is_some()),
        }
    }
}
