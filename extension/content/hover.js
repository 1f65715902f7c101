// @ts-check
/** Tells which painted quote the pointer is on. Looks once a frame at most, and only when the pointer moved. */

/** @typedef {import("./paint.js").Painter} Painter */

/**
 * A quote under the pointer, the pointer's place in the viewport, and the top and bottom of the quote's line there.
 * @typedef {{ quote: number, x: number, top: number, bottom: number }} Hovered
 */

/**
 * The same place in the viewport of the page, for one in that of a frame in it.
 * @param {Hovered} hovered
 * @param {Document} document The one in which it was found, the page's own or a frame's.
 * @param {Document} page
 * @returns {Hovered}
 */
export function inPage(hovered, document, page) {
  const frame = document === page ? null : document.defaultView?.frameElement ?? null;
  if (frame === null) return hovered;
  const { left, top } = frame.getBoundingClientRect();
  const [x, y] = [left + frame.clientLeft, top + frame.clientTop];
  const around = { quote: hovered.quote, x: hovered.x + x, top: hovered.top + y, bottom: hovered.bottom + y };
  return inPage(around, frame.ownerDocument, page);
}

/**
 * @param {Document} document The page's, or a frame's.
 * @param {Painter} painter
 * @param {ShadowRoot[]} shadowRoots
 * @param {(hovered: Hovered | null) => void} onHover Called when another quote, or none, comes under the pointer.
 * @returns {() => void} stops it
 */
export function watchPointer(document, painter, shadowRoots, onHover) {
  /** @type {number | null} */
  let frame = null;
  /** @type {{ x: number, y: number } | null} */
  let pointer = null;
  /** @type {number | null} */
  let hovered = null;

  const look = () => {
    frame = null;
    const found = pointer === null ? null : painter.quoteAt(pointer.x, pointer.y, document, shadowRoots);
    if ((found?.quote ?? null) === hovered) return;
    hovered = found?.quote ?? null;
    onHover(found === null || pointer === null ? null : { ...found, x: pointer.x });
  };
  const schedule = () => {
    // Asked of this world's own window: a document may stand in a frame without scripts, whose window calls nobody back.
    frame ??= requestAnimationFrame(look);
  };
  /** @param {PointerEvent} event */
  const onMove = (event) => {
    pointer = event.pointerType === "touch" ? null : { x: event.clientX, y: event.clientY };
    schedule();
  };
  const onScroll = () => {
    // The page moves under the pointer; what was said beside a line is no longer beside it.
    if (hovered !== null) {
      hovered = null;
      onHover(null);
    }
    if (pointer !== null) schedule();
  };
  const onLeave = () => {
    pointer = null;
    schedule();
  };

  const options = { passive: true, capture: true };
  document.addEventListener("pointermove", onMove, options);
  document.addEventListener("scroll", onScroll, options);
  document.documentElement.addEventListener("pointerleave", onLeave, options);
  return () => {
    document.removeEventListener("pointermove", onMove, options);
    document.removeEventListener("scroll", onScroll, options);
    document.documentElement.removeEventListener("pointerleave", onLeave, options);
    if (frame !== null) cancelAnimationFrame(frame);
    if (hovered !== null) onHover(null);
  };
}
