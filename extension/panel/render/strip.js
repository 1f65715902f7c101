// @ts-check
/** A small strip that shows where in the article somebody speaks. */

import { element } from "../elements.js";
import { formatNumber, plural, text } from "../strings.js";

/** @typedef {import("../audit.js").Place} Place */
/** @typedef {import("../audit.js").Voice} Voice */

/** @param {number} share */
function percent(share) {
  return `${(share * 100).toFixed(2)}%`;
}

/**
 * @param {Place[]} places
 * @returns {HTMLElement}
 */
export function positionStrip(places) {
  const strip = element("span", { class: "strip", "aria-hidden": "true" });
  for (const { kind, start, end } of places) {
    const mark = element("span", { class: "mark", "data-kind": kind });
    mark.style.setProperty("inset-inline-start", percent(start));
    mark.style.setProperty("inline-size", percent(end - start));
    strip.append(mark);
  }
  return strip;
}

/**
 * The same in words.
 * @param {Voice} voice
 * @param {number} blocks How many blocks the article has.
 * @returns {string}
 */
export function positionWords({ firstBlock, lastBlock }, blocks) {
  return firstBlock === lastBlock
    ? text("panel_position_one", formatNumber(firstBlock), formatNumber(blocks))
    : text("panel_position_many", formatNumber(firstBlock), formatNumber(lastBlock), formatNumber(blocks));
}

/**
 * @param {Voice} voice
 * @returns {string}
 */
export function wordsLine({ words }) {
  return plural("panel_words", words);
}
