//! What holds of quotations for every text.

use proptest::prelude::*;

use super::*;
use crate::text::any_text::{any_blocks, read_texts};

proptest! {
    #[test]
    fn quotations_nest_within_one_block(texts in any_blocks()) {
        let document = read_texts(&texts);
        let quotations = quotations(&document);
        for (index, quotation) in quotations.iter().enumerate() {
            let outer = quotation.outer();
            let block = &document.blocks[document.tokens[quotation.open].block];
            prop_assert!(block.tokens.start <= outer.start && outer.end <= block.tokens.end);
            prop_assert!(quotation.inner.start == quotation.open + 1 && !quotation.inner.is_empty());
            prop_assert_eq!(quotation.close.unwrap_or(block.tokens.end), quotation.inner.end);
            for mark in std::iter::once(quotation.open).chain(quotation.close) {
                prop_assert_eq!(document.tokens[mark].kind, TokenKind::Mark);
            }
            // Each later one is inside, or begins after the end; the parent is the innermost that holds it.
            for later in &quotations[index + 1..] {
                prop_assert!(later.open > quotation.open);
                prop_assert!(later.open >= outer.end || later.outer().end <= quotation.inner.end);
            }
            let holder = quotations[..index].iter().rposition(|earlier| earlier.outer().contains(&quotation.open));
            prop_assert_eq!(quotation.parent, holder);
        }
    }

    #[test]
    fn a_quotation_continues_one_that_the_paragraph_before_left_open(texts in any_blocks()) {
        let document = read_texts(&texts);
        let quotations = quotations(&document);
        for quotation in &quotations {
            if let Some(before) = quotation.continues {
                let before = &quotations[before];
                prop_assert_eq!(before.close, None);
                prop_assert!(document.tokens[before.open].block < document.tokens[quotation.open].block);
            }
        }
    }
}
