// @ts-check
/** Tells which painted quote the reader pressed, or has words of selected. The page gets every press as it always did. */

import { pristineNode } from "./pristine.js";

/** @typedef {import("./paint.js").Painter} Painter */

/** On these a press means something else. */
const CONTROLS = "a[href], button, input, select, textarea, label, summary, [contenteditable], [role='button'], [role='link']";

/**
 * @param {Document} document
 * @param {Painter} painter
 * @param {ShadowRoot[]} shadowRoots The roots into which the point may lead.
 * @param {(quote: number) => void} onPress
 * @returns {() => void} stops it
 */
export function watchPresses(document, painter, shadowRoots, onPress) {
  /** @param {MouseEvent} event */
  const onClick = (event) => {
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    const hasSelected = document.getSelection()?.isCollapsed === false;
    const [target] = event.composedPath();
    if (!isPlain || hasSelected || event.defaultPrevented) return;
    const element = target !== undefined && "closest" in target ? pristineNode(/** @type {Element} */ (target)) : null;
    if (element !== null && element.closest(CONTROLS) !== null) return;
    const found = painter.quoteAt(event.clientX, event.clientY, document, shadowRoots);
    if (found !== null) onPress(found.quote);
  };
  const options = { passive: true };
  document.addEventListener("click", onClick, options);
  return () => document.removeEventListener("click", onClick);
}

/**
 * The painted quote that shares words with what is selected on the page.
 * @param {Document} document
 * @param {Painter} painter
 * @returns {number | null}
 */
export function quoteOfSelection(document, painter) {
  const selection = document.getSelection();
  if (selection === null || selection.rangeCount === 0) return null;
  return painter.quoteWithin(selection.getRangeAt(0));
}
