//! What holds of a report for every page.

use std::sync::LazyLock;

use proptest::prelude::*;
use sourcelight::contract::{BlockKind, ByteSpan, CONTRACT_VERSION, InputBlock, PageInput, Region, Report, Utf16Span};
use sourcelight::{Analyzer, Memory};

/// Loaded once: loading takes longer than analysing a small page.
static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::new);

const PIECES: &[&str] = &[
    " ",
    " ",
    " ",
    " ",
    "\u{a0}",
    "\u{ad}",
    "\u{fffd}",
    "\"",
    "\"",
    "'",
    "\u{2018}",
    "\u{2019}",
    "\u{201c}",
    "\u{201d}",
    "\u{ab}",
    "\u{bb}",
    "``",
    "''",
    ".",
    ", ",
    "!",
    "?",
    ":",
    " said ",
    " told ",
    "according to ",
    " that ",
    "She ",
    "he ",
    "the mayor",
    "Ana Sousa",
    "Dr. Sousa",
    " of the ",
    "Harbour Office",
    "the report",
    "we will go",
    "never",
    "It's so",
    "https://a.example",
    "\u{5e9}\u{5dc}\u{5d5}\u{5dd}",
    "\u{1f469}\u{200d}\u{1f680}",
    "語",
];

fn any_page() -> impl Strategy<Value = PageInput> {
    let text = prop_oneof![
        4 => prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat()),
        1 => prop::collection::vec(any::<char>(), 0..60).prop_map(String::from_iter),
    ];
    let kind = prop::sample::select(vec![
        BlockKind::Headline,
        BlockKind::Paragraph,
        BlockKind::Paragraph,
        BlockKind::Blockquote,
        BlockKind::ListItem,
        BlockKind::Caption,
    ]);
    prop::collection::vec((text, kind), 0..8).prop_map(|blocks| PageInput {
        version: CONTRACT_VERSION,
        lang: None,
        url: None,
        title: None,
        outlet: None,
        is_partial: false,
        blocks: blocks
            .into_iter()
            .enumerate()
            .map(|(index, (text, kind))| InputBlock {
                id: index as u32 * 3,
                kind,
                text,
                region: Region::Article,
                group: 1,
                article: 0,
                links: Vec::new(),
            })
            .collect(),
    })
}

/// All positions of a report.
fn spans<S: Clone>(report: &Report<S>) -> Vec<S> {
    let quotes = report.quotes.iter().flat_map(|quote| [&quote.content, &quote.cue, &quote.source]);
    let organizations = report.organizations.iter().map(|organization| &organization.mentions);
    quotes.chain(organizations).flatten().cloned().collect()
}

proptest! {
    #[test]
    fn every_position_is_a_piece_of_its_block_in_both_units(page in any_page()) {
        let bytes: Vec<ByteSpan> = spans(&ANALYZER.analyze_bytes(&page));
        let units: Vec<Utf16Span> = spans(&ANALYZER.analyze(&page));
        prop_assert_eq!(bytes.len(), units.len());
        for (byte, unit) in bytes.iter().zip(&units) {
            let block = page.blocks.iter().find(|block| block.id == byte.block).unwrap();
            let text = block.text.get(byte.start..byte.end);
            prop_assert!(text.is_some_and(|text| !text.is_empty()));
            let in_utf16: Vec<u16> = block.text.encode_utf16().collect();
            let piece = in_utf16.get(unit.start as usize..unit.end as usize).map(String::from_utf16);
            prop_assert_eq!(unit.block, byte.block);
            prop_assert_eq!(piece.and_then(Result::ok), text.map(str::to_owned));
        }
    }

    #[test]
    fn analysing_twice_gives_the_same(page in any_page()) {
        prop_assert_eq!(ANALYZER.analyze(&page), ANALYZER.analyze(&page));
    }

    /// However a page changes, from one report to the next, nothing of it is as it was before.
    #[test]
    fn a_page_that_changes_is_read_as_if_for_the_first_time(
        pages in prop::collection::vec(any_page(), 1..4),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..3), 1..6),
    ) {
        let mut memory = Memory::default();
        let blocks: Vec<InputBlock> = pages.iter().flat_map(|page| page.blocks.clone()).collect();
        prop_assume!(!blocks.is_empty());
        let mut page = pages[0].clone();
        for (from, to, edit) in edits {
            let block = from.get(&blocks).clone();
            let place = to.index(page.blocks.len() + 1);
            match edit {
                0 => page.blocks.insert(place, block),
                1 if place < page.blocks.len() => page.blocks[place].text = block.text,
                _ if place < page.blocks.len() => drop(page.blocks.remove(place)),
                _ => {}
            }
            for (id, block) in page.blocks.iter_mut().enumerate() {
                block.id = id as u32;
            }
            prop_assert_eq!(ANALYZER.analyze_again(&page, &mut memory), ANALYZER.analyze(&page));
        }
    }
}
