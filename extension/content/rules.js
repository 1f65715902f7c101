// @ts-check
/**
 * What elements mean for collecting: which are left out, which start a block, its kind and its region.
 * `src/collect/html` has the same rules for files; tests/collect/cases.json holds both to them.
 */

/** @typedef {import("../shared/contract.js").BlockKind} BlockKind */
/** @typedef {import("../shared/contract.js").Region} Region */

/** Elements whose text is not for reading, or is the page's controls. */
const LEFT_OUT = new Set([
  "script", "style", "noscript", "template", "head", "code", "pre", "textarea", "select", "datalist", "button", "input",
  "meter", "progress", "svg", "math", "canvas", "video", "audio", "object", "embed", "iframe", "map", "rt", "rp",
]);

/** Elements that start and end a block, unless the page's style makes them part of a line. */
const BLOCK_ELEMENTS = new Set([
  "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt",
  "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
  "html", "legend", "li", "main", "menu", "nav", "ol", "p", "search", "section", "summary", "table", "tbody", "td",
  "tfoot", "th", "thead", "tr", "ul",
]);

/** Values of `display` that leave an element in its line. */
const IN_LINE = new Set([
  "", "inline", "inline-block", "inline-flex", "inline-grid", "inline-table", "contents", "ruby", "ruby-base",
]);

/** @type {Map<string, BlockKind>} */
const KINDS = new Map([
  ["h1", "headline"], ["h2", "heading"], ["h3", "heading"], ["h4", "heading"], ["h5", "heading"], ["h6", "heading"],
  ["p", "paragraph"], ["li", "list_item"], ["dt", "list_item"], ["dd", "list_item"], ["blockquote", "blockquote"],
  ["figcaption", "caption"], ["caption", "caption"], ["td", "cell"], ["th", "cell"],
]);

/** Elements whose header and footer are their own, not the page's. */
const SECTIONS = new Set(["article", "main", "section", "aside", "nav"]);

/** Words of names that say how it stands with comments, on an element that holds more than those: "has-comments". */
const COMMENT_STATES = new Set([
  "no", "has", "have", "with", "without", "allow", "open", "close", "closed", "on", "off", "enabled", "disabled", "count",
]);

/** @type {Map<string, Region>} */
const REGIONS_OF_ROLES = new Map([
  ["main", "main"], ["article", "article"], ["navigation", "navigation"], ["menu", "navigation"],
  ["menubar", "navigation"], ["complementary", "aside"], ["banner", "header"], ["contentinfo", "footer"], ["form", "form"],
  ["search", "form"], ["dialog", "form"], ["alertdialog", "form"],
]);

/** @type {Map<string, Region>} */
const REGIONS_OF_ELEMENTS = new Map([
  ["main", "main"], ["article", "article"], ["nav", "navigation"], ["aside", "aside"], ["header", "header"],
  ["footer", "footer"], ["form", "form"], ["search", "form"], ["dialog", "form"],
]);

/**
 * Whether nothing in a node is ever read, whatever the page does with it.
 * @param {Node} node
 * @returns {boolean}
 */
export function isWithoutText(node) {
  return node.nodeType === 1 && LEFT_OUT.has(/** @type {Element} */ (node).localName);
}

/**
 * Whether an element and all that is in it is left out, as far as its markup says.
 * @param {Element} element
 * @param {boolean} isPlainText Whether the document is a text file, which browsers show in a `pre`.
 * @returns {boolean}
 */
export function isLeftOut(element, isPlainText) {
  const name = element.localName;
  if (LEFT_OUT.has(name) && !(isPlainText && name === "pre")) return true;
  if (element.hasAttribute("hidden") || element.getAttribute("aria-hidden") === "true") return true;
  const editable = element.getAttribute("contenteditable");
  return editable !== null && editable !== "false";
}

/** From so many pixels beside the page on, an element was put there so that nobody sees it. */
const FAR_AWAY = 999;

/**
 * Whether an element is not seen though it has a box: text for screen readers only is clipped to nothing, or put far
 * beside the page.
 * @param {string} display That of its style.
 * @param {CSSStyleDeclaration} style
 * @returns {boolean}
 */
