//! HTML: the blocks that a reader sees, by the same rules as `extension/content/collect.js`.

mod element;
mod parse;
mod run;

use std::collections::BTreeMap;

use ego_tree::NodeRef;
use scraper::{Html, Node, node::Element};

use self::element::{is_article, is_block, is_left_out, is_section, kind_of, link_of, region_of};
use self::run::Run;
use super::Collected;
use crate::contract::{BlockKind, CONTRACT_VERSION, InputBlock, PageInput, Region};

/// Collects an HTML document. Never fails: broken markup is read as a browser reads it.
///
/// Block-level elements start and end blocks, the inline text between is joined, white space is collapsed, and what
/// no reader sees (`hidden`, scripts, code) is left out. Style sheets are not read. Nesting of any depth is fine.
///
/// ```
/// let collected = sourcelight::collect::html("<h1>Rain</h1><p>It <b>rained</b>\n all day.</p>");
/// assert_eq!(collected.text, "Rain\n\nIt rained all day.");
/// ```
#[must_use]
pub fn html(source: &str) -> Collected {
    let document = parse::parse(source.strip_prefix('\u{feff}').unwrap_or(source));
    let mut collector = Collector { facts: PageFacts::read(&document), ..Collector::default() };
    collector.walk(&document);
    collector.finish()
}

/// What holds for the content of an open element.
#[derive(Debug, Clone, Copy, Default)]
struct Surroundings {
    region: Region,
    is_in_section: bool,
    /// The number of the outermost article, from 1; 0 outside of any.
    article: u32,
    /// The number of the innermost block element.
    frame: usize,
    /// How many `q` elements stand around.
    quotation_depth: usize,
}

/// A block element.
#[derive(Debug, Clone, Copy)]
struct Frame {
    /// The number of the block element around; the outermost is its own.
    parent: usize,
    /// Of the text directly in it.
    kind: BlockKind,
    has_blocks: bool,
}

/// A block whose frame may still turn out to have other blocks.
#[derive(Debug)]
struct Finished {
    block: InputBlock,
    frame: usize,
}

#[derive(Debug, Default)]
struct Collector {
    facts: PageFacts,
    /// One for each open element.
    open: Vec<Surroundings>,
    frames: Vec<Frame>,
    /// How many outermost articles were entered.
    articles: u32,
    run: Run,
    /// Of the first text of the run.
    run_around: Option<Surroundings>,
    finished: Vec<Finished>,
}

impl Collector {
    /// Visits all nodes in document order, with a stack of its own, so that no nesting is too deep.
    fn walk(&mut self, document: &Html) {
        let root = document.tree.root();
        let mut node = root;
        loop {
            let descends = match node.value() {
                Node::Text(text) => {
                    self.add_text(text);
                    false
                }
                Node::Element(element) => self.enter(element, node),
                Node::Document => true,
                _ => false,
            };
            if descends && let Some(child) = node.first_child() {
                node = child;
                continue;
            }
            if descends {
                self.leave(node.value());
            }
            while node.next_sibling().is_none() && node != root {
                let Some(parent) = node.parent() else { return };
                node = parent;
                self.leave(node.value());
            }
            let Some(next) = node.next_sibling() else { return };
            node = next;
        }
    }

    /// Returns whether the element's children are to be visited; if so, [`Collector::leave`] follows.
    fn enter(&mut self, element: &Element, node: NodeRef<'_, Node>) -> bool {
        if element.name() == "br" {
            if self.run.push_line_break() {
                self.end_block();
            }
            return false;
        }
        if is_left_out(element) || is_folded(node) {
            return false;
        }
        let outer = self.open.last().copied().unwrap_or_default();
        let mut around = Surroundings {
            region: region_of(element, outer.region, outer.is_in_section, |names| holds(node, names)),
            is_in_section: outer.is_in_section || is_section(element),
            ..outer
        };
        if outer.article == 0 && around.region == Region::Article && is_article(element) {
            self.articles = self.articles.saturating_add(1);
            around.article = self.articles;
        }
        if is_block(element) {
            self.end_block();
            around.frame = self.frames.len();
            let mut kind = BlockKind::Other;
            if let Some(frame) = self.frames.get_mut(outer.frame) {
                frame.has_blocks = true;
                kind = frame.kind;
            }
            self.frames.push(Frame { parent: outer.frame, kind: kind_of(element, kind), has_blocks: false });
        }
        if let Some(url) = link_of(element) {
            self.run.open_link(url);
        }
        if element.name() == "q" {
            self.run_around.get_or_insert(around);
            self.run.push_generated(if around.quotation_depth.is_multiple_of(2) { '“' } else { '‘' });
            around.quotation_depth += 1;
        }
        self.open.push(around);
        true
    }

