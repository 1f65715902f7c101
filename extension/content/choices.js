// @ts-check
/** What the reader corrected on this page and which kinds of quotes the reader wants painted, as the browser keeps it. */

import { applyCorrections, readCorrections, watchCorrections } from "../shared/corrections.js";
import { DEFAULT_SETTINGS, readSettings, watchSettings } from "../shared/settings.js";

/** @typedef {import("../shared/contract.js").Report} Report */

/**
 * @typedef {object} Chosen
 * @property {Report} report With the reader's corrections.
 * @property {Set<number>} hidden Ids of the quotes that are not painted.
 */

export class Choices {
  /** @type {() => void} */
  #onChange;
  /** @type {() => void} */
  #onLook;
  /** @type {import("../shared/corrections.js").Correction[]} */
  #corrections = [];
  #kinds = DEFAULT_SETTINGS.kinds;
  #stopCorrections = () => {};
  #stopSettings = () => {};

  /**
   * @param {() => void} onChange Called when the reader chose otherwise.
   * @param {() => void} [onLook] Called when the reader chose other colours or lines.
   */
  constructor(onChange, onLook = () => {}) {
    this.#onChange = onChange;
    this.#onLook = onLook;
  }

  /**
   * Reads what is kept for a page, and watches it from now on.
   * @param {string} url
   * @returns {Promise<void>}
   */
  async load(url) {
    this.stop();
    this.#stopCorrections = watchCorrections(url, (corrections) => {
      this.#corrections = corrections;
      this.#onChange();
    });
    this.#stopSettings = watchSettings((settings, before) => {
      this.#kinds = settings.kinds;
      if (JSON.stringify(settings.kinds) !== JSON.stringify(before.kinds)) this.#onChange();
      if (lookOf(settings) !== lookOf(before)) this.#onLook();
    });
    try {
      const [settings, corrections] = await Promise.all([readSettings(), readCorrections(url)]);
      this.#kinds = settings.kinds;
      this.#corrections = corrections;
    } catch (error) {
      console.warn("what the reader chose could not be read", error);
    }
  }

  /**
   * @param {Report} report As the core gave it.
   * @returns {Chosen}
   */
  apply(report) {
    const { report: corrected, dismissed } = applyCorrections(report, this.#corrections);
    const hidden = corrected.quotes.filter(({ id, kind }) => dismissed.has(id) || !this.#kinds[kind]);
    return { report: corrected, hidden: new Set(hidden.map(({ id }) => id)) };
  }

  stop() {
    this.#stopCorrections();
    this.#stopSettings();
  }
}

/**
 * What of the settings changes how quotes look.
 * @param {import("../shared/settings.js").Settings} settings
 */
function lookOf({ palette, lines, tint }) {
  return JSON.stringify([palette, lines, tint]);
}
