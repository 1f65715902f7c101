// @ts-check
/** The audit as plain rows, from which every export is made. */

import { isUncertain } from "../../shared/uncertain.js";
import { quoteAddress } from "./fragment.js";

/** @typedef {import("../audit.js").Audit} Audit */
/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Quote} Quote */
/** @typedef {import("../model.js").Speaker} Speaker */

/** So many characters stand around a quote in a selector. */
const CONTEXT = 32;

/** Stands between two blocks in the article's text. */
export const BLOCK_GAP = "\n\n";

/**
 * A piece of a quote in the article's text, in Unicode code points, as the W3C's selectors count.
 * @typedef {{ exact: string, prefix: string, suffix: string, start: number, end: number }} Piece
 */

/**
 * @typedef {object} Row
 * @property {number} number From 1, in reading order.
 * @property {Quote} quote
 * @property {Speaker[]} speakers
 * @property {string} cue The word that reports it; empty where there is none.
 * @property {boolean} isUncertain
 * @property {boolean} isCorrected
 * @property {string} address Of the page, with the words of the quote.
 * @property {Piece[]} pieces None where the article's text is not known.
 */

/**
 * @typedef {object} Rows
 * @property {{ title: string, outlet: string, url: string, published: string, lang: string }} page
 * @property {string} text The article's text; empty where it is not known.
 * @property {Row[]} rows
 * @property {Audit} audit
 * @property {Model} model
 */

/** @param {string} text */
function codePoints(text) {
  return [...text].length;
}

/**
 * @param {Model} model
 * @param {Audit} audit
 * @returns {Rows}
 */
export function rowsOf(model, audit) {
  const { title, outlet = "", url, published = "", lang = "" } = model.state.page;
  const article = model.article ?? [];
  /** Where each block begins, in code points. @type {Map<number, { text: string, offset: number }>} */
  const blocks = new Map();
  let offset = 0;
  for (const { id, text } of article) {
    blocks.set(id, { text, offset });
    offset += codePoints(text) + codePoints(BLOCK_GAP);
  }
  /** @param {Quote} quote */
  const piecesOf = (quote) => quote.content.flatMap(({ block, start, end }) => {
    const found = blocks.get(block);
    if (found === undefined) return [];
    const exact = found.text.slice(start, end);
    const from = found.offset + codePoints(found.text.slice(0, start));
    return [{
      exact,
      prefix: [...found.text.slice(0, start)].slice(-CONTEXT).join(""),
      suffix: [...found.text.slice(end)].slice(0, CONTEXT).join(""),
      start: from,
      end: from + codePoints(exact),
    }];
  });
  return {
    page: { title, outlet, url: url.replace(/#.*$/su, ""), published, lang },
    text: article.map(({ text }) => text).join(BLOCK_GAP),
    rows: audit.quotes.map((quote, index) => ({
      number: index + 1,
      quote,
      speakers: quote.speakers.flatMap((id) => audit.report.speakers[id] ?? []),
      cue: cueOf(model, quote),
      isUncertain: isUncertain(quote) && !audit.corrected.quotes.has(quote.id),
      isCorrected: audit.corrected.quotes.has(quote.id),
      address: quoteAddress(url, quote.content, model.article),
      pieces: piecesOf(quote),
    })),
    audit,
    model,
  };
}

/**
 * The word that reports a quote, which a reader's correction does not change.
 * @param {Model} model
 * @param {Quote} quote
 */
function cueOf({ state }, quote) {
  return state.report?.quotes[quote.id]?.why.find(({ code }) => code === "cue")?.text ?? "";
}
