//! A file with its report, and the report's positions in the file.

use std::borrow::Cow;
use std::collections::HashMap;

use sourcelight::Analyzer;
use sourcelight::contract::{ByteSpan, InputBlock, Quote, QuoteKind, Report, Speaker};

use crate::input::Input;
use crate::wanted::Wanted;

/// A file that was read and analysed.
#[derive(Debug)]
pub(crate) struct Scanned {
    pub(crate) input: Input,
    pub(crate) report: Report<ByteSpan>,
    code_points: CodePoints,
    /// Block ids to indices.
    block_indices: HashMap<u32, usize>,
}

impl Scanned {
    /// Analyses a file and keeps what is wanted.
    pub(crate) fn new(analyzer: &Analyzer, input: Input, wanted: Wanted<'_>) -> Self {
        let mut report = analyzer.analyze_bytes(&input.collected.page);
        wanted.keep_in(&mut report);
        Self::with_report(input, report)
    }

    /// A file with its report.
    pub(crate) fn with_report(input: Input, report: Report<ByteSpan>) -> Self {
        let code_points = CodePoints::new(&input.collected.text);
        let block_indices =
            input.collected.page.blocks.iter().enumerate().map(|(index, block)| (block.id, index)).collect();
        Self { input, report, code_points, block_indices }
    }

    /// A span's place in the collected text, in bytes; `None` for a block that the page has not.
    pub(crate) fn bytes_of(&self, span: &ByteSpan) -> Option<(usize, usize)> {
        let start = self.input.collected.block_starts.get(*self.block_indices.get(&span.block)?)?;
        Some((start + span.start, start + span.end))
    }

    /// The blocks that were read as the article.
    pub(crate) fn article_blocks(&self) -> impl Iterator<Item = &InputBlock> {
        let blocks = &self.input.collected.page.blocks;
        self.report.article.blocks.iter().filter_map(|id| blocks.get(*self.block_indices.get(id)?))
    }

    /// A span's place in the collected text, in Unicode code points.
    pub(crate) fn code_points_of(&self, span: &ByteSpan) -> Option<[usize; 2]> {
        let (start, end) = self.bytes_of(span)?;
        let text = &self.input.collected.text;
        Some([self.code_points.before(text, start), self.code_points.before(text, end)])
    }

    /// The words of a span.
    pub(crate) fn text_of(&self, span: &ByteSpan) -> &str {
        self.bytes_of(span).and_then(|(start, end)| self.input.collected.text.get(start..end)).unwrap_or("")
    }

    /// The pieces of a cue or a source as the article has them, without the comma that closes an apposition.
    pub(crate) fn pieces(&self, spans: &[ByteSpan]) -> String {
        spans.iter().map(|span| self.text_of(span).trim_end_matches(',')).collect::<Vec<_>>().join(" … ")
    }

    /// The words of a quote as the article prints them. Reported speech that its own cue interrupts runs on through the
    /// cue, as it does for a reader ("The pier, she said, is ready"); of a relative clause ("which she said is ready") only
    /// what follows the cue says something. Other pieces are joined by ` … `.
    pub(crate) fn printed<'a>(&self, quote: &'a Quote<ByteSpan>) -> Cow<'a, str> {
        let ([first, next, ..], [cue, ..], Some(last)) =
            (quote.content.as_slice(), quote.cue.as_slice(), quote.content.last())
        else {
            return Cow::Borrowed(&quote.text);
        };
        let is_one_block = quote.content.iter().all(|piece| piece.block == cue.block);
        let is_interrupted = is_one_block && first.end <= cue.start && cue.end <= last.start;
        if quote.kind == QuoteKind::Direct || !is_interrupted {
            return Cow::Borrowed(&quote.text);
        }
        let is_pronoun = !self.text_of(first).contains(char::is_whitespace) && cue.end <= next.start;
        let start = if is_pronoun { next.start } else { first.start };
        let printed = self.text_of(&ByteSpan { block: cue.block, start, end: last.end });
        Cow::Owned(printed.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The speakers of a quote.
    pub(crate) fn speakers_of<'a>(&'a self, quote: &'a Quote<ByteSpan>) -> impl Iterator<Item = &'a Speaker> {
        quote.speakers.iter().filter_map(|id| self.report.speakers.iter().find(|speaker| speaker.id == *id))
    }
}

/// Counts code points without walking the whole text for each position.
#[derive(Debug)]
struct CodePoints {
    /// The code points before every [`CodePoints::STEP`]th byte.
    counts: Vec<usize>,
}

impl CodePoints {
    const STEP: usize = 1024;

    fn new(text: &str) -> Self {
        let mut count = 0;
        let counts = text
            .as_bytes()
            .chunks(Self::STEP)
            .map(|chunk| {
                let before = count;
                count += starts(chunk);
                before
            })
            .collect();
        Self { counts }
    }

    /// The code points of `text` that start before a byte.
    fn before(&self, text: &str, byte: usize) -> usize {
        let byte = byte.min(text.len());
        let step = (byte / Self::STEP).min(self.counts.len().saturating_sub(1));
        let counted = self.counts.get(step).copied().unwrap_or(0);
        counted + text.as_bytes().get(step * Self::STEP..byte).map_or(0, starts)
    }
}

/// The number of code points that start in these bytes of UTF-8.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| *byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_those_of_the_text() {
        let text = "aé漢😀 ".repeat(700);
        let counter = CodePoints::new(&text);
        for (expected, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(counter.before(&text, byte), expected);
        }
        assert_eq!(counter.before(&text, text.len()), text.chars().count());
        assert_eq!(counter.before(&text, usize::MAX), text.chars().count());
        assert_eq!(CodePoints::new("").before("", 0), 0);
    }
}
