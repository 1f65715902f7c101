// @ts-check
/**
 * The panel's states as a person sees them: each is opened in Chromium, by day and by night, narrow and wide, in English
 * and in German; axe finds nothing in it, nothing overflows it, and a screenshot of it lies in target/panel-states.
 */

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import puppeteer from "puppeteer-core";

import { installChrome } from "../../js/panel/chrome-stub.js";
import { STATES } from "../../js/panel/reports.js";

const EXTENSION = new URL("../../../extension/", import.meta.url);
const SCREENSHOTS = new URL("../../../target/panel-states/", import.meta.url);
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TYPES = /** @type {Record<string, string>} */ ({
  ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".png": "image/png", ".json": "application/json",
});
const POLICY = JSON.parse(readFileSync(new URL("manifest.json", EXTENSION), "utf8")).content_security_policy.extension_pages;

/**
 * What stands in the panel once it shows a state.
 * @type {Record<import("../../../extension/shared/messages.js").Status, string>}
 */
const SIGNS = {
  idle: ".unlit", working: ".working", ready: ".headline", empty: ".empty", unreadable: ".closed", failed: ".unplugged",
};

/** @param {string} locale */
function messagesOf(locale) {
  return JSON.parse(readFileSync(new URL(`_locales/${locale}/messages.json`, EXTENSION), "utf8"));
}

/** @type {import("puppeteer-core").Browser} */
let browser;
/** @type {import("node:http").Server} */
let server;
let origin = "";

before(async () => {
  mkdirSync(SCREENSHOTS, { recursive: true });
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    try {
      const body = readFileSync(new URL(`.${pathname}`, EXTENSION));
      response.writeHead(200, { "content-type": TYPES[extname(pathname)] ?? "text/plain", "content-security-policy": POLICY });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  assert(address !== null && typeof address === "object");
  origin = `http://127.0.0.1:${address.port}`;
  browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM_BIN ?? "/usr/bin/chromium",
    headless: true,
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
    ],
  });
});

after(async () => {
  await browser?.close();
  server?.close();
});

/**
 * @typedef {object} Setting
 * @property {number} width In CSS pixels.
 * @property {"light" | "dark"} scheme
 * @property {string} [locale]
 * @property {"rtl"} [direction]
 * @property {boolean} [forcedColors]
 */

/**
 * @param {string} name Of the state.
 * @param {Setting} setting
 */
async function openPanel(name, { width, scheme, locale = "en", direction, forcedColors = false }) {
  const state = STATES[name];
  assert(state !== undefined, `a state named ${name}`);
  const messages = messagesOf(locale);
  if (direction !== undefined) messages.panel_direction = { message: direction };
  const page = await browser.newPage();
  await page.setViewport({ width, height: 720 });
  await page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: scheme },
    { name: "prefers-reduced-motion", value: "reduce" },
  ]);
  if (forcedColors) {
    const session = await page.createCDPSession();
    await session.send("Emulation.setEmulatedMedia", {
      features: [{ name: "forced-colors", value: "active" }, { name: "prefers-color-scheme", value: scheme }],
    });
  }
  /** @type {string[]} */
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  // A page that could be started from here says its address; a page without a content script does not answer.
  const started = state.status !== "idle" && state.status !== "unreadable";
  await page.evaluateOnNewDocument(installChrome, {
    messages,
    tabs: [{
      id: 1, active: true, state: started ? state : null, stored: state,
      ...(["empty", "failed"].includes(name) ? { url: state.page.url } : {}),
    }],
  });
  await page.goto(`${origin}/panel/panel.html`);
    await page.waitForSelector(SIGNS[state.status]);
  return { page, problems };
}

/**
 * @param {import("puppeteer-core").Page} page
 * @returns {Promise<string[]>} each rule that is broken, with the first place
 */
async function axeViolations(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { violations } = await Reflect.get(globalThis, "axe").run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.map((/** @type {any} */ each) =>
      `${each.id}: ${each.nodes[0].html.slice(0, 120)} ${each.nodes[0].failureSummary}`);
  });
}

/** @param {import("puppeteer-core").Page} page */
function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/**
 * The whole panel in one picture, or the first screen of one that is very long. The window grows to it, so that what
 * sticks to the window's edge is where a reader who scrolled down sees it.
 * @param {import("puppeteer-core").Page} page
 * @param {string} name
 */
