// @ts-check
/** Tells which painted quote the pointer is on. Looks once a frame at most, and only when the pointer moved. */

/** @typedef {import("./paint.js").Painter} Painter */

/**
 * A quote under the pointer, and where the pointer is in the viewport.
 * @typedef {{ quote: number, x: number, y: number }} Hovered
 */

/**
 * @param {Document} document
 * @param {Painter} painter
 * @param {ShadowRoot[]} shadowRoots
 * @param {(hovered: Hovered | null) => void} onHover Called when another quote, or none, comes under the pointer.
 * @returns {() => void} stops it
 */
export function watchPointer(document, painter, shadowRoots, onHover) {
  const window = /** @type {Window} */ (document.defaultView);
  /** @type {number | null} */
  let frame = null;
  /** @type {{ x: number, y: number } | null} */
  let pointer = null;
  /** @type {number | null} */
  let hovered = null;

  const look = () => {
    frame = null;
    const quote = pointer === null ? null : painter.quoteAt(pointer.x, pointer.y, shadowRoots);
    if (quote === hovered) return;
    hovered = quote;
    onHover(quote === null || pointer === null ? null : { quote, ...pointer });
  };
  const schedule = () => {
    frame ??= window.requestAnimationFrame(look);
  };
  /** @param {PointerEvent} event */
  const onMove = (event) => {
    pointer = event.pointerType === "touch" ? null : { x: event.clientX, y: event.clientY };
    schedule();
  };
  const onLeave = () => {
    pointer = null;
    schedule();
  };

  const options = { passive: true, capture: true };
  document.addEventListener("pointermove", onMove, options);
  document.addEventListener("scroll", schedule, options);
  document.documentElement.addEventListener("pointerleave", onLeave, options);
  return () => {
    document.removeEventListener("pointermove", onMove, options);
    document.removeEventListener("scroll", schedule, options);
    document.documentElement.removeEventListener("pointerleave", onLeave, options);
    if (frame !== null) window.cancelAnimationFrame(frame);
    if (hovered !== null) onHover(null);
  };
}
