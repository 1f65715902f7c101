// @ts-check
/**
 * Paints quotes with the CSS Custom Highlight API: the document is not touched, the styles stand in highlight.css.
 *
 * The registry of highlights is shared with the page, so names are prefixed, and it is never read: Firefox does not let
 * a content script iterate it. What is painted where is kept here, by text node.
 */

/** @typedef {import("../shared/contract.js").Quote} Quote */
/** @typedef {import("../shared/contract.js").QuoteKind} QuoteKind */
/** @typedef {import("./anchor.js").Piece} Piece */

/** Later ones are painted over earlier ones. */
const LAYERS = /** @type {const} */ (["indirect", "mixed", "direct", "selected", "flash"]);

/** @typedef {typeof LAYERS[number]} Layer */

/**
 * @param {Layer} layer
 * @returns {string} the name in `CSS.highlights` and in highlight.css
 */
function highlightName(layer) {
  return `sourcelight-${layer}`;
}

/** @typedef {Window & typeof globalThis} FrameWindow */

/**
 * The window that shows a node; null where none does any more.
 * @param {Node} node
 * @returns {FrameWindow | null}
 */
function windowOf(node) {
  // The page's own window is known; elements of the page can take the name by which a document tells it.
  return node.ownerDocument === globalThis.document ? window : node.ownerDocument?.defaultView ?? null;
}

export class Painter {
  /** The windows in which something was painted: each frame has a registry of its own. @type {Set<FrameWindow>} */
  #windows = new Set();
  /** @type {Quote[]} */
  #quotes = [];
  /** @type {number[] | null} */
  #chosen = null;
  #isWhole = true;
  /** @type {Map<Text, Piece[]>} */
  #piecesByNode = new Map();
  /** @type {Map<number, Piece[]>} */
  #piecesByQuote = new Map();

  /** Whether all that was to be painted still is. */
  get isWhole() {
    return this.#isWhole;
  }

  /** The text nodes in which something is painted. */
  get nodes() {
    return this.#piecesByNode.keys();
  }

  /**
   * Paints the pieces in the style of their quote's kind, in place of all that was painted.
   * @param {Quote[]} quotes
   * @param {Piece[]} pieces
   */
  paint(quotes, pieces) {
    this.clear();
    for (const piece of pieces) {
      const window = windowOf(piece.node);
      if (window !== null) this.#windows.add(window);
      pushTo(this.#piecesByNode, piece.node, piece);
      pushTo(this.#piecesByQuote, piece.quote, piece);
    }
    this.#quotes = quotes;
    this.select(null);
  }

  /**
   * Paints only the given quotes, and sets them off.
   * @param {number[] | null} chosen Null paints all of them alike.
   */
  select(chosen) {
    this.#chosen = chosen;
    const wanted = new Set(chosen);
    const shown = chosen === null ? this.#quotes : this.#quotes.filter((quote) => wanted.has(quote.id));
    for (const kind of /** @type {const} */ (["indirect", "mixed", "direct"])) {
      this.#set(kind, shown.filter((quote) => quote.kind === kind).map((quote) => quote.id));
    }
    this.#set("selected", chosen ?? []);
  }

  /**
   * Flashes a quote, or ends the flash.
   * @param {number | null} quote
   */
  flash(quote) {
    this.#set("flash", quote === null ? [] : [quote]);
  }

  /**
   * Takes away what is painted in a text node; its text has changed.
   * @param {Text} node
   */
  forget(node) {
    const pieces = this.#piecesByNode.get(node);
    if (pieces === undefined) return;
    this.#isWhole = false;
    this.#piecesByNode.delete(node);
    for (const { quote } of pieces) {
      this.#piecesByQuote.set(quote, this.piecesOfQuote(quote).filter((piece) => piece.node !== node));
    }
    this.#set("flash", []);
    this.select(this.#chosen);
  }

  /** Takes every highlight away. */
  clear() {
    for (const window of this.#windows) {
      for (const layer of LAYERS) window.CSS.highlights.delete(highlightName(layer));
    }
    this.#windows.clear();
    this.#quotes = [];
    this.#isWhole = true;
    this.#piecesByNode.clear();
    this.#piecesByQuote.clear();
  }

  /**
   * The pieces of a quote, in reading order.
   * @param {number} quote
   * @returns {Piece[]}
   */
  piecesOfQuote(quote) {
    return this.#piecesByQuote.get(quote) ?? [];
  }

  /**
   * The innermost painted quote at a point of the viewport.
   * @param {number} x
   * @param {number} y
   * @param {Document} document The page's, or a frame's.
   * @param {ShadowRoot[]} shadowRoots The roots into which the point may lead.
   * @returns {{ quote: number, top: number, bottom: number } | null} the quote, and its line at the point
   */
  quoteAt(x, y, document, shadowRoots) {
    const position = document.caretPositionFromPoint(x, y, { shadowRoots });
    if (position === null) return null;
    const pieces = this.#piecesByNode.get(/** @type {Text} */ (position.offsetNode)) ?? [];
    const under = pieces.filter(({ start, end }) => start <= position.offset && position.offset <= end)
      .sort((left, right) => (left.end - left.start) - (right.end - right.start));
    // The caret's place is the nearest one in the text; the point may stand beside the line.
    for (const piece of under) {
      const line = [...(this.rangeOf(piece)?.getClientRects() ?? [])].find(({ left, right, top, bottom }) =>
        left <= x && x <= right && top <= y && y <= bottom);
      if (line !== undefined) return { quote: piece.quote, top: line.top, bottom: line.bottom };
    }
    return null;
  }

  /**
   * The first quote with a piece in a range of the document; null where none is.
   * @param {Range} range
   * @returns {number | null}
   */
  quoteWithin(range) {
    for (const [quote, pieces] of this.#piecesByQuote) {
      for (const piece of pieces) {
        const own = range.intersectsNode(piece.node) ? this.rangeOf(piece) : null;
        if (own === null) continue;
        // The constants name the other range's point first.
        const endsAfterItsStart = range.compareBoundaryPoints(Range.START_TO_END, own) > 0;
        const startsBeforeItsEnd = range.compareBoundaryPoints(Range.END_TO_START, own) < 0;
        if (startsBeforeItsEnd && endsAfterItsStart) return quote;
      }
    }
    return null;
  }

  /**
   * A range for measuring; null where the node has changed by now.
   * @param {Piece} piece
   * @returns {Range | null}
   */
  rangeOf({ node, start, end }) {
    if (!node.isConnected || end > node.length) return null;
    const range = node.ownerDocument.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    return range;
  }

  /**
   * @param {Layer} layer
   * @param {number[]} quotes
   */
  #set(layer, quotes) {
    // Static ranges cost the page nothing when it changes, where it would have to move live ones along.
    const pieces = quotes.flatMap((quote) => this.piecesOfQuote(quote));
    for (const window of this.#windows) {
      const ranges = pieces.filter(({ node }) => windowOf(node) === window).map(({ node, start, end }) =>
        new window.StaticRange({ startContainer: node, startOffset: start, endContainer: node, endOffset: end }));
      if (ranges.length === 0) {
        window.CSS.highlights.delete(highlightName(layer));
        continue;
      }
      const highlight = new window.Highlight();
      // One by one: a call takes some ten thousand values at most.
      for (const range of ranges) highlight.add(range);
      highlight.priority = LAYERS.indexOf(layer);
      window.CSS.highlights.set(highlightName(layer), highlight);
    }
  }
}

/**
 * @template K, V
 * @param {Map<K, V[]>} map
 * @param {K} key
 * @param {V} value
 */
function pushTo(map, key, value) {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
