// @ts-check
/**
 * Addresses of quotes, resolved by Chromium: on the samples, and on saved pages of the web where ../shared holds them.
 * What the browser marks is told from its paint: the mark gets a colour that nothing else has, and nothing else is drawn.
 */

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { PNG } from "pngjs";

import { quoteAddress } from "../../../extension/panel/export/fragment.js";
import { openChromium } from "../chromium.js";
import { readReport } from "../report.js";
import { readSample, servePages } from "../server.js";

/** @typedef {import("../../../extension/shared/messages.js").PageState} PageState */
/** @typedef {import("../../../extension/shared/messages.js").ArticleBlocks} ArticleBlocks */

const SAVED = new URL("../../../../shared/data/pages/", import.meta.url);
const SAMPLES = ["wire-harbour-treaty", "court-charity-fraud", "straight-quotes-school-radio", "inline-drop-cap-lighthouse", "nested-ferry-inquiry"];
/** So many quotes of a page are looked for. */
const OF_EACH = 5;
const LEAST_FOUND = 0.95;
/** More than so many quotes tell no more. */
const ENOUGH = 40;

/** All but the mark is white: what is not white is what the browser found. */
const STYLE = `<style>*, *::before, *::after { color: transparent !important; background: #fff !important; border-color: #fff !important;
  text-decoration: none !important; box-shadow: none !important; outline: none !important; scroll-behavior: auto !important }
  img, svg, video, iframe, canvas { visibility: hidden !important }
  ::target-text { background: #000 !important; color: #000 !important }</style>`;

/** @type {Awaited<ReturnType<typeof openChromium>>} */
let driver;
/** @type {Awaited<ReturnType<typeof servePages>>} */
let server;
before(async () => {
  [server, driver] = await Promise.all([servePages(), openChromium()]);
});
after(async () => {
  await driver?.close();
  await server?.close();
});

/** @param {string} html */
const bare = (html) => html.replace(/<\/head>|<body/iu, (each) => `${STYLE}${each}`);

/**
 * How many of a page's quotes their addresses lead to.
 * @param {string} html
 * @returns {Promise<{ found: number, of: number, missed: string[] }>}
 */
async function tryPage(html) {
  // A strict policy keeps a saved page from waiting for what its site would send.
  await driver.open(server.page(html, { strict: true }));
  await driver.clickAction();
  const panel = await driver.panel();
  await panel.waitFor("the end of the analysis", () =>
    document.querySelector("main")?.getAttribute("aria-busy") === "false" && document.querySelector(".headline, .notice-title") !== null
    && document.querySelector(".unlit") === null);
  const { report } = await readReport(panel);
  if (report === null) return { found: 0, of: 0, missed: [] };
  const blocks = /** @type {ArticleBlocks} */ (await panel.evaluate(async () => {
    const tabs = await chrome.tabs.query({ active: true });
    const answers = await Promise.all(tabs.map(({ id }) =>
      chrome.tabs.sendMessage(id ?? 0, { type: "get-article" }, { frameId: 0 }).catch(() => null)));
    return answers.find((each) => each?.type === "article")?.blocks ?? [];
  }));
  // A tall window shows the quote wherever the page scrolls to.
  const step = Math.max(1, Math.floor(report.quotes.length / OF_EACH));
  const tried = report.quotes.filter((_quote, index) => index % step === 0).slice(0, OF_EACH);
  const result = { found: 0, of: tried.length, missed: /** @type {string[]} */ ([]) };
  for (const quote of tried) {
    const address = quoteAddress(server.page(bare(html), { strict: true }), quote.content, blocks);
    await driver.open("about:blank");
    await driver.open(address);
    const dark = darkPixels(await driver.page.screenshot());
    // The mark of a quote is about as large as its words are long, and not as large as the page.
    if (dark > quote.text.length * 20 && dark < 1280 * 900 * 0.8) result.found += 1;
    else result.missed.push(`${address.replace(/^.*#/u, "#")}: ${dark} pixels`);
  }
  return result;
}

/** @param {Buffer} image */
function darkPixels(image) {
  const { data } = PNG.sync.read(image);
  let dark = 0;
  for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 64) dark += 1;
  return dark;
}

/** @param {string[]} pages */
async function check(pages) {
  let [found, of] = [0, 0];
  /** @type {string[]} */
  const missed = [];
  for (const html of pages) {
    if (of >= ENOUGH) break;
    const result = await tryPage(html);
    found += result.found;
    of += result.of;
    missed.push(...result.missed);
  }
  console.log(`${found} of ${of} addresses lead to their quote${missed.map((each) => `\n  ${each}`).join("")}`);
  assert(of >= 20, `${of} quotes were tried`);
  assert(found / of >= LEAST_FOUND, `${found} of ${of}\n${missed.join("\n")}`);
}

test("an address of words that are not there leads nowhere: nothing is marked", async () => {
  await driver.open(`${server.page(bare(readSample(SAMPLES[0] ?? "")))}#:~:text=no%20such%20words%20stand%20here`);
  assert.equal(darkPixels(await driver.page.screenshot()), 0);
});

test("addresses lead to the quotes of the samples", () => check(SAMPLES.map(readSample)));

test("addresses lead to the quotes of saved pages of the web", { skip: existsSync(SAVED) ? false : "../shared is not there" }, async () => {
  const files = readdirSync(SAVED, { recursive: true }).map(String).filter((path) => /\.html?$/u.test(path)).sort();
  // Every third page of the folder, for many of them quote nobody.
  await check(files.filter((_file, index) => index % 3 === 0).map((file) => readFileSync(new URL(file, SAVED), "utf8")));
});
