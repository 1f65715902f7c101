// @ts-check
/** The article and its roster as they stand on paper. */

import { element, isolated } from "../elements.js";
import { formatDate, formatNumber, plural, sentence, text } from "../strings.js";
import { countsLine } from "./glance.js";

/** @typedef {import("../audit.js").Audit} Audit */
/** @typedef {import("../elements.js").Child} Child */
/** @typedef {import("../model.js").ArticleBlocks} ArticleBlocks */
/** @typedef {import("../model.js").PageState} PageState */
/** @typedef {import("../../shared/contract.js").QuoteKind} QuoteKind */

/** @typedef {{ number: number, kind: QuoteKind, start: number, end: number, isLast: boolean }} Piece */

/**
 * The quotes' pieces in each block, in order.
 * @param {Audit} audit
 * @returns {Map<number, Piece[]>}
 */
function piecesByBlock({ quotes }) {
  /** @type {Map<number, Piece[]>} */
  const pieces = new Map();
  for (const [index, { kind, content }] of quotes.entries()) {
    for (const [place, { block, start, end }] of content.entries()) {
      const piece = { number: index + 1, kind, start, end, isLast: place === content.length - 1 };
      pieces.set(block, [...(pieces.get(block) ?? []), piece]);
    }
  }
  for (const each of pieces.values()) each.sort((left, right) => left.start - right.start || right.end - left.end);
  return pieces;
}

/**
 * A block's text with its quotes marked. A quote within a quote keeps its number, and takes the marks of the outer one.
 * @param {string} words
 * @param {Piece[]} pieces
 * @returns {Child[]}
 */
export function markedText(words, pieces) {
  /** @type {Child[]} */
  const parts = [];
  let at = 0;
  for (const { number, kind, start, end, isLast } of pieces) {
    const from = Math.max(start, at);
    if (from > at) parts.push(words.slice(at, from));
    if (end > from) parts.push(element("span", { class: "painted", "data-kind": kind }, words.slice(from, end)));
    if (isLast) parts.push(element("sup", {}, formatNumber(number)));
    at = Math.max(at, end);
  }
  if (at < words.length) parts.push(words.slice(at));
  return parts;
}

/**
 * @param {PageState["page"]} page
 * @param {Audit} audit
 * @param {ArticleBlocks} blocks
 * @returns {HTMLElement}
 */
export function printedArticle({ title, outlet, published, lang }, audit, blocks) {
  const pieces = piecesByBlock(audit);
  const isTold = blocks.some(({ kind }) => kind === "headline");
  const date = published === undefined ? "" : formatDate(published);
  const separator = date === "" || !outlet ? "" : text("panel_separator");
  return element(
    "article",
    { lang: lang ?? null, dir: "auto" },
    element("p", { class: "dateline" }, outlet ? isolated(outlet) : null, separator + date),
    isTold ? null : element("h1", {}, title),
    ...blocks.map(({ id, kind, text: words }) => element(
      kind === "headline" ? "h1" : kind === "heading" ? "h2" : kind === "blockquote" ? "blockquote" : "p",
      {}, ...markedText(words, pieces.get(id) ?? []))),
  );
}

/**
 * @param {PageState["page"]} page
 * @param {Audit} audit
 * @returns {HTMLElement}
 */
export function printedRoster({ url }, audit) {
  const numbers = new Map(audit.quotes.map(({ id }, index) => [id, formatNumber(index + 1)]));
  const voices = [...audit.voices, ...(audit.orphans === null ? [] : [audit.orphans])];
  return element(
    "section",
    { class: "roster", "aria-labelledby": "roster" },
    element("h2", { id: "roster" }, text("print_roster")),
    element("p", {}, countsLine(audit)),
    element("ul", {}, ...voices.map(({ speaker, quotes }) => element(
      "li",
      {},
      speaker === null ? element("b", {}, text("panel_nobody")) : isolated(speaker.name, "name"),
      ...[speaker?.role, speaker?.affiliation].flatMap((part) => part == null ? [] : [text("panel_comma"), isolated(part)]),
      element("span", { class: "numbers" }, plural("print_numbers", quotes.length, quotes.map(({ id }) => numbers.get(id) ?? "").join(text("panel_comma")))),
    ))),
    element("p", { class: "made" }, ...sentence("print_made", isolated(url))),
  );
}