export function isClippedAway(display, style) {
  // What is taken out of its line is never shown in one.
  if (display === "inline") return false;
  const { position } = style;
  if (position !== "absolute" && position !== "fixed") return false;
  if (/^rect\(\s*(?:0|1)(?:px)?[\s,]/u.test(style.clip ?? "")) return true;
  if (/^inset\(\s*(?:50%|100%)/u.test(style.clipPath ?? "")) return true;
  if (Number.parseFloat(style.left) < -FAR_AWAY || Number.parseFloat(style.top) < -FAR_AWAY) return true;
  return style.overflow === "hidden" && Number.parseFloat(style.width) <= 1 && Number.parseFloat(style.height) <= 1;
}

/**
 * Whether an element starts and ends a block.
 * A drop cap is an inline element that floats: it is the start of its line's text, though it has a box of its own.
 * @param {Element} element
 * @param {string} display That of its style.
 * @param {CSSStyleDeclaration} style
 * @returns {boolean}
 */
export function isBlock(element, display, style) {
  const isBlockElement = BLOCK_ELEMENTS.has(element.localName);
  if (IN_LINE.has(display)) return isBlockElement && display.startsWith("inline-");
  return isBlockElement || (style.cssFloat || "none") === "none";
}

/**
 * The kind of the text that stands directly in a block element.
 * Paragraphs and bare containers take the kind of what they stand in; a table cell, though, often holds the layout of a
 * whole page, so that a paragraph in it is a paragraph.
 * @param {Element} element
 * @param {BlockKind} outer The kind in the block element around it; `other` where there is none.
 * @returns {BlockKind}
 */
export function kindOf(element, outer) {
  if (element.getAttribute("role") === "heading") {
    return element.getAttribute("aria-level") === "1" ? "headline" : "heading";
  }
  const own = KINDS.get(element.localName);
  if (own === undefined) return outer;
  return own !== "paragraph" || outer === "other" || outer === "cell" ? own : outer;
}

/**
 * Whether the content of an element stands in an article, a section or the like.
 * @param {Element} element
 * @param {boolean} outer Whether the element does.
 * @returns {boolean}
 */
export function isInSection(element, outer) {
  return outer || SECTIONS.has(element.localName);
}

/**
 * Whether an element holds a self-contained article.
 * @param {Element} element
 * @returns {boolean}
 */
export function isArticle(element) {
  return element.localName === "article" || element.getAttribute("role")?.trim() === "article";
}

/**
 * Whether an element is made for readers' comments, by what its author calls it. Lines of text have such names for
 * links to the comments.
 * @param {Element} element
 * @returns {boolean}
 */
function isComments(element) {
  if (!BLOCK_ELEMENTS.has(element.localName)) return false;
  if (element.getAttribute("itemprop") === "comment") return true;
  const names = `${element.id} ${element.getAttribute("class") ?? ""}`;
  // Few elements have such a name at all.
  return /comment|disqus/iu.test(names) && names.toLowerCase().split(/[ \t\n\f\r]+/u).some((name) => {
    const words = name.split(/[-_]/u);
    const isOfComments = /^(?:comments?|disqus)$/u.test(words[0] ?? "") || words.at(-1) === "comments";
    return isOfComments && !words.some((word) => COMMENT_STATES.has(word));
  });
}

/**
 * The landmark in which the content of an element stands.
 * The header of an article is a part of the article. An article in navigation, a sidebar, a footer or a form is a
 * teaser of another one. A form around a whole page is no form to its reader, and a page is not its comments.
 * @param {Element} element
 * @param {Region} outer The landmark around it.
 * @param {boolean} isOuterInSection
 * @returns {Region}
 */
export function regionOf(element, outer, isOuterInSection) {
  if (outer === "comments" || (isComments(element) && element.querySelector("h1, main") === null)) return "comments";
  const name = element.localName;
  const role = element.getAttribute("role")?.trim() ?? "";
  const ofRole = REGIONS_OF_ROLES.get(role);
  if (ofRole === undefined && isOuterInSection && (name === "header" || name === "footer")) return outer;
  const region = ofRole ?? REGIONS_OF_ELEMENTS.get(name) ?? outer;
  if (region === "article" && outer !== "unknown" && outer !== "main") return outer;
  if (name === "form" && region === "form" && element.querySelector("h1, main, article") !== null) return outer;
  return region;
}
