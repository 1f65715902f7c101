// @ts-check
/**
 * Has the rules that paint quotes given to the page for elements other than the usual one. What could not be given is
 * asked for again: some times after a while, and whenever the page is painted or the background speaks.
 */

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
    for (const name of names) if (!this.#given.has(name)) this.#missing.add(name);
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
    if (this.#isPainted && wait !== undefined) this.#timer = setTimeout(() => void this.again(), wait);
  }

  /** Asks for no more; the page has no quotes painted. */
  stop() {
    this.#isPainted = false;
    clearTimeout(this.#timer);
    this.#missing.clear();
  }
}
