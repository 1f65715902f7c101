// @ts-check
/**
 * Shows the extension at work on one article: what `cargo xtask run` starts.
 *
 *     node tests/browser/run.js --browser PROGRAM --dist FOLDER --article FILE --out FOLDER [--headless]
 *
 * With a display, the browser stays open until the reader closes it or presses Ctrl-C. Headless, the roster is printed
 * and two screenshots are saved.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { openChromium } from "./chromium.js";
import { readReport } from "./report.js";
import { isPainted } from "./painted.js";
import { rosterText } from "./roster.js";
import { readArticle, servePages } from "./server.js";

/** @typedef {{ browser: string, dist: string, article: string, out: string, headless: boolean }} Wishes */

const USAGE = "usage: run.js --browser PROGRAM --dist FOLDER --article FILE.html|FILE.txt --out FOLDER [--headless]";

/** The article painted from top to bottom, where it is not longer than this. */
const LONGEST_PAGE = 6000;

/** @returns {Wishes} */
function readWishes() {
  const { values } = parseArgs({
    options: {
      browser: { type: "string" }, dist: { type: "string" }, article: { type: "string" }, out: { type: "string" },
      headless: { type: "boolean", default: false },
    },
  });
  const { browser, dist, article, out, headless } = values;
  if (browser === undefined || dist === undefined || article === undefined || out === undefined) throw new Error(USAGE);
  return { browser, dist, article, out, headless };
}

/** @param {Wishes} wishes */
async function show({ browser, dist, article, out, headless }) {
  const html = readArticle(article);
  const driver = await openChromium({ extension: resolve(dist, "chrome"), browser, headless, reducedMotion: headless });
  const server = await servePages();
  try {
    await driver.open(server.page(html));
    await driver.clickAction();
    const panel = await driver.panel();
    await panel.waitFor("the end of the analysis", () =>
      document.querySelector("main")?.getAttribute("aria-busy") === "false" &&
      document.querySelector(".headline, .notice-title") !== null && document.querySelector("ul.ways") === null);
    if (!headless) {
      console.log("The article is open in Chromium, with its quotes painted and its speakers in the side panel.");
      console.log("Click the toolbar button to switch it off and on. Close the browser or press Ctrl-C here to end.");
      await driver.ended;
      return;
    }
    const { status, report, error } = await readReport(panel);
    if (error !== null) throw new Error(`the analysis failed: ${error.code}: ${error.message}`);
    if (report === null) throw new Error(`the page was not analysed: its state is "${status}"`);
    console.log(rosterText(report));
    if (status === "ready") await driver.page.waitFor("painted quotes", isPainted);
    mkdirSync(out, { recursive: true });
    await driver.showWhole(LONGEST_PAGE);
    for (const [name, view] of /** @type {const} */ ([["page", driver.page], ["panel", panel]])) {
      const file = resolve(join(out, `${name}.png`));
      writeFileSync(file, await view.screenshot());
      console.log(`${name === "page" ? "The page with painted quotes" : "The panel"}: ${file}`);
    }
  } finally {
    await driver.close();
    await server.close();
  }
}

try {
  await show(readWishes());
} catch (error) {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  console.error(message);
  if (cause instanceof Error) console.error(cause.message);
  process.exitCode = 1;
}
