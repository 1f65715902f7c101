// @ts-check
/** The controls of the settings page: each shows a setting and changes it. */

import { element } from "../panel/elements.js";

/**
 * @param {string} id
 * @param {string} title
 * @param {import("../panel/elements.js").Child[]} children
 * @returns {HTMLElement}
 */
export function section(id, title, ...children) {
  return element("section", { "aria-labelledby": id }, element("h2", { id }, title), ...children);
}

/**
 * One of several, all in sight.
 * @template {string} V
 * @param {string} name
 * @param {string} label
 * @param {Array<[V, string]>} choices
 * @param {V} chosen
 * @param {(value: V) => void} onChoice
 * @param {(value: V) => HTMLElement | null} [picture]
 * @returns {HTMLElement}
 */
export function radios(name, label, choices, chosen, onChoice, picture = () => null) {
  return element(
    "fieldset",
    { class: "radios" },
    element("legend", {}, label),
    ...choices.map(([value, words]) => {
      const id = `${name}-${value}`;
      const input = element("input", { type: "radio", id, name, value, checked: value === chosen });
      input.addEventListener("change", () => onChoice(value));
      return element("label", { for: id }, input, picture(value), words);
    }),
  );
}

/**
 * One of several, folded away.
 * @template {string} V
 * @param {string} id
 * @param {string} label
 * @param {Array<[V, string]>} choices
 * @param {V} chosen
 * @param {(value: V) => void} onChoice
 * @returns {HTMLElement}
 */
export function menu(id, label, choices, chosen, onChoice) {
  const select = element("select", { id }, ...choices.map(([value, words]) =>
    element("option", { value, selected: value === chosen }, words)));
  select.addEventListener("change", () => onChoice(/** @type {V} */ (select.value)));
  return element("div", { class: "menu" }, element("label", { for: id }, label), select);
}
