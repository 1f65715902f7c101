// @ts-check
/** Figures of speed on the sample of about 1,000 words: printed and kept in target/figures.json, never asserted. */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

import { isPainted } from "./painted.js";
import { servePages } from "./server.js";

/** @typedef {import("./driver.js").Driver} Driver */

const SAMPLE = "wire-harbour-treaty";
const FILE = new URL("../../target/figures.json", import.meta.url);
const RUNS = 5;

/** Notes in the page when the first frame with painted quotes was handed to the screen. */
function notePaint() {
  const painted = new Promise((resolve) => {
    const look = () => {
      if (![...CSS.highlights.keys()].some((name) => name.startsWith("sourcelight-"))) {
        requestAnimationFrame(look);
        return;
      }
      // A message comes after the frame that is being made now.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
        port2.postMessage(null);
      });
    };
    look();
  });
  Object.assign(window, { painted });
}

/** @returns {Promise<number>} */
function paintedAt() {
  return /** @type {{ painted: Promise<number> }} */ (/** @type {unknown} */ (window)).painted;
}

/**
 * Milliseconds from the click to the first painted frame. What the driver needs to click is included.
 * @param {Driver} driver
 * @param {string} url
 */
async function clickToPaint(driver, url) {
  await driver.open(url);
  await driver.page.evaluate(notePaint);
  const clickedAt = performance.timeOrigin + performance.now();
  await driver.clickAction();
  await driver.page.waitFor("painted quotes", isPainted);
  return Math.round(await driver.page.evaluate(paintedAt) - clickedAt);
}

/**
 * @param {Driver} driver
 * @param {(url: string) => Promise<Record<string, number>>} [more] Further figures of the same page.
 */
export async function measure(driver, more) {
  const server = await servePages();
  try {
    const url = server.sample(SAMPLE);
    const firstMs = await clickToPaint(driver, url);
    const laterMs = [];
    const asleepMs = [];
    for (let run = 0; run < RUNS; run += 1) {
      laterMs.push(await clickToPaint(driver, url));
      await driver.endBackground();
      asleepMs.push(await clickToPaint(driver, url));
    }
    const figures = {
      click_to_paint_first_ms: firstMs,
      click_to_paint_median_ms: median(laterMs),
      /** With the background ended before the page was opened, as browsers do when it is idle. */
      click_to_paint_asleep_median_ms: median(asleepMs),
      ...await more?.(url),
    };
    keep(driver.name, figures);
    return figures;
  } finally {
    await server.close();
  }
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)];
}

/**
 * @param {string} browser
 * @param {object} figures
 */
function keep(browser, figures) {
  mkdirSync(new URL(".", FILE), { recursive: true });
  let kept = {};
  try {
    kept = JSON.parse(readFileSync(FILE, "utf8"));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ENOENT") throw error;
  }
  writeFileSync(FILE, `${JSON.stringify({ ...kept, [browser]: figures }, null, 2)}\n`);
}
