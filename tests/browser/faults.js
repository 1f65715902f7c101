// @ts-check
/** What goes wrong around the extension in any browser: its background ends, it is replaced, storage is spoilt. */

import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { temporaryFolder } from "./ending.js";
import { isPainted, mutationsSeen, noteMutations, paintedTexts } from "./painted.js";
import { readSample, servePages } from "./server.js";
import { askState, whenAnalyzed } from "./state.js";

/** @typedef {import("./driver.js").Driver} Driver */
/** @typedef {import("./driver.js").LaunchOptions} LaunchOptions */
/** @typedef {import("./driver.js").View} View */
/** @typedef {Awaited<ReturnType<typeof servePages>>} Server */

export const SAMPLE = "wire-harbour-treaty";

/** So many times the sample is a page whose analysis is still under way when the background is ended. */
const LONG = 80;

/** The site of the tests, as permissions name it. */
const SITE = "*://127.0.0.1/*";

/**
 * A page whose analysis takes a while.
 * @param {Server} server
 */
export function longPage(server) {
  const body = /<article>([^]*)<\/article>/u.exec(readSample(SAMPLE))?.[1] ?? "";
  return server.page(`<!DOCTYPE html><html lang="en"><title>Long</title><article>${body.repeat(LONG)}</article></html>`);
}

/**
 * Opens an article and switches it on.
 * @param {Driver} driver
 * @param {string} url
 * @returns {Promise<View>} the panel
 */
export async function read(driver, url) {
  await driver.open(url);
  await driver.clickAction();
  const panel = await driver.panel();
  assert.equal((await whenAnalyzed(panel, url)).status, "ready");
  return panel;
}

/**
 * The page shows each quote of its report once.
 * @param {Driver} driver
 * @param {View} panel
 * @param {string} url
 */
export async function assertPainted(driver, panel, url) {
  await driver.page.waitFor("painted quotes", isPainted);
  const state = await panel.evaluate(askState, { url, statuses: ["ready"] });
  const words = (state?.report?.quotes ?? []).filter(({ kind }) => kind === "direct").map(({ text }) => text).join("");
  const bare = (/** @type {string} */ text) => text.replaceAll(/[\s…]+/gu, "");
  assert(words !== "");
  assert.equal(bare((await driver.page.evaluate(paintedTexts))["direct"] ?? ""), bare(words), "painted once, and right");
}

/**
 * Puts a paragraph with a quote on top of the article, and waits until it is painted with the others.
 * @param {Driver} driver
 * @param {View} panel
 * @param {string} url
 */
async function assertFollowed(driver, panel, url) {
  await driver.page.evaluate(() => {
    const added = document.createElement("p");
    added.textContent = "“The tide tables are late again,” said Orla Finch, a pilot.";
    (document.querySelector("article p") ?? document.body).before(added);
  });
  await driver.page.waitFor("the added quote among the others", () => {
    const painted = [...CSS.highlights.get("sourcelight-direct") ?? []].map(({ startContainer }) => startContainer.textContent ?? "");
    return painted.length > 1 && painted.some((text) => text.includes("tide tables"));
  });
  await assertPainted(driver, panel, url);
}

/**
 * Fills a part of the storage, in pieces, until nothing more goes in.
 * @param {View} panel
 * @param {"local" | "session"} area Firefox knows a limit of the second only.
 */
export async function fillStorage(panel, area) {
  await panel.evaluate(async (name) => {
    for (let size = 1_000_000, piece = 0; size > 100; piece += 1) {
      try {
        await chrome.storage[name].set({ [`fill-${piece}`]: "x".repeat(size) });
      } catch {
        size = Math.floor(size / 4);
      }
    }
  }, area);
  const isRefused = await panel.evaluate((name) => chrome.storage[name].set({ more: "x".repeat(10_000) }).then(() => false, () => true), area);
  assert(isRefused, "the storage is full");
}

/**
 * @param {(options?: LaunchOptions) => Promise<Driver>} launch
 * @param {string} builtFolder The extension built for this browser.
 */
