// @ts-check
/** Those who were asked and said nothing. */

import { element, isolated } from "../elements.js";
import { text } from "../strings.js";
import { rosterSection } from "./roster.js";

/** @typedef {import("../model.js").Report} Report */
/** @typedef {NonNullable<Report["silences"]>[number]} Silence */

/** @type {Record<Silence["kind"], string>} */
const KINDS = {
  declined: "panel_silence_declined",
  no_reply: "panel_silence_no_reply",
  not_reached: "panel_silence_not_reached",
};

/**
 * Null where nobody is said to have been asked in vain.
 * @param {Report} report
 * @returns {HTMLElement | null}
 */
export function silences({ silences: found = [] }) {
  if (found.length === 0) return null;
  const { node } = rosterSection(text("panel_silences"), "silences", found.map(({ names, kind, text: words }) => element(
    "li",
    { class: "silence" },
    isolated(names.join(text("panel_comma")), "name"),
    element("span", { class: "standing", title: words }, text(KINDS[kind])),
  )));
  return node;
}
