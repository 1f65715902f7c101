//! Which blocks of a page are the article, decided from kinds, regions, groups, links and the shape of the text alone.

#[cfg(test)]
mod evaluation;
mod facts;
mod language;
mod lines;
mod others;
mod stretch;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use self::facts::BlockFacts;
use self::lines::Lines;
use self::others::Others;
use self::stretch::{best_stretch, main_group};
use crate::contract::{BlockKind, InputBlock, Region, Warning, WarningCode};
use crate::keyed::Set;
use crate::lexicon::WordList;
use crate::unseen::seen;

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

/// What is read of a page.
#[derive(Debug)]
pub(crate) struct Chosen<'page> {
    /// The blocks that belong to the article, in reading order.
    pub(crate) article: Vec<&'page InputBlock>,
    /// The block with which another article of the page begins, which is left out.
    pub(crate) other: Option<u32>,
}

/// The blocks that belong to the article. `title` is what the document calls itself.
pub(crate) fn article_blocks<'page>(
    lists: &PageLists,
    title: Option<&str>,
    blocks: &[&'page InputBlock],
) -> Chosen<'page> {
    let texts: Vec<Cow<str>> = blocks.iter().map(|block| seen(&block.text)).collect();
    let facts: Vec<BlockFacts> = blocks.iter().zip(&texts).map(|(block, text)| BlockFacts::of(block, text)).collect();
    let others = Others::of(title, blocks, &facts);
    let other = others.as_ref().and_then(|others| blocks.get(others.first)).map(|block| block.id);
    let page = Page { lists, title, texts: &texts, facts, others };
    let is_plain_text = !blocks.iter().any(|block| block.is_laid_out());
    let is_chosen = if is_plain_text { page.choose_from_plain_text() } else { page.choose_from_page() };
    let article = blocks.iter().zip(is_chosen).filter(|(_, is_chosen)| *is_chosen).map(|(block, _)| *block).collect();
    Chosen { article, other }
}

/// What is to be said of the choice: that there is no article, that there is another one, or that it is not in English.
pub(crate) fn warnings(lists: &PageLists, declared: Option<&str>, chosen: &Chosen<'_>) -> Vec<Warning> {
    if chosen.article.is_empty() {
        return vec![Warning {
            code: WarningCode::NoArticle,
            message: "found no text that reads as an article, expected paragraphs of sentences".to_owned(),
            block: None,
        }];
    }
    let other = chosen.other.map(|block| Warning {
        code: WarningCode::OtherArticle,
        message: format!("found another article, which begins at block {block}; the page is not called by it"),
        block: Some(block),
    });
    other.into_iter().chain(language::language(declared, &lists.function_words, &chosen.article)).collect()
}

/// The blocks of one page with their facts.
struct Page<'lists> {
    lists: &'lists PageLists,
    title: Option<&'lists str>,
    /// The blocks' texts as a reader sees them.
    texts: &'lists [Cow<'lists, str>],
    facts: Vec<BlockFacts>,
    others: Option<Others>,
}

/// Words of a line at most that stands at an edge of the article without belonging to it.
const EDGE_LINE_WORDS: usize = 5;
/// Words of a list item at least that says something, be it without a full stop.
const LIST_ITEM_WORDS: usize = 4;
/// Words of a first line at least that is a headline, not a label.
const HEADLINE_WORDS: usize = 4;

