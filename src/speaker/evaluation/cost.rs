//! What this stage costs beside the whole analysis, and how the cost grows with the article.
//!
//! `cargo test --features cli speaker::evaluation::cost -- --ignored --nocapture`

use std::ops::Range;
use std::time::{Duration, Instant};

use super::attribution_of;
use crate::Analyzer;
use crate::collect::plain_text;
use crate::lexicon::Lexicon;
use crate::quote::quotations;
use crate::speaker::resolve;
use crate::text::Document;

/// A paragraph of our own; the numbers make every one's people others.
fn paragraph(number: usize) -> String {
    let (person, town) = (number % 97, number % 31);
    format!(
        "“We were there all night,” said Ada Quint{person}, head of tides at the Institute of Ebbing{town}. She told the \
         Ebbing{town} Post that Mr. Holm{person} had left, and that the institute knew. A spokesman for the mill said the \
         company would appeal. Its owner, Sam Holm{person}, declined to comment. He said later that it was “a fine mill”."
    )
}

fn article(words: usize) -> String {
    let mut paragraphs = Vec::new();
    let mut count = 0;
    while count < words {
        let text = paragraph(paragraphs.len());
        count += text.split_whitespace().count();
        paragraphs.push(text);
    }
    paragraphs.join("\n\n")
}

/// The sources beside "said" and "told": the name after it, or else the word or two before it.
fn sources(document: &Document) -> Vec<Range<usize>> {
    let cues = (2..document.tokens.len()).filter(|token| matches!(document.word(*token), "said" | "told" | "declined"));
    let after = |cue: usize| document.word(cue + 1).starts_with(char::is_uppercase);
    cues.map(|cue| if after(cue) { cue + 1..cue + 3 } else { cue - 2..cue }).collect()
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

#[test]
#[ignore = "measures time"]
fn grows_with_the_article() {
    let lexicon = Lexicon::load();
    let analyzer = Analyzer::new();
    for words in [1_000, 10_000, 100_000] {
        let page = plain_text(&article(words)).page;
        let (_, whole) = timed(|| analyzer.analyze_bytes(&page));
        let document = Document::read(&lexicon, &page.blocks.iter().collect::<Vec<_>>());
        let quotations = quotations(&document);
        let attributions: Vec<_> = sources(&document)
            .into_iter()
            .map(|source| attribution_of(vec![source.clone()], Vec::new(), vec![source.end..source.end + 1]))
            .collect();
        let (_, stage) = timed(|| resolve(&lexicon, &document, &quotations, &attributions, &[]));
        let share = 100.0 * stage.as_secs_f64() / whole.as_secs_f64();
        println!(
            "{words:7} words: analysis {whole:?}, this stage {stage:?} for {} sources, {share:.1} %",
            attributions.len()
        );
    }
}
