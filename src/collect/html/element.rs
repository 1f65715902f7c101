//! What elements mean for collecting: which are left out, which start a block, its kind and its region.
//!
//! `extension/content/rules.js` has the same rules for pages in a browser; tests/collect/cases.json holds both to them.
//! Of styles, only those in an element's own `style` attribute are known here.

use scraper::node::Element;

use crate::contract::{BlockKind, Region};

/// Elements whose text is not for reading, or is the page's controls.
const LEFT_OUT: [&str; 27] = [
    "script", "style", "noscript", "template", "head", "code", "pre", "textarea", "select", "datalist", "button",
    "input", "meter", "progress", "svg", "math", "canvas", "video", "audio", "object", "embed", "iframe", "map", "rt",
    "rp", "noembed", "noframes",
];

/// Elements that start and end a block.
const BLOCK_ELEMENTS: [&str; 45] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
];

/// Whether an element starts and ends a block.
pub(super) fn is_block(element: &Element) -> bool {
    let name = element.name();
    name == "ul" || BLOCK_ELEMENTS.contains(&name)
}

/// Whether an element and all that is in it is left out. A page that keeps all of itself from being seen does so until it
/// has loaded.
pub(super) fn is_left_out(element: &Element) -> bool {
    LEFT_OUT.contains(&element.name())
        || element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || element.attr("contenteditable").is_some_and(|value| value != "false")
        || (element.name() == "dialog" && element.attr("open").is_none())
        || (element.name() != "body" && element.attr("style").is_some_and(is_hiding))
}

/// Whether the declarations of a `style` attribute keep an element from being seen.
fn is_hiding(style: &str) -> bool {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(property, value)| {
        let value = value.trim().trim_end_matches("!important").trim_end();
        let property = property.trim();
        (property.eq_ignore_ascii_case("display") && value.eq_ignore_ascii_case("none"))
            || (property.eq_ignore_ascii_case("visibility")
                && (value.eq_ignore_ascii_case("hidden") || value.eq_ignore_ascii_case("collapse")))
    })
}

/// The kind of the text that stands directly in a block element inside one of kind `outer`.
///
/// Paragraphs and bare containers take the kind of what they stand in; a table cell, though, often holds the layout of a
/// whole page, so that a paragraph in it is a paragraph.
pub(super) fn kind_of(element: &Element, outer: BlockKind) -> BlockKind {
    if element.attr("role") == Some("heading") {
        return if element.attr("aria-level") == Some("1") { BlockKind::Headline } else { BlockKind::Heading };
    }
    match element.name() {
        "h1" => BlockKind::Headline,
        "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
        "p" if matches!(outer, BlockKind::Other | BlockKind::Cell) => BlockKind::Paragraph,
        "li" | "dt" | "dd" => BlockKind::ListItem,
        "blockquote" => BlockKind::Blockquote,
        "figcaption" | "caption" => BlockKind::Caption,
        "td" | "th" => BlockKind::Cell,
        _ => outer,
    }
}

/// Whether an element makes its content stand in an article, a section or the like.
pub(super) fn is_section(element: &Element) -> bool {
    matches!(element.name(), "article" | "main" | "section" | "aside" | "nav")
}

/// Whether an element holds a self-contained article.
pub(super) fn is_article(element: &Element) -> bool {
    element.name() == "article" || element.attr("role").map(str::trim) == Some("article")
}

/// The landmark in which the content of an element stands, inside the landmark `outer`.
///
/// The header of an article is a part of the article. An article in navigation, a sidebar, a footer or a form is a
/// teaser of another one. A form around a whole page is no form to its reader, and a page is not its comments;
/// `holds_article` says whether a headline, main content or, for a form, an article stands in the element.
pub(super) fn region_of(
    element: &Element,
    outer: Region,
    is_outer_in_section: bool,
    holds: impl Fn(&[&str]) -> bool,
) -> Region {
    let name = element.name();
    if outer == Region::Comments || is_comments(element) && !holds(&["h1", "main"]) {
        return Region::Comments;
    }
    let of_role = match element.attr("role").map(str::trim) {
        Some("main") => Some(Region::Main),
        Some("article") => Some(Region::Article),
        Some("navigation" | "menu" | "menubar") => Some(Region::Navigation),
        Some("complementary") => Some(Region::Aside),
        Some("banner") => Some(Region::Header),
        Some("contentinfo") => Some(Region::Footer),
        Some("form" | "search" | "dialog" | "alertdialog") => Some(Region::Form),
        _ => None,
    };
    let region = of_role.unwrap_or(match name {
        "header" | "footer" if is_outer_in_section => outer,
        "main" => Region::Main,
        "article" => Region::Article,
        "nav" => Region::Navigation,
        "aside" => Region::Aside,
        "header" => Region::Header,
        "footer" => Region::Footer,
        "form" | "search" | "dialog" => Region::Form,
        _ => outer,
    });
    let is_teaser = region == Region::Article && !matches!(outer, Region::Unknown | Region::Main);
    let is_page = name == "form" && region == Region::Form && holds(&["h1", "main", "article"]);
    if is_teaser || is_page { outer } else { region }
}

/// Words of names that say how it stands with comments, on an element that holds more than those: "has-comments".
const STATES: [&str; 14] = [
    "no", "has", "have", "with", "without", "allow", "open", "close", "closed", "on", "off", "enabled", "disabled",
    "count",
];

/// Whether an element is made for readers' comments, by what its author calls it. Lines of text have such names for links
/// to the comments.
fn is_comments(element: &Element) -> bool {
    let is_name = |name: &str| {
        let words: Vec<String> = name.split(['-', '_']).map(str::to_ascii_lowercase).collect();
        let is_of_comments = words.first().is_some_and(|first| matches!(&**first, "comment" | "comments" | "disqus"))
            || words.last().is_some_and(|last| last == "comments");
        is_of_comments && !words.iter().any(|word| STATES.contains(&&**word))
    };
    let names = |attribute| element.attr(attribute).into_iter().flat_map(str::split_ascii_whitespace);
    is_block(element) && (element.attr("itemprop") == Some("comment") || names("id").chain(names("class")).any(is_name))
}

/// Bytes of an address at most. Servers take no longer ones, and every quote under a link would repeat it.
const LONGEST_ADDRESS: usize = 2048;

/// Where an element leads; `None` where it is no link to a page. Links of a file stay as they are written.
pub(super) fn link_of(element: &Element) -> Option<&str> {
    let url = element.attr("href").filter(|_| element.name() == "a")?.trim();
    if url.len() > LONGEST_ADDRESS {
        return None;
    }
    let (scheme, _) = url.split_once(':').unwrap_or(("", url));
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|character| character.is_ascii_alphanumeric() || matches!(character, '+' | '-' | '.'));
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    (is_web || !is_scheme).then_some(url)
}
