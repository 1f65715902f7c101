// @ts-check
/**
 * The kinds of quotes: their names, and the line that stands for each here and on the page.
 */

import { element } from "../elements.js";
import { text } from "../strings.js";

/** @typedef {import("../../shared/contract.js").QuoteKind} QuoteKind */

/** @type {Record<QuoteKind, string>} */
const NAMES = { direct: "panel_kind_direct", mixed: "panel_kind_mixed", indirect: "panel_kind_indirect" };

/** @type {Record<QuoteKind, string>} */
const MEANINGS = {
  direct: "panel_kind_direct_meaning",
  mixed: "panel_kind_mixed_meaning",
  indirect: "panel_kind_indirect_meaning",
};

/** @param {QuoteKind} kind */
export function kindName(kind) {
  return text(NAMES[kind]);
}

/** @param {QuoteKind} kind */
export function kindMeaning(kind) {
  return text(MEANINGS[kind]);
}

/** @param {QuoteKind} kind */
export function kindLine(kind) {
  return element("span", { class: "kind-line", "data-kind": kind, "aria-hidden": "true" });
}
