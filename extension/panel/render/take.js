// @ts-check
/** What a reader can take along: the audit as a file of one of several kinds, and on paper. */

import { button, element } from "../elements.js";
import { fileName, FORMATS } from "../export/formats.js";
import { rowsOf } from "../export/rows.js";
import { text } from "../strings.js";

/** @typedef {import("../context.js").Context} Context */

/**
 * @param {string} name
 * @param {string} meaning
 * @param {HTMLElement[]} buttons
 */
function item(name, meaning, ...buttons) {
  return element(
    "li",
    {},
    element("span", { class: "format" }, element("b", {}, name), element("span", { class: "standing" }, meaning)),
    element("span", { class: "acts" }, ...buttons),
  );
}

/**
 * @param {Context} context
 * @returns {HTMLElement}
 */
export function takeAlong({ model, audit, actions, announce }) {
  return element(
    "ul",
    { class: "formats" },
    item(text("panel_print"), text("panel_print_meaning"), button(
      { class: "quiet", id: "print", "aria-label": text("panel_print_open") }, actions.print, text("panel_open"))),
    ...FORMATS.map(({ id, name, meaning, ending, type, write }) => item(text(name), text(meaning), button(
      { class: "quiet", id: `save-${id}`, "aria-label": text("panel_save_as", text(name)) },
      () => {
        const file = fileName(model.state.page.title, ending);
        actions.save(file, type, write(rowsOf(model, audit)));
        announce(text("panel_saved", file));
      },
      text("panel_save"),
    ))),
  );
}
