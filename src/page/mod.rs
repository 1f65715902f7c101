//! Which blocks of a page are the article, decided from kinds, regions, groups, links and the shape of the text alone.

mod facts;
mod language;
mod lines;
mod stretch;

use std::ops::Range;

use self::facts::BlockFacts;
use self::lines::Lines;
use self::stretch::{best_stretch, main_group};
use crate::contract::{BlockKind, InputBlock, Region, Warning, WarningCode};
use crate::lexicon::WordList;

/// The word lists of this stage.
#[derive(Debug)]
pub(crate) struct PageLists {
    lines: Lines,
    function_words: WordList,
}

impl PageLists {
    /// Reads the lists.
    pub(crate) fn load() -> Self {
        Self { lines: Lines::load(), function_words: WordList::parse(include_str!("function_words.txt")) }
    }
}

/// The blocks that belong to the article, in reading order.
pub(crate) fn article_blocks<'page>(lists: &PageLists, blocks: &[&'page InputBlock]) -> Vec<&'page InputBlock> {
    let facts: Vec<BlockFacts> = blocks.iter().map(|block| BlockFacts::of(block)).collect();
    let page = Page { lists, blocks, facts };
    let is_plain_text = page.facts.iter().all(|block| block.group == 0 && block.region == Region::Unknown);
    let is_chosen = if is_plain_text { page.choose_from_plain_text() } else { page.choose_from_page() };
    blocks.iter().zip(is_chosen).filter(|(_, is_chosen)| *is_chosen).map(|(block, _)| *block).collect()
}

/// What is to be said of the choice: that there is no article, or that it is not in English.
pub(crate) fn warnings(lists: &PageLists, declared: Option<&str>, article: &[&InputBlock]) -> Vec<Warning> {
    if article.is_empty() {
        return vec![Warning {
            code: WarningCode::NoArticle,
            message: "found no text that reads as an article, expected paragraphs of sentences".to_owned(),
            block: None,
        }];
    }
    language::language(declared, &lists.function_words, article).into_iter().collect()
}

/// The blocks of one page with their facts.
struct Page<'page, 'lists> {
    lists: &'lists PageLists,
    blocks: &'lists [&'page InputBlock],
    facts: Vec<BlockFacts>,
}

/// Words of a line at most that stands at an edge of the article without belonging to it.
const EDGE_LINE_WORDS: usize = 5;
/// Words of a first line at least that is a headline, not a label.
const HEADLINE_WORDS: usize = 4;

impl Page<'_, '_> {
    /// Of a plain text, all but the short lines before and after its paragraphs; the first line is its headline.
    fn choose_from_plain_text(&self) -> Vec<bool> {
        let first = self.facts.iter().position(BlockFacts::is_prose).unwrap_or(0);
        let last = self.facts.iter().rposition(BlockFacts::is_prose).unwrap_or(self.facts.len());
        let is_article = |(index, block): (usize, &BlockFacts)| {
            if block.has_sentence_end || block.has_quotation_mark {
                return true;
            }
            let is_headline = index == 0 && block.words >= HEADLINE_WORDS;
            let is_edge_line = (index < first || index > last) && block.words <= EDGE_LINE_WORDS;
            block.words > 0 && (is_headline || !is_edge_line) && !self.is_line(index, block)
        };
        self.facts.iter().enumerate().map(is_article).collect()
    }

    /// Of a page: the stretch with most prose, from the headline to where something else starts.
    fn choose_from_page(&self) -> Vec<bool> {
        let mut is_chosen = vec![false; self.facts.len()];
        let candidates = self.candidates();
        let facts: Vec<BlockFacts> = candidates.iter().filter_map(|index| self.facts.get(*index).copied()).collect();
        let Some(main_group) = main_group(facts.iter()) else {
            return self.choose_sentences();
        };
        let mut stretch = best_stretch(&facts, main_group);
        stretch.end = self.end_of_article(&candidates, &facts, stretch.clone(), main_group);
        stretch.start = self.start_of_article(&facts, stretch.clone());
        let headline = self.headline(&candidates, &stretch);
        let first_prose = stretch.start;
        let start = headline.map_or(stretch.start, |headline| headline.min(stretch.start));
        for position in start..stretch.end {
            let (Some(index), Some(block)) = (candidates.get(position), facts.get(position)) else { continue };
            let is_article = Some(position) == headline
                || if position < first_prose {
                    self.is_standfirst(*index, block)
                } else {
                    self.is_part(*index, block, main_group)
                };
            if let Some(is_chosen) = is_chosen.get_mut(*index) {
                *is_chosen = is_article;
            }
        }
        is_chosen
    }

    /// The blocks outside of navigation, sidebars, headers, footers and forms - unless most of the prose is in them,
    /// as on pages that misuse these elements. A headline counts wherever a page's header holds it.
    fn candidates(&self) -> Vec<usize> {
        let words = |is_side: bool| -> usize {
            let blocks = self.facts.iter().filter(|block| block.is_prose() && block.is_in_side_region() == is_side);
            blocks.map(|block| block.words).sum()
        };
        let all = words(true) > 3 * words(false);
        let is_candidate = |block: &BlockFacts| {
            all || !block.is_in_side_region() || (block.kind == BlockKind::Headline && block.region == Region::Header)
        };
        self.facts.iter().enumerate().filter(|(_, block)| is_candidate(block)).map(|(index, _)| index).collect()
    }

