// @ts-check
/**
 * Why a quote is given to its speaker, in plain words.
 */

import { isCountedIn } from "../audit.js";
import { element, isolated } from "../elements.js";
import { sentence, text } from "../strings.js";

/** @typedef {import("../../shared/contract.js").Quote} Quote */
/** @typedef {import("../../shared/contract.js").Quote["why"][number]} Reason */
/** @typedef {Reason["code"]} ReasonCode */
/** @typedef {import("../model.js").Report} Report */

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
 * The words that report a quote, without the mark after them; empty where no word does, or a mark alone.
 * @param {string} cue
 */
export function reportingWords(cue) {
  return /[\p{L}\p{N}]/u.test(cue) ? cue.replace(/[\s:,]+$/u, "") : "";
}

/**
 * The sentence for a step. One that leads from a name to the same name says only that it is one, and from the only
 * description of somebody to the same, that there is no name.
 * @param {Reason} reason
 * @param {Report} report
 */
function sentenceFor({ code, text: words, name }, { speakers }) {
  if (code === "cue" && reportingWords(words) === "") return "panel_why_mark";
  if (name === null) return NAMELESS[code] ?? NAMED[code];
  if (!(code in NAMELESS) || !words.toLowerCase().endsWith(name.toLowerCase())) return NAMED[code];
  const isNamed = speakers.some((speaker) =>
    (speaker.name === name || speaker.aliases.includes(name)) && isCountedIn("named", speaker));
  return isNamed ? NAMED.name : NAMED.unnamed;
}

/**
 * @param {Reason} reason
 * @param {Report} report
 * @returns {HTMLElement}
 */
function step(reason, report) {
  const words = isolated((reason.code === "cue" ? reportingWords(reason.text) : "") || reason.text, "printed");
  const name = isolated(reason.name ?? "", "name");
  return element("li", {}, ...sentence(sentenceFor(reason, report), words, name));
}

/**
 * All steps; null where the core gave none.
 * @param {Quote} quote
 * @param {Report} report
 * @returns {HTMLElement | null}
 */
export function reasons(quote, report) {
  return quote.why.length === 0 ? null : element("ol", { class: "steps" }, ...quote.why.map((reason) => step(reason, report)));
}
