// @ts-check
/** Makes a document of what a visitor gives: of a text, or of the source of a page. Nothing in it can run or load. */

import { paragraphsOf } from "../npm/paragraphs.js";

/** @typedef {import("./permalink.js").Source} Source */

/** A longer first line is a paragraph. */
const LONGEST_HEADLINE = 140;

/** Elements that hold no text for readers, or fetch something, or change where addresses lead. */
const LEFT_OUT = "script, style, link, base, noscript, template, iframe, frame, frameset, object, embed, img, picture, source, " +
  "video, audio, track, canvas, svg, math, meta[http-equiv]";

/**
 * Whether a first paragraph looks like a headline: short, on one line, and without the mark that ends a sentence.
 * @param {string} paragraph
 */
function isHeadline(paragraph) {
  return paragraph.length <= LONGEST_HEADLINE && !paragraph.includes("\n") && !/[.!?…:;,]["”’»']?$/u.test(paragraph);
}

/**
 * @param {string} text
 * @returns {Document}
 */
function documentOfText(text) {
  const made = document.implementation.createHTMLDocument();
  const article = made.createElement("article");
  const paragraphs = paragraphsOf(text);
  for (const [index, words] of paragraphs.entries()) {
    const isTitle = index === 0 && paragraphs.length > 1 && isHeadline(words);
    const element = made.createElement(isTitle ? "h1" : "p");
    element.className = "lines";
    element.textContent = words;
    article.append(element);
    if (isTitle) made.title = words;
  }
  made.body.append(article);
  return made;
}

/**
 * @param {string} html
 * @returns {Document}
 */
function documentOfHtml(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  for (const element of parsed.querySelectorAll(LEFT_OUT)) element.remove();
  for (const element of parsed.querySelectorAll("*")) {
    // Without its style sheets a page says what it hides in two ways only.
    if (/(?:display\s*:\s*none|visibility\s*:\s*hidden)/iu.test(element.getAttribute("style") ?? "")) element.setAttribute("hidden", "");
    for (const name of element.getAttributeNames()) {
      if (name === "style" || name.startsWith("on") || name === "background" || name === "ping") element.removeAttribute(name);
    }
  }
  return parsed;
}

/**
 * @param {Source} source
 * @returns {Document} in no window
 */
export function documentOf({ kind, content }) {
  return kind === "html" ? documentOfHtml(content) : documentOfText(content);
}
