// @ts-check
/**
 * The head of the roster: which article it is, and how much of it is quoted.
 */

import { QUOTE_KINDS } from "../../shared/contract.js";
import { element, isolated } from "../elements.js";
import { formatNumber, formatShare, plural, sentence, text } from "../strings.js";
import { kindLine, kindMeaning, kindName } from "./kinds.js";

/** @typedef {import("../model.js").PageState} PageState */
/** @typedef {import("../model.js").Report} Report */

/**
 * "14 quotes by 6 speakers".
 * @param {Report} report
 * @returns {string}
 */
export function countsLine(report) {
  const speakers = report.speakers.filter((speaker) => speaker.quotes.length > 0).length;
  return text(
    "panel_counts",
    plural("panel_quotes", report.quotes.length),
    plural("panel_speakers", speakers),
  );
}

/**
 * The number of quotes of each kind with the line that marks it on the page.
 * @param {Report} report
 * @returns {HTMLElement}
 */
function legend(report) {
  return element(
    "ul",
    { class: "legend", "aria-label": text("panel_legend") },
    ...QUOTE_KINDS.map((kind) => {
      const count = report.quotes.filter((quote) => quote.kind === kind).length;
      return element(
        "li",
        { class: count === 0 ? "none" : null },
        kindLine(kind),
        element(
          "span",
          { class: "kind-text" },
          element("span", { class: "kind-count" }, element("b", {}, formatNumber(count)), " ", kindName(kind)),
          element("span", { class: "kind-meaning" }, kindMeaning(kind)),
        ),
      );
    }),
  );
}

/**
 * What the core could not attribute, said in so many words.
 * @param {Report} report
 * @returns {HTMLElement}
 */
function unattributedLine(report) {
  const { quoted_words: quoted, unattributed_words: unattributed } = report.article;
  const line = unattributed === 0
    ? [text("panel_all_attributed")]
    : sentence("panel_unattributed", element("b", {}, formatShare(unattributed, quoted)));
  return element("p", { class: "unattributed" }, ...line);
}

/**
 * @param {PageState} state
 * @param {Report} report
 * @returns {HTMLElement}
 */
export function articleHeader(state, report) {
  const { title, outlet, lang } = state.page;
  return element(
    "header",
    { class: "article" },
    outlet === undefined || outlet === "" ? null : element("p", { class: "outlet" }, isolated(outlet)),
    element(
      "h1",
      { class: "headline" },
      title === "" ? text("panel_untitled") : element("bdi", { lang: lang ?? null, dir: "auto" }, title),
    ),
    element("p", { class: "counts" }, countsLine(report)),
    legend(report),
    unattributedLine(report),
  );
}
