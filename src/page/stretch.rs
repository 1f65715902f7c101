//! The stretch of a page's blocks that holds most running text and least else.
//!
//! The idea is maximum subsequence segmentation (Pasternack and Roth, "Extracting article text from the web with
//! maximum subsequence segmentation", WWW 2009), over blocks instead of tokens, with scores set by hand.

use std::cmp::Reverse;
use std::ops::Range;

use super::LIST_ITEM_WORDS;
use super::facts::BlockFacts;
use crate::contract::BlockKind;
use crate::order::sort_by_key;

/// What a block counts for: its words for prose, a loss for what interrupts prose.
fn score(block: &BlockFacts, main_group: u32) -> i64 {
    /// One long block must not outweigh every interruption.
    const MOST_WORDS: usize = 120;
    if block.is_prose() {
        return i64::try_from(block.words.min(MOST_WORDS)).unwrap_or(0);
    }
    if block.is_link_heavy {
        return if block.group == main_group { -6 } else { -12 };
    }
    if block.is_sentence() {
        return i64::try_from(block.words.min(MOST_WORDS) / 2).unwrap_or(0);
    }
    // Lines beside the article's own paragraphs are its subheadings, labels and captions.
    match block.kind {
        BlockKind::Headline | BlockKind::Heading | BlockKind::Caption => -3,
        BlockKind::ListItem if block.words >= LIST_ITEM_WORDS => 0,
        _ if block.group == main_group => -2,
        _ => -8,
    }
}

/// The container with most words of prose, if any has some; of several the first.
pub(super) fn main_group<'block>(blocks: impl Iterator<Item = &'block BlockFacts>) -> Option<u32> {
    let mut words: Vec<(u32, usize)> =
        blocks.filter(|block| block.is_prose()).map(|block| (block.group, block.words)).collect();
    sort_by_key(&mut words, |(group, _)| *group);
    let of_groups = words.chunk_by(|left, right| left.0 == right.0);
    let (_, Reverse(group)) = of_groups
        .filter_map(|of_group| {
            let words: usize = of_group.iter().map(|(_, words)| words).sum();
            Some((words, Reverse(of_group.first()?.0)))
        })
        .max()?;
    Some(group)
}

/// The stretch of blocks with the highest sum of scores; of several the first. Empty where there is no prose.
pub(super) fn best_stretch(blocks: &[BlockFacts], main_group: u32) -> Range<usize> {
    let mut best = (0, 0..0);
    let mut start = 0;
    let mut sum = 0;
    for (index, block) in blocks.iter().enumerate() {
        if sum <= 0 {
            start = index;
            sum = 0;
        }
        sum += score(block, main_group);
        if sum > best.0 {
            best = (sum, start..index + 1);
        }
    }
    best.1
}
