// @ts-check
/** What is said of a name that is not what it looks like. */

import { element, isolated, spoken } from "../elements.js";
import { sentence, text } from "../strings.js";

/** @typedef {import("../audit.js").Audit} Audit */

/**
 * @param {string} name
 * @param {Audit} audit
 * @returns {HTMLElement | null} null for a name that is what it looks like
 */
export function lookAlikeNote(name, { lookAlikes }) {
  const other = lookAlikes.get(name);
  if (other === undefined) return null;
  return element(
    "span",
    { class: "look-alike" },
    spoken(text("panel_comma")),
    ...(other === null ? [text("panel_look_alike_mixed")] : sentence("panel_look_alike", isolated(other))),
  );
}
