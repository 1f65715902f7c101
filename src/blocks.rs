//! The input's blocks, checked: versions, limits, duplicate ids.

use crate::contract::{CONTRACT_VERSION, InputBlock, PageInput, Warning, WarningCode};
use crate::keyed::Set;

/// Bytes of text that one analysis reads at most. Longer input is cut at a block's end, with a warning.
pub(crate) const MAX_TEXT_BYTES: usize = 16 * 1024 * 1024;

/// The blocks that can be analysed, and what had to be left out.
#[derive(Debug)]
pub(crate) struct CheckedBlocks<'page> {
    pub(crate) blocks: Vec<&'page InputBlock>,
    pub(crate) warnings: Vec<Warning>,
}

/// Checks the version, the limit and the ids of a page's blocks.
pub(crate) fn check_blocks(page: &PageInput) -> CheckedBlocks<'_> {
    let mut checked = CheckedBlocks { blocks: Vec::with_capacity(page.blocks.len()), warnings: Vec::new() };
    if page.version != CONTRACT_VERSION {
        checked.warnings.push(Warning {
            code: WarningCode::Version,
            message: format!(
                "found contract version {}, expected {CONTRACT_VERSION}; nothing was analysed",
                page.version
            ),
            block: None,
        });
        return checked;
    }
    if page.is_partial {
        checked.warnings.push(Warning {
            code: WarningCode::TooLong,
            message: "found a page of more text than can be read at once; only a part of it was read".to_owned(),
            block: None,
        });
    }
    let mut seen = Set::default();
    let mut byte_count = 0_usize;
    for block in &page.blocks {
        if !seen.insert(block.id) {
            checked.warnings.push(Warning {
                code: WarningCode::DuplicateBlock,
                message: format!("block id {} was used twice; the later block was not read", block.id),
                block: Some(block.id),
            });
            continue;
        }
        byte_count = byte_count.saturating_add(block.text.len());
        if byte_count > MAX_TEXT_BYTES {
            checked.warnings.push(Warning {
                code: WarningCode::TooLong,
                message: format!(
                    "the text is longer than {MAX_TEXT_BYTES} bytes; it was read up to block {}",
                    block.id
                ),
                block: Some(block.id),
            });
            break;
        }
        checked.blocks.push(block);
    }
    checked
}