impl Page<'_> {
    /// Of a plain text, all but the short lines before and after its paragraphs; the first line is its headline.
    fn choose_from_plain_text(&self) -> Vec<bool> {
        let first = self.facts.iter().position(BlockFacts::is_prose).unwrap_or(0);
        let last = self.facts.iter().rposition(BlockFacts::is_prose).unwrap_or(self.facts.len());
        let is_article = |(index, block): (usize, &BlockFacts)| {
            if block.is_sentence() {
                return !self.is_line(index);
            }
            let is_headline = index == 0 && block.words >= HEADLINE_WORDS;
            let is_edge_line = (index < first || index > last) && block.words <= EDGE_LINE_WORDS;
            block.words > 0 && (is_headline || !is_edge_line) && !self.is_line(index)
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
        // The main container's text belongs together, however much stands in between.
        let is_main = |block: &BlockFacts| block.group == main_group && block.is_prose();
        stretch.start = facts.iter().position(is_main).map_or(stretch.start, |first| first.min(stretch.start));
        stretch.end = facts.iter().rposition(is_main).map_or(stretch.end, |last| stretch.end.max(last + 1));
        stretch.end = self.end_of_article(&candidates, &facts, &stretch, main_group);
        stretch.start = self.start_of_article(&candidates, &facts, stretch.clone(), main_group);
        let headline = self.headline(&candidates, &stretch);
        if facts.get(stretch.clone()).is_some_and(is_list_of_teasers) {
            return is_chosen;
        }
        let first_prose = stretch.start;
        let start = headline.map_or(stretch.start, |headline| headline.min(stretch.start));
        let mut captions = Set::default();
        for position in start..stretch.end {
            let (Some(index), Some(block)) = (candidates.get(position), facts.get(position)) else { continue };
            // A picture that the page shows twice, once to be enlarged, is captioned twice.
            if block.kind == BlockKind::Caption && self.texts.get(*index).is_some_and(|text| !captions.insert(text)) {
                continue;
            }
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
    /// as on pages that misuse these elements. A headline counts wherever a page's header holds it. Readers' comments
    /// are read only where there is nothing else to read, as on a page that is a conversation.
    fn candidates(&self) -> Vec<usize> {
        let words = |is_counted: fn(&BlockFacts) -> bool| -> usize {
            self.facts.iter().filter(|block| block.is_prose() && is_counted(block)).map(|block| block.words).sum()
        };
        let side = words(|block| block.is_in_side_region());
        let main = words(|block| !block.is_in_side_region() && !block.is_comment());
        let all = side > 3 * main;
        let has_comments = side + main == 0;
        let is_candidate = |(index, block): &(usize, &BlockFacts)| {
            if self.others.as_ref().is_some_and(|others| others.hold(*index, block)) {
                return false;
            }
            if block.is_comment() {
                return has_comments;
            }
            all || !block.is_in_side_region() || (block.kind == BlockKind::Headline && block.region == Region::Header)
        };
        self.facts.iter().enumerate().filter(is_candidate).map(|(index, _)| index).collect()
    }

    /// Where the article ends: before its readers' comments, before the first line after most of its text that
    /// announces something else, and with the main container where what follows is little.
    fn end_of_article(
        &self,
        candidates: &[usize],
        facts: &[BlockFacts],
        stretch: &Range<usize>,
        main_group: u32,
    ) -> usize {
        /// Blocks in which prose goes on after a line that announces something else.
        const NEAR: usize = 4;
        let text = |position: usize| {
            candidates.get(position).and_then(|index| self.texts.get(*index)).map_or("", |text| text.as_ref())
        };
        let words_before = prose_words_before(facts);
        let words = |range: Range<usize>| words_between(&words_before, range);
        let all_words = words(stretch.clone());
        let mut end = stretch.end;
        for position in stretch.clone() {
            let is_late = words(stretch.start..position) * 2 >= all_words;
            if !is_late {
                continue;
            }
            let is_prose = facts.get(position).is_some_and(BlockFacts::is_prose);
            let goes_on = words(position + 1..stretch.end.min(position + 1 + NEAR)) > 0;
            if self.lists.lines.starts_comments(text(position))
                || (!is_prose && !goes_on && self.lists.lines.is_end(text(position)))
            {
                end = position;
                break;
            }
        }
        let is_main = |position: &usize| facts.get(*position).is_some_and(|block| block.group == main_group);
        let is_prose = |position: &usize| facts.get(*position).is_some_and(BlockFacts::is_prose);
        let last_main = (stretch.start..end).rev().find(|position| is_main(position) && is_prose(position));
        let Some(last_main) = last_main else { return end };
        let main_prose = facts.iter().filter(|block| block.group == main_group && block.is_prose());
        let main_words: usize = main_prose.map(|block| block.words).sum();
        if main_words * 2 >= all_words && words(last_main + 1..end) * 4 < main_words {
            end = last_main + 1;
        }
        // The stretch ends with prose, but the article may end with a short sentence, a quotation or a list.
        let is_own = |position: usize| {
            facts.get(position).is_some_and(|block| {
                let is_set_off = matches!(block.kind, BlockKind::Blockquote | BlockKind::ListItem | BlockKind::Caption);
                !block.is_link_heavy
                    && (block.group == main_group || is_set_off)
                    && !self.lists.lines.is_boilerplate(text(position))
            })
        };
        while is_own(end) {
            end += 1;
        }
        end
    }

    /// Where the article starts: at its headline, where one stands in the stretch with nearly all of the prose after it.
    /// Pages give the first level to sections, too: the headline is the one that the document is called by, else the
    /// first one, and no prose of the main container stands before it.
    fn start_of_article(
        &self,
        candidates: &[usize],
        facts: &[BlockFacts],
        stretch: Range<usize>,
        main_group: u32,
    ) -> usize {
        let words_before = prose_words_before(facts);
        let words = |range: Range<usize>| words_between(&words_before, range);
        let is_headline =
            |position: &usize| facts.get(*position).is_some_and(|block| block.kind == BlockKind::Headline);
        let is_title = |position: &usize| candidates.get(*position).is_some_and(|index| self.is_title(*index));
        let is_late = |position: &usize| words(stretch.start..*position) * 4 > words(*position..stretch.end);
        let title = (0..stretch.end).filter(is_headline).find(is_title).filter(|position| !is_late(position));
        if let Some(title) = title {
            return title.max(stretch.start);
        }
        let is_main = |block: &BlockFacts| block.group == main_group && block.is_prose();
        let first_main = stretch.clone().find(|position| facts.get(*position).is_some_and(is_main));
        let first = stretch.clone().find(is_headline);
        first
            .filter(|position| !is_late(position) && first_main.is_none_or(|main| *position < main))
            .unwrap_or(stretch.start)
    }

    /// Whether the document's title holds the block's text, as it does with its headline.
    fn is_title(&self, index: usize) -> bool {
        let bare = |text: &str| -> String { text.chars().filter(|character| character.is_alphanumeric()).collect() };
        let (Some(title), Some(text)) = (self.title, self.texts.get(index)) else { return false };
        let headline = bare(text);
        !headline.is_empty() && bare(title).contains(&headline)
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
        let is_text = (block.words > EDGE_LINE_WORDS && block.is_sentence())
            || block.words >= 2 * EDGE_LINE_WORDS
            || block.has_quotation_mark
            || block.kind == BlockKind::Caption;
        is_text && !block.is_link_heavy && !self.is_line(index)
    }

    /// Whether a block within the text belongs to the article.
    fn is_part(&self, index: usize, block: &BlockFacts, main_group: u32) -> bool {
        if block.words == 0 || self.is_line(index) {
            return false;
        }
        match block.kind {
            BlockKind::Headline | BlockKind::Caption => true,
            BlockKind::Blockquote => !block.is_link_heavy || block.has_quotation_mark,
            BlockKind::Heading => !block.is_link_heavy,
            BlockKind::ListItem => !block.is_link_heavy && (block.is_sentence() || block.words >= LIST_ITEM_WORDS),
            BlockKind::Paragraph | BlockKind::Cell | BlockKind::Other => {
                !block.is_link_heavy && (block.is_sentence() || block.is_introduction || block.group == main_group)
            }
        }
    }

    /// Whether a block is a line of the page's workings.
    fn is_line(&self, index: usize) -> bool {
        self.texts.get(index).is_some_and(|text| self.lists.lines.is_boilerplate(text))
    }

    /// Of a page without a paragraph of prose, the sentences outside of landmarks and links.
    fn choose_sentences(&self) -> Vec<bool> {
        let is_sentence = |block: &BlockFacts| {
            !block.is_in_side_region()
                && !block.is_link_heavy
                && block.has_sentence_end
                && block.words >= HEADLINE_WORDS
        };
        self.facts.iter().enumerate().map(|(index, block)| is_sentence(block) && !self.is_line(index)).collect()
    }
}

/// Whether blocks are what a home page shows of its articles: about as many headings that lead elsewhere as paragraphs.
fn is_list_of_teasers(blocks: &[BlockFacts]) -> bool {
    const LEAST_HEADINGS: usize = 4;
    let is_heading = |block: &&BlockFacts| matches!(block.kind, BlockKind::Heading | BlockKind::Headline);
    let headings = blocks.iter().filter(is_heading).filter(|block| block.is_link_heavy).count();
    let paragraphs = blocks.iter().filter(|block| block.is_prose()).count();
    headings >= LEAST_HEADINGS && headings * 3 >= paragraphs * 2
}

/// For each block, and for the end, the words of all prose before it.
fn prose_words_before(facts: &[BlockFacts]) -> Vec<usize> {
    let prose = facts.iter().map(|block| if block.is_prose() { block.words } else { 0 });
    let sums = prose.scan(0, |sum, words| {
        *sum += words;
        Some(*sum)
    });
    std::iter::once(0).chain(sums).collect()
}

/// Words of prose in a range of blocks.
fn words_between(words_before: &[usize], range: Range<usize>) -> usize {
    let at = |position: usize| words_before.get(position).or(words_before.last()).copied().unwrap_or(0);
    at(range.end).saturating_sub(at(range.start))
}
