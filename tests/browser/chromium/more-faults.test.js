// @ts-check
/** What goes wrong around the extension, as far as only Chromium lets a test bring it about. */

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { openChromium } from "../chromium.js";
import { PATIENCE_MS } from "../driver.js";
import { temporaryFolder } from "../ending.js";
import { assertPainted, fillStorage, longPage, read, SAMPLE } from "../faults.js";
import { isPainted, paintedLayers, paintedTexts } from "../painted.js";
import { servePages } from "../server.js";

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

const browser = () => driver.tab.browser();

/** The headline that a panel shows. Runs in the panel. */
function titleOf() {
  return document.querySelector(".headline")?.textContent ?? "";
}

/** @param {number} bytes */
const kilobytes = (bytes) => Math.round(bytes / 1000);

/**
 * The memory in use behind a debugger's session, in bytes.
 * @param {import("puppeteer-core").CDPSession} session
 */
async function memoryOf(session) {
  await session.send("HeapProfiler.collectGarbage");
  const usage = /** @type {{ usedSize: number, backingStorageSize?: number }} */ (await session.send("Runtime.getHeapUsage"));
  // The memory of the wasm is of the second kind.
  return usage.usedSize + (usage.backingStorageSize ?? 0);
}

async function extensionId() {
  const [id] = [...(await browser().extensions()).keys()];
  assert(id !== undefined);
  return id;
}

before(async () => {
  [server, driver] = await Promise.all([servePages(), openChromium()]);
  panel = await read(driver, server.sample(SAMPLE));
});
after(async () => {
  await driver?.close();
  await server?.close();
});

test("full storage keeps nobody from reading, and the panel says what it does not keep", async () => {
  await fillStorage(panel, "local");
  await fillStorage(panel, "session");
  const url = server.sample(SAMPLE);
  await read(driver, url);
  await assertPainted(driver, panel, url);
  for (const selector of ["button.speaker", ".entry.open [id^=open-correct-][id*=-of-]", ".entry.open [id^=dismiss-]"]) await panel.press(selector);
  await panel.waitFor("the panel to say so", () => /could not keep this change/u.test(document.querySelector("#live")?.textContent ?? ""));
  await panel.evaluate(() => Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()]));
});

test("a tab that is closed while it is read leaves nothing behind", async () => {
  const url = longPage(server);
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
  await read(driver, other);
  await assertPainted(driver, panel, other);
});

test("two windows have each their own panel, and what happens in one leaves the other as it is", async () => {
  const here = server.sample(SAMPLE);
  await read(driver, here);
  await assertPainted(driver, panel, here);
  const there = server.sample("court-charity-fraud");
  await panel.evaluate((url) => chrome.windows.create({ url }).then(() => {}), there);
  const tab = await (await browser().waitForTarget((each) => each.url() === there, { timeout: PATIENCE_MS })).page();
  assert(tab !== null);
  const isPanel = (/** @type {import("puppeteer-core").Target} */ each) => each.url().includes("/panel/panel.html");
  const before = browser().targets().filter(isPanel);
  await tab.waitForFunction(() => document.readyState === "complete", { timeout: PATIENCE_MS });
  const [extension] = [...(await browser().extensions()).values()];
  await extension?.triggerAction(tab);
  const opened = await browser().waitForTarget((each) => isPanel(each) && !before.includes(each), { timeout: PATIENCE_MS });
  const other = await opened.asPage();
  const look = { timeout: PATIENCE_MS, polling: 20 };
  await other.waitForFunction(() => document.querySelector("button.speaker") !== null, look);
  const titles = [await panel.evaluate(titleOf), await other.evaluate(titleOf)];
  assert.notEqual(titles[0], titles[1], "each shows its own window's page");

  const shown = await panel.evaluate(() => document.body.innerHTML);
  const painted = await driver.page.evaluate(paintedTexts);
  await (await other.waitForSelector("button.speaker", look))?.click();
  await tab.waitForFunction(isPainted, look, "selected");
  await extension?.triggerAction(tab);
  await tab.waitForFunction(() => [...CSS.highlights].every(([, { size }]) => size === 0), look);
  await other.waitForFunction(() => document.querySelector("button.speaker") === null, look);
  assert.deepEqual(await driver.page.evaluate(paintedTexts), painted, "the other window's page");
  assert.equal(await panel.evaluate(() => document.body.innerHTML), shown, "the other window's panel");

  await panel.press("button.speaker");
  await driver.page.waitFor("the chosen speaker's quotes", isPainted, "selected");
  assert.equal(await other.evaluate(() => document.querySelector("button.speaker")), null);
  await tab.close();
  await driver.tab.bringToFront();
  await driver.clickAction();
  await driver.page.waitFor("a page without marks", () => [...CSS.highlights].every(([, { size }]) => size === 0));
});

