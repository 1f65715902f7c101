// @ts-check
/**
 * Names the speaker of the quote under the pointer. The panel says the same to those who use no pointer.
 */

/** @typedef {import("../shared/tip.js").Tip} Tip */

/** So long must the pointer rest on a quote, so that crossing a page does not flicker. */
const REST_MS = 120;
/** As wide as a tip gets, with some room. */
const TIP_WIDTH = 296;
/** Room that a tip needs above a line. */
const TIP_HEIGHT = 64;

/** @typedef {(change: { show: Tip | null, hide: Tip | null }) => Promise<boolean>} ChangeTip Says whether it was done. */

export class Tooltip {
  /** @type {Window} */
  #window;
  /** @type {ChangeTip} */
  #changeTip;
  /** @type {Tip | null} */
  #wanted = null;
  /** @type {Tip | null} */
  #shown = null;
  #isChanging = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {Tip["pseudo"] | null | undefined} Null where the page uses both; looked up when the first tip is due. */
  #pseudo;

  /**
   * @param {Window} window
   * @param {ChangeTip} changeTip
   */
  constructor(window, changeTip) {
    this.#window = window;
    this.#changeTip = changeTip;
  }

  /**
   * Shows a text beside a line of the page.
   * @param {string} text
   * @param {{ x: number, top: number, bottom: number }} place The pointer, and the line, in the viewport.
   */
  show(text, { x, top, bottom }) {
    this.#pseudo ??= freePseudo(this.#window);
    if (this.#pseudo === null) return;
    const isAbove = top > TIP_HEIGHT;
    /** @type {Tip} */
    const tip = {
      text,
      pseudo: this.#pseudo,
      left: pixels(Math.min(x - 12, this.#window.innerWidth - TIP_WIDTH)),
      top: pixels(isAbove ? top : bottom),
      side: isAbove ? "above" : "below",
    };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#want(tip), REST_MS);
  }

  hide() {
    clearTimeout(this.#timer);
    this.#want(null);
  }

  /** @param {Tip | null} tip */
  #want(tip) {
    this.#wanted = tip;
    void this.#change();
  }

  /** Brings about what is wanted, one change after the other, so that they cannot overtake each other. */
  async #change() {
    if (this.#isChanging) return;
    this.#isChanging = true;
    while (this.#shown !== this.#wanted) {
      const change = { show: this.#wanted, hide: this.#shown };
      if (!(await this.#changeTip(change))) break;
      this.#shown = change.show;
    }
    this.#isChanging = false;
  }
}

/** @param {number} value */
function pixels(value) {
  return Math.max(0, Math.round(value));
}

/**
 * The pseudo-element of the root that the page has no use for.
 * @param {Window} window
 * @returns {Tip["pseudo"] | null}
 */
function freePseudo(window) {
  const root = window.document.documentElement;
  const isFree = /** @param {string} name */ (name) =>
    ["none", "normal", ""].includes(window.getComputedStyle(root, `::${name}`).content);
  if (isFree("after")) return "after";
  return isFree("before") ? "before" : null;
}
