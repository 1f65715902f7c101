// @ts-check
/** What a reader takes along from a real page: a file whose positions hold, and the view for paper. */

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { openChromium } from "../chromium.js";
import { PATIENCE_MS } from "../driver.js";
import { servePages } from "../server.js";

const SCREENSHOTS = fileURLToPath(new URL("../../../target/browser-screenshots/", import.meta.url));

/** @type {Awaited<ReturnType<typeof openChromium>>} */
let driver;
/** @type {Awaited<ReturnType<typeof servePages>>} */
let server;
/** @type {import("../driver.js").View} */
let panel;

before(async () => {
  [server, driver] = await Promise.all([servePages(), openChromium()]);
  await driver.open(server.sample("wire-harbour-treaty"));
  await driver.clickAction();
  panel = await driver.panel();
  await panel.waitFor("the roster", () => document.querySelector("button.speaker") !== null);
});
after(async () => {
  await driver?.close();
  await server?.close();
});

test("a saved audit holds the article's text, and each quote's place in it", async () => {
  await panel.press("#open-take");
  // A download is the browser's affair; what is handed over to it is ours.
  await panel.evaluate(() => {
    const create = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      Object.assign(window, { saved: blob });
      return create.call(URL, blob);
    };
  });
  /** @type {() => Promise<string>} */
  const saved = () => panel.evaluate(() => /** @type {{ saved: Blob }} */ (/** @type {unknown} */ (window)).saved.text());
  await panel.press("#save-json");
  const audit = JSON.parse(await saved());
  assert.equal(audit.page.title, "Carrow ratifies harbour treaty after all-night debate");
  assert(audit.quotes.length > 20);
  const points = [...audit.text];
  for (const { text, content, url } of audit.quotes) {
    const pieces = content.map((/** @type {[number, number]} */ [start, end]) => points.slice(start, end).join(""));
    assert.equal(pieces.join("").replaceAll(/[\s…]+/gu, ""), text.replaceAll(/[\s…]+/gu, ""));
    assert.match(url, /#:~:text=/u);
  }
  await panel.press("#save-annotation");
  const { first } = JSON.parse(await saved());
  assert.equal(first.items.length, audit.quotes.length);
  assert(first.items.every((/** @type {any} */ item) => item.target.every((/** @type {any} */ each) => each.selector.length === 2)));
});

test("the view for paper has the article with a number at each quote, and who says what", async () => {
  const quotes = await panel.evaluate(() => Number.parseInt(document.querySelector(".counts")?.textContent ?? "", 10));
  if (await panel.evaluate(() => document.querySelector("#print") === null)) await panel.press("#open-take");
  await panel.press("#print");
  const target = await driver.tab.browser().waitForTarget((each) => each.url().includes("/panel/print.html"), { timeout: PATIENCE_MS });
  const page = await target.asPage();
  await page.waitForSelector(".roster", { timeout: PATIENCE_MS });
  assert.equal(await page.$$eval("sup", (nodes) => nodes.length), quotes);
  assert.equal(await page.$$eval("h1", (nodes) => nodes.length), 1);
  assert(await page.$$eval(".roster li", (nodes) => nodes.length) > 5);
  mkdirSync(SCREENSHOTS, { recursive: true });
  writeFileSync(`${SCREENSHOTS}chromium-print.png`, await page.screenshot({ fullPage: true }));
});