test(`${TABS} tabs keep their reports apart, and the background holds none of them`, { timeout: 60_000 + TABS * 5000 }, async () => {
  const samples = ["wire-harbour-treaty", "court-charity-fraud", "science-eelgrass"];
  const [extension] = [...(await browser().extensions()).values()];
  const target = await browser().waitForTarget((each) => each.type() === "service_worker", { timeout: PATIENCE_MS });
  const background = await target.createCDPSession();
  const tabs = [];
  let before = 0;
  for (let index = 0; index < TABS; index += 1) {
    const url = server.sample(samples[index % samples.length] ?? SAMPLE);
    const tab = await browser().newPage();
    await tab.goto(url);
    await extension?.triggerAction(tab);
    await tab.waitForFunction(isPainted, { timeout: PATIENCE_MS, polling: 20 });
    tabs.push({ tab, url });
    if (tabs.length === samples.length) before = await memoryOf(background);
  }
  // Of more reports than the browser keeps, it keeps that their pages are on; the pages have them.
  for (const { url } of tabs) {
    await panel.waitFor("a report of every tab", async (address) => {
      const states = Object.entries(/** @type {Record<string, any>} */ (await chrome.storage.session.get(null)));
      const [key = ""] = states.find(([, each]) => each.page?.url === address) ?? [];
      const told = await chrome.tabs.sendMessage(Number(key.slice("tab:".length)), { type: "get-state" }, { frameId: 0 }).catch(() => null);
      return told?.state.status === "ready" && told.state.page.url === address;
    }, url);
  }
  const held = await memoryOf(background);
  const kept = await panel.evaluate(() => chrome.storage.session.getBytesInUse(null));
  console.log(JSON.stringify({ tabs: TABS, background_kb: kilobytes(held), growth_kb: kilobytes(held - before), kept_kb: kilobytes(kept) }));
  assert(held - before < 2_000_000, `${held - before} bytes more`);
  await background.detach();
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
  await read(driver, server.sample(SAMPLE));
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
  await read(driver, url);
  const session = await driver.tab.createCDPSession();
  const target = await browser().waitForTarget((each) => each.type() === "service_worker", { timeout: PATIENCE_MS });
  const worker = await target.worker();
  assert(worker !== null);
  const used = () => Promise.all([session, worker.client].map(memoryOf));
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
  console.log(JSON.stringify({ analyses: SOAK, before_kb: before.map(kilobytes), growth_kb: growth.map(kilobytes) }));
  for (const bytes of growth) assert(bytes < 2_000_000, `${bytes} bytes more`);
});

test("a copy that an update left behind takes its marks away when the reader presses one, and complains of nothing", async () => {
  const own = await openChromium({ listens: true });
  try {
    await read(own, server.sample(SAMPLE));
    await own.update();
    await own.complaints();
    const { x, y } = await own.page.evaluate(() => {
      const [first] = CSS.highlights.get("sourcelight-direct") ?? [];
      if (first === undefined) throw new Error("nothing is painted");
      const range = document.createRange();
      range.setStart(first.startContainer, first.startOffset);
      range.setEnd(first.endContainer, first.endOffset);
      first.startContainer.parentElement?.scrollIntoView({ block: "center", behavior: "instant" });
      const { left = 0, top = 0 } = range.getClientRects()[0] ?? {};
      return { x: left + 8, y: top + 8 };
    });
    await own.pressPointer(x, y);
    await own.page.waitFor("a page without marks", () => [...CSS.highlights].every(([, { size }]) => size === 0));
    assert.deepEqual(await own.page.evaluate(paintedLayers), []);
    assert.deepEqual(await own.complaints(), []);
  } finally {
    await own.close();
  }
});