    fn leave(&mut self, node: &Node) {
        let Some(element) = node.as_element() else { return };
        let Some(around) = self.open.pop() else { return };
        if element.name() == "q" {
            self.run.push_generated(if around.quotation_depth.is_multiple_of(2) { '’' } else { '”' });
        }
        if link_of(element).is_some() {
            self.run.close_link();
        }
        if is_block(element) {
            self.end_block();
        }
    }

    fn add_text(&mut self, text: &str) {
        self.run.push_text(text);
        if !self.run.is_empty() && self.run_around.is_none() {
            self.run_around = self.open.last().copied();
        }
    }

    /// Makes a block of the text collected so far.
    fn end_block(&mut self) {
        let around = self.run_around.take();
        let Some((text, links)) = self.run.take() else { return };
        let Surroundings { region, frame, article, .. } = around.unwrap_or_default();
        let id = u32::try_from(self.finished.len()).unwrap_or(u32::MAX);
        let block = InputBlock { id, kind: BlockKind::Other, text, region, group: 0, article, links };
        self.finished.push(Finished { block, frame });
    }

    /// Gives every block its kind and its group, now that it is known what stands beside it.
    fn finish(self) -> Collected {
        let mut groups = BTreeMap::new();
        let mut text = String::new();
        let mut block_starts = Vec::with_capacity(self.finished.len());
        let mut blocks = Vec::with_capacity(self.finished.len());
        for Finished { mut block, frame: number } in self.finished {
            let mut container = number;
            if let Some(frame) = self.frames.get(number) {
                // Text beside other blocks shares their container; an element with nothing but text is one of its
                // parent's.
                if !frame.has_blocks {
                    container = frame.parent;
                }
                block.kind = frame.kind;
            }
            let next = u32::try_from(groups.len()).unwrap_or(u32::MAX).saturating_add(1);
            block.group = *groups.entry(container).or_insert(next);
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            block_starts.push(text.len());
            text.push_str(&block.text);
            blocks.push(block);
        }
        let PageFacts { lang, title, outlet } = self.facts;
        Collected {
            page: PageInput { version: CONTRACT_VERSION, lang, url: None, title, outlet, is_partial: false, blocks },
            text,
            block_starts,
        }
    }
}

/// Whether a node is the folded part of a closed `details` element.
fn is_folded(node: NodeRef<'_, Node>) -> bool {
    let Some(Node::Element(parent)) = node.parent().map(|parent| parent.value()) else { return false };
    parent.name() == "details" && parent.attr("open").is_none() && !is_named(node, "summary")
}

/// Whether an element of one of the names stands inside.
fn holds(node: NodeRef<'_, Node>, names: &[&str]) -> bool {
    node.descendants().any(|inside| names.iter().any(|name| is_named(inside, name)))
}

fn is_named(node: NodeRef<'_, Node>, name: &str) -> bool {
    node.value().as_element().is_some_and(|element| element.name() == name)
}

/// What the document says of itself.
#[derive(Debug, Default)]
struct PageFacts {
    lang: Option<String>,
    title: Option<String>,
    outlet: Option<String>,
}

impl PageFacts {
    fn read(document: &Html) -> Self {
        let mut facts = Self::default();
        for node in document.tree.root().descendants() {
            let Node::Element(element) = node.value() else { continue };
            match element.name() {
                "html" => facts.lang = words(element.attr("lang").unwrap_or("")),
                "title" if facts.title.is_none() => {
                    let text: String =
                        node.children().filter_map(|child| child.value().as_text()).map(|text| &**text).collect();
                    facts.title = words(&text);
                }
                "meta" if facts.outlet.is_none() && element.attr("property") == Some("og:site_name") => {
                    facts.outlet = element.attr("content").and_then(words);
                }
                "body" => break,
                _ => {}
            }
        }
        facts
    }
}

/// Trimmed, with white space collapsed; `None` where nothing is left.
fn words(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() { None } else { Some(words.join(" ")) }
}
