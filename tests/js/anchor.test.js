// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { piecesOf } from "../../extension/content/anchor.js";
import { collect, pageOf } from "./page.js";

/**
 * @param {string} body Of one block.
 * @param {string} quote A part of the block's text.
 * @param {{ pieces: string[], dropped: number }} expected The document's own text at the pieces.
 * @param {(document: Document) => void} [change] What the page does after it was collected.
 */
async function check(body, quote, expected, change = () => {}) {
  const document = pageOf(body);
  const { blocks } = await collect(document);
  const start = blocks.get(0)?.text.indexOf(quote) ?? -1;
  assert.notEqual(start, -1, "the quote stands in the block's text");
  change(document);
  const { pieces, dropped } = piecesOf(blocks, { block: 0, start, end: start + quote.length }, 7);
  assert.deepEqual(pieces.map((piece) => piece.node.data.slice(piece.start, piece.end)), expected.pieces);
  assert.equal(dropped, expected.dropped);
  assert.ok(pieces.every((piece) => piece.quote === 7));
}

test("a span in one text node", () =>
  check("<p>“No,” she said.</p>", "“No,”", { pieces: ["“No,”"], dropped: 0 }));

test("a span over several elements has a piece in each", () =>
  check("<p>“No <em>way</em>,” she said.</p>", "“No way,”", { pieces: ["“No ", "way", ",”"], dropped: 0 }));

test("white space that the reader does not see stays in its piece", () =>
  check("<p>“No \n   way,” she said.</p>", "“No way,”", { pieces: ["“No \n   way,”"], dropped: 0 }));

test("what stands between the pieces unseen is not painted", () =>
  check("<p>“No <span hidden>ad</span><button>Share</button>way,” she said.</p>", "“No way,”",
    { pieces: ["“No ", "way,”"], dropped: 0 }));

test("a line's end belongs to no piece", () =>
  check("<p>“No<br>way,” she said.</p>", "“No\nway,”", { pieces: ["“No", "way,”"], dropped: 0 }));

test("characters beyond the basic plane are two code units on both sides", () =>
  check("<p>🙂 “No 🙂,” she said.</p>", "“No 🙂,”", { pieces: ["“No 🙂,”"], dropped: 0 }));

test("a piece whose text changed is dropped and counted", () =>
  check("<p>“No <em>way</em>,” she said.</p>", "“No way,”", { pieces: ["“No ", ",”"], dropped: 1 }, (document) => {
    const text = document.querySelector("em")?.firstChild;
    if (text) text.nodeValue = "day";
  }));

test("a piece whose node was replaced is dropped and counted", () =>
  check("<p>“No <em>way</em>,” she said.</p>", "“No way,”", { pieces: ["“No ", ",”"], dropped: 1 }, (document) => {
    document.querySelector("em")?.replaceChildren("way");
  }));

test("a span outside of its block is dropped", async () => {
  const { blocks } = await collect(pageOf("<p>Short</p>"));
  assert.deepEqual(piecesOf(blocks, { block: 0, start: 2, end: 99 }, 0), { pieces: [], dropped: 1 });
  assert.deepEqual(piecesOf(blocks, { block: 5, start: 0, end: 1 }, 0), { pieces: [], dropped: 1 });
});
