// @ts-check
/**
 * Says when the page may have changed its text: single-page sites replace the article, live blogs add to it.
 *
 * Only the element around the article is watched, and the children of its ancestors, so that it is noticed when that
 * element itself is replaced. A page that changes all the time is looked at less and less often. Nothing happens while
 * the page is hidden.
 */

/** @typedef {import("../shared/contract.js").Report} Report */
/** @typedef {import("./collect.js").Collected} Collected */

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 30_000;

/**
 * The innermost node around all text of the article; null where there is none.
 * @param {Collected} collected
 * @param {Report} report
 * @returns {Node | null}
 */
export function articleRoot(collected, report) {
  /** @type {Node | null} */
  let root = null;
  for (const id of report.article.blocks) {
    for (const { node } of collected.blocks.get(id)?.segments ?? []) {
      root ??= node.parentNode;
      while (root !== null && !root.contains(node)) root = root.parentNode;
    }
  }
  return root;
}

export class ChangeWatcher {
  /** @type {Document} */
  #document;
  /** @type {() => Promise<void>} */
  #onChange;
  #observer = new MutationObserver(() => this.#schedule());
  #onVisibility = () => this.#resume();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #waitMs = FIRST_WAIT_MS;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #isStale = false;
  #isLooking = false;

  /**
   * @param {Document} document
   * @param {() => Promise<void>} onChange Called some time after a change; changes during it are told when it has ended.
   */
  constructor(document, onChange) {
    this.#document = document;
    this.#onChange = onChange;
  }

  /**
   * Watches until {@link stop}.
   * @param {Node} root
   */
  watch(root) {
    this.#observer.observe(root, { subtree: true, childList: true, characterData: true });
    for (let ancestor = root.parentNode; ancestor !== null; ancestor = ancestor.parentNode) {
      this.#observer.observe(ancestor, { childList: true });
    }
    this.#document.addEventListener("visibilitychange", this.#onVisibility);
  }

  stop() {
    this.#observer.disconnect();
    this.#document.removeEventListener("visibilitychange", this.#onVisibility);
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isStale = false;
  }

  #schedule() {
    this.#isStale = true;
    if (this.#timer !== undefined || this.#isLooking || this.#document.hidden) return;
    const quietMs = performance.now() - this.#lookedAt;
    this.#waitMs = quietMs > 4 * this.#waitMs ? FIRST_WAIT_MS : Math.min(2 * this.#waitMs, LONGEST_WAIT_MS);
    this.#timer = setTimeout(() => void this.#look(), this.#waitMs);
  }

  #resume() {
    if (this.#isStale && !this.#document.hidden) this.#schedule();
  }

  async #look() {
    this.#timer = undefined;
    this.#isStale = false;
    this.#isLooking = true;
    try {
      await this.#onChange();
    } finally {
      this.#isLooking = false;
      this.#lookedAt = performance.now();
      this.#resume();
    }
  }
}
