//! Which blocks of small pages of our own are the article.

use super::*;
use crate::contract::InputLink;

/// Blocks from lines `KIND REGION GROUP TEXT`; a text in `<>` is a link, `article2` the second article of the page.
fn blocks(page: &str) -> Vec<InputBlock> {
    let lines = page.lines().map(str::trim).filter(|line| !line.is_empty());
    let block = |(id, line): (usize, &str)| {
        let mut parts = line.splitn(4, ' ');
        let kind = match parts.next().unwrap() {
            "h1" => BlockKind::Headline,
            "h2" => BlockKind::Heading,
            "p" => BlockKind::Paragraph,
            "li" => BlockKind::ListItem,
            "bq" => BlockKind::Blockquote,
            "cap" => BlockKind::Caption,
            other => panic!("no kind {other}"),
        };
        let region = parts.next().unwrap();
        let article = region.strip_prefix("article").and_then(|number| number.parse().ok()).unwrap_or(0);
        let region = match region {
            "-" => Region::Unknown,
            "nav" => Region::Navigation,
            "aside" => Region::Aside,
            "form" => Region::Form,
            other if other.starts_with("article") => Region::Article,
            "comments" => Region::Comments,
            other => panic!("no region {other}"),
        };
        let group = parts.next().unwrap().parse().unwrap();
        let text = parts.next().unwrap();
        let bare = text.trim_matches(['<', '>']).to_owned();
        let end = bare.encode_utf16().count() as u32;
        let links = if bare == text { Vec::new() } else { vec![InputLink { start: 0, end, url: "/x".to_owned() }] };
        InputBlock { id: id as u32, kind, text: bare, region, group, article, links }
    };
    lines.enumerate().map(block).collect()
}

fn article_of(page: &str) -> Vec<u32> {
    titled_article_of(None, page).0
}

/// The blocks of the article, and the block with which another one begins.
fn titled_article_of(title: Option<&str>, page: &str) -> (Vec<u32>, Option<u32>) {
    let blocks = blocks(page);
    let borrowed: Vec<&InputBlock> = blocks.iter().collect();
    let Chosen { article, other } = article_blocks(&PageLists::load(), title, &borrowed);
    (article.iter().map(|block| block.id).collect(), other)
}

#[track_caller]
fn check(page: &str, expected: &[u32]) {
    assert_eq!(article_of(page), expected);
}

const PROSE: &str = "The harbour master said that the new pier would be open to every boat by the end of the summer.";

#[test]
fn a_caption_that_comes_twice_is_read_once() {
    check(
        &format!(
            "h1 - 2 Pier to open
             p - 2 {PROSE}
             cap - 3 Mara Quill at the pier
             p - 2 {PROSE}
             cap - 3 Mara Quill at the pier
             cap - 3 The pier, from the air
             p - 2 {PROSE}"
        ),
        &[0, 1, 2, 3, 5, 6],
    );
}

#[test]
fn landmarks_and_link_lists_stay_out() {
    check(
        &format!(
            "p nav 1 <News>
             h1 - 2 Pier to open
             p - 2 {PROSE}
             li - 3 <Ten ways to cook a crab, and which of them our readers would never try again.>
             p - 2 {PROSE}
             p aside 4 {PROSE}
             bq - 5 It was time.
             li - 6 <More about boats>"
        ),
        &[1, 2, 4, 6],
    );
}

#[test]
fn standfirst_and_caption_belong_to_the_article() {
    check(
        &format!(
            "p - 1 The Tidewater Herald
             h1 - 2 Pier to open
             h2 - 2 After nine years of building, boats may come back to the old town.
             p - 2 By Ada Quill
             cap - 3 The pier at dawn
             p - 4 {PROSE}
             p - 4 {PROSE}"
        ),
        &[1, 2, 4, 5, 6],
    );
}

#[test]
fn comments_end_the_article() {
    check(
        &format!(
            "h1 - 1 Pier to open
             p - 1 {PROSE}
             p - 1 {PROSE}
             p - 1 {PROSE}
             h2 - 2 2 comments
             p - 3 {PROSE}
             p - 4 {PROSE}"
        ),
        &[0, 1, 2, 3],
    );
}

#[test]
fn an_announcement_within_the_text_ends_nothing() {
    check(
        &format!(
            "h1 - 1 Pier to open
             p - 2 {PROSE}
             p - 3 {PROSE}
             p - 4 Related
             p - 5 <Nine years of building>
             p - 6 {PROSE}
             p - 7 Advertisement
             p - 8 {PROSE}"
        ),
        &[0, 1, 2, 5, 7],
    );
}

