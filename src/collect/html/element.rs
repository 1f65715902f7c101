//! What each element means for the collector: the only file of the crate that knows tags.

use scraper::node::Element;

use crate::contract::{BlockKind, Region};

/// What the collector does with an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Left out with all that is in it.
    Skipped,
    /// Starts and ends a block; `Some` says which kind of block its text is.
    Block(Option<BlockKind>),
    /// A forced line break.
    LineBreak,
    /// Runs on in the text around it, as a link.
    Link,
    /// Runs on in the text around it.
    Inline,
}

/// The role of an element by its name, its `hidden` state and its inline style.
pub(super) fn role(element: &Element) -> Role {
    if is_hidden(element) {
        return Role::Skipped;
    }
    match element.name() {
        "head" | "script" | "style" | "noscript" | "template" | "code" | "pre" | "textarea" | "select" | "option"
        | "datalist" | "button" | "svg" | "math" | "canvas" | "iframe" | "frameset" | "object" | "embed" | "audio"
        | "video" | "map" | "rp" | "rt" | "title" | "progress" | "meter" => Role::Skipped,
        "br" => Role::LineBreak,
        "a" => Role::Link,
        "h1" => Role::Block(Some(BlockKind::Headline)),
        "h2" | "h3" | "h4" | "h5" | "h6" => Role::Block(Some(BlockKind::Heading)),
        "p" => Role::Block(Some(BlockKind::Paragraph)),
        "blockquote" => Role::Block(Some(BlockKind::Blockquote)),
        "figcaption" | "caption" => Role::Block(Some(BlockKind::Caption)),
        "li" | "dt" | "dd" => Role::Block(Some(BlockKind::ListItem)),
        "td" | "th" => Role::Block(Some(BlockKind::Cell)),
        "html" | "body" | "main" | "article" | "section" | "nav" | "aside" | "header" | "footer" | "form"
        | "dialog" | "div" | "address" | "center" | "details" | "dir" | "dl" | "fieldset" | "figure" | "hgroup"
        | "hr" | "legend" | "listing" | "menu" | "ol" | "optgroup" | "search" | "summary" | "table" | "tbody"
        | "tfoot" | "thead" | "tr" | "ul" | "xmp" | "plaintext" | "marquee" => Role::Block(None),
        _ => Role::Inline,
    }
}

/// Whether the element's own attributes keep it from being seen.
fn is_hidden(element: &Element) -> bool {
    if element.attr("hidden").is_some() || element.attr("aria-hidden").is_some_and(|value| value == "true") {
        return true;
    }
    if element.name() == "dialog" && element.attr("open").is_none() {
        return true;
    }
    element.attr("style").is_some_and(|style| {
        style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(property, value)| {
            let value = value.trim().trim_end_matches("!important").trim_end();
            match property.trim() {
                property if property.eq_ignore_ascii_case("display") => value.eq_ignore_ascii_case("none"),
                property if property.eq_ignore_ascii_case("visibility") => {
                    value.eq_ignore_ascii_case("hidden") || value.eq_ignore_ascii_case("collapse")
                }
                _ => false,
            }
        })
    })
}

/// The landmark that an element opens, given the one around it.
///
/// An article inside navigation, a sidebar, a footer or a form is a teaser of another article, so it does not count
/// as one. `header` and `footer` are landmarks of the page only outside of articles and sections.
pub(super) fn region(element: &Element, around: Around) -> Option<Region> {
    let landmark = match element.attr("role").map(str::trim) {
        Some("navigation" | "menu" | "menubar") => Some(Region::Navigation),
        Some("main") => Some(Region::Main),
        Some("complementary") => Some(Region::Aside),
        Some("banner") => Some(Region::Header),
        Some("contentinfo") => Some(Region::Footer),
        Some("search" | "form" | "dialog" | "alertdialog") => Some(Region::Form),
        Some("article") => Some(Region::Article),
        _ => match element.name() {
            "nav" => Some(Region::Navigation),
            "main" => Some(Region::Main),
            "article" => Some(Region::Article),
            "aside" => Some(Region::Aside),
            "header" if !around.is_in_section => Some(Region::Header),
            "footer" if !around.is_in_section => Some(Region::Footer),
            "form" | "dialog" | "search" => Some(Region::Form),
            _ => None,
        },
    };
    landmark.filter(|region| *region != Region::Article || matches!(around.region, Region::Unknown | Region::Main))
}

/// What stands around an element.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around {
    /// The innermost landmark.
    pub(super) region: Region,
    /// Whether an article, a section or the like stands around.
    pub(super) is_in_section: bool,
}

impl Around {
    /// The surroundings of an element's children.
    pub(super) fn inside(self, element: &Element) -> Self {
        Self {
            region: region(element, self).unwrap_or(self.region),
            is_in_section: self.is_in_section
                || matches!(element.name(), "article" | "main" | "section" | "aside" | "nav"),
        }
    }
}
