// @ts-check
/** Search, order and filter of the roster. */

import { QUOTE_KINDS } from "../../shared/contract.js";
import { element } from "../elements.js";
import { NAMINGS, NO_WISH, ORDERS } from "../find.js";
import { text } from "../strings.js";
import { kindName } from "./kinds.js";

/** @typedef {import("../find.js").Wish} Wish */

/** @type {Record<Wish["order"], string>} */
const ORDER_NAMES = {
  appearance: "panel_order_appearance", words: "panel_order_words", name: "panel_order_name",
};

/** @type {Record<Wish["naming"], string>} */
const NAMING_NAMES = {
  all: "panel_naming_all", named: "panel_figure_named", unnamed: "panel_figure_unnamed", documents: "panel_figure_documents",
  groups: "panel_figure_groups",
};

/**
 * @template {string} V
 * @param {string} id
 * @param {string} label
 * @param {Array<[V, string]>} choices
 * @param {V} chosen
 * @param {(value: V) => void} onChoice
 * @returns {HTMLElement}
 */
function choice(id, label, choices, chosen, onChoice) {
  const select = element(
    "select",
    { id },
    ...choices.map(([value, name]) => element("option", { value, selected: value === chosen }, name)),
  );
  select.addEventListener("change", () => onChoice(/** @type {V} */ (select.value)));
  return element("div", { class: "choice" }, element("label", { for: id }, label), select);
}

/**
 * @typedef {object} Tools
 * @property {HTMLElement} node
 * @property {() => void} reset Empties search and filters, without saying so.
 * @property {(words: string) => void} say How much of the roster is shown; empty where all of it is.
 */

/**
 * @param {Wish} wish
 * @param {(wish: Wish) => void} onWish
 * @returns {Tools}
 */
export function tools(wish, onWish) {
  let current = wish;
  /** @param {Partial<Wish>} changes */
  const change = (changes) => {
    current = { ...current, ...changes };
    onWish(current);
  };
  const search = element("input", {
    type: "search", id: "search", class: "search", value: wish.query, autocomplete: "off", spellcheck: "false",
    placeholder: text("panel_search"), "aria-label": text("panel_search"),
  });
  search.addEventListener("input", () => change({ query: search.value }));
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || search.value === "") return;
    // The first press empties the field; the next one lets go of the speaker.
    event.preventDefault();
    search.value = "";
    change({ query: NO_WISH.query });
  });
  const status = element("p", { class: "found", role: "status" });
  const node = element(
    "search",
    { class: "tools", "aria-label": text("panel_tools") },
    search,
    element(
      "div",
      { class: "choices" },
      choice("order", text("panel_order"), ORDERS.map((order) => [order, text(ORDER_NAMES[order])]), wish.order,
        (order) => change({ order })),
      choice("kind", text("panel_kind"), [["all", text("panel_kind_all")], ...QUOTE_KINDS.map((kind) =>
        /** @type {[Wish["kind"], string]} */ ([kind, kindName(kind)]))], wish.kind, (kind) => change({ kind })),
      choice("naming", text("panel_naming"), NAMINGS.map((naming) => [naming, text(NAMING_NAMES[naming])]), wish.naming,
        (naming) => change({ naming })),
    ),
    status,
  );
  return {
    node,
    reset() {
      current = { ...NO_WISH, order: current.order };
      search.value = "";
      for (const select of node.querySelectorAll("select")) if (select.id !== "order") select.value = "all";
    },
    say(words) {
      if (status.textContent !== words) status.textContent = words;
    },
  };
}
