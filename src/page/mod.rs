//! Which blocks of a page are the article, decided from the layout facts alone.

use crate::contract::{InputBlock, Region};

/// The blocks that belong to the article, in reading order.
pub(crate) fn article_blocks<'page>(blocks: &[&'page InputBlock]) -> Vec<&'page InputBlock> {
    blocks
        .iter()
        .copied()
        .filter(|block| {
            !matches!(block.region, Region::Navigation | Region::Aside | Region::Header | Region::Footer | Region::Form)
        })
        .collect()
}
