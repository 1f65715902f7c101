//! Other whole articles of a page: some pages hang the next story below the one that was asked for.

use super::facts::BlockFacts;
use crate::contract::{BlockKind, InputBlock};
use crate::keyed::Map;

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
        let mut articles = Map::<u32, Whole>::default();
        for (index, block) in facts.iter().enumerate().filter(|(_, block)| block.article != 0) {
            articles.change(block.article, Whole { first: index, ..Whole::default() }, |article| {
                article.last = index;
                article.paragraphs += usize::from(block.is_prose());
                if block.kind == BlockKind::Headline && article.headline.is_none() {
                    article.headline = Some(index);
                }
            });
        }
        let mut articles = articles.into_entries();
        articles.retain(|(_, article)| article.headline.is_some() && article.paragraphs >= LEAST_PARAGRAPHS);
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
        let place = articles.iter().position(|(other, _)| *other == number)?;
        let (_, own) = articles.remove(place);
        let before = articles.iter().map(|(_, other)| other.last).filter(|last| *last < own.first).max();
        let after = articles.iter().map(|(_, other)| other.first).filter(|first| *first > own.last).min();
        let first = after.or_else(|| articles.iter().map(|(_, other)| other.first).min())?;
        Some(Self { numbers: articles.into_iter().map(|(number, _)| number).collect(), before, after, first })
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