export function runFaults(launch, builtFolder) {
  /** @type {Driver} */
  let driver;
  /** @type {Server} */
  let server;
  /** @type {View} */
  let panel;

  before(async () => {
    [server, driver] = await Promise.all([servePages(), launch()]);
    panel = await read(driver, server.sample(SAMPLE));
  });
  after(async () => {
    await driver?.close();
    await server?.close();
  });

  test("a background that is ended at every step costs time only", async () => {
    const url = server.sample(SAMPLE);
    await driver.open(url);
    await driver.clickAction();
    await panel.waitFor("the start", askState, { url, statuses: ["working", "ready"] });
    await driver.endBackground();
    assert.equal((await whenAnalyzed(panel, url)).status, "ready");
    await assertPainted(driver, panel, url);
    await driver.endBackground();
    const [speaker] = (await panel.evaluate(askState, { url, statuses: ["ready"] }))?.report?.speakers ?? [];
    await panel.press(`#speaker-${speaker?.id}`);
    await driver.page.waitFor("the chosen speaker's quotes", isPainted, "selected");
    await driver.endBackground();
    await driver.clickAction();
    await panel.waitFor("the page to be switched off", askState, { url, statuses: ["idle"] });
  });

  test("a background that is ended twice in one analysis is said, and the reader's next click begins anew", async () => {
    const url = longPage(server);
    await driver.open(url);
    await driver.clickAction();
    for (let time = 0; time < 2; time += 1) {
      await panel.waitFor("work, or its end", askState, { url, statuses: ["working", "failed", "ready"] });
      await driver.endBackground();
    }
    const state = await whenAnalyzed(panel, url);
    if (state.status === "failed") {
      assert.equal(state.error?.code, "disconnected");
      await panel.waitFor("the panel to say so", () => document.querySelector(".unplugged") !== null);
    }
    const other = server.sample(SAMPLE);
    await read(driver, other);
    await assertPainted(driver, panel, other);
  });

  test("spoilt storage is as good as none", async () => {
    const url = server.sample(SAMPLE);
    await driver.open(url);
    await panel.evaluate(async (address) => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      await chrome.storage.local.set({ settings: { paused: "perhaps", palette: 7 }, [`corrections:${address}`]: [{ type: "rename" }] });
      await chrome.storage.session.set({ [`tab:${tab?.id}`]: { status: "ready", report: "none" }, "tab:x": 1 });
    }, url);
    await driver.clickAction();
    assert.equal((await whenAnalyzed(panel, url)).status, "ready");
    await assertPainted(driver, panel, url);
    await panel.evaluate(() => chrome.storage.local.clear());
  });

  test("full storage of the session keeps nobody from reading", async () => {
    await fillStorage(panel, "session");
    const url = server.sample(SAMPLE);
    await read(driver, url);
    await assertPainted(driver, panel, url);
    await panel.press("button.speaker");
    await driver.page.waitFor("the chosen speaker's quotes", isPainted, "selected");
    await panel.evaluate(() => chrome.storage.session.clear());
  });

  test("a permission that is taken back while its page is open stops the next page, not this one", async () => {
    const first = server.sample(SAMPLE);
    await read(driver, first);
    await panel.press("#open-controls");
    await driver.pressAllowing("#on-site", SITE);
    await panel.waitFor("the registration", async () => (await chrome.scripting.getRegisteredContentScripts()).length === 1);
    const url = server.sample(SAMPLE);
    await driver.open(url);
    assert.equal((await whenAnalyzed(panel, url)).status, "ready", "read without a click");
    await panel.evaluate((site) => chrome.permissions.remove({ origins: [site] }), SITE);
    await panel.press("button.speaker");
    await driver.page.waitFor("the chosen speaker's quotes", isPainted, "selected");
    await panel.waitFor("no registration", async () => (await chrome.scripting.getRegisteredContentScripts()).length === 0);
    await driver.open(server.sample(SAMPLE));
    await panel.waitFor("a page that is not started", () => document.querySelector(".unlit") !== null);
  });

  test("a page that is open while the extension is switched off and on is as it was, and painted once at the next click", async () => {
    const url = server.sample(SAMPLE);
    await read(driver, url);
    await driver.page.evaluate(noteMutations);
    await driver.switchOffAndOn();
    assert.deepEqual(await driver.page.evaluate(mutationsSeen), []);
    await driver.clickAction();
    panel = await driver.panel();
    assert.equal((await whenAnalyzed(panel, url)).status, "ready");
    await assertPainted(driver, panel, url);
    await assertFollowed(driver, panel, url);
  });

  test("an update leaves open pages as they are and keeps what the reader chose; the next click is the new version's", async () => {
    const folder = temporaryFolder("sourcelight-update");
    cpSync(builtFolder, folder.path, { recursive: true });
    const own = await launch({ extension: folder.path });
    try {
      const url = server.sample(SAMPLE);
      let view = await read(own, url);
      await view.press("#open-controls");
      await own.pressAllowing("#on-site", SITE);
      await view.waitFor("the registration", async () => (await chrome.scripting.getRegisteredContentScripts()).length === 1);
      const kept = { settings: { badge: false }, [`corrections:${url}`]: [] };
      await view.evaluate((values) => chrome.storage.local.set(values), kept);
      await own.page.evaluate(noteMutations);

      const manifest = JSON.parse(readFileSync(`${folder.path}/manifest.json`, "utf8"));
      writeFileSync(`${folder.path}/manifest.json`, JSON.stringify({ ...manifest, version: "0.1.99" }));
      await own.update();
      assert.deepEqual(await own.page.evaluate(mutationsSeen), []);
      assert.equal(await own.page.evaluate(isPainted), true, "what was painted stays");
      await own.clickAction();
      view = await own.panel();
      assert.equal((await whenAnalyzed(view, url)).status, "ready");
      assert.equal(await view.evaluate(() => chrome.runtime.getManifest().version), "0.1.99");
      await assertPainted(own, view, url);
      await assertFollowed(own, view, url);
      assert.deepEqual(await view.evaluate((keys) => chrome.storage.local.get(keys), Object.keys(kept)), kept);

      await view.waitFor("the reader's site", async () => (await chrome.scripting.getRegisteredContentScripts()).length === 1);
      const next = server.sample("court-charity-fraud");
      await own.open(next);
      assert.equal((await whenAnalyzed(view, next)).status, "ready", "read without a click");
      await assertPainted(own, view, next);
    } finally {
      await own.close();
      folder.remove();
    }
  });
}
