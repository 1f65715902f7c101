// @ts-check
/** The nodes that stand in an element on the screen, and those of them in a part of the page. */

import { pristine, pristineNode } from "./pristine.js";

/** The part of a page to read, in CSS pixels of the viewport. @typedef {{ top: number, bottom: number }} Band */

/** Types of nodes. */
export const [ELEMENT, TEXT, CDATA] = [1, 3, 4];

/**
 * The nodes that stand in an element on the screen, where those are not its children.
 * @param {Element} element
 * @returns {Node[] | null}
 */
export function partOf(element) {
  if (element.localName === "slot") {
    const assigned = /** @type {HTMLSlotElement} */ (element).assignedNodes({ flatten: true });
    return assigned.length > 0 ? assigned : null;
  }
  if (element.localName === "details" && !element.hasAttribute("open")) {
    return [...element.children].filter((child) => pristineNode(child).localName === "summary").slice(0, 1);
  }
  return null;
}

/** Of fewer children, each is looked at. */
export const MANY_CHILDREN = 64;

/**
 * The children among which those are that stand in a part of the page, as far as children stand one below the other.
 * @param {ArrayLike<Node>} children
 * @param {Band} band
 * @returns {{ first: number, end: number }}
 */
export function withinBand(children, band) {
  /**
   * The first child for which a condition holds that holds for all later ones. A node without a place of its own is
   * where the next element is.
   * @param {(place: DOMRect) => boolean} holds
   */
  const firstWhere = (holds) => {
    let [low, high] = [0, children.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      let index = middle;
      let node = children[index];
      while (index < high && node !== undefined && !hasPlace(node)) {
        index += 1;
        node = children[index];
      }
      if (index >= high || node === undefined || holds(pristineNode(/** @type {Element} */ (node)).getBoundingClientRect())) high = middle;
      else low = index + 1;
    }
    return low;
  };
  return { first: firstWhere(({ bottom }) => bottom >= band.top), end: firstWhere(({ top }) => top > band.bottom) };
}

/**
 * Whether a node is an element with a box of its own.
 * @param {Node} node
 */
function hasPlace(node) {
  // Of text nodes there may be a million.
  if (node.nodeType === TEXT) return false;
  const own = pristineNode(node);
  return own.nodeType === ELEMENT && /** @type {Element} */ (own).getClientRects().length > 0;
}

/** A frame with less text, in code units, holds no more than a line of the page's workings. */
const LEAST_FRAME_TEXT = 200;

/**
 * The document in a frame that the page itself may read, if it holds some text.
 * @param {Element} element
 * @returns {Document | null}
 */
export function framedDocument(element) {
  const framed = /** @type {HTMLIFrameElement} */ (element).contentDocument;
  if (framed === null) return null;
  const { body, defaultView } = pristine(framed);
  if (body === null || defaultView === null) return null;
  return (body.textContent ?? "").trim().length < LEAST_FRAME_TEXT ? null : framed;
}
