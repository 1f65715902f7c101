// @ts-check
/** What was not read, or not marked. */

import { button, element, isolated } from "../elements.js";
import { plural, text } from "../strings.js";

/** @typedef {import("../context.js").Context} Context */
/** @typedef {import("../model.js").Report} Report */
/** @typedef {Report["warnings"][number]["code"]} WarningCode */

/** What a reader should know; null for what concerns only developers. @type {Record<WarningCode, string | null>} */
const WARNINGS = {
  version: "panel_warning_version",
  too_long: "panel_warning_too_long",
  duplicate_block: null,
  no_article: "panel_warning_no_article",
  other_article: "panel_warning_other_article",
  language: "panel_warning_language",
  unclosed_quotation: "panel_warning_unclosed_quotation",
  unreadable: "panel_warning_unreadable",
  model: "panel_warning_model",
};

/** What changes the meaning of every figure stands above them. @type {ReadonlySet<WarningCode>} */
const GRAVE = new Set(/** @type {const} */ (["version", "too_long", "no_article", "language", "model"]));

/**
 * @param {Report} report
 * @param {boolean} isGrave
 */
function lines({ warnings }, isGrave) {
  const codes = [...new Set(warnings.map((warning) => warning.code))].filter((code) => GRAVE.has(code) === isGrave);
  return codes.flatMap((code) => WARNINGS[code] ?? []).map((key) => text(key));
}

/**
 * What a reader must know before the figures; null where there is nothing.
 * @param {Report} report
 * @returns {HTMLElement | null}
 */
export function caveats(report) {
  const found = lines(report, true);
  if (found.length === 0) return null;
  return element("aside", { class: "caveats", "aria-label": text("panel_caveats") },
    ...found.map((line) => element("p", {}, isolated(line))));
}

/**
 * The button that has the page's frames read; null where there are none, or where they are.
 * @param {import("../model.js").Model} model
 * @param {import("../model.js").Actions} actions
 * @returns {HTMLElement | null}
 */
export function framesButton({ state }, actions) {
  return state.hasUnreadFrames ? button({ class: "quiet", id: "read-frames" }, actions.readFrames, text("panel_read_frames")) : null;
}

/**
 * What else is worth knowing; null where there is nothing to say.
 * @param {Context} context
 * @returns {HTMLElement | null}
 */
export function remarks({ model, audit, actions }) {
  const found = lines(audit.report, false);
  const { dropped } = model.state.painted;
  if (dropped > 0) found.push(plural("panel_dropped", dropped));
  if (model.state.hasUnreadFrames) found.push(text("panel_frames"));
  if (found.length === 0) return null;
  return element(
    "section",
    { class: "remarks", "aria-labelledby": "remarks" },
    element("h2", { id: "remarks" }, text("panel_remarks")),
    element("ul", {}, ...found.map((line) => element("li", {}, isolated(line)))),
    dropped > 0 && model.canStart
      ? button({ class: "quiet", id: "read-again" }, actions.start, text("panel_start_again"))
      : null,
    framesButton(model, actions),
  );
}
