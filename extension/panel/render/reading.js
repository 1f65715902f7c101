// @ts-check
/** All that the panel shows of a report: the glance, the tools, the roster, the organisations, the corrections, the remarks. */

import { finder, narrows, NO_WISH } from "../find.js";
import { formatNumber, text } from "../strings.js";
import { correctionList } from "./corrections.js";
import { glance } from "./glance.js";
import { citedOrganizations } from "./organizations.js";
import { caveats, remarks } from "./remarks.js";
import { roster } from "./roster.js";
import { silences } from "./silences.js";
import { tools } from "./tools.js";

/** @typedef {import("../audit.js").Audit} Audit */
/** @typedef {import("../context.js").Context} Context */
/** @typedef {import("../find.js").Wish} Wish */
/** @typedef {import("./roster.js").Entry} Entry */

/** Fewer entries are seen at once, and need no search. */
const FEWEST_TO_SEARCH = 3;

/**
 * @typedef {object} Reading
 * @property {HTMLElement[]} nodes
 * @property {Entry[]} entries
 * @property {Wish} wish What the reader searches and how the roster is ordered.
 * @property {(quote: number | null) => void} mark Sets the quote off at which the reader is.
 * @property {(quote: number) => void} reveal Takes back a search that hides a quote.
 * @property {(quote: number) => void} scrollTo
 * @property {(audit: Audit) => void} place Draws anew where everybody speaks.
 */

/**
 * @param {Context} context
 * @param {Wish | null} wish What the reader searched on this page before.
 * @param {(entry: Entry) => void} onPress
 * @returns {Reading}
 */
export function createReading(context, wish, onPress) {
  const { audit, model } = context;
  const sections = roster(context, onPress);
  const entries = sections.flatMap((section) => section.entries);
  const find = finder(entries.map(({ voice }) => voice));
  const isSearched = entries.length >= FEWEST_TO_SEARCH;
  let order = NO_WISH.order;
  let current = wish ?? NO_WISH;

  /** @param {Wish} next */
  const apply = (next) => {
    current = next;
    const found = find(next);
    const ranks = new Map([...found.keys()].map((voice, index) => [voice, index]));
    for (const { node, list, entries: own } of sections) {
      for (const entry of own) {
        const ids = found.get(entry.voice);
        entry.node.hidden = ids === undefined;
        entry.narrow(narrows(next) ? (ids ?? null) : null);
      }
      node.hidden = own.every((entry) => entry.node.hidden);
      if (next.order !== order) {
        const shown = own.filter(({ voice }) => ranks.has(voice))
          .toSorted((left, right) => (ranks.get(left.voice) ?? 0) - (ranks.get(right.voice) ?? 0));
        list.append(...shown.map((entry) => entry.node), ...own.filter(({ voice }) => !ranks.has(voice)).map((entry) => entry.node));
      }
    }
    order = next.order;
    bar.say(!narrows(next) ? "" : found.size === 0 ? text("panel_found_nobody")
      : text("panel_found", formatNumber(found.size), formatNumber(entries.length)));
  };
  const bar = tools(current, apply);
  if (current !== NO_WISH) apply(current);

  /** @param {number} quote */
  const cardsOf = (quote) => entries.flatMap(({ node }) => [...node.querySelectorAll(`[data-quote="${quote}"]`)]);
  let organizations = citedOrganizations(context);
  const parts = [
    caveats(audit.report), glance(model.state, audit), isSearched ? bar.node : null, ...sections.map(({ node }) => node),
    organizations, silences(audit.report), correctionList(context), remarks(context),
  ];
  return {
    nodes: parts.filter((part) => part !== null),
    entries,
    get wish() {
      return current;
    },
    mark(quote) {
      for (const { node } of entries) for (const each of node.querySelectorAll("[aria-current]")) each.removeAttribute("aria-current");
      if (quote === null) return;
      for (const card of cardsOf(quote)) card.querySelector(".words")?.setAttribute("aria-current", "true");
    },
    reveal(quote) {
      if (!narrows(current)) return;
      const holding = entries.find(({ voice }) => voice.quotes.some(({ id }) => id === quote));
      if (holding !== undefined && find(current).get(holding.voice)?.has(quote) !== true) {
        bar.reset();
        apply({ ...NO_WISH, order: current.order });
      }
    },
    scrollTo(quote) {
      const visible = cardsOf(quote).find((card) => card.closest("[hidden]") === null);
      visible?.scrollIntoView?.({ block: "nearest" });
    },
    place(placed) {
      const voices = new Map([...placed.voices, ...(placed.orphans === null ? [] : [placed.orphans])]
        .map((voice) => [voice.speaker?.id ?? null, voice]));
      for (const entry of entries) {
        const voice = voices.get(entry.speaker);
        if (voice !== undefined) entry.place(voice);
      }
      const next = citedOrganizations({ ...context, audit: placed });
      if (organizations === null || next === null) return;
      const isOpen = organizations.querySelector("details")?.open ?? false;
      organizations.replaceWith(next);
      organizations = next;
      if (isOpen) next.querySelector("details")?.setAttribute("open", "");
    },
  };
}
