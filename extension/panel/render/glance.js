// @ts-check
/**
 * The article at a glance: what it is, how many quotes of which kind, how many speakers of which kind, and how the words
 * are shared among them. Counts only.
 */

import { QUOTE_KINDS } from "../../shared/contract.js";
import { button, element, isolated } from "../elements.js";
import { formatDate, formatNumber, formatShare, plural, sentence, text } from "../strings.js";
import { kindLine, kindMeaning, kindName } from "./kinds.js";
import { voicesFigure } from "./voices.js";

/** @typedef {import("../audit.js").Audit} Audit */
/** @typedef {import("../elements.js").Child} Child */
/** @typedef {import("../model.js").PageState} PageState */

/**
 * "14 quotes by 6 speakers"; where some have no speaker, how many; where nobody was found to speak, the quotes alone.
 * @param {Audit} audit
 * @returns {string}
 */
export function countsLine({ quotes, voices, orphans }) {
  const all = plural("panel_quotes", quotes.length);
  if (voices.length === 0) return all;
  const speakers = plural("panel_speakers", voices.length);
  if (orphans === null) return text("panel_counts", all, speakers);
  const without = orphans.quotes.length;
  return text("panel_counts_apart", all, formatNumber(quotes.length - without), speakers, formatNumber(without));
}

/**
 * The number of quotes of each kind with the line that marks it on the page.
 * @param {Audit} audit
 * @returns {HTMLElement}
 */
function legend(audit) {
  return element(
    "ul",
    { class: "legend", "aria-label": text("panel_legend") },
    ...QUOTE_KINDS.map((kind) => {
      const count = audit.quotes.filter((quote) => quote.kind === kind).length;
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

/** The figures of speakers, each with what it means. */
const FIGURES = /** @type {const} */ ([
  ["named", "panel_figure_named", "panel_figure_named_meaning"],
  ["unnamed", "panel_figure_unnamed", "panel_figure_unnamed_meaning"],
  ["documents", "panel_figure_documents", "panel_figure_documents_meaning"],
  ["groups", "panel_figure_groups", "panel_figure_groups_meaning"],
]);

/**
 * A row of figures; pressing one opens the line that explains it, under all of them.
 * @param {Audit} audit
 * @returns {HTMLElement}
 */
function figures(audit) {
  const meaning = element("p", { class: "meaning", id: "figure-meaning", role: "status" });
  const buttons = FIGURES.map(([figure, name, explanation]) => {
    const each = button(
      { class: "figure", id: `figure-${figure}`, "aria-expanded": "false", "aria-controls": "figure-meaning" },
      () => {
        const isOpen = each.getAttribute("aria-expanded") === "true";
        for (const other of buttons) other.setAttribute("aria-expanded", `${other === each && !isOpen}`);
        meaning.textContent = isOpen ? "" : text(explanation);
      },
      element("span", { class: "figure-name" }, text(name)),
      " ",
      element("b", {}, formatNumber(audit.speakers[figure])),
    );
    return each;
  });
  return element(
    "div",
    { class: "figures", role: "group", "aria-label": text("panel_figures") },
    element("div", { class: "figure-row" }, ...buttons),
    meaning,
  );
}

/**
 * What the core could not attribute, said in so many words.
 * @param {Audit} audit
 * @returns {HTMLElement}
 */
function unattributedLine({ report }) {
  const { quoted_words: quoted, unattributed_words: unattributed } = report.article;
  const line = unattributed === 0
    ? [text("panel_all_attributed")]
    : unattributed === quoted ? [text("panel_unattributed_all")]
    : sentence("panel_unattributed", element("b", {}, formatShare(unattributed, quoted)));
  return element("p", { class: "unattributed" }, ...line);
}

/**
 * @param {PageState} state
 * @returns {HTMLElement | null}
 */
function dateline({ page: { outlet, published } }) {
  /** @type {Child[]} */
  const parts = [];
  if (outlet !== undefined && outlet !== "") parts.push(isolated(outlet));
  if (published !== undefined) parts.push(element("time", { datetime: published }, formatDate(published)));
  if (parts.length === 0) return null;
  const [first = null, second = null] = parts;
  return element("p", { class: "outlet" }, first, second === null ? null : text("panel_separator"), second);
}

/**
 * @param {PageState} state
 * @param {Audit} audit
 * @returns {HTMLElement}
 */
export function glance(state, audit) {
  const { title, lang } = state.page;
  return element(
    "header",
    { class: "article" },
    dateline(state),
    element(
      "h1",
      { class: "headline" },
      title === "" ? text("panel_untitled") : element("bdi", { lang: lang ?? null, dir: "auto" }, title),
    ),
    element("p", { class: "counts" }, countsLine(audit)),
    // Without a speaker, every figure of speakers would be a nought that says nothing.
    audit.voices.length === 0 ? null : figures(audit),
    legend(audit),
    audit.voices.length === 0 ? null : voicesFigure(audit),
    // Where speakers are not looked for, that none was found says nothing.
    audit.isForeign ? null : unattributedLine(audit),
  );
}
