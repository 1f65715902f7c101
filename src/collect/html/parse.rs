//! Parses HTML as a browser does, with a browser's limit on nesting.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::marker::PhantomData;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, EndTag, StartTag, Tag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{Tracer, TreeBuilder, TreeSink};
use html5ever::{LocalName, TokenizerResult};
use scraper::{Html, HtmlTreeSink};

/// Open elements from which on further ones are left out, though not their text; browsers have the same limit.
///
/// The parser looks through all open elements at many tags, so that without a limit a few hundred kilobytes of
/// unclosed elements would take minutes.
const MOST_OPEN_ELEMENTS: usize = 512;

/// Elements whose content is no markup, so that their tags must not be left out.
const RAW_TEXT: [&str; 10] =
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext"];

/// Parses a document.
pub(super) fn parse(source: &str) -> Html {
    let builder = TreeBuilder::new(HtmlTreeSink::new(Html::new_document()), Default::default());
    let sink = Shallow { builder, left_out: RefCell::default() };
    // The tokenizer would leave out a byte order mark after each script, too.
    let tokenizer = Tokenizer::new(sink, TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() });
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(source.strip_prefix('\u{feff}').unwrap_or(source)));
    // The tokenizer stops after each script, for a browser to run it.
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.builder.sink.finish()
}

type Handle = <HtmlTreeSink as TreeSink>::Handle;

/// Hands tokens to the tree builder as long as not too many elements are open.
struct Shallow {
    builder: TreeBuilder<Handle, HtmlTreeSink>,
    /// How many elements of each name were left out and not yet closed.
    left_out: RefCell<HashMap<LocalName, usize>>,
}

impl Shallow {
    fn is_left_out(&self, tag: &Tag) -> bool {
        match tag.kind {
            StartTag => {
                let is_left_out = self.open_elements() >= MOST_OPEN_ELEMENTS && !RAW_TEXT.contains(&&*tag.name);
                if is_left_out {
                    *self.left_out.borrow_mut().entry(tag.name.clone()).or_default() += 1;
                }
                is_left_out
            }
            // The end tag of an element that was left out must not close another one.
            EndTag => match self.left_out.borrow_mut().get_mut(&tag.name) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    true
                }
                _ => false,
            },
        }
    }

    /// The number of open elements, give or take the few that the tree builder remembers besides.
    fn open_elements(&self) -> usize {
        let counter = Counter { count: Cell::new(0), handle: PhantomData };
        self.builder.trace_handles(&counter);
        counter.count.get()
    }
}

impl TokenSink for Shallow {
    type Handle = Handle;

    fn process_token(&self, token: Token, line_number: u64) -> TokenSinkResult<Handle> {
        match &token {
            Token::TagToken(tag) if self.is_left_out(tag) => TokenSinkResult::Continue,
            _ => self.builder.process_token(token, line_number),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Counts what the tree builder holds.
struct Counter {
    count: Cell<usize>,
    handle: PhantomData<Handle>,
}

impl Tracer for Counter {
    type Handle = Handle;

    fn trace_handle(&self, _: &Handle) {
        self.count.set(self.count.get() + 1);
    }
}
