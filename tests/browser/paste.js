// @ts-check
/** Texts that no extension can read where they stand: the panel leads to the extension's own copy of the playground. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

/** @typedef {import("./driver.js").Driver} Driver */

const TEXT = "“We repaired the ramp in a week,” said Mara Quill, the harbour master of Tarn Bay.";

/** @param {() => Promise<Driver>} launch */
export function runPasteTests(launch) {
  /** @type {Driver} */
  let driver;
  before(async () => { driver = await launch(); });
  after(() => driver?.close());

  test("from a page that is closed to extensions, the panel leads to one that reads a pasted text", async () => {
    await driver.open(driver.closedPage);
    await driver.clickAction();
    const panel = await driver.panel();
    await panel.press("#paste-text");
    const address = await panel.evaluate(() => chrome.runtime.getURL("playground.html"));
    await panel.waitFor("the page in a tab of its own", async (url) => (await chrome.tabs.query({ url })).length === 1, address);

    await driver.open(address);
    const { page } = driver;
    await page.waitFor("the page", () => document.documentElement.dataset["ready"] === "");
    await page.evaluate((text) => {
      const field = /** @type {HTMLTextAreaElement} */ (document.querySelector("#text"));
      field.value = text;
    }, TEXT);
    await page.press("#read");
    await page.waitFor("the roster", () => document.querySelector("button.speaker .name")?.textContent === "Mara Quill");
    const shown = await page.evaluate(() => {
      const frame = /** @type {HTMLIFrameElement} */ (document.querySelector(".article-frame"));
      const framed = /** @type {Window & typeof globalThis} */ (frame.contentWindow);
      return { painted: framed.CSS.highlights.has("sourcelight-direct"), tools: document.querySelector("#language, #copy-link") };
    });
    assert(shown.painted);
    assert.equal(shown.tools, null, "what only a page on the web has is not offered");
  });
}
