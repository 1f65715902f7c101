// @ts-check
/**
 * The buttons of the masthead and what they open below it: one drawer at a time.
 */

import { button, element } from "../elements.js";
import { text } from "../strings.js";
import { controlsMark, takeMark } from "./marks.js";

/** @typedef {import("../elements.js").Child} Child */
/** @typedef {"take" | "controls"} Drawer */
/** @typedef {Record<Drawer, (() => HTMLElement) | null>} Contents */

/**
 * @typedef {object} Drawers
 * @property {(wanted: Contents) => void} fill Says what the drawers hold now; null takes the drawer's button away.
 * @property {() => boolean} close Closes the open drawer; false where none was open.
 */

const NAMES = /** @type {const} */ ({ take: "panel_take", controls: "panel_controls" });
const MARKS = { take: takeMark, controls: controlsMark };
const ORDER = /** @type {const} */ (["take", "controls"]);

/**
 * @param {HTMLElement} bar Where the buttons stand.
 * @param {HTMLElement} place Where a drawer opens.
 * @returns {Drawers}
 */
export function createDrawers(bar, place) {
  /** @type {Drawer | null} */
  let open = null;
  /** @type {Contents} */
  let contents = { take: null, controls: null };
  const buttons = ORDER.map((drawer) => button(
    { class: "icon-button", id: `open-${drawer}`, "aria-expanded": "false", "aria-controls": "drawer", title: text(NAMES[drawer]) },
    () => show(open === drawer ? null : drawer),
    MARKS[drawer](),
    element("span", { class: "visually-hidden" }, text(NAMES[drawer])),
  ));
  bar.append(element("div", { class: "masthead-buttons" }, ...buttons));
  place.id = "drawer";
  place.hidden = true;

  /** @param {Drawer | null} drawer */
  const show = (drawer) => {
    const content = drawer === null ? null : (contents[drawer]?.() ?? null);
    open = content === null ? null : drawer;
    place.hidden = open === null;
    place.replaceChildren(...(open === null || content === null ? [] : [
      element("section", { class: "drawer-content", "aria-labelledby": "drawer-title" },
        element("h2", { id: "drawer-title" }, text(NAMES[open])), content),
    ]));
    for (const [index, each] of buttons.entries()) each.setAttribute("aria-expanded", `${ORDER[index] === open}`);
  };

  return {
    fill(wanted) {
      contents = wanted;
      for (const [index, each] of buttons.entries()) each.hidden = contents[ORDER[index] ?? "controls"] === null;
      const focused = place.contains(document.activeElement) ? (document.activeElement?.id ?? "") : "";
      const wasOpen = open;
      show(open);
      if (focused !== "") document.getElementById(focused)?.focus({ preventScroll: true });
      if (wasOpen !== null && open === null && focused !== "") buttons.at(-1)?.focus();
    },
    close() {
      if (open === null) return false;
      const pressed = buttons[ORDER.indexOf(open)];
      show(null);
      pressed?.focus();
      return true;
    },
  };
}
