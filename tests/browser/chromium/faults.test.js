// @ts-check
/** What goes wrong around the extension: its background ends, it is replaced, storage is full or spoilt, tabs go. */

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { openChromium } from "../chromium.js";
import { PATIENCE_MS } from "../driver.js";
import { temporaryFolder } from "../ending.js";
import { isPainted, paintedTexts } from "../painted.js";
import { readSample, servePages } from "../server.js";
import { askState, whenAnalyzed } from "../state.js";

const SAMPLE = "wire-harbour-treaty";
/** So many times the sample is a page whose analysis is still under way when the background is ended. */
const LONG = 150;
/** Tabs that are open at once; SOURCELIGHT_TABS asks for more. */
const TABS = Number(process.env["SOURCELIGHT_TABS"] ?? 12);
/** Analyses of the soak; SOURCELIGHT_SOAK asks for more. */
const SOAK = Number(process.env["SOURCELIGHT_SOAK"] ?? 200);

/** @type {Awaited<ReturnType<typeof openChromium>>} */
let driver;
/** @type {Awaited<ReturnType<typeof servePages>>} */
let server;
/** @type {import("../driver.js").View} */
let panel;

const long = () => {
  const body = /<article>([^]*)<\/article>/u.exec(readSample(SAMPLE))?.[1] ?? "";
  return server.page(`<!DOCTYPE html><html lang="en"><title>Long</title><article>${body.repeat(LONG)}</article></html>`);
};
const browser = () => driver.tab.browser();

/** Opens an article and switches it on. @param {string} url */
async function read(url) {
  await driver.open(url);
  await driver.clickAction();
  panel = await driver.panel();
  return whenAnalyzed(panel, url);
}

/** @param {string} url */
async function assertPainted(url) {
  await driver.page.waitFor("painted quotes", isPainted);
  const state = await panel.evaluate(askState, { url, statuses: ["ready"] });
  const words = (state?.report?.quotes ?? []).filter(({ kind }) => kind === "direct").map(({ text }) => text).join("");
  const bare = (/** @type {string} */ text) => text.replaceAll(/[\s…]+/gu, "");
  assert(words !== "");
  assert.equal(bare((await driver.page.evaluate(paintedTexts))["direct"] ?? ""), bare(words), "painted once, and right");
}

async function extensionId() {
  const [id] = [...(await browser().extensions()).keys()];
  assert(id !== undefined);
  return id;
}

before(async () => {
  [server, driver] = await Promise.all([servePages(), openChromium()]);
  await read(server.sample(SAMPLE));
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
  await assertPainted(url);
  await driver.endBackground();
  const [speaker] = (await panel.evaluate(askState, { url, statuses: ["ready"] }))?.report?.speakers ?? [];
  await panel.press(`#speaker-${speaker?.id}`);
  await driver.page.waitFor("the chosen speaker's quotes", isPainted, "selected");
  await driver.endBackground();
  await driver.clickAction();
  await panel.waitFor("the page to be switched off", askState, { url, statuses: ["idle"] });
});

test("a background that is ended twice in one analysis is said, and the reader's next click begins anew", async () => {
  const url = long();
  await driver.open(url);
  await driver.clickAction();
  for (let time = 0; time < 2; time += 1) {
    await panel.waitFor("work", askState, { url, statuses: ["working"] });
    await driver.endBackground();
  }
  const state = await whenAnalyzed(panel, url);
  if (state.status === "failed") {
    assert.equal(state.error?.code, "disconnected");
    await panel.waitFor("the panel to say so", () => document.querySelector(".unplugged") !== null);
  }
  const other = server.sample(SAMPLE);
  await read(other);
  await assertPainted(other);
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
  await assertPainted(url);
  await panel.evaluate(() => chrome.storage.local.clear());
});

test("full storage keeps nobody from reading, and the panel says what it does not keep", async () => {
  const refused = await panel.evaluate(async () => {
    // In pieces, until nothing more goes in.
    for (const area of /** @type {const} */ (["local", "session"])) {
      for (let size = 1_000_000, piece = 0; size > 100; piece += 1) {
        try {
          await chrome.storage[area].set({ [`fill-${piece}`]: "x".repeat(size) });
        } catch {
          size = Math.floor(size / 4);
        }
      }
    }
    return chrome.storage.local.set({ more: "x".repeat(10_000) }).then(() => false, () => true);
  });
  assert(refused, "the storage is full");
  const url = server.sample(SAMPLE);
  assert.equal((await read(url)).status, "ready");
  await assertPainted(url);
  for (const selector of ["button.speaker", ".entry.open [id^=open-correct-][id*=-of-]", ".entry.open [id^=dismiss-]"]) await panel.press(selector);
  await panel.waitFor("the panel to say so", () => /could not keep this change/u.test(document.querySelector("#live")?.textContent ?? ""));
  await panel.evaluate(() => Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()]));
});

