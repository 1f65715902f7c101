// @ts-check
/**
 * From spans of blocks to places in the document.
 *
 * A piece never leaves its text node: what stands between two text nodes (hidden text, a button) is never painted, and
 * a node that the page replaces takes only its own piece along. Each piece is compared with the block's text; one that
 * differs is dropped and counted.
 */

/** @typedef {import("../shared/contract.js").Report} Report */
/** @typedef {import("../shared/contract.js").Span} Span */
/** @typedef {import("./block-text.js").Segment} Segment */
/** @typedef {import("./collect.js").Collected} Collected */

/**
 * A stretch of one text node that belongs to a quote.
 * @typedef {object} Piece
 * @property {Text} node
 * @property {number} start First code unit in the node.
 * @property {number} end One past the last code unit in the node.
 * @property {number} quote The quote's id.
 */

/**
 * @param {string} text
 * @returns {string}
 */
function withOneKindOfSpace(text) {
  return text.replaceAll(/[ \t\n\r\f]+/gu, " ");
}

/**
 * The pieces of a span.
 * @param {Collected["blocks"]} blocks
 * @param {Span} span
 * @param {number} quote
 * @returns {{ pieces: Piece[], dropped: number }}
 */
export function piecesOf(blocks, span, quote) {
  const block = blocks.get(span.block);
  if (block === undefined || span.start >= span.end || span.end > block.text.length) return { pieces: [], dropped: 1 };
  /** @type {(Piece & { expected: string })[]} */
  const found = [];
  for (const { node, nodeStart, textStart, length } of block.segments) {
    const textFrom = Math.max(span.start, textStart);
    const textTo = Math.min(span.end, textStart + length);
    if (textFrom >= textTo) continue;
    const start = nodeStart + textFrom - textStart;
    const end = nodeStart + textTo - textStart;
    const expected = block.text.slice(textFrom, textTo);
    const last = found.at(-1);
    if (last !== undefined && last.node === node && /^[ \t\n\r\f]*$/u.test(node.data.slice(last.end, start))) {
      // Only white space that the reader does not see stands between two runs of a line.
      last.expected += last.end === start ? expected : ` ${expected}`;
      last.end = end;
    } else {
      found.push({ node, start, end, quote, expected });
    }
  }
  /** @type {Piece[]} */
  const pieces = [];
  let dropped = found.length === 0 ? 1 : 0;
  for (const { expected, ...piece } of found) {
    const { node, start, end } = piece;
    const holds = node.isConnected &&
      withOneKindOfSpace(node.data.slice(start, end)) === withOneKindOfSpace(expected);
    if (holds) pieces.push(piece);
    else dropped += 1;
  }
  return { pieces, dropped };
}

/**
 * The pieces of all quotes of a report, in reading order.
 * @param {Collected["blocks"]} blocks
 * @param {Report} report
 * @returns {{ pieces: Piece[], dropped: number }}
 */
export function anchor(blocks, report) {
  /** @type {Piece[]} */
  const pieces = [];
  let dropped = 0;
  for (const quote of report.quotes) {
    for (const span of quote.content) {
      const found = piecesOf(blocks, span, quote.id);
      // One by one: a call takes some ten thousand values at most.
      for (const piece of found.pieces) pieces.push(piece);
      dropped += found.dropped;
    }
  }
  return { pieces, dropped };
}