#[test]
fn little_text_elsewhere_is_not_the_article() {
    check(
        &format!(
            "p - 1 {PROSE}
             p - 1 {PROSE}
             p - 1 {PROSE}
             p - 1 {PROSE}
             p - 1 “I am glad.”
             p - 2 Try four issues of the Herald for the price of two and see how you like it."
        ),
        &[0, 1, 2, 3, 4],
    );
}

#[test]
fn comments_are_read_only_where_there_is_nothing_else() {
    let comments = format!("p comments 2 {PROSE}\n").repeat(9);
    check(&format!("h1 - 1 Pier to open\np - 1 {PROSE}\n{comments}"), &[0, 1]);
    check(&comments, &[0, 1, 2, 3, 4, 5, 6, 7, 8]);
}

#[test]
fn sections_may_have_headlines_too() {
    check(
        &format!(
            "h1 - 1 Pier to open
             p - 2 By Ada Quill
             p - 3 {PROSE}
             h1 - 3 Nine years
             p - 3 {PROSE}
             p - 3 {PROSE}
             p - 3 {PROSE}
             p - 3 {PROSE}"
        ),
        &[0, 2, 3, 4, 5, 6, 7],
    );
}

#[test]
fn of_several_whole_articles_the_one_is_read_that_the_page_is_called_by() {
    let more = format!("p article2 4 {PROSE}\n").repeat(5);
    let page = format!(
        "h1 article1 1 Pier to open
         p article1 2 {PROSE}
         p article1 2 {PROSE}
         p article1 2 {PROSE}
         p - 3 Advertisement
         h1 article2 4 Ferry stays in its harbour
         {more}"
    );
    assert_eq!(titled_article_of(Some("Pier to open - The Tidewater Herald"), &page), (vec![0, 1, 2, 3], Some(5)));
    assert_eq!(titled_article_of(Some("Tidewater pier to open at last"), &page), (vec![0, 1, 2, 3], Some(5)));
    assert_eq!(titled_article_of(Some("Ferry stays in its harbour"), &page), (vec![5, 6, 7, 8, 9, 10], Some(0)));
    // A page that is called by none of them is one of several stories.
    let (all, other) = titled_article_of(Some("News of the coast"), &page);
    assert!(all.contains(&1) && all.contains(&6) && other.is_none(), "{all:?}");
}

#[test]
fn sections_and_teasers_are_no_other_articles() {
    let page = format!(
        "h1 article1 1 Pier to open
         p article1 2 {PROSE}
         h1 article1 3 Nine years
         p article1 3 {PROSE}
         p article1 3 {PROSE}
         h1 article2 4 Ferry stays
         p article2 4 {PROSE}
         h2 article3 5 Boats
         p article3 5 {PROSE}
         p article3 5 {PROSE}
         p article3 5 {PROSE}"
    );
    let (article, other) = titled_article_of(Some("Pier to open"), &page);
    assert!(article.starts_with(&[0, 1, 2, 3, 4]), "{article:?}");
    assert_eq!(other, None);
}

#[test]
fn a_page_in_a_form_is_read() {
    check(&format!("h1 form 1 Pier to open\np form 1 {PROSE}\np form 1 {PROSE}"), &[0, 1, 2]);
}

#[test]
fn of_plain_text_only_lines_at_the_edges_are_left_out() {
    check(
        &format!(
            "p - 0 Pier to open by summer
             p - 0 Pinboard Chirper Friendbook
             p - 0 {PROSE}
             p - 0 A short line
             p - 0 “I am glad.”
             p - 0 {PROSE}
             p - 0 Write A Comment"
        ),
        &[0, 2, 3, 4, 5],
    );
    check("p - 0 Hello there", &[0]);
}

#[test]
fn a_list_of_teasers_is_no_article() {
    let teasers = format!("h2 - 1 <Pier to open>\np - 1 {PROSE}\n").repeat(5);
    check(&teasers, &[]);
    let article = format!("h2 - 1 <Pier to open>\np - 1 {PROSE}\np - 1 {PROSE}\np - 1 {PROSE}\n").repeat(5);
    assert!(!article_of(&article).is_empty());
}

#[test]
fn a_page_of_lines_has_no_article() {
    check("p nav 1 <News>\nh1 - 2 Weather\np - 3 Rain\np - 3 Sun", &[]);
    check("", &[]);
    let found = warnings(&PageLists::load(), None, &Chosen { article: Vec::new(), other: None });
    assert_eq!(found.iter().map(|warning| warning.code).collect::<Vec<_>>(), [WarningCode::NoArticle]);
}
