//! What a page sets off from its running text - pull quotes, block quotations, captions - in the report on it.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use sourcelight::Analyzer;
use sourcelight::collect;
use sourcelight::contract::{ByteSpan, ReasonCode, Report};

fn report(body: &str) -> Report<ByteSpan> {
    let page = collect::html(&format!("<html lang=en><article><h1>Pier to open by summer</h1>{body}</article>")).page;
    Analyzer::new().analyze_bytes(&page)
}

/// Each quote with the names of its speakers.
fn said(report: &Report<ByteSpan>) -> Vec<(String, String)> {
    let names = |ids: &[u32]| ids.iter().map(|id| report.speakers[*id as usize].name.clone()).collect::<Vec<_>>();
    report.quotes.iter().map(|quote| (names(&quote.speakers).join(", "), quote.text.clone())).collect()
}

const OPENING: &str =
    "<p>“We waited nine years for this pier and now it is here,” said Ada Quill, the harbour master.</p>";

#[test]
fn a_pull_quote_is_linked_to_the_quote_in_the_text_and_counts_once() {
    for pulled in [
        "<blockquote>“We waited nine years for this pier”</blockquote>",
        "<blockquote>We waited nine years for this pier</blockquote>",
    ] {
        let report = report(&format!("{OPENING}{pulled}<p>The boats of the old town may come back in the summer.</p>"));
        let quotes = said(&report);
        assert_eq!(quotes.len(), 2, "{quotes:?}");
        assert!(quotes.iter().all(|(speaker, _)| speaker == "Ada Quill"), "{quotes:?}");
        assert_eq!(report.quotes[1].why[0].code, ReasonCode::Repeats, "{pulled}");
        assert_eq!(report.speakers[0].words, 12, "{pulled}");
        assert_eq!(report.article.quoted_words, 12, "{pulled}");
    }
}

#[test]
fn what_is_reported_in_a_block_quotation_is_part_of_it() {
    let set_off = "If the council knows that we are late, it will say that we must pay for the pier ourselves.";
    let report = report(&format!(
        "{OPENING}<p>Quill wrote to the owners of the boats:</p><blockquote><p>{set_off}</p></blockquote>"
    ));
    let quotes = said(&report);
    assert_eq!(quotes.last().unwrap(), &("Ada Quill".to_owned(), set_off.to_owned()), "{quotes:?}");
}

#[test]
fn a_caption_between_two_paragraphs_does_not_end_what_a_speaker_says() {
    let next = "“Nobody believed that the boats would ever come back to us.”";
    for between in
        ["", "<figure><figcaption>The pier at dawn</figcaption></figure>", "<ul><li>The pier at dawn</li></ul>"]
    {
        let quotes = said(&report(&format!("{OPENING}{between}<p>{next}</p>")));
        assert_eq!(quotes.last().unwrap(), &("Ada Quill".to_owned(), next.to_owned()), "{between}: {quotes:?}");
    }
}

#[test]
fn a_question_that_nobody_asks_is_the_authors_own() {
    let asked = "<p>“Who is going to pay for the new pier?” asked Bo Lind, who owns a boat.</p>";
    let own = "<p>In the end it all comes down to “Who is going to pay for the new pier?” and to nothing else.</p>";
    assert_eq!(said(&report(&format!("{OPENING}{asked}"))).len(), 2);
    assert_eq!(said(&report(&format!("{OPENING}{own}"))).len(), 1);
    let acted = "<p>The rain did not stop. Then Bo Lind looked up. “Who is going to pay for the new pier?”</p>";
    assert_eq!(said(&report(&format!("{OPENING}{acted}"))).len(), 2);
}
