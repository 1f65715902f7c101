// @ts-check
/** “Always on this site”: asked then and there, read without a click, taken back in the panel. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { isPainted, paintedLayers } from "./painted.js";
import { servePages } from "./server.js";

/** @typedef {import("./driver.js").Driver} Driver */

const SAMPLE = "wire-harbour-treaty";

/** @param {() => Promise<Driver>} launch */
export function runSiteTests(launch) {
  /** @type {Driver} */
  let driver;
  /** @type {Awaited<ReturnType<typeof servePages>>} */
  let server;

  before(async () => {
    [server, driver] = await Promise.all([servePages(), launch()]);
  });
  after(async () => {
    await driver?.close();
    await server?.close();
  });

  test("a site that the reader opened is read without a click, and no more once it is closed", async () => {
    await driver.open(server.sample(SAMPLE));
    await driver.clickAction();
    const panel = await driver.panel();
    await panel.waitFor("the roster", () => document.querySelector("button.speaker") !== null);
    await panel.press("#open-controls");
    assert.equal(await panel.evaluate(() => document.querySelector("#on-site")?.getAttribute("aria-checked")), "false");
    await driver.pressAllowing("#on-site", "*://127.0.0.1/*");
    await panel.waitFor("the open site", () => document.querySelector("#on-site")?.getAttribute("aria-checked") === "true");
    await panel.waitFor("the registration", async () => (await chrome.scripting.getRegisteredContentScripts()).length === 1);

    await driver.open(server.sample("court-charity-fraud"));
    await driver.page.waitFor("quotes that nobody asked for by a click", isPainted);
    await panel.waitFor("the other article", () => document.querySelector(".headline") !== null && document.querySelector("button.speaker") !== null);

    await panel.press("#on-site");
    await panel.waitFor("the closed site", async () => (await chrome.scripting.getRegisteredContentScripts()).length === 0);
    assert.deepEqual((await panel.evaluate(() => chrome.permissions.getAll())).origins ?? [], []);
    await driver.open(server.sample(SAMPLE));
    await panel.waitFor("a page that is not started", () => document.querySelector(".unlit") !== null);
    assert.deepEqual(await driver.page.evaluate(paintedLayers), []);
  });
}
