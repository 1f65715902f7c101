//! The text of one block while it is being collected: white space collapsed as a browser does, links noted.

use crate::contract::InputLink;

/// A run of inline text.
#[derive(Debug, Default)]
pub(super) struct Run {
    text: String,
    utf16_length: u32,
    /// White space that counts only if more text follows.
    pending: Gap,
    links: Vec<InputLink>,
    open_links: Vec<OpenLink>,
}

/// Runs of text that a link goes on over at most. A card is a link around its headline and a paragraph or two; a link that
/// was never closed must not stand on everything below it.
const MOST_RUNS: usize = 16;

/// A link whose end has not come.
#[derive(Debug)]
struct OpenLink {
    url: String,
    /// Where its text in this run starts, once it has some.
    start: Option<u32>,
    /// The runs before this one in which it has text.
    runs: usize,
}

/// White space between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Gap {
    #[default]
    None,
    Space,
    LineBreak,
}

impl Run {
    /// Adds text; runs of white space become one space. No-break spaces stay.
    pub(super) fn push_text(&mut self, text: &str) {
        for character in text.chars() {
            if matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                self.pending = self.pending.max(Gap::Space);
                continue;
            }
            self.push_gap();
            let start = self.utf16_length;
            for link in self.open_links.iter_mut().filter(|link| link.runs < MOST_RUNS) {
                link.start.get_or_insert(start);
            }
            self.push(character);
        }
    }

    fn push_gap(&mut self) {
        match std::mem::take(&mut self.pending) {
            _ if self.text.is_empty() => {}
            Gap::None => {}
            Gap::Space => self.push(' '),
            Gap::LineBreak => self.push('\n'),
        }
    }

    fn push(&mut self, character: char) {
        self.text.push(character);
        self.utf16_length = self.utf16_length.saturating_add(if character.len_utf16() == 2 { 2 } else { 1 });
    }

    /// Adds characters that a browser shows and the document does not hold, such as the marks of a `q` element.
    pub(super) fn push_generated(&mut self, character: char) {
        self.push_gap();
        self.push(character);
    }

    /// Whether there is text already.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// A forced line break; returns whether it directly follows another one, as between two paragraphs.
    pub(super) fn push_line_break(&mut self) -> bool {
        let is_second = self.pending == Gap::LineBreak;
        if !self.text.is_empty() {
            self.pending = Gap::LineBreak;
        }
        is_second
    }

    /// A link starts here.
    pub(super) fn open_link(&mut self, url: &str) {
        self.open_links.push(OpenLink { url: url.to_owned(), start: None, runs: 0 });
    }

    /// The innermost open link ends here.
    pub(super) fn close_link(&mut self) {
        if let Some(OpenLink { start: Some(start), url, .. }) = self.open_links.pop() {
            self.links.push(InputLink { start, end: self.utf16_length, url });
        }
    }

    /// The text and links so far, if there is any text; links that are open go on in the next run.
    pub(super) fn take(&mut self) -> Option<(String, Vec<InputLink>)> {
        self.pending = Gap::None;
        if self.text.is_empty() {
            return None;
        }
        for link in &mut self.open_links {
            if let Some(start) = link.start.take() {
                link.runs += 1;
                self.links.push(InputLink { start, end: self.utf16_length, url: link.url.clone() });
            }
        }
        self.utf16_length = 0;
        let text = std::mem::take(&mut self.text);
        let mut links = std::mem::take(&mut self.links);
        links.sort_by_key(|link| (link.start, link.end));
        (!text.trim().is_empty()).then_some((text, links))
    }
}
