//! What a block's text looks like, whatever it says.

use crate::contract::{BlockKind, InputBlock, Region};
use crate::order::sort_by_key;

/// Words from which text that ends as a sentence does reads as prose.
const PROSE_WORDS: usize = 10;
/// Share of a block's characters in links from which it is there to lead elsewhere.
const LINK_HEAVY_SHARE: f32 = 0.6;

/// What is known of a block from its own text and layout facts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct BlockFacts {
    pub(super) kind: BlockKind,
    pub(super) region: Region,
    pub(super) group: u32,
    pub(super) article: u32,
    pub(super) words: usize,
    pub(super) is_link_heavy: bool,
    /// Whether a full stop, question mark, exclamation mark or ellipsis ends a sentence in it.
    pub(super) has_sentence_end: bool,
    pub(super) has_quotation_mark: bool,
    /// Whether it ends with a colon: it introduces what stands below it.
    pub(super) is_introduction: bool,
}

impl BlockFacts {
    /// Looks at a block.
    ///
    /// `text` is the block's as a reader sees it.
    pub(super) fn of(block: &InputBlock, text: &str) -> Self {
        let utf16_length = block.text.encode_utf16().count();
        let linked = linked_length(block);
        Self {
            kind: block.kind,
            region: block.region,
            group: block.group,
            article: block.article,
            words: word_count(text),
            is_link_heavy: utf16_length > 0 && linked as f32 / utf16_length as f32 >= LINK_HEAVY_SHARE,
            has_sentence_end: has_sentence_end(text),
            has_quotation_mark: text.contains(QUOTATION_MARKS),
            is_introduction: text.trim_end().ends_with([':', '：']),
        }
    }

    /// Whether the block reads as a paragraph of running text.
    pub(super) fn is_prose(&self) -> bool {
        let is_text = match self.kind {
            BlockKind::Paragraph | BlockKind::Blockquote | BlockKind::ListItem | BlockKind::Other | BlockKind::Cell => {
                true
            }
            BlockKind::Headline | BlockKind::Heading | BlockKind::Caption => false,
        };
        is_text && !self.is_link_heavy && self.words >= PROSE_WORDS && self.has_sentence_end
    }

    /// Whether the block, be it short, has a sentence or a part of one in quotation marks.
    pub(super) fn is_sentence(&self) -> bool {
        self.has_sentence_end || self.has_quotation_mark
    }

    /// Whether readers of the page wrote the block.
    pub(super) fn is_comment(&self) -> bool {
        self.region == Region::Comments
    }

    /// Whether the block stands in a landmark that is not for the main content.
    pub(super) fn is_in_side_region(&self) -> bool {
        matches!(self.region, Region::Navigation | Region::Aside | Region::Header | Region::Footer | Region::Form)
    }
}

/// Marks that open or close quotations, without the apostrophes.
const QUOTATION_MARKS: [char; 11] = ['"', '“', '”', '„', '‟', '«', '»', '「', '」', '『', '』'];

/// Words of a text; of scripts that set no spaces, two characters count as a word.
fn word_count(text: &str) -> usize {
    let spaceless = text.chars().filter(|character| matches!(character, '\u{3040}'..='\u{9fff}')).count();
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    words + spaceless / 2
}

/// UTF-16 code units of the block that stand in links; overlaps count once.
fn linked_length(block: &InputBlock) -> u32 {
    let mut links: Vec<(u32, u32)> = block.links.iter().map(|link| (link.start, link.end)).collect();
    sort_by_key(&mut links, |link| *link);
    let mut covered_to = 0;
    let mut length = 0_u32;
    for (start, end) in links {
        let start = start.max(covered_to);
        length = length.saturating_add(end.saturating_sub(start));
        covered_to = covered_to.max(end);
    }
    length
}

/// Whether a sentence ends somewhere in the text, closing marks and references to notes aside ("It rained.[4]").
fn has_sentence_end(text: &str) -> bool {
    // Scripts that set no spaces have full stops of their own, which end a sentence wherever they stand.
    text.contains(['。', '？', '！'])
        || text.split_whitespace().any(|word| {
            let is_closing =
                |character: char| QUOTATION_MARKS.contains(&character) || matches!(character, '’' | '\'' | ')' | ']');
            let without_note =
                |word: &'_ str| word.strip_suffix(']').and_then(|word| Some(word.rsplit_once('[')?.0.len()));
            let mut word = word;
            while let Some(end) = without_note(word) {
                word = word.get(..end).unwrap_or("");
            }
            word.trim_end_matches(is_closing).ends_with(['.', '?', '!', '…'])
        })
}
