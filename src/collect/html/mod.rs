//! HTML: the blocks that a reader sees, by the same rules as `extension/content/collect.js`.

mod element;
mod run;

use std::collections::BTreeMap;

use scraper::{Html, Node, node::Element};

use self::element::{Around, Role, role};
use self::run::Run;
use super::Collected;
use crate::contract::{BlockKind, CONTRACT_VERSION, InputBlock, PageInput};

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
    let document = Html::parse_document(source.strip_prefix('\u{feff}').unwrap_or(source));
    let mut collector = Collector::default();
    collector.walk(&document);
    collector.finish()
}

/// An open element.
#[derive(Debug, Clone, Copy)]
struct Frame {
    role: Role,
    around: Around,
    /// The kind of the text directly inside.
    kind: BlockKind,
    /// The number of the innermost block-level element, this one included.
    owner: usize,
}

/// A block-level element with text of its own or of others inside.
#[derive(Debug, Clone, Copy)]
struct Owner {
    parent: usize,
    has_blocks_inside: bool,
}

#[derive(Debug, Default)]
struct Collector {
    page: PageFacts,
    frames: Vec<Frame>,
    owners: Vec<Owner>,
    run: Run,
    blocks: Vec<InputBlock>,
    /// For each block the block-level element that its text stands in.
    block_owners: Vec<usize>,
}

/// What the document says about itself.
#[derive(Debug, Default)]
struct PageFacts {
    lang: Option<String>,
    title: Option<String>,
    outlet: Option<String>,
}

impl Collector {
    /// Visits all nodes in document order, with a stack of its own, so that no nesting is too deep.
    fn walk(&mut self, document: &Html) {
        self.read_facts(document);
        let root = document.tree.root();
        let mut node = root;
        loop {
            let descends = match node.value() {
                Node::Text(text) => {
                    self.run.push_text(text);
                    false
                }
                Node::Element(element) => self.open(element),
                Node::Document | Node::Fragment => true,
                _ => false,
            };
            if descends {
                if let Some(child) = node.first_child() {
                    node = child;
                    continue;
                }
                self.close(node.value());
            }
            loop {
                if node == root {
                    self.flush();
                    return;
                }
                if let Some(next) = node.next_sibling() {
                    node = next;
                    break;
                }
                let Some(parent) = node.parent() else { return };
                node = parent;
                self.close(node.value());
            }
        }
    }

    /// Returns whether the element's children are to be visited; if so, [`Collector::close`] follows.
    fn open(&mut self, element: &Element) -> bool {
        let outer = self.frames.last().copied();
        let role = role(element);
        let mut frame = Frame {
            role,
            around: outer.map_or_else(Around::default, |outer| outer.around),
            kind: outer.map_or(BlockKind::Other, |outer| outer.kind),
            owner: outer.map_or(0, |outer| outer.owner),
        };
        match role {
            Role::Skipped => return false,
            Role::LineBreak => {
                if self.run.push_line_break() {
                    self.flush();
                }
                return false;
            }
            Role::Link => self.run.open_link(element.attr("href").unwrap_or("")),
            Role::Inline => {}
            Role::Block(kind) => {
                self.flush();
                frame.around = frame.around.inside(element);
                frame.kind = inner_kind(frame.kind, kind);
                if let Some(owner) = self.owners.get_mut(frame.owner) {
                    owner.has_blocks_inside = true;
                }
                self.owners.push(Owner { parent: frame.owner, has_blocks_inside: false });
                frame.owner = self.owners.len() - 1;
            }
        }
        self.frames.push(frame);
        true
    }

    fn close(&mut self, node: &Node) {
        if !node.is_element() {
            return;
        }
        match self.frames.last().map(|frame| frame.role) {
            Some(Role::Block(_)) => self.flush(),
            Some(Role::Link) => self.run.close_link(),
            _ => {}
        }
        self.frames.pop();
    }

    /// Makes a block of the text collected so far.
    fn flush(&mut self) {
        let Some(frame) = self.frames.last() else { return };
        let Some((text, links)) = self.run.take() else { return };
        self.blocks.push(InputBlock {
            id: u32::try_from(self.blocks.len()).unwrap_or(u32::MAX),
            kind: frame.kind,
            text,
            region: frame.around.region,
            group: 0,
            links: links.into_iter().filter(|link| !link.url.is_empty()).collect(),
        });
        self.block_owners.push(frame.owner);
    }

    fn read_facts(&mut self, document: &Html) {
        for node in document.tree.nodes() {
            let Node::Element(element) = node.value() else { continue };
            match element.name() {
                "html" => self.page.lang = fact(element.attr("lang")),
                "title" if self.page.title.is_none() => {
                    let text: String =
                        node.children().filter_map(|child| child.value().as_text().map(|t| &**t)).collect();
                    self.page.title = fact(Some(&text));
                }
                "meta" if element.attr("property") == Some("og:site_name") && self.page.outlet.is_none() => {
                    self.page.outlet = fact(element.attr("content"));
                }
                "body" => break,
                _ => {}
            }
        }
    }

    fn finish(mut self) -> Collected {
        let mut numbers = BTreeMap::new();
        let mut text = String::new();
        let mut block_starts = Vec::with_capacity(self.blocks.len());
        for (block, owner) in self.blocks.iter_mut().zip(&self.block_owners) {
            // Text beside other blocks shares their container; an element with nothing but text is one of its parent's.
            let container = match self.owners.get(*owner) {
                Some(found) if !found.has_blocks_inside => found.parent,
                _ => *owner,
            };
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX).saturating_add(1);
            block.group = *numbers.entry(container).or_insert(next);
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            block_starts.push(text.len());
            text.push_str(&block.text);
        }
        let page = PageInput {
            version: CONTRACT_VERSION,
            lang: self.page.lang,
            url: None,
            title: self.page.title,
            outlet: self.page.outlet,
            blocks: self.blocks,
        };
        Collected { page, text, block_starts }
    }
}

/// The kind of text in an element of kind `own`, inside one of kind `outer`.
fn inner_kind(outer: BlockKind, own: Option<BlockKind>) -> BlockKind {
    match (outer, own) {
        // Paragraphs and bare containers take the kind of what they stand in; a table cell, though, often holds a whole
        // page's layout, so that a paragraph in it is a paragraph.
        (BlockKind::Other | BlockKind::Cell, Some(own)) => own,
        (_, Some(BlockKind::Paragraph) | None) => outer,
        (_, Some(own)) => own,
    }
}

/// Trimmed, with white space collapsed; `None` where nothing is left.
fn fact(text: Option<&str>) -> Option<String> {
    let words: Vec<&str> = text?.split_whitespace().collect();
    if words.is_empty() { None } else { Some(words.join(" ")) }
}
