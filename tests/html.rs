//! HTML files: the same cases as the extension's collector, and what only files have.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use serde::Deserialize;
use sourcelight::collect::{self, Collected};
use sourcelight::contract::{InputBlock, Region};

#[derive(Debug, Deserialize)]
struct Case {
    name: String,
    html: String,
    blocks: Vec<InputBlock>,
}

#[test]
fn files_are_collected_as_pages_are() {
    let cases: Vec<Case> = serde_json::from_str(include_str!("collect/cases.json")).unwrap();
    assert!(!cases.is_empty());
    for case in cases {
        assert_eq!(collect::html(&case.html).page.blocks, case.blocks, "{}", case.name);
    }
}

fn texts(html: &str) -> Vec<String> {
    collect::html(html).page.blocks.into_iter().map(|block| block.text).collect()
}

#[track_caller]
fn check(html: &str, expected: &[&str]) {
    assert_eq!(texts(html), expected, "{html:?}");
}

#[test]
fn broken_markup_is_read_as_a_browser_reads_it() {
    check("", &[]);
    check("just text", &["just text"]);
    check("<p>One<p>Two", &["One", "Two"]);
    check("<b><p>One</b>Two</p>", &["OneTwo"]);
    check("<table><tr><td>Cell</table>after", &["Cell", "after"]);
    check("<p>a < b & c &lt; d &copy; &#x201C;e&#8221;", &["a < b & c < d © “e”"]);
    check("<!-- <p>no</p> --><p>yes", &["yes"]);
    check("<p title=\"<p>no</p>\">yes", &["yes"]);
    check("\u{feff}<!doctype html><p>yes", &["yes"]);
    check("<p>one<script>x</script>\u{feff}two", &["one\u{feff}two"]);
}

/// So many blocks below a link that is never closed are still under it.
const MOST_BLOCKS: usize = 16;

#[test]
fn a_link_that_is_never_closed_does_not_stand_on_all_that_follows() {
    let html = format!("<a href='https://a.example/'>{}", "<div>x</div>".repeat(40));
    let blocks = collect::html(&html).page.blocks;
    let linked: Vec<bool> = blocks.iter().map(|block| !block.links.is_empty()).collect();
    assert_eq!(linked, (0..40).map(|place| place < MOST_BLOCKS).collect::<Vec<_>>());
}

#[test]
fn an_address_that_no_server_takes_is_no_link() {
    let links = |length: usize| {
        let url = format!("https://a.example/{}", "x".repeat(length - 18));
        collect::html(&format!("<p><a href='{url}'>x</a>")).page.blocks[0].links.len()
    };
    assert_eq!((links(2048), links(2049)), (1, 0));
}

#[test]
fn what_is_folded_or_closed_is_not_seen() {
    check("<details><summary>More</summary><p>Hidden</p></details>", &["More"]);
    check("<details open><summary>More</summary><p>Seen</p></details>", &["More", "Seen"]);
    check("<dialog><p>Hidden</p></dialog><p>Seen</p>", &["Seen"]);
    check("<p>One <span contenteditable>draft</span>two</p>", &["One two"]);
    check("<p style='color: red; DISPLAY : None !important'>no</p><p style='display: block'>yes</p>", &["yes"]);
}

#[test]
fn a_page_that_is_held_back_until_it_has_loaded_is_read() {
    check("<body style='visibility: hidden'><p>Seen soon</p><p style='display: none'>no</p>", &["Seen soon"]);
}

#[test]
fn quotation_elements_have_their_marks() {
    check("<p>She said <q>we <q>won</q> it</q>.</p>", &["She said “we ‘won’ it”."]);
}

#[test]
fn the_page_says_its_language_title_and_outlet() {
    let Collected { page, .. } = collect::html(
        "<html lang=en-GB><head><title> Rain\n over Tarn </title>\
         <meta property=og:site_name content='The Tarn Post'></head><body><svg><title>no</title></svg><p>x",
    );
    assert_eq!(page.lang.as_deref(), Some("en-GB"));
    assert_eq!(page.title.as_deref(), Some("Rain over Tarn"));
    assert_eq!(page.outlet.as_deref(), Some("The Tarn Post"));
}

#[test]
fn the_text_is_the_blocks_joined_by_a_blank_line() {
    let collected = collect::html("<h1>Über</h1><p>Grün\n\n und <a href=/x>blau</a></p><ul><li>a<li>b</ul>");
    assert_eq!(collected.text, "Über\n\nGrün und blau\n\na\n\nb");
    for (block, start) in collected.page.blocks.iter().zip(&collected.block_starts) {
        assert_eq!(collected.text.get(*start..start + block.text.len()), Some(block.text.as_str()));
    }
}

#[test]
fn links_to_anything_but_pages_do_not_count() {
    let collected = collect::html(
        "<p><a href='javascript:void(0)'>a</a> <a href='mailto:b@example.org'>b</a> <a name=c>c</a> \
         <a href='../d.html'>d</a> <a href='HTTPS://example.org/e'>e</a></p>",
    );
    let urls: Vec<&str> = collected.page.blocks[0].links.iter().map(|link| link.url.as_str()).collect();
    assert_eq!(urls, ["../d.html", "HTTPS://example.org/e"]);
}

#[test]
fn deep_nesting_is_read() {
    for element in ["div", "b", "span", "blockquote", "ul><li", "table><tr><td"] {
        let open = format!("<{element}>").repeat(20_000);
        assert_eq!(texts(&format!("{open}deep<p>after")).concat(), "deepafter", "{element}");
    }
    let open = "<div>".repeat(20_000);
    let close = "</div>".repeat(20_000);
    let html = format!("<main>{open}<script>'<p>no'</script>deep{close}<p>in main</p></main><p>after");
    let found = collect::html(&html).page.blocks;
    let found: Vec<(&str, Region)> = found.iter().map(|block| (block.text.as_str(), block.region)).collect();
    assert_eq!(found, [("deep", Region::Main), ("in main", Region::Main), ("after", Region::Unknown)]);
}
