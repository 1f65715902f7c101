// @ts-check
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { collectPage } from "../../extension/content/collect.js";
import { joined } from "../../extension/content/long-page.js";
import { parsePageInput } from "../../extension/shared/contract.js";
import { collect, pageOf } from "./page.js";

/**
 * @param {string} body
 * @param {string[]} expected The texts of the blocks.
 */
async function check(body, expected) {
  const { input, blocks } = await collect(pageOf(body));
  assert.deepEqual(input.blocks.map(({ text }) => text), expected);
  for (const { id, text } of input.blocks) {
    for (const { node, nodeStart, textStart, length } of blocks.get(id)?.segments ?? []) {
      const inNode = node.data.slice(nodeStart, nodeStart + length).replaceAll(/[ \t\n\r\f]/gu, " ");
      assert.equal(inNode, text.slice(textStart, textStart + length), "a segment is its node's own text");
    }
  }
}

const cases = JSON.parse(await readFile(new URL("../collect/cases.json", import.meta.url), "utf8"));
for (const { name, html, blocks } of cases) {
  test(`shared case: ${name}`, async () => {
    const { input } = await collect(pageOf(html));
    assert.deepEqual(input.blocks, blocks);
    parsePageInput(input);
  });
}

test("a link that is never closed does not stand on all that follows", async () => {
  const { input } = await collect(pageOf(`<a href="https://a.example/">${"<div>x</div>".repeat(40)}`));
  assert.deepEqual(input.blocks.map(({ links = [] }) => links.length), Array.from({ length: 40 }, (_, index) => (index < 16 ? 1 : 0)));
});

test("an address that no server takes is no link", async () => {
  const linksOf = async (/** @type {number} */ length) => {
    const { input } = await collect(pageOf(`<p><a href="https://a.example/${"x".repeat(length - 18)}">x</a>`));
    return input.blocks[0]?.links?.length ?? 0;
  };
  assert.deepEqual([await linksOf(2048), await linksOf(2049)], [1, 0]);
});

test("the page's facts", async () => {
  const { input } = await collect(pageOf("<p>Text</p>", "<title> A  title </title><meta property='og:site_name' content='The Tarn Post'>"));
  const { blocks, ...facts } = input;
  assert.deepEqual(facts, {
    version: 1, title: "A title", url: "https://news.example/story", outlet: "The Tarn Post", lang: "en",
  });
});

test("an element that floats in a line is a drop cap", async () => {
  await check("<p><span style='float: left'>T</span>he rain came.</p>", ["The rain came."]);
});

test("an inline element that the page shows as a block is one", async () => {
  await check("<p>Head<span style='display: block'>Line</span>Tail</p>", ["Head", "Line", "Tail"]);
});

test("a list whose items stand in a line still has items", async () => {
  await check("<ul><li style='display: inline-block'>One</li><li style='display: inline-block'>Two</li></ul>", ["One", "Two"]);
});

test("text for screen readers only is not seen", async () => {
  await check(
    // A browser takes what is put beside its line for a block; the tests' document must be told.
    "<p>Ann <span style='display: block; position: absolute; clip: rect(0px, 0px, 0px, 0px)'>(opens a window) </span>spoke" +
    "<span style='display: block; position: absolute; overflow: hidden; width: 1px; height: 1px'> softly</span>.</p>",
    ["Ann spoke."],
  );
});

test("of closed details only the summary is seen", async () => {
  await check("<details><summary>More</summary><p>Secret</p></details><details open><summary>Less</summary><p>Open</p></details>",
    ["More", "Less", "Open"]);
});

test("what a reader edits is not the page's text", async () => {
  await check("<p>Text</p><div contenteditable>My comment</div><p contenteditable='false'>Fixed</p>", ["Text", "Fixed"]);
});

test("lines stay where the page keeps them", async () => {
  await check("<div style='white-space: pre-line'>One\ntwo\n\nThree</div>", ["One\ntwo", "Three"]);
});

test("visible text in a hidden element is seen", async () => {
  await check("<p style='visibility: hidden'>Gone <b style='visibility: visible'>here</b></p>", ["here"]);
});

test("open shadow roots are read, with what is slotted into them", async () => {
  const document = pageOf("<div id='host'><p>Slotted</p></div>");
  const host = document.getElementById("host");
  assert.ok(host);
  host.attachShadow({ mode: "open" }).innerHTML = "<p>Shadow</p><slot></slot>";
  const { input } = await collect(document);
  assert.deepEqual(input.blocks.map(({ text }) => text), ["Shadow", "Slotted"]);
});

