// @ts-check
/** Text that stands in a tree of its own, as a reader sees it painted. Once for all browsers. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { lookOf, mutationsSeen, noteMutations, paintedPieces } from "./painted.js";
import { compare } from "./pixels.js";
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
    await driver.open(server.page(IN_ROOTS));
    await driver.clickAction();
    panel = await driver.panel();
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
    // The rules come a moment after the highlights.
    let seen = compare(plain, await page.screenshot(), lines);
    for (let tries = 0; tries < 50 && seen.shares.some((share) => share < 0.5); tries += 1) {
      seen = compare(plain, await page.screenshot(), lines);
    }
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
}
