// @ts-check
/** Text that stands in a tree of its own, as a reader sees it painted. Once for all browsers. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { lookOf, mutationsSeen, noteMutations, paintedPieces } from "./painted.js";
import { compare, whenSeen } from "./pixels.js";
import { servePages } from "./server.js";
import { askState, whenAnalyzed } from "./state.js";

/** @typedef {import("./driver.js").Driver} Driver */
/** @typedef {import("./driver.js").LaunchOptions} LaunchOptions */
/** @typedef {import("./driver.js").View} View */

const SAID = "“The pier will open in the summer,” said Ada Quill, the harbour master.";
const PLAIN = "The boats of the old town have waited for the pier for nine years, and so have their owners.";
const STYLE = "<style>body { font: 20px/1.6 serif; margin: 40px }</style>";

const IN_ROOTS = `<!DOCTYPE html><html lang="en"><title>Pier to open by summer</title>${STYLE}<article><h1>Pier to open by summer</h1>
  <news-text><template shadowrootmode="open"><p>${PLAIN}</p><p>${SAID}</p>
  <news-line><template shadowrootmode="open"><p>${SAID}</p></template></news-line></template></news-text></article>`;

const PARAGRAPHS = `<p>${SAID}</p><p>${PLAIN}</p><p>${PLAIN}</p>`;

/** @param {string} inner */
const inFrame = (inner) => `<iframe width="800" height="400" srcdoc="${inner.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"></iframe>`;

/** An article in a frame, and a frame of which the page itself may not know what is in it. */
const IN_FRAMES = `<!DOCTYPE html><html lang="en"><title>Pier to open by summer</title>${STYLE}<main><h1>Pier to open by summer</h1>
  ${inFrame(`<html lang="en">${STYLE}${PARAGRAPHS}</html>`)}</main>
  ${inFrame(PARAGRAPHS).replace("<iframe", '<iframe sandbox=""')}`;

/** What is painted in the first frame. */
function paintedInFrame() {
  const window = /** @type {(Window & typeof globalThis) | undefined} */ (document.querySelector("iframe")?.contentWindow);
  const { left = 0, top = 0 } = document.querySelector("iframe")?.getBoundingClientRect() ?? {};
  return [...window?.CSS.highlights ?? []].filter(([name]) => name.startsWith("sourcelight-")).flatMap(([, highlight]) =>
    [...highlight].map((each) => {
      const range = each.startContainer.ownerDocument?.createRange() ?? document.createRange();
      range.setStart(each.startContainer, each.startOffset);
      range.setEnd(each.endContainer, each.endOffset);
      return {
        text: range.toString(),
        // The border of a frame is two pixels wide.
        rectangles: [...range.getClientRects()].map((line) => ({
          left: line.left + left + 2, right: line.right + left + 2, top: line.top + top + 2, bottom: line.bottom + top + 2,
        })),
      };
    }));
}

