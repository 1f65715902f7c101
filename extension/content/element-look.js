// @ts-check
/**
 * Has the rules that paint quotes given to the page, for the elements in which quotes stand. What could not be given is
 * asked for again: some times after a while, and whenever the page is painted or the background speaks.
 */

import { ALL, ROOT, USUAL_ELEMENT } from "../shared/elements.js";
import { pristineNode } from "./pristine.js";

/** Elements of which each holds whole lines of text. */
const LINE_ELEMENTS = "li, dt, dd, blockquote, h1, h2, h3, h4, h5, h6, figcaption, caption, td, th, summary";

/**
 * Whether a rule for an element paints the text of the elements in it, too: it does in Chromium, but not in Firefox.
 */
const PAINTS_WITHIN = Reflect.get(globalThis, "wrappedJSObject") === undefined;

/** So many times longer Chromium takes over the style of an element that a rule names than over one that inherits it. */
const COST_OF_NAMED = 5;

/**
 * The elements that rules should name so that the text of others is painted: these, or the root of a page that consists
 * of little else.
 * @param {Document} document
 * @param {string[]} names
 * @returns {string[]}
 */
export function ruledBest(document, names) {
  if (!PAINTS_WITHIN || names.includes(ALL)) return names;
  const count = (/** @type {string} */ name) => document.getElementsByTagName(name).length;
  const named = names.reduce((sum, name) => sum + count(name), 0);
  return named * COST_OF_NAMED > count("*") ? [ROOT] : names;
}

/**
 * The names of the elements that rules must name so that these texts are painted; {@link ALL} where some stand in shadow roots.
 * @param {Iterable<Text>} nodes Of documents.
 * @returns {string[]}
 */
export function elementsAround(nodes) {
  /** @type {Set<Element>} */
  const parents = new Set();
  for (const node of nodes) {
    // A document alone is nobody's.
    if (node.getRootNode().ownerDocument !== null) return [ALL];
    if (node.parentElement !== null) parents.add(node.parentElement);
  }
  return [...new Set([...parents].map(ruledElement))];
}

/**
 * The name of the element that rules must name so that the text directly in another is painted.
 * @param {Element} parent
 * @returns {string}
 */
function ruledElement(parent) {
  const own = pristineNode(parent);
  if (!PAINTS_WITHIN) return own.localName;
  return (own.closest(USUAL_ELEMENT) ?? own.closest(LINE_ELEMENTS) ?? own).localName;
}

/** So long after a request that failed the next one follows, in milliseconds; after the last, no more. */
const WAITS_MS = [500, 2000, 8000];

export class ElementLook {
  /** @type {(names: string[]) => Promise<boolean>} */
  #give;
  /** Names for which the page has the rules, or is about to have them. @type {Set<string>} */
  #given = new Set();
  /** Names whose rules are missing. @type {Set<string>} */
  #missing = new Set();
  #isPainted = false;
  /** How many requests failed one after the other. */
  #failures = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {(names: string[]) => Promise<boolean>} give Gives the page the rules for elements of these names; says whether it did. */
  constructor(give) {
    this.#give = give;
  }

  /**
   * Has quotes painted in elements of these names.
   * @param {string[]} names
   * @returns {Promise<void>} resolves when that is done, or has failed
   */
  async showIn(names) {
    // What is given to the root reaches all but shadow roots.
    const reached = this.#given.has(ROOT) && !names.includes(ALL);
    for (const name of names) if (!reached && !this.#given.has(name)) this.#missing.add(name);
    this.#isPainted = true;
    this.#failures = 0;
    await this.again();
  }

  /** Asks for what is missing, while the page is painted. */
  async again() {
    clearTimeout(this.#timer);
    const names = this.#isPainted ? [...this.#missing] : [];
    if (names.length === 0) return;
    this.#missing.clear();
    for (const name of names) this.#given.add(name);
    if (await this.#give(names)) {
      this.#failures = 0;
      return;
    }
    for (const name of names) {
      this.#given.delete(name);
      this.#missing.add(name);
    }
    const wait = WAITS_MS[this.#failures];
    this.#failures += 1;
    clearTimeout(this.#timer);
    if (this.#isPainted && wait !== undefined) this.#timer = setTimeout(() => void this.again(), wait);
  }

  /** The reader wants another look, which pages that are painted are given without asking. */
  renew() {
    if (!this.#isPainted) this.#given.clear();
  }

  /** Asks for no more; the page has no quotes painted. */
  stop() {
    this.#isPainted = false;
    clearTimeout(this.#timer);
    this.#missing.clear();
  }
}
