//! Measures this stage alone: which words of saved pages are read as the article, against another reader's choice.
//!
//! The pages are no part of this repository; without them it says so and measures nothing:
//! `SOURCELIGHT_PAGES=FOLDER cargo test --features cli page::evaluation -- --ignored --nocapture`. The folder holds one
//! folder a page with `source.html` and `expected.html`, the article as Readability cuts it out. That is a peer, not the
//! truth: it drops headlines, captions and quotations that belong to an article. What is kept beyond it, and what is
//! left out of it, is therefore listed, to be read.

#![cfg(feature = "cli")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{PageLists, article_blocks};
use crate::collect::html;
use crate::contract::InputBlock;

/// Words of a listed block that are printed.
const SHOWN_WORDS: usize = 14;
/// Share of a block's words that the peer must lack, or have, for the block to be listed.
const LISTED_SHARE: f32 = 0.6;
/// Blocks of fewer words are not listed.
const LEAST_WORDS: usize = 4;

#[test]
#[ignore = "needs saved pages, see the module's documentation"]
fn compares_articles_with_a_peers() {
    let Ok(folder) = std::env::var("SOURCELIGHT_PAGES") else {
        println!("skipped: SOURCELIGHT_PAGES names no folder");
        return;
    };
    let mut folders: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let mut all = Counts::default();
    let mut pages = 0;
    let mut sum = 0.0;
    for folder in folders {
        let read = |name: &str| fs::read_to_string(folder.join(name)).ok();
        if let (Some(source), Some(expected)) = (read("source.html"), read("expected.html")) {
            let counts = compare(&folder, &source, &expected);
            pages += 1;
            sum += counts.f1();
            all.add(&counts);
        }
    }
    println!("{pages} pages: {all}; mean F1 of the pages {:.1}", sum / f32::from(u16::try_from(pages).unwrap()));
}

/// Words on both sides.
#[derive(Debug, Default)]
struct Counts {
    ours: usize,
    theirs: usize,
    common: usize,
}

impl Counts {
    fn add(&mut self, other: &Self) {
        self.ours += other.ours;
        self.theirs += other.theirs;
        self.common += other.common;
    }

    fn f1(&self) -> f32 {
        if self.ours + self.theirs == 0 { 100.0 } else { 200.0 * self.common as f32 / (self.ours + self.theirs) as f32 }
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |whole: usize| 100.0 * self.common as f32 / whole.max(1) as f32;
        let (precision, recall) = (share(self.ours), share(self.theirs));
        write!(formatter, "precision {precision:.1} recall {recall:.1} F1 {:.1}", self.f1())
    }
}

/// Prints a page's figures and the blocks over which the two differ.
fn compare(folder: &Path, source: &str, expected: &str) -> Counts {
    let page = html(source).page;
    let blocks: Vec<&InputBlock> = page.blocks.iter().collect();
    let article = article_blocks(&PageLists::load(), page.title.as_deref(), &blocks).article;
    let peer = html(expected).page;
    let peer_words = bag(peer.blocks.iter());
    let our_words = bag(article.iter().copied());
    let counts = Counts {
        ours: our_words.values().sum(),
        theirs: peer_words.values().sum(),
        common: our_words.iter().map(|(word, count)| *count.min(peer_words.get(word).unwrap_or(&0))).sum(),
    };
    println!("{}: {counts}", folder.file_name().unwrap().to_string_lossy());
    list("+", &article, &trigrams(peer.blocks.iter()));
    list("-", &peer.blocks.iter().collect::<Vec<_>>(), &trigrams(article.iter().copied()));
    counts
}

/// Prints the blocks whose words, three by three, mostly are not on the other side.
fn list(sign: &str, blocks: &[&InputBlock], others: &BTreeMap<String, usize>) {
    for block in blocks {
        let own = trigrams(std::iter::once(*block));
        let foreign = own.keys().filter(|key| !others.contains_key(*key)).count();
        if words(&block.text).len() >= LEAST_WORDS && foreign as f32 >= LISTED_SHARE * own.len() as f32 {
            let shown: Vec<&str> = block.text.split_whitespace().take(SHOWN_WORDS).collect();
            println!("  {sign} {:?} {:?} {}", block.kind, block.region, shown.join(" "));
        }
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn bag<'block>(blocks: impl Iterator<Item = &'block InputBlock>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in blocks.flat_map(|block| words(&block.text)) {
        *counts.entry(word).or_default() += 1;
    }
    counts
}

fn trigrams<'block>(blocks: impl Iterator<Item = &'block InputBlock>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for block in blocks {
        for three in words(&block.text).windows(3) {
            *counts.entry(three.join(" ")).or_default() += 1;
        }
    }
    counts
}
