// @ts-check
/**
 * Gives open shadow roots the rules that paint quotes. Chromium paints in them by the document's rules; Firefox only by
 * rules that stand in the root itself. A sheet that a root adopts is no node: its tree stays as it is.
 */

/** @typedef {{ adoptedStyleSheets: CSSStyleSheet[] }} Adopting */

/**
 * Firefox does not let a content script reach a root's list of sheets but as the page sees it.
 * @template T
 * @param {T} seen
 * @returns {Adopting | null} null in browsers where there is no such thing, and no need
 */
function asPageSees(seen) {
  return /** @type {{ wrappedJSObject?: Adopting }} */ (seen).wrappedJSObject ?? null;
}

export class ShadowLook {
  /** @type {{ CSSStyleSheet: typeof CSSStyleSheet }} */
  #window;
  /** @type {() => Promise<string>} */
  #rules;
  /** The roots that hold the sheet. @type {Adopting[]} */
  #roots = [];
  /** @type {CSSStyleSheet | null} */
  #sheet = null;
  /** Counts changes; rules that come too late are dropped. */
  #turn = 0;

  /**
   * @param {{ CSSStyleSheet: typeof CSSStyleSheet }} window The page's window.
   * @param {() => Promise<string>} rules Gives the style sheet that paints quotes as the reader wants them.
   */
  constructor(window, rules) {
    this.#window = window;
    this.#rules = rules;
  }

  /**
   * Lets quotes be painted in these roots, and in no others.
   * @param {ShadowRoot[]} shadowRoots
   * @returns {Promise<void>}
   */
  async showIn(shadowRoots) {
    this.clear();
    await this.#adopt(shadowRoots.map(asPageSees).filter((root) => root !== null));
  }

  /** @param {Adopting[]} roots */
  async #adopt(roots) {
    if (roots.length === 0) return;
    const turn = this.#turn;
    const rules = await this.#rules();
    if (turn !== this.#turn) return;
    const sheet = new this.#window.CSSStyleSheet();
    sheet.replaceSync(rules);
    this.#sheet = sheet;
    this.#roots = roots;
    for (const root of roots) root.adoptedStyleSheets.push(sheet);
  }

  /** Brings about what the reader chose otherwise. */
  async refresh() {
    const roots = this.#roots;
    this.clear();
    await this.#adopt(roots);
  }

  /** Takes the sheet away from every root. */
  clear() {
    this.#turn += 1;
    for (const { adoptedStyleSheets: sheets } of this.#roots) {
      const index = this.#sheet === null ? -1 : sheets.indexOf(this.#sheet);
      if (index >= 0) sheets.splice(index, 1);
    }
    this.#roots = [];
    this.#sheet = null;
  }
}
