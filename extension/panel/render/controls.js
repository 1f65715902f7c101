// @ts-check
/** Where Sourcelight works, and what it paints: the switches of the page, the site and everywhere. */

import { QUOTE_KINDS } from "../../shared/contract.js";
import { button, element, isolated } from "../elements.js";
import { sentence, text } from "../strings.js";
import { kindLine, kindName } from "./kinds.js";

/** @typedef {import("../elements.js").Child} Child */
/** @typedef {import("../model.js").Actions} Actions */
/** @typedef {import("../model.js").Model} Model */

/**
 * A switch: a button that says whether it is on.
 * @param {string} id
 * @param {Child[]} label
 * @param {string} meaning
 * @param {boolean} isOn
 * @param {(on: boolean) => void} onSwitch
 * @param {boolean} [isDisabled]
 * @returns {HTMLElement}
 */
export function toggle(id, label, meaning, isOn, onSwitch, isDisabled = false) {
  return element(
    "li",
    { class: "control" },
    button(
      {
        class: "switch", id, role: "switch", "aria-checked": `${isOn}`, "aria-describedby": `${id}-meaning`,
        disabled: isDisabled,
      },
      () => onSwitch(!isOn),
      element("span", { class: "switch-label" }, ...label),
      element("span", { class: "track", "aria-hidden": "true" }),
    ),
    element("p", { class: "standing", id: `${id}-meaning` }, meaning),
  );
}

/**
 * @param {Model} model
 * @param {Actions} actions
 * @returns {HTMLElement}
 */
export function controls(model, actions) {
  const { state, site, settings } = model;
  const isOn = ["working", "ready", "empty", "failed"].includes(state.status);
  const kinds = element(
    "fieldset",
    { class: "kinds" },
    element("legend", {}, text("panel_kinds_painted")),
    ...QUOTE_KINDS.map((kind) => {
      const box = element("input", { type: "checkbox", id: `paint-${kind}`, checked: settings.kinds[kind] });
      box.addEventListener("change", () => actions.change({ kinds: { ...settings.kinds, [kind]: box.checked } }));
      return element("label", { for: `paint-${kind}` }, box, kindLine(kind), kindName(kind));
    }),
  );
  const { browser } = actions;
  // Beside a text of its own there is nothing else to control.
  if (browser === null) return element("div", { class: "control-panel" }, kinds);
  return element(
    "div",
    { class: "control-panel" },
    element(
      "ul",
      { class: "control-list" },
      toggle("on-page", [text("panel_on_page")], text(isOn || model.canStart ? "panel_on_page_meaning" : "panel_on_page_closed"),
        isOn, (on) => (on ? actions.start() : actions.stop()), !isOn && !model.canStart),
      toggle(
        "on-site",
        site === null ? [text("panel_on_site_unknown")] : sentence("panel_on_site", isolated(site.name)),
        text(site === null ? "panel_on_site_closed" : "panel_on_site_meaning"),
        site?.isOpen ?? false,
        (on) => { if (site !== null) browser.openSite(site, on); },
        site === null,
      ),
      toggle("paused", [text("panel_pause")], text("panel_pause_meaning"), settings.paused, (paused) => actions.change({ paused })),
    ),
    kinds,
    element(
      "div",
      { class: "acts" },
      button({ class: "act", id: "all-settings" }, browser.openOptions, text("panel_all_settings")),
      button({ class: "act", id: "open-tab" }, browser.openTab, text("panel_open_tab")),
    ),
  );
}
