// @ts-check
/**
 * The bar at the panel's foot: from quote to quote, what is chosen with the way back, and the way back from a correction.
 */

import { button, element, isolated } from "../elements.js";
import { formatNumber, plural, sentence, text } from "../strings.js";
import { stepMark } from "./marks.js";

/** @typedef {import("../model.js").Speaker} Speaker */

/**
 * @typedef {object} BarContent
 * @property {number} quotes How many quotes the steps go through.
 * @property {number | null} at Which of them is shown, from 1.
 * @property {Speaker | null} chosen The speaker whose quotes alone are marked.
 * @property {{ words: string, undo: (() => void) | null } | null} done What was just corrected, or else to be told.
 */

/**
 * @typedef {object} Bar
 * @property {HTMLElement} node
 * @property {(content: BarContent | null) => void} show Null shows nothing.
 */

/**
 * @param {(to: "next" | "previous") => void} onStep
 * @param {() => void} onShowAll
 * @returns {Bar}
 */
export function createBar(onStep, onShowAll) {
  /** @param {"previous" | "next"} to */
  const stepper = (to) => {
    const name = text(to === "next" ? "panel_next" : "panel_previous");
    const keys = to === "next" ? "Alt+ArrowDown" : "Alt+ArrowUp";
    return button(
      { class: "icon-button", id: `step-${to}`, "aria-label": name, title: `${name} (${to === "next" ? "Alt+↓" : "Alt+↑"})`, "aria-keyshortcuts": keys },
      () => onStep(to), stepMark(to));
  };
  const count = element("p", { class: "step-count" });
  const steps = element("div", { class: "steps-bar" }, stepper("previous"), stepper("next"), count);
  const message = element("div", { class: "selection" });
  const node = element("section", { class: "bar", "aria-label": text("panel_bar") }, message, steps);
  node.hidden = true;
  return {
    node,
    show(content) {
      node.hidden = content === null || content.quotes === 0;
      if (content === null) {
        message.replaceChildren();
        return;
      }
      const { quotes, at, chosen, done } = content;
      const place = at === null ? plural("panel_quotes", quotes) : text("panel_step", formatNumber(at), formatNumber(quotes));
      if (count.textContent !== place) count.textContent = place;
      if (done !== null) {
        message.replaceChildren(
          element("p", {}, done.words),
          ...(done.undo === null ? [] : [button({ class: "quiet", id: "undo" }, done.undo, text("panel_undo"))]),
        );
      } else if (chosen !== null) {
        message.replaceChildren(
          element("p", {}, ...sentence("panel_selected", isolated(chosen.name, "name"))),
          button({ class: "quiet", id: "show-all" }, onShowAll, text("panel_show_all")),
        );
      } else {
        message.replaceChildren();
      }
    },
  };
}
