//! Quotation marks: which opens, which closes, what is nested, what goes on over paragraphs.

mod cost;
mod pairing;

use std::ops::Range;

use crate::contract::BlockKind;
use crate::quote::cost::MarkCosts;
use crate::quote::pairing::{BlockEdge, Role, roles};
use crate::text::marks::{MarkFamily, MarkInContext, MarkShape};
use crate::text::{Document, TextBlock, TokenKind};

/// A stretch of text in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// The opening mark's token.
    pub(crate) open: usize,
    /// The closing mark's token; `None` for one that its paragraph leaves open.
    pub(crate) close: Option<usize>,
    /// The tokens between the marks.
    pub(crate) inner: Range<usize>,
    /// Index of the quotation that this one is nested in.
    pub(crate) parent: Option<usize>,
    /// Index of the quotation of the block before that was left open and goes on here.
    pub(crate) continues: Option<usize>,
}

impl Quotation {
    /// The tokens from the opening to the closing mark, both included.
    pub(crate) fn outer(&self) -> Range<usize> {
        self.open..self.close.map_or(self.inner.end, |close| close + 1)
    }
}

/// All quotations of the document, by their opening mark. Takes time in proportion to the text.
pub(crate) fn quotations(document: &Document) -> Vec<Quotation> {
    let mut found = Finder { document, quotations: Vec::new(), left_open: Vec::new() };
    for (index, block) in document.blocks.iter().enumerate() {
        found.read_block(index, block);
    }
    found.quotations
}

/// The marks at the start of a paragraph, outermost first: at most one of each family.
#[derive(Debug, Clone, Copy, Default)]
struct Lead {
    first: Option<MarkFamily>,
    second: Option<MarkFamily>,
}

impl Lead {
    fn has(self, family: MarkFamily) -> bool {
        self.first == Some(family) || self.second == Some(family)
    }
}

struct Finder<'document> {
    document: &'document Document,
    quotations: Vec<Quotation>,
    /// The quotations that the paragraph before left open, outermost first, with their families.
    left_open: Vec<(usize, MarkFamily)>,
}

/// A quotation of the block that is being read; `close` is still to come.
struct Candidate {
    family: MarkFamily,
    open: usize,
    close: Option<usize>,
    end: usize,
    parent: Option<usize>,
    kept: bool,
}

/// Marks of one block that are read. A chapter in one block has some hundred; more are a pattern, not quotations.
const MOST_MARKS: usize = 4096;

