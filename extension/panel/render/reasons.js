// @ts-check
/**
 * Why a quote is given to its speaker, in plain words.
 */

import { element, isolated } from "../elements.js";
import { sentence, text } from "../strings.js";

/** @typedef {import("../../shared/contract.js").Quote} Quote */
/** @typedef {import("../../shared/contract.js").Quote["why"][number]} Reason */
/** @typedef {Reason["code"]} ReasonCode */

/** The step with the words that it rests on, and with the speaker that it leads to. @type {Record<ReasonCode, string>} */
const NAMED = {
  cue: "panel_why_cue",
  label: "panel_why_label",
  name: "panel_why_name",
  part_of_name: "panel_why_part_of_name",
  alias: "panel_why_alias",
  pronoun: "panel_why_pronoun",
  role_noun: "panel_why_role_noun",
  continues: "panel_why_continues",
  unnamed: "panel_why_unnamed",
  blockquote: "panel_why_blockquote",
  repeats: "panel_why_repeats",
};

/** The same steps where they lead to nobody. @type {Partial<Record<ReasonCode, string>>} */
const NAMELESS = {
  part_of_name: "panel_why_part_of_name_nameless",
  alias: "panel_why_alias_nameless",
  pronoun: "panel_why_pronoun_nameless",
  role_noun: "panel_why_role_noun_nameless",
};

/**
 * @param {Reason} reason
 * @returns {HTMLElement}
 */
function step(reason) {
  const key = reason.name === null ? (NAMELESS[reason.code] ?? NAMED[reason.code]) : NAMED[reason.code];
  const words = isolated(reason.text, "printed");
  const name = isolated(reason.name ?? "", "name");
  return element("li", {}, ...sentence(key, words, name));
}

/**
 * All steps; null where the core gave none.
 * @param {Quote} quote
 * @returns {HTMLElement | null}
 */
export function reasons(quote) {
  return quote.why.length === 0 ? null : element("ol", { class: "steps" }, ...quote.why.map(step));
}
