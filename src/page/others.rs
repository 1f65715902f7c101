//! Other whole articles of a page: some pages hang the next story below the one that was asked for.

use std::collections::BTreeMap;

use super::facts::BlockFacts;
use crate::contract::{BlockKind, InputBlock};

/// Paragraphs of an article at least; teasers have fewer.
const LEAST_PARAGRAPHS: usize = 2;

/// The articles of a page that it is not called by.
#[derive(Debug)]
pub(super) struct Others {
    /// Their numbers.
    numbers: Vec<u32>,
    /// The last block of those before the article that is read.
    before: Option<usize>,
    /// The first block of those after it.
    after: Option<usize>,
    /// The first block of the nearest one.
    pub(super) first: usize,
}

/// An article element with a headline of the first level and paragraphs.
#[derive(Debug, Default)]
struct Whole {
    first: usize,
    last: usize,
    headline: Option<usize>,
    paragraphs: usize,
}

impl Others {
    /// Looks for them. There are none where the page has fewer than two whole articles, or is called by none of them: such
    /// a page is one of many stories, which stand beside each other.
    pub(super) fn of(title: Option<&str>, blocks: &[&InputBlock], facts: &[BlockFacts]) -> Option<Self> {
        let mut articles = BTreeMap::<u32, Whole>::new();
        for (index, block) in facts.iter().enumerate().filter(|(_, block)| block.article != 0) {
            let article = articles.entry(block.article).or_insert(Whole { first: index, ..Whole::default() });
            article.last = index;
            article.paragraphs += usize::from(block.is_prose());
            if block.kind == BlockKind::Headline && article.headline.is_none() {
                article.headline = Some(index);
            }
        }
        articles.retain(|_, article| article.headline.is_some() && article.paragraphs >= LEAST_PARAGRAPHS);
        if articles.len() < 2 {
            return None;
        }
        let text = |index: Option<usize>| blocks.get(index?).map(|block| block.text.as_str());
        let called = words_of(title?);
        // Of several that the title fits equally well, the first.
        let (number, _) = articles
            .iter()
            .map(|(number, article)| {
                (*number, shared_percent(&words_of(text(article.headline).unwrap_or("")), &called))
            })
            .filter(|(_, percent)| *percent >= 50)
            .max_by_key(|(number, percent)| (*percent, std::cmp::Reverse(*number)))?;
        let own = articles.remove(&number)?;
        let before = articles.values().map(|other| other.last).filter(|last| *last < own.first).max();
        let after = articles.values().map(|other| other.first).filter(|first| *first > own.last).min();
        let first = after.or_else(|| articles.values().map(|other| other.first).min())?;
        Some(Self { numbers: articles.into_keys().collect(), before, after, first })
    }

    /// Whether a block is a part of another article, or stands behind one.
    pub(super) fn hold(&self, index: usize, block: &BlockFacts) -> bool {
        self.numbers.contains(&block.article)
            || self.before.is_some_and(|last| index <= last)
            || self.after.is_some_and(|first| index >= first)
    }
}

fn words_of(text: &str) -> Vec<String> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// How many of a hundred words of a headline stand in the title, too.
fn shared_percent(headline: &[String], title: &[String]) -> usize {
    let shared = headline.iter().filter(|word| title.contains(word)).count();
    (shared * 100).checked_div(headline.len()).unwrap_or(0)
}
