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

/// Whether an element and all that is in it is left out.
pub(super) fn is_left_out(element: &Element) -> bool {
    LEFT_OUT.contains(&element.name())
        || element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || element.attr("contenteditable").is_some_and(|value| value != "false")
        || (element.name() == "dialog" && element.attr("open").is_none())
        || element.attr("style").is_some_and(is_hiding)
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

/// The kind of the text that stands in a block element inside one of kind `outer`.
///
/// `None` for a container, whose text is a paragraph where it is all that the container has, and
/// [`BlockKind::Other`] where it stands among blocks.
pub(super) fn kind_of(element: &Element, outer: Option<BlockKind>) -> Option<BlockKind> {
    use BlockKind::{Blockquote, Caption, Cell, Heading, Headline, ListItem, Paragraph};
    if element.attr("role") == Some("heading") {
        return Some(if element.attr("aria-level") == Some("1") { Headline } else { Heading });
    }
    match element.name() {
        "h1" => Some(Headline),
        "h2" | "h3" | "h4" | "h5" | "h6" => Some(Heading),
        "p" => outer.filter(|kind| matches!(kind, Blockquote | ListItem | Caption)).or(Some(Paragraph)),
        "li" => Some(ListItem),
        "blockquote" => Some(Blockquote),
        "figcaption" | "caption" => Some(Caption),
        "td" | "th" => Some(Cell),
        _ => outer.filter(|kind| *kind != Paragraph),
    }
}

/// The landmark in which the content of an element stands, inside the landmark `outer`.
///
/// The header of an article is a part of the article. A form around a whole page is no form to its reader;
/// `holds_article` says whether a headline, main content or an article stands in the element.
pub(super) fn region_of(element: &Element, outer: Region, holds_article: impl FnOnce() -> bool) -> Region {
    let role = element.attr("role");
    if matches!(role, Some("presentation" | "none")) {
        return outer;
    }
    let of_role = match role {
        Some("main") => Some(Region::Main),
        Some("article") => Some(Region::Article),
        Some("navigation") => Some(Region::Navigation),
        Some("complementary") => Some(Region::Aside),
        Some("banner") => Some(Region::Header),
        Some("contentinfo") => Some(Region::Footer),
        Some("form" | "search" | "dialog" | "alertdialog") => Some(Region::Form),
        _ => None,
    };
    let region = of_role.or(match element.name() {
        "main" => Some(Region::Main),
        "article" => Some(Region::Article),
        "nav" => Some(Region::Navigation),
        "aside" => Some(Region::Aside),
        "header" => Some(Region::Header),
        "footer" => Some(Region::Footer),
        "form" | "search" | "dialog" => Some(Region::Form),
        _ => None,
    });
    match region {
        None => outer,
        Some(Region::Header | Region::Footer) if outer != Region::Unknown => outer,
        Some(Region::Form) if element.name() == "form" && holds_article() => outer,
        Some(region) => region,
    }
}

/// Where an element leads; `None` where it is no link to a page. Links of a file stay as they are written.
pub(super) fn link_of(element: &Element) -> Option<&str> {
    let url = element.attr("href").filter(|_| element.name() == "a")?.trim();
    let (scheme, _) = url.split_once(':').unwrap_or(("", url));
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|character| character.is_ascii_alphanumeric() || matches!(character, '+' | '-' | '.'));
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    (is_web || !is_scheme).then_some(url)
}
