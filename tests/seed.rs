//! The article from which the project started. It lies beside the project on some machines and is no part of it.

use std::fs;
use std::path::Path;

use sourcelight::Analyzer;
use sourcelight::contract::{ByteSpan, InputBlock, PageInput, Report};

/// Passages in quotation marks that the article holds, each by somebody whom it names.
const PASSAGES: usize = 20;

/// Speakers of whom the article prints a title before or behind the name.
const TITLED_SPEAKERS: usize = 6;

fn analyze(article: &str) -> (PageInput, Report<ByteSpan>) {
    let blocks = article.split("\n\n").zip(0..).map(|(text, id)| InputBlock::paragraph(id, text)).collect();
    let page = PageInput { version: 1, lang: None, url: None, title: None, outlet: None, is_partial: false, blocks };
    let report = Analyzer::new().analyze_bytes(&page);
    (page, report)
}

#[test]
fn every_passage_in_marks_has_a_speaker() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed/article.txt");
    let Ok(article) = fs::read_to_string(&path) else {
        println!("skipped: ../shared/seed/article.txt is not there");
        return;
    };
    let (page, report) = analyze(&article);
    let mut passages = 0;
    for block in &page.blocks {
        for (mark, _) in block.text.match_indices('“') {
            passages += 1;
            let quote = report.quotes.iter().find(|quote| {
                quote.content.iter().any(|span| span.block == block.id && (span.start..span.end).contains(&mark))
            });
            let quote = quote.unwrap_or_else(|| panic!("not found: {}", block.text.get(mark..).unwrap()));
            assert_eq!(quote.speakers.len(), 1, "{}", quote.text);
        }
    }
    assert!(passages >= PASSAGES, "found {passages} passages");
    let titled =
        report.speakers.iter().filter(|speaker| speaker.role.is_some() && speaker.affiliation.is_some()).count();
    let with_role = report.speakers.iter().filter(|speaker| speaker.role.is_some()).count();
    assert!(with_role >= TITLED_SPEAKERS && titled >= 3, "{:?}", report.speakers);
    assert_eq!(report.article.unattributed_words, 0);
    // The last three quotes, of which one goes on over paragraphs, follow a pronoun: all are by whom the text named before.
    let last: Vec<_> = report.quotes.iter().rev().take(3).collect();
    assert!(last.windows(2).all(|pair| pair[0].speakers == pair[1].speakers), "{last:?}");
    assert_eq!(last.first().map(|quote| quote.content.len()), Some(4), "{last:?}");
    let edges = [page.blocks.first().unwrap().id, page.blocks.get(1).unwrap().id, page.blocks.last().unwrap().id];
    let outside = report.quotes.iter().flat_map(|quote| &quote.content).filter(|span| edges.contains(&span.block));
    assert_eq!(outside.count(), 0, "boilerplate was taken for a quote");
}
