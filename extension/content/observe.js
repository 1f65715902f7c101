// @ts-check
/**
 * Says when the page may have changed its text: single-page sites replace the article, live blogs add to it, a button
 * unfolds the rest.
 *
 * Only the element around the article is watched, and the children of its ancestors, so that it is noticed when that
 * element itself is replaced. Changes without text, such as a picture that is loaded, are passed over. A page that
 * changes all the time is looked at less and less often, but soon after the reader's own clicks and keys. Nothing
 * happens while the page is hidden.
 */

import { pristineNode } from "./pristine.js";
import { isWithoutText } from "./rules.js";

/** @typedef {import("../shared/contract.js").Report} Report */
/** @typedef {import("./collect.js").Collected} Collected */

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 30_000;

/** Attributes with which pages hide text and show it. */
const SHOWING = ["hidden", "open", "class", "style"];

/**
 * What is done about changes.
 * @typedef {object} Watching
 * @property {() => Promise<void>} look Called some time after changes; those during it are told when it has ended.
 * @property {(node: Text) => void} forget Called at once for a text node whose text changed: what was known of it is wrong.
 */

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
      while (root !== null && !pristineNode(root).contains(node)) root = pristineNode(root).parentNode;
    }
  }
  return root;
}

export class ChangeWatcher {
  /** @type {Document} */
  #document;
  /** @type {Watching} */
  #watching;
  #observer = new MutationObserver((records) => this.#note(records));
  #onVisibility = () => this.#resume();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #waitMs = FIRST_WAIT_MS;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #isStale = false;
  #isLooking = false;

  /**
   * @param {Document} document
   * @param {Watching} watching
   */
  constructor(document, watching) {
    this.#document = document;
    this.#watching = watching;
  }

  /**
   * Watches until {@link stop}.
   * @param {Node} root
   * @param {Node[]} trees Shadow roots and documents of frames in it, which must be watched one by one.
   */
  watch(root, trees) {
    for (const each of [root, ...trees]) {
      this.#observer.observe(each, { subtree: true, childList: true, characterData: true, attributeFilter: SHOWING });
    }
    for (let ancestor = pristineNode(root).parentNode; ancestor !== null; ancestor = pristineNode(ancestor).parentNode) {
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

  /** @param {MutationRecord[]} records */
  #note(records) {
    let matters = false;
    for (const record of records) {
      if (record.type === "characterData") this.#watching.forget(/** @type {Text} */ (record.target));
      matters ||= canChangeText(record);
    }
    if (matters) this.#schedule();
  }

  #schedule() {
    this.#isStale = true;
    if (this.#isLooking || this.#document.hidden) return;
    const isReadersDoing = this.#document.defaultView?.navigator.userActivation?.isActive === true;
    if (this.#timer !== undefined && !(isReadersDoing && this.#waitMs > FIRST_WAIT_MS)) return;
    clearTimeout(this.#timer);
    const quietMs = performance.now() - this.#lookedAt;
    this.#waitMs = isReadersDoing || quietMs > 4 * this.#waitMs ? FIRST_WAIT_MS : Math.min(2 * this.#waitMs, LONGEST_WAIT_MS);
    this.#timer = setTimeout(() => void this.#look(), this.#waitMs);
  }

  #resume() {
    if (this.#isStale && !this.#document.hidden) this.#schedule();
  }

  async #look() {
    this.#timer = undefined;
    // What comes into view again is looked at then.
    if (this.#document.hidden) return;
    this.#isStale = false;
    this.#isLooking = true;
    try {
      await this.#watching.look();
    } finally {
      this.#isLooking = false;
      this.#lookedAt = performance.now();
      this.#resume();
    }
  }
}

/**
 * Whether a change can be one of the text that a reader sees.
 * @param {MutationRecord} record
 * @returns {boolean}
 */
function canChangeText({ type, target, addedNodes, removedNodes }) {
  switch (type) {
    case "childList":
      return !isWithoutText(pristineNode(target)) && ([...addedNodes].some(mayHoldText) || [...removedNodes].some(mayHoldText));
    case "attributes":
      return mayHoldText(target);
    case "characterData":
      return target.parentNode === null || !isWithoutText(pristineNode(target.parentNode));
  }
}

/** @param {Node} node */
function mayHoldText(node) {
  const own = pristineNode(node);
  if (own.nodeType === 3) return /\S/u.test(/** @type {Text} */ (own).data);
  // A custom element may hold its text in a tree of its own.
  return own.nodeType === 1 && !isWithoutText(own) &&
    (own.hasChildNodes() || /** @type {Element} */ (own).shadowRoot !== null);
}