test("a tab that is closed while it is read leaves nothing behind", async () => {
  const url = long();
  const tab = await browser().newPage();
  await tab.goto(url);
  const [extension] = [...(await browser().extensions()).values()];
  await extension?.triggerAction(tab);
  await panel.waitFor("the work to begin", async (start) => {
    const states = Object.values(/** @type {Record<string, any>} */ (await chrome.storage.session.get(null)));
    return states.some((each) => each.page?.url?.startsWith(start) === true);
  }, url);
  await tab.close();
  await panel.waitFor("nothing of it", async (start) => {
    const states = Object.values(/** @type {Record<string, any>} */ (await chrome.storage.session.get(null)));
    return states.every((each) => each.page?.url?.startsWith(start) !== true);
  }, url);
  await driver.tab.bringToFront();
  const other = server.sample(SAMPLE);
  await read(other);
  await assertPainted(other);
});

test(`${TABS} tabs keep their reports apart`, async () => {
  const samples = ["wire-harbour-treaty", "court-charity-fraud", "science-eelgrass"];
  const [extension] = [...(await browser().extensions()).values()];
  const tabs = [];
  for (let index = 0; index < TABS; index += 1) {
    const url = server.sample(samples[index % samples.length] ?? SAMPLE);
    const tab = await browser().newPage();
    await tab.goto(url);
    await extension?.triggerAction(tab);
    tabs.push({ tab, url });
  }
  await panel.waitFor("a report of every tab", async (urls) => {
    const states = Object.values(/** @type {Record<string, any>} */ (await chrome.storage.session.get(null)));
    return urls.every((url) => states.some((each) => each.page?.url === url && each.status === "ready"));
  }, tabs.map(({ url }) => url));
  await driver.endBackground();
  for (const { tab } of tabs) await tab.close();
  await panel.waitFor("nothing of closed tabs", async (urls) => {
    const states = Object.values(/** @type {Record<string, any>} */ (await chrome.storage.session.get(null)));
    return states.every((each) => !urls.includes(each.page?.url));
  }, tabs.map(({ url }) => url));
  await driver.tab.bringToFront();
});

test("another extension reaches nobody here", async () => {
  const folder = temporaryFolder("sourcelight-other");
  mkdirSync(folder.path, { recursive: true });
  writeFileSync(`${folder.path}/manifest.json`, JSON.stringify({
    manifest_version: 3, name: "Other", version: "1", background: { service_worker: "worker.js" },
  }));
  writeFileSync(`${folder.path}/worker.js`, "self.addEventListener('install', () => {});");
  const own = await extensionId();
  const other = await browser().installExtension(folder.path);
  try {
    const target = await browser().waitForTarget((each) => each.url().startsWith(`chrome-extension://${other}/`), { timeout: PATIENCE_MS });
    const worker = await target.worker();
    const answers = await worker?.evaluate(async (id) => Promise.all([{ type: "start-here", tabId: 1 }, { type: "get-state" }].map(
      (message) => chrome.runtime.sendMessage(id, message).then((answer) => JSON.stringify(answer), (error) => error.message))), own);
    assert.deepEqual(answers?.map((answer) => /Receiving end does not exist/u.test(String(answer))), [true, true], String(answers));
  } finally {
    await browser().uninstallExtension(other);
    folder.remove();
  }
});

test("a content script that its page took over is refused what is not its own", async () => {
  await read(server.sample(SAMPLE));
  const realm = await Promise.all((await driver.tab.extensionRealms()).map(async (each) =>
    ({ each, isOwn: await each.evaluate(() => "sourcelight" in globalThis) })));
  const own = realm.find(({ isOwn }) => isOwn)?.each;
  assert(own !== undefined, "the content script's world");
  const answers = await own.evaluate(() => Promise.all([
    { type: "start-here", tabId: 1 }, { type: "state-changed", state: { status: "ready" } }, { type: "tip", show: "x", hide: null }, 7,
  ].map((message) => chrome.runtime.sendMessage(message).then(({ type, code }) => `${type} ${code}`))));
  assert.deepEqual(answers, Array.from({ length: 4 }, () => "failure message"));
  const answer = await panel.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    return chrome.runtime.sendMessage({ type: "start-here", tabId: tab?.id });
  });
  assert.deepEqual(answer, { type: "done" }, "the panel's own is taken");
});

