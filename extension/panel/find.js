// @ts-check
/**
 * Search, order and filter of the roster. What is searched is prepared once for a report, so that a key costs little.
 */

import { isCountedIn } from "./audit.js";

/** @typedef {import("./audit.js").Audit} Audit */
/** @typedef {import("./audit.js").Voice} Voice */
/** @typedef {import("../shared/contract.js").QuoteKind} QuoteKind */

export const ORDERS = /** @type {const} */ (["appearance", "words", "name"]);
/** Everybody, or whom one of the figures counts. */
export const NAMINGS = /** @type {const} */ (["all", "named", "unnamed", "documents", "groups"]);

/**
 * @typedef {object} Wish
 * @property {string} query
 * @property {typeof ORDERS[number]} order
 * @property {QuoteKind | "all"} kind
 * @property {typeof NAMINGS[number]} naming
 */

/** @type {Wish} */
export const NO_WISH = { query: "", order: "appearance", kind: "all", naming: "all" };

/**
 * @param {Wish} wish
 * @returns {boolean} whether some of the roster may be left out
 */
export function narrows({ query, kind, naming }) {
  return query.trim() !== "" || kind !== "all" || naming !== "all";
}

/**
 * Without case and accents, so that readers find what they can type.
 * @param {string} text
 */
function plain(text) {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/**
 * Prepares a search.
 * @param {Voice[]} voices
 * @returns {(wish: Wish) => Map<Voice, Set<number>>} the voices that fit, in order, each with its quotes that fit
 */
export function finder(voices) {
  const prepared = voices.map((voice) => ({
    voice,
    who: plain([voice.speaker?.name, ...(voice.speaker?.aliases ?? []), voice.speaker?.role, voice.speaker?.affiliation]
      .filter((each) => each != null).join("\n")),
    quotes: voice.quotes.map((quote) => ({ quote, text: plain(quote.text) })),
  }));
  return ({ query, order, kind, naming }) => {
    const wanted = plain(query.trim());
    const found = prepared.flatMap(({ voice, who, quotes }) => {
      if (naming !== "all" && !isCountedIn(naming, voice.speaker)) return [];
      const isNamedSo = who.includes(wanted);
      const fitting = quotes.filter(({ quote, text }) =>
        (kind === "all" || quote.kind === kind) && (isNamedSo || text.includes(wanted)));
      return fitting.length === 0 ? [] : [{ voice, ids: new Set(fitting.map(({ quote }) => quote.id)) }];
    });
    if (order === "words") found.sort((left, right) => right.voice.words - left.voice.words);
    if (order === "name") {
      const collator = new Intl.Collator();
      found.sort((left, right) => collator.compare(left.voice.speaker?.name ?? "", right.voice.speaker?.name ?? ""));
    }
    return new Map(found.map(({ voice, ids }) => [voice, ids]));
  };
}
