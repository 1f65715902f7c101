// @ts-check
/** A quote with where it comes from, as one pastes it into a text. */

import { formatDate, text } from "../strings.js";
import { quoteAddress } from "./fragment.js";

/** @typedef {import("../audit.js").Audit} Audit */
/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Quote} Quote */

/**
 * @param {Model} model
 * @param {Audit} audit
 * @param {Quote} quote
 * @returns {string}
 */
export function citation({ state, article }, audit, quote) {
  const { title, outlet, url, published } = state.page;
  const speakers = quote.speakers.flatMap((id) => audit.report.speakers[id] ?? [])
    .map(({ name, role }) => (role === null || role === name ? name : `${name}${text("panel_comma")}${role}`));
  const who = speakers.length === 0 ? text("page_no_speaker") : speakers.join(text("panel_list_gap"));
  const where = [title, outlet, published === undefined ? "" : formatDate(published)].filter((part) => part);
  // A text that was pasted has a name of its own, and no address.
  const address = url.startsWith("urn:") ? "" : quoteAddress(url, quote.content, article);
  return [quote.text, `— ${who}`, where.join(text("panel_comma")), address].filter((line) => line !== "").map((line) => `${line}\n`).join("");
}