    /// Where the article ends: at the stretch's end, or before it at the first line after the main container's text
    /// that announces something else.
    fn end_of_article(
        &self,
        candidates: &[usize],
        facts: &[BlockFacts],
        stretch: Range<usize>,
        main_group: u32,
    ) -> usize {
        let is_main_prose = |block: &BlockFacts| block.group == main_group && block.is_prose();
        let in_stretch = |position: &usize| stretch.contains(position);
        let main_words: usize = facts.iter().filter(|block| is_main_prose(block)).map(|block| block.words).sum();
        let all_words: usize = facts
            .get(stretch.clone())
            .unwrap_or(&[])
            .iter()
            .filter(|block| block.is_prose())
            .map(|block| block.words)
            .sum();
        // Where every paragraph has a container of its own, the main one says little about the article's end.
        let share_needed = if main_words * 2 >= all_words { 9 } else { 5 };
        let mut seen_words = 0;
        let total = if main_words * 2 >= all_words { main_words } else { all_words };
        for position in (0..facts.len()).filter(in_stretch) {
            let (Some(block), Some(index)) = (facts.get(position), candidates.get(position)) else { continue };
            if is_main_prose(block) || (main_words * 2 < all_words && block.is_prose()) {
                seen_words += block.words;
                continue;
            }
            let text = self.blocks.get(*index).map_or("", |block| block.text.as_str());
            if seen_words * 10 >= total * share_needed && !block.is_prose() && self.lists.lines.is_end(text) {
                return position;
            }
        }
        stretch.end
    }

    /// Where the article starts: at its headline, where one stands in the stretch with nearly all of the prose after it.
    fn start_of_article(&self, facts: &[BlockFacts], stretch: Range<usize>) -> usize {
        let words = |range: Range<usize>| -> usize {
            facts.get(range).unwrap_or(&[]).iter().filter(|block| block.is_prose()).map(|block| block.words).sum()
        };
        let is_start = |position: &usize| {
            facts.get(*position).is_some_and(|block| block.kind == BlockKind::Headline)
                && words(stretch.start..*position) * 4 <= words(*position..stretch.end)
        };
        stretch.clone().rev().find(is_start).unwrap_or(stretch.start)
    }

    /// The headline: the last heading of the first level before the text, or the last other one close to it.
    fn headline(&self, candidates: &[usize], stretch: &Range<usize>) -> Option<usize> {
        const CLOSE: usize = 6;
        let kind = |position: usize| self.facts.get(*candidates.get(position)?).map(|block| block.kind);
        if kind(stretch.start) == Some(BlockKind::Headline) {
            return Some(stretch.start);
        }
        let first_level = (0..stretch.start).rev().find(|position| kind(*position) == Some(BlockKind::Headline));
        first_level.or_else(|| {
            let first = stretch.start.saturating_sub(CLOSE);
            (first..stretch.start).rev().find(|position| kind(*position) == Some(BlockKind::Heading))
        })
    }

    /// Whether a block between the headline and the text belongs to the article: standfirst, caption, not byline or menu.
    fn is_standfirst(&self, index: usize, block: &BlockFacts) -> bool {
        let is_text = block.words > EDGE_LINE_WORDS || block.kind == BlockKind::Caption;
        is_text
            && !block.is_link_heavy
            && (block.has_sentence_end || block.words >= 2 * EDGE_LINE_WORDS)
            && !self.is_line(index, block)
    }

    /// Whether a block within the text belongs to the article.
    fn is_part(&self, index: usize, block: &BlockFacts, main_group: u32) -> bool {
        if block.words == 0 || self.is_line(index, block) {
            return false;
        }
        match block.kind {
            BlockKind::Headline | BlockKind::Caption => true,
            BlockKind::Blockquote => !block.is_link_heavy || block.has_quotation_mark,
            BlockKind::Heading => !block.is_link_heavy,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Cell | BlockKind::Other => {
                !block.is_link_heavy
                    && (block.has_sentence_end || block.has_quotation_mark || block.group == main_group)
            }
        }
    }

    /// Whether a block is a line of the page's workings.
    fn is_line(&self, index: usize, block: &BlockFacts) -> bool {
        let Some(text) = self.blocks.get(index).map(|block| block.text.as_str()) else { return false };
        !block.is_prose() && (self.lists.lines.is_boilerplate(text) || self.lists.lines.is_end(text))
    }

    /// Of a page without a paragraph of prose, the sentences outside of landmarks and links.
    fn choose_sentences(&self) -> Vec<bool> {
        let is_sentence = |block: &BlockFacts| {
            !block.is_in_side_region()
                && !block.is_link_heavy
                && block.has_sentence_end
                && block.words >= HEADLINE_WORDS
        };
        self.facts.iter().enumerate().map(|(index, block)| is_sentence(block) && !self.is_line(index, block)).collect()
    }
}
