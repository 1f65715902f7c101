// @ts-check
/** A sample of painted quotes, as the reader's settings paint them on a page. */

import { element } from "../panel/elements.js";
import { sentence, text } from "../panel/strings.js";

/** @typedef {import("../shared/contract.js").QuoteKind} QuoteKind */

/**
 * @param {QuoteKind} kind
 * @param {string} words
 */
function painted(kind, words) {
  return element("span", { class: "painted", "data-kind": kind }, words);
}

/** @returns {HTMLElement} */
export function sample() {
  return element(
    "p",
    { class: "sample" },
    ...sentence(
      "options_preview_text",
      painted("direct", text("options_preview_direct")),
      painted("mixed", text("options_preview_mixed")),
      painted("indirect", text("options_preview_indirect")),
    ),
  );
}