/** @param {(options?: LaunchOptions) => Promise<Driver>} launch */
export function runTrees(launch) {
  /** @type {Driver} */
  let driver;
  /** @type {Awaited<ReturnType<typeof servePages>>} */
  let server;
  /** @type {View} */
  let page;
  /** @type {View} */
  let panel;

  before(async () => {
    [server, driver] = await Promise.all([servePages(), launch({ offline: true, listens: true })]);
    ({ page } = driver);
    // The first click opens the panel, which makes the page narrower; what it starts must not reach the next page.
    await driver.open(server.page(IN_ROOTS));
    await driver.clickAction();
    panel = await driver.panel();
    await whenAnalyzed(panel, server.origin);
  });
  after(async () => {
    assert.deepEqual(await driver?.complaints(), []);
    await driver?.close();
    await server?.close();
  });

  test("quotes in open shadow roots are painted, under the strictest policy too, and leave nothing behind", async () => {
    const url = server.page(IN_ROOTS, { strict: true });
    await driver.open(url);
    const plain = await page.screenshot();
    const before = await page.evaluate(lookOf);
    await page.evaluate(noteMutations);
    await driver.clickAction();
    await whenAnalyzed(panel, url);
    const pieces = await page.evaluate(paintedPieces);
    assert.equal(pieces.length, 2, "both quotes");
    const lines = pieces.flatMap(({ rectangles }) => rectangles);
    const seen = await whenSeen(page, plain, lines);
    assert(seen.shares.every((share) => share > 0.5), `shares of changed pixels: ${seen.shares.join(" ")}`);
    assert.equal(seen.outside, 0, "pixels that changed beside the quotes");

    await driver.clickAction();
    await panel.waitFor("the page to be switched off", askState, { url, statuses: ["idle"] });
    assert.equal(await page.evaluate(() => [...document.querySelectorAll("news-text")].reduce((count, { shadowRoot }) =>
      count + (shadowRoot?.adoptedStyleSheets.length ?? 0) + (shadowRoot?.querySelector("news-line")?.shadowRoot?.adoptedStyleSheets.length ?? 0), 0)),
    0, "style sheets that are left in the roots");
    assert.equal(compare(plain, await page.screenshot(), []).outside, 0, "pixels that differ from the page before");
    assert.deepEqual(await page.evaluate(lookOf), before);
    assert.deepEqual(await page.evaluate(mutationsSeen), []);
  });

  test("documents in frames are read when the reader asks for it", async () => {
    const url = server.page(IN_FRAMES);
    await driver.open(url);
    const plain = await page.screenshot();
    await page.evaluate(noteMutations);
    await driver.clickAction();
    assert.equal((await whenAnalyzed(panel, url)).status, "empty", "the frame is not read unasked");
    assert.deepEqual(await page.evaluate(paintedInFrame), []);

    await panel.press("#read-frames");
    await panel.waitFor("the frame's quote", askState, { url, statuses: ["ready"] });
    const { report, hasUnreadFrames } = await whenAnalyzed(panel, url);
    assert.deepEqual([report?.speakers.map(({ name }) => name), hasUnreadFrames], [["Ada Quill"], false]);
    const pieces = await page.evaluate(paintedInFrame);
    assert.deepEqual(pieces.map(({ text }) => text), ["“The pier will open in the summer,”"]);
    const lines = pieces.flatMap(({ rectangles }) => rectangles);
    const seen = await whenSeen(page, plain, lines);
    assert(seen.shares.every((share) => share > 0.5), `shares of changed pixels: ${seen.shares.join(" ")}`);
    assert.equal(seen.outside, 0, "pixels that changed beside the quote");

    const [line] = lines;
    assert(line !== undefined);
    await driver.movePointer(Math.round(line.left + 8), Math.round((line.top + line.bottom) / 2));
    await page.waitFor("the speaker's name beside the pointer", () =>
      getComputedStyle(document.documentElement, "::after").content.includes("Ada Quill"));
    const tip = await page.evaluate(() => {
      const { left, top } = getComputedStyle(document.documentElement, "::after");
      return { left: Number.parseFloat(left), top: Number.parseFloat(top) };
    });
    assert(Math.abs(tip.left - line.left) < 20 && tip.top > line.top - 100 && tip.top < line.bottom + 20,
      `the name stands at ${tip.left}, ${tip.top}, the line at ${line.left}, ${line.top}`);
    await driver.movePointer(2, 2);
    await driver.pressPointer(Math.round(line.left + 8), Math.round((line.top + line.bottom) / 2));
    await panel.waitFor("the card of the pressed quote", () => document.querySelector("[data-quote] [aria-current]") !== null);
    await driver.movePointer(2, 2);
    await page.waitFor("no name", () => ["none", "normal"].includes(getComputedStyle(document.documentElement, "::after").content));

    await driver.clickAction();
    await panel.waitFor("the page to be switched off", askState, { url, statuses: ["idle"] });
    assert.deepEqual(await page.evaluate(paintedInFrame), []);
    assert.equal(await page.evaluate(() => document.querySelector("iframe")?.contentDocument?.adoptedStyleSheets.length), 0);
    assert.equal(compare(plain, await page.screenshot(), []).outside, 0, "pixels that differ from the page before");
    assert.deepEqual(await page.evaluate(mutationsSeen), []);
  });
}
