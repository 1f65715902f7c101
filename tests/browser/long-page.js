// @ts-check
/** A page as long as a library, in the middle of which the reader is. Once for all browsers. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { isPainted, paintedPieces } from "./painted.js";
import { servePages } from "./server.js";
import { whenAnalyzed } from "./state.js";

/** @typedef {import("./driver.js").Driver} Driver */
/** @typedef {import("./driver.js").LaunchOptions} LaunchOptions */

/** So many characters are more than is read of a page. */
const HUGE = 10_000_000;

const PARAGRAPH = `<p>“The pier will open in the summer,” said Ada Quill, the harbour master.</p>
  <p>The boats of the old town have waited for the pier for nine years, and so have their owners.</p>`;

const PAGE = `<!DOCTYPE html><html lang="en"><title>Pier</title><h1>Pier to open by summer</h1><article>${
  PARAGRAPH.repeat(Math.ceil(HUGE / PARAGRAPH.length))}</article>`;

/** How many painted lines are in view. */
function paintedInView() {
  return [...CSS.highlights].filter(([name]) => name.startsWith("sourcelight-")).flatMap(([, highlight]) => [...highlight])
    .filter(({ startContainer: { parentElement } }) => {
      const { top = -1, bottom = -1 } = parentElement?.getBoundingClientRect() ?? {};
      return top >= 0 && bottom <= innerHeight;
    }).length;
}

/** @param {(options?: LaunchOptions) => Promise<Driver>} launch */
export function runLongPage(launch) {
  /** @type {Driver} */
  let driver;
  /** @type {Awaited<ReturnType<typeof servePages>>} */
  let server;

  before(async () => {
    [server, driver] = await Promise.all([servePages(), launch({ offline: true, listens: true })]);
    await driver.open(server.page("<!DOCTYPE html><title>First</title><p>Nothing to see."));
    await driver.clickAction();
  });
  after(async () => {
    assert.deepEqual(await driver?.complaints(), []);
    await driver?.close();
    await server?.close();
  });

  for (const [where, share] of /** @type {const} */ ([["the beginning", 0], ["the middle", 0.5]])) {
    test(`from ${where} of a page of ten million characters, what is in view is painted first and stays`, { timeout: 120_000 }, async (context) => {
      const { page } = driver;
      const panel = await driver.panel();
      const url = server.page(PAGE);
      await driver.open(url);
      await page.evaluate((part) => { scrollTo(0, part * document.documentElement.scrollHeight); }, share);
      const clickedAt = performance.now();
      await driver.clickAction();
      await page.waitFor("painted quotes", isPainted);
      const firstMs = performance.now() - clickedAt;
      assert(await page.evaluate(paintedInView) > 3, "quotes in view are painted");
      const { report, painted } = await whenAnalyzed(panel, url);
      context.diagnostic(JSON.stringify({ first_paint_ms: Math.round(firstMs), whole_ms: Math.round(performance.now() - clickedAt) }));
      assert(report !== null && report.quotes.length > 1000, "the whole is read");
      assert(report.warnings.some(({ code }) => code === "too_long"), "a remark on the page's length");
      assert.equal(painted.dropped, 0);
      assert(await page.evaluate(paintedInView) > 3, "quotes in view are painted still");
      assert.equal((await page.evaluate(paintedPieces)).length, report.quotes.length);
    });
  }
}
