// @ts-check
/** What the reader corrected on this page, each with the way back. */

import { button, element, isolated } from "../elements.js";
import { testCase } from "../export/test-case.js";
import { sentence, text } from "../strings.js";
import { copyButton } from "./quotes.js";

/** @typedef {import("../context.js").Context} Context */
/** @typedef {import("../elements.js").Child} Child */
/** @typedef {import("../model.js").Correction} Correction */

/**
 * The quote that a correction is about, as the core gave it but with the reader's speaker.
 * @param {Correction} correction
 * @param {Context} context
 */
function quoteOf(correction, { model, audit }) {
  if (!("quote" in correction)) return undefined;
  const { text: words, nth } = correction.quote;
  const original = model.state.report?.quotes.filter((quote) => quote.text === words)[nth];
  return original === undefined ? undefined : audit.report.quotes[original.id];
}

/** Of a quote's words, so many tell which one it is. */
const LONGEST_WORDS = 60;

/** @param {string} words */
function shortened(words) {
  const characters = [...words];
  return isolated(characters.length <= LONGEST_WORDS ? words : `${characters.slice(0, LONGEST_WORDS).join("").trimEnd()}…`);
}

/**
 * @param {Correction} correction
 * @returns {Child[]}
 */
export function correctionSentence(correction) {
  switch (correction.type) {
    case "speaker":
      return correction.speaker === null
        ? sentence("panel_correction_nobody", shortened(correction.quote.text))
        : sentence("panel_correction_speaker", shortened(correction.quote.text), isolated(correction.speaker, "name"));
    case "dismiss":
      return sentence("panel_correction_dismiss", shortened(correction.quote.text));
    case "merge":
      return sentence("panel_correction_merge", isolated(correction.speaker, "name"), isolated(correction.into, "name"));
    case "rename":
      return sentence("panel_correction_rename", isolated(correction.speaker, "name"), isolated(correction.name, "name"));
  }
}

/**
 * @param {Context} context
 * @returns {HTMLElement | null} null where nothing was corrected
 */
export function correctionList(context) {
  const { model, audit, actions, announce } = context;
  const { corrections } = model;
  if (corrections.length === 0) return null;
  /** @param {Correction[]} rest */
  const keep = (rest) => {
    actions.correct(rest);
    announce(text("panel_undone"));
  };
  return element(
    "section",
    { class: "group corrections", "aria-labelledby": "corrections" },
    element("h2", { id: "corrections" }, text("panel_corrections")),
    element("ul", {}, ...corrections.map((correction, index) => {
      const words = element("span", { id: `correction-${index}` }, ...correctionSentence(correction));
      const quote = quoteOf(correction, context);
      return element(
        "li",
        { class: "correction" },
        words,
        quote === undefined ? null
          : copyButton(`correction-case-${index}`, text("panel_copy_case"), () => testCase(model, audit, quote), context),
        button({ class: "act", id: `undo-${index}`, "aria-describedby": `correction-${index}` }, () =>
          keep(corrections.filter((each) => each !== correction)), text("panel_undo")),
      );
    })),
    element("p", { class: "hint" }, text("panel_corrections_kept")),
    corrections.length < 2 ? null : button({ class: "quiet", id: "undo-all" }, () => keep([]), text("panel_undo_all")),
  );
}