impl Finder<'_> {
    fn read_block(&mut self, index: usize, block: &TextBlock) {
        let mut marks = Vec::new();
        let mut costs = Vec::new();
        for token in block.tokens.clone() {
            if marks.len() == MOST_MARKS {
                break;
            }
            if let Some(mark) = mark_in_context(self.document, block, token) {
                marks.push((token, mark));
                costs.push(MarkCosts::of(&mark));
            }
        }
        let next_lead = self.next_lead(index);
        if marks.is_empty() {
            if is_running_text(block.kind) {
                self.left_open.clear();
            }
            return;
        }
        let edge = BlockEdge {
            double_goes_on: next_lead.has(MarkFamily::Double),
            single_goes_on: next_lead.has(MarkFamily::Single),
        };
        let mut candidates = candidates(&marks, &roles(&costs, edge), block.tokens.end);
        for candidate in &mut candidates {
            candidate.kept = match candidate.close {
                Some(close) => close > candidate.open + 1,
                None => candidate.open + 1 < block.tokens.end && self.goes_to_block_end(block, candidate, next_lead),
            };
        }
        self.keep(block, &candidates);
    }

    /// Moves the candidates that are quotations into the list and links them to their parents and to what they continue.
    fn keep(&mut self, block: &TextBlock, candidates: &[Candidate]) {
        let mut continued = std::mem::take(&mut self.left_open).into_iter().peekable();
        let mut lead = block.tokens.start;
        let mut places: Vec<Option<usize>> = Vec::with_capacity(candidates.len());
        for candidate in candidates {
            // The place of the nearest enclosing candidate that is kept; a dropped one passes on its own.
            let parent = candidate.parent.and_then(|parent| places.get(parent).copied().flatten());
            if !candidate.kept {
                places.push(parent);
                continue;
            }
            let mut continues = None;
            if candidate.open == lead {
                lead += 1;
                continues = continued.next_if(|(_, family)| *family == candidate.family).map(|(place, _)| place);
            }
            let place = self.quotations.len();
            places.push(Some(place));
            if candidate.close.is_none() {
                self.left_open.push((place, candidate.family));
            }
            self.quotations.push(Quotation {
                open: candidate.open,
                close: candidate.close,
                inner: candidate.open + 1..candidate.end,
                parent,
                continues,
            });
        }
    }

    /// Whether a mark that is never closed quotes everything up to the end of its block.
    fn goes_to_block_end(&self, block: &TextBlock, candidate: &Candidate, next_lead: Lead) -> bool {
        if candidate.open == block.tokens.start || next_lead.has(candidate.family) {
            return true;
        }
        if let Some(parent_open) = candidate.open.checked_sub(1)
            && candidate.parent.is_some()
            && parent_open == block.tokens.start
        {
            return true;
        }
        let before = candidate.open.checked_sub(1).map_or("", |before| self.document.word(before));
        let introduced = matches!(before, "," | ":");
        // The mark that ends a paragraph is easily lost; what opens the paragraph's last sentence quotes that sentence.
        let sentence_of = |token: usize| self.document.tokens.get(token).map(|token| token.sentence);
        let starts_last_sentence = sentence_of(candidate.open) == sentence_of(block.tokens.end.saturating_sub(1))
            && candidate.open.checked_sub(1).is_some_and(|before| sentence_of(before) != sentence_of(candidate.open));
        (introduced || starts_last_sentence) && candidate.family == MarkFamily::Double
    }

    /// The marks with which the next paragraph opens.
    fn next_lead(&self, index: usize) -> Lead {
        let Some(next) = self.document.blocks.iter().skip(index + 1).find(|block| is_running_text(block.kind)) else {
            return Lead::default();
        };
        let opening = |token: usize| {
            let mark = mark_in_context(self.document, next, token)?;
            let closes = mark.glyph.shape == MarkShape::Closing && !mark.glyph.set_off;
            (!closes && mark.after.is_some_and(|after| after != ' ' || mark.glyph.set_off)).then_some(mark.glyph.family)
        };
        let first = opening(next.tokens.start);
        Lead { first, second: first.and_then(|_| opening(next.tokens.start + 1)) }
    }
}

/// Whether quotations run on through blocks of this kind; captions and headings stand between them.
fn is_running_text(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::Blockquote | BlockKind::ListItem | BlockKind::Other)
}

fn mark_in_context(document: &Document, block: &TextBlock, token: usize) -> Option<MarkInContext> {
    if !block.tokens.contains(&token) {
        return None;
    }
    let token = document.tokens.get(token).filter(|token| token.kind == TokenKind::Mark)?;
    MarkInContext::at(&block.text, token.start, token.end)
}

/// The quotations that the roles of a block's marks make, by their opening mark.
fn candidates(marks: &[(usize, MarkInContext)], roles: &[Role], block_end: usize) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for ((token, mark), role) in marks.iter().zip(roles) {
        let (given_up, opens, closes) = match role {
            Role::Ignore => continue,
            Role::Open => (0, true, false),
            Role::Reopen(count) => (*count, true, false),
            Role::Close(count) => (*count, false, true),
        };
        for _ in 0..given_up {
            // A mark given up is no quotation: it closes on itself, which drops it.
            if let Some(candidate) = open.pop().and_then(|index| candidates.get_mut(index)) {
                candidate.close = Some(candidate.open);
            }
        }
        if closes && let Some(candidate) = open.pop().and_then(|index| candidates.get_mut(index)) {
            candidate.close = Some(*token);
            candidate.end = *token;
        }
        if opens {
            let parent = open.last().copied();
            open.push(candidates.len());
            candidates.push(Candidate {
                family: mark.glyph.family,
                open: *token,
                close: None,
                end: block_end,
                parent,
                kept: false,
            });
        }
    }
    candidates
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