test(`the memory of ${SOAK} analyses is that of a few`, { timeout: 600_000 }, async () => {
  const url = server.sample(SAMPLE);
  await read(url);
  const session = await driver.tab.createCDPSession();
  const target = await browser().waitForTarget((each) => each.type() === "service_worker", { timeout: PATIENCE_MS });
  const worker = await target.worker();
  assert(worker !== null);
  const used = async () => {
    const bytes = [];
    for (const client of [session, worker.client]) {
      await client.send("HeapProfiler.collectGarbage");
      const usage = /** @type {{ usedSize: number, backingStorageSize?: number }} */ (await client.send("Runtime.getHeapUsage"));
      // The memory of the wasm is of the second kind.
      bytes.push(usage.usedSize + (usage.backingStorageSize ?? 0));
    }
    return bytes;
  };
  const analyse = (/** @type {number} */ times) => panel.evaluate(async (count) => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    const ask = (/** @type {string} */ type) => chrome.tabs.sendMessage(tab?.id ?? 0, { type }, { frameId: 0 });
    for (let time = 0; time < count; time += 1) {
      let { state } = await ask("start");
      while (state.status === "working") ({ state } = await ask("get-state"));
      if (state.status !== "ready") throw new Error(`${state.status}: ${state.error?.message}`);
    }
  }, times);
  await analyse(20);
  const before = await used();
  for (let done = 0; done < SOAK; done += 50) await analyse(Math.min(50, SOAK - done));
  const growth = (await used()).map((bytes, index) => bytes - (before[index] ?? 0));
  console.log(JSON.stringify({ analyses: SOAK, before_kb: before.map((each) => Math.round(each / 1000)), growth_kb: growth.map((each) => Math.round(each / 1000)) }));
  for (const bytes of growth) assert(bytes < 2_000_000, `${bytes} bytes more`);
});

test("a permission that is taken back while its page is open stops the next page, not this one", async () => {
  await driver.allowSite("*://127.0.0.1/*");
  await panel.evaluate(() => chrome.permissions.request({ origins: ["*://127.0.0.1/*"] }).catch(() => false));
  await panel.waitFor("the registration", async () => (await chrome.scripting.getRegisteredContentScripts()).length === 1);
  const url = server.sample(SAMPLE);
  await driver.open(url);
  assert.equal((await whenAnalyzed(panel, url)).status, "ready", "read without a click");
  await panel.evaluate(() => chrome.permissions.remove({ origins: ["*://127.0.0.1/*"] }));
  await panel.press("button.speaker");
  await driver.page.waitFor("the chosen speaker's quotes", isPainted, "selected");
  await driver.open(server.sample(SAMPLE));
  await panel.waitFor("a page that is not started", () => document.querySelector(".unlit") !== null);
});

test("a page that is open while the extension is switched off and on goes on, and is painted once at the next click", async () => {
  // In a browser of its own, without a panel: puppeteer loses a panel that goes with its extension.
  const own = await openChromium();
  try {
    await own.open(server.sample(SAMPLE));
    await own.clickAction();
    await own.panel();
    await own.page.waitFor("painted quotes", isPainted);
    const texts = await own.page.evaluate(paintedTexts);
    await own.closePanel();
    const id = await extensionId();
    const page = await own.tab.browser().newPage();
    await page.goto("chrome://extensions");
    await page.evaluate(`(async (id) => {
      await chrome.management.setEnabled(id, false);
      await chrome.management.setEnabled(id, true);
    })(${JSON.stringify(id)})`);
    await own.tab.browser().waitForTarget((each) => each.type() === "service_worker", { timeout: PATIENCE_MS });
    await page.close();
    await own.tab.bringToFront();
    assert.equal(await own.page.evaluate(() => document.querySelectorAll("h1").length), 1, "the page is as it was");
    await own.page.evaluate(() => CSS.highlights.clear());
    await own.clickAction();
    await own.page.waitFor("painted quotes", isPainted, "direct");
    assert.equal((await own.page.evaluate(paintedTexts))["direct"], texts["direct"]);
  } finally {
    await own.close();
  }
});