async function capture(page, name) {
  const height = await page.evaluate(() => Math.min(document.documentElement.scrollHeight, 3000));
  const viewport = page.viewport();
  assert(viewport !== null);
  await page.setViewport({ ...viewport, height: Math.max(height, 720) });
  await page.screenshot({ path: `${fileURLToPath(new URL(name, SCREENSHOTS))}.png` });
}

for (const name of Object.keys(STATES)) {
  test(`the panel in the state “${name}” is accessible and fits, by day and by night`, async () => {
    for (const scheme of /** @type {const} */ (["light", "dark"])) {
      for (const width of [360, 800]) {
        const { page, problems } = await openPanel(name, { width, scheme });
        await page.evaluate(() => document.querySelectorAll("details").forEach((each, index) => {
          each.open = index < 2;
        }));
        await page.evaluate(() => document.querySelector(".words")?.setAttribute("aria-current", "true"));
        await capture(page, `${name}-${scheme}-${width}`);
        const label = `${name}, ${scheme}, ${width} px`;
        assert.deepEqual(await axeViolations(page), [], label);
        assert.equal(await overflow(page), 0, label);
        assert.deepEqual(problems, [], label);
        await page.close();
      }
    }
  });
}

test("at 320 px, in German, nothing overflows and axe finds nothing", async () => {
  for (const name of ["idle", "selected", "failed", "empty", "unreadable"]) {
    const { page } = await openPanel(name, { width: 320, scheme: "light", locale: "de" });
    await capture(page, `${name}-german-320`);
    assert.equal(await overflow(page), 0, name);
    assert.deepEqual(await axeViolations(page), [], name);
    await page.close();
  }
});

test("letters of twice the size, and a tab of 1200 px, still fit", async () => {
  const large = (await openPanel("selected", { width: 360, scheme: "light" })).page;
  await large.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  await capture(large, "selected-large-letters");
  assert.equal(await overflow(large), 0);
  await large.close();
  const wide = (await openPanel("ready", { width: 1200, scheme: "light" })).page;
  await capture(wide, "ready-light-1200");
  assert.equal(await overflow(wide), 0);
  await wide.close();
});

test("from right to left, and in forced colours, nothing overflows and axe finds nothing", async () => {
  for (const setting of [
    { width: 360, scheme: /** @type {const} */ ("light"), direction: /** @type {const} */ ("rtl") },
    { width: 360, scheme: /** @type {const} */ ("dark"), forcedColors: true },
  ]) {
    const { page } = await openPanel("selected", setting);
    await capture(page, `selected-${"direction" in setting ? "rtl" : "forced"}`);
    assert.equal(await overflow(page), 0);
    assert.deepEqual(await axeViolations(page), []);
    await page.close();
  }
});

test("a speaker is chosen, read and let go with the keyboard alone", async () => {
  const { page } = await openPanel("ready", { width: 360, scheme: "light" });
  const focused = () => page.evaluate(() => document.activeElement?.id ?? "");
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "speaker-0");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#speaker-0[aria-expanded=true]");
  assert.equal(await page.$eval("#live", (node) => node.textContent), "Showing 3 quotes by Mara Ellison");
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "quote-0-of-0");
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  assert.equal(await focused(), "speaker-0");
  assert.equal(await page.$eval("#speaker-0", (node) => node.getAttribute("aria-expanded")), "false");
  const sent = await page.evaluate(() => Reflect.get(Reflect.get(globalThis, "chrome"), "test").sent);
  assert.deepEqual(sent, [
    { type: "get-state" },
    { type: "select-speaker", speaker: 0 },
    { type: "show-quote", quote: 0 },
    { type: "select-speaker", speaker: null },
  ]);
  await page.close();
});

test("five hundred quotes open within a quarter of a second", async () => {
  const { page } = await openPanel("long", { width: 360, scheme: "light" });
  const elapsedMs = await page.evaluate(() => {
    const start = performance.now();
    /** @type {HTMLElement} */ (document.querySelector("#speaker-0")).click();
    void document.body.offsetHeight;
    return performance.now() - start;
  });
  assert.equal(await page.$$eval(".quote", (nodes) => nodes.length), 500);
  assert(elapsedMs < 250, `${Math.round(elapsedMs)} ms`);
  await page.close();
});
