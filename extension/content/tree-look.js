// @ts-check
/**
 * Gives open shadow roots and the documents of frames the rules that paint quotes. In shadow roots, Chromium paints by the
 * document's rules, Firefox only by rules that stand in the root itself; into frames, no rules of the page reach. A sheet
 * that a tree adopts is no node: the tree stays as it is.
 */

/** @typedef {{ adoptedStyleSheets: CSSStyleSheet[] }} Adopting */
/** @typedef {{ tree: Adopting, sheet: CSSStyleSheet }} Adopted */

/**
 * Firefox does not let a content script reach a tree's list of sheets but as the page sees it.
 * @param {Document | ShadowRoot} tree
 * @returns {Adopting | null} null where that is no way of the browser
 */
function asPageSees(tree) {
  return /** @type {{ wrappedJSObject?: Adopting }} */ (/** @type {unknown} */ (tree)).wrappedJSObject ?? null;
}

/**
 * @param {Document | ShadowRoot} tree
 * @returns {tree is Document}
 */
function isDocument(tree) {
  return tree.ownerDocument === null;
}

export class TreeLook {
  /** @type {() => Promise<string>} */
  #rules;
  /** @type {(Document | ShadowRoot)[]} */
  #trees = [];
  /** @type {Adopted[]} */
  #adopted = [];
  /** Counts changes; rules that come too late are dropped. */
  #turn = 0;

  /** @param {() => Promise<string>} rules Gives the style sheet that paints quotes as the reader wants them. */
  constructor(rules) {
    this.#rules = rules;
  }

  /**
   * Lets quotes be painted in these trees besides the page's own, and in no others.
   * @param {(Document | ShadowRoot)[]} trees
   * @returns {Promise<void>}
   */
  async showIn(trees) {
    this.clear();
    this.#trees = trees.filter((tree) => isDocument(tree) || asPageSees(tree) !== null);
    await this.#adopt();
  }

  /** Brings about what the reader chose otherwise. */
  async refresh() {
    await this.showIn(this.#trees);
  }

  /** Takes the sheet away from every tree. */
  clear() {
    this.#turn += 1;
    for (const { tree: { adoptedStyleSheets: sheets }, sheet } of this.#adopted) {
      const index = sheets.indexOf(sheet);
      if (index >= 0) sheets.splice(index, 1);
    }
    this.#adopted = [];
    this.#trees = [];
  }

  async #adopt() {
    if (this.#trees.length === 0) return;
    const turn = this.#turn;
    const rules = await this.#rules();
    if (turn !== this.#turn) return;
    /** A tree adopts sheets of its own document only. @type {Map<Document, CSSStyleSheet>} */
    const sheets = new Map();
    for (const tree of this.#trees) {
      const document = isDocument(tree) ? tree : tree.ownerDocument;
      const window = document.defaultView;
      // The page took the frame away meanwhile.
      if (window === null) continue;
      const sheet = sheets.get(document) ?? new window.CSSStyleSheet();
      if (!sheets.has(document)) sheet.replaceSync(rules);
      sheets.set(document, sheet);
      const adopting = asPageSees(tree) ?? tree;
      adopting.adoptedStyleSheets.push(sheet);
      this.#adopted.push({ tree: adopting, sheet });
    }
  }
}
