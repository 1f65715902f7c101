// @ts-check
/**
 * Real pages and our own samples through the extension: whatever a page is, nothing goes wrong on it.
 *
 * Real pages lie beside the project on some machines, in ../shared/data/pages; where they are not, only our samples
 * run. By default every tenth of them is read; with SOURCELIGHT_PAGES=all every one.
 */

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { predictionOf } from "./prediction.js";
import { atRest, lookOf, mutationsSeen, noteMutations, paintedLayers, paintedTexts } from "./painted.js";
import { unusualDocuments } from "./documents.js";
import { readSample, servePages } from "./server.js";
import { askArticle, askState, whenAnalyzed } from "./state.js";

/** @typedef {import("./driver.js").Driver} Driver */
/** @typedef {import("./driver.js").LaunchOptions} LaunchOptions */
/** @typedef {import("./driver.js").View} View */

const SAMPLES = new URL("../pages/", import.meta.url);
const REAL_PAGES = new URL("../../../shared/data/pages/", import.meta.url);
const PREDICTIONS = new URL("../../target/eval/", import.meta.url);

/** One real page of so many is read, if not all are wanted. */
const ONE_OF = 10;
/** Not at the top, so that a jump there would be seen. */
const SCROLLED = 150;

/**
 * A text without what only separates pieces of a quote, or words, without marks that a style sheet adds, without
 * characters that nobody sees, and with one form of each character: reports give their text so.
 * @param {string} text
 */
const bare = (text) => text.replaceAll(/[\s…“”‘’«»\p{Cf}]+/gu, "").normalize("NFKC");

/**
 * @typedef {object} Page
 * @property {string} name
 * @property {string} html
 * @property {import("./server.js").PageOptions} [options]
 * @property {{ isPartial: boolean }} [expected] Given where there must be something to paint.
 */

/** @returns {Page[]} */
function samples() {
  const names = readdirSync(SAMPLES, { withFileTypes: true }).filter((each) => each.isDirectory()).map(({ name }) => name);
  return names.sort().map((name) => ({ name, html: readSample(name) }));
}

/** @returns {Page[]} */
function realPages() {
  if (!existsSync(REAL_PAGES)) return [];
  const names = readdirSync(REAL_PAGES).filter((name) => existsSync(new URL(`${name}/source.html`, REAL_PAGES))).sort();
  const wanted = process.env.SOURCELIGHT_PAGES?.split(",") ?? [];
  const chosen = wanted[0] === "all" ? names
    : wanted.length > 0 ? names.filter((name) => wanted.includes(name)) : names.filter((_, index) => index % ONE_OF === 0);
  return chosen.map((name) => ({ name, html: readFileSync(new URL(`${name}/source.html`, REAL_PAGES), "utf8") }));
}

/**
 * @param {(options?: LaunchOptions) => Promise<Driver>} launch
 */
export function runEveryPage(launch) {
  /** @type {Driver} */
  let driver;
  /** @type {Awaited<ReturnType<typeof servePages>>} */
  let server;
  /** @type {View} */
  let panel;
  /** @type {string[]} */
  const predictions = [];

  before(async () => {
    // Saved pages must not call those whom they once called.
    [server, driver] = await Promise.all([servePages(), launch({ offline: true, listens: true })]);
    // The first click opens the panel, which makes the page narrower; later ones change nothing but the paint.
    await driver.open(server.page("<!DOCTYPE html><title>First</title><p>Nothing to see."));
    await driver.clickAction();
    panel = await driver.panel();
    await whenAnalyzed(panel, server.origin);
  });
  after(async () => {
    mkdirSync(PREDICTIONS, { recursive: true });
    if (driver !== undefined) writeFileSync(new URL(`pages-${driver.name}.jsonl`, PREDICTIONS), predictions.join(""));
    await driver?.close();
    await server?.close();
  });

  const real = realPages();
  test("real pages are at hand", { skip: real.length === 0 && "there is no folder ../shared/data/pages" }, () => {});

  for (const { name, html, options, expected } of [...samples(), ...unusualDocuments(), ...real]) {
    test(name, async () => {
      const { page } = driver;
      const url = server.page(html, options);
      await driver.complaints();
      await driver.open(url);
      await page.evaluate((top) => { window.scrollTo(0, top); }, SCROLLED);
      await page.evaluate(atRest);
      const scrolled = await page.evaluate(() => scrollY);
      const before = await page.evaluate(lookOf);
      await page.evaluate(noteMutations);

      await driver.clickAction();
      const state = await whenAnalyzed(panel, url);
      assert(["ready", "empty"].includes(state.status), `${state.status}: ${state.error?.message ?? ""}`);
      const { report } = state;
      assert(report !== null);
      if (expected !== undefined) {
        assert(report.quotes.length > 0, "quotes");
        assert.equal(report.warnings.some(({ code }) => code === "too_long"), expected.isPartial, "a remark on the page's length");
      }
      predictions.push(`${JSON.stringify(predictionOf(name, report, await panel.evaluate(askArticle)))}\n`);
      assert.equal(state.painted.dropped, 0, "passages that were not painted");
      const painted = await page.evaluate(paintedTexts);
      for (const kind of /** @type {const} */ (["direct", "mixed", "indirect"])) {
        assert.equal(bare(painted[kind] ?? ""),
          bare(report.quotes.filter((quote) => quote.kind === kind).map(({ text }) => text).join("")), `the ${kind} quotes`);
      }
      assert.equal(await page.evaluate(() => scrollY), scrolled, "scrolled by switching on");

      await driver.clickAction();
      await panel.waitFor("the page to be switched off", askState, { url, statuses: ["idle"] });
      assert.deepEqual(await page.evaluate(paintedLayers), []);
      assert.deepEqual(await page.evaluate(mutationsSeen), []);
      assert.deepEqual(await page.evaluate(lookOf), before, "the page before and after");
      assert.equal(await page.evaluate(() => scrollY), scrolled, "scrolled by switching off");
      assert.deepEqual(await driver.complaints(), []);
    });
  }
}