test("a form around a whole page is no form", async () => {
  const { input } = await collect(pageOf("<form><h1>Head</h1><p>Text</p></form><form><p>Mail</p></form>"));
  assert.deepEqual(input.blocks.map(({ region }) => region), ["unknown", "unknown", "form"]);
});

test("a page that is held back until it has loaded is read as it is going to be", async () => {
  const document = pageOf("<p>Seen soon</p><p style='display: none'>no</p>", "<style>body { visibility: hidden }</style>");
  assert.deepEqual((await collect(document)).input.blocks.map(({ text }) => text), ["Seen soon"]);
});

test("of a page as long as a library the beginning is read", async () => {
  const paragraph = `<p>${"The boats of the old town waited. ".repeat(300)}</p>`;
  const { input } = await collect(pageOf(paragraph.repeat(60)));
  assert.equal(input.is_partial, true);
  assert.equal(input.blocks.length, 50);
  assert.equal((await collect(pageOf(paragraph))).input.is_partial, undefined);
});

test("of one paragraph that is as long as a library the beginning is read", async () => {
  const text = "The boats waited for the pier. ".repeat(40_000);
  for (const body of [`<p>${text}</p>`, `<pre style="white-space: pre">${text.replaceAll(". ", ".\n")}</pre>`]) {
    const document = pageOf(body.replaceAll("pre", "div"));
    const { input } = await collect(document);
    assert.equal(input.is_partial, true);
    assert(input.blocks.reduce((sum, block) => sum + block.text.length, 0) <= 500_000);
  }
  const paragraph = pageOf("<p></p>");
  for (let count = 0; count < 300_000; count += 1) paragraph.querySelector("p")?.append("a ");
  assert.equal((await collect(paragraph)).input.is_partial, true, "of many nodes");
});

test("what is in view of a page joins its beginning: nothing twice, and in the same containers", async () => {
  const document = pageOf("<article><p>One.</p><p>Two.</p><p>Three.</p></article><article><p>Four.</p></article>");
  const whole = await collect(document);
  const beginning = {
    ...whole, blocks: new Map([...whole.blocks].slice(0, 2)), input: { ...whole.input, is_partial: true, blocks: whole.input.blocks.slice(0, 2) },
  };
  const view = await collectPage(document, () => Promise.resolve(), { numbers: beginning.numbers });
  const { input, blocks } = joined(beginning, view);
  assert.deepEqual(input, { ...whole.input, is_partial: true });
  assert.deepEqual([...blocks.values()].map(({ text }) => text), ["One.", "Two.", "Three.", "Four."]);
});

test("a frame is read when its document is wanted and may be read", async () => {
  const document = pageOf("<p>Before.</p><iframe></iframe><p>After.</p>");
  const framed = document.querySelector("iframe")?.contentDocument;
  assert(framed?.body);
  framed.body.innerHTML = `<p>Short.</p>`;
  assert.equal((await collect(document)).hasUnreadFrames, false, "a line of the page's workings");
  framed.body.innerHTML = `<p>Inside.</p><p>${"Long. ".repeat(50)}</p>`;
  const unread = await collect(document);
  assert.deepEqual([unread.hasUnreadFrames, unread.input.blocks.map(({ text }) => text)], [true, ["Before.", "After."]]);
  const read = await collectPage(document, () => Promise.resolve(), { withFrames: true });
  assert.deepEqual([read.hasUnreadFrames, read.input.blocks.map(({ text }) => text.slice(0, 7))], [false, ["Before.", "Inside.", "Long. L", "After."]]);
  assert.deepEqual(read.readFrames, [framed]);
});

test("of very many children none is read twice or left out, though the page goes on changing", async () => {
  const document = pageOf(Array.from({ length: 3500 }, (_each, index) => `<p>${index}</p>`).join(""));
  let pauses = 0;
  const { input } = await collectPage(document, async () => {
    pauses += 1;
    if (pauses % 3 === 0) document.body.prepend(document.createElement("hr"));
    if (pauses % 3 === 1) document.body.firstElementChild?.remove();
  });
  const numbers = input.blocks.map(({ text }) => Number(text));
  assert.deepEqual(numbers, Array.from({ length: 3500 - (numbers[0] ?? 0) }, (_each, index) => index + (numbers[0] ?? 0)));
});
