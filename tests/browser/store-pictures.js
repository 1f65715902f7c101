// @ts-check
/**
 * Takes the pictures for the stores: a sample article with its panel beside it, by day and by night.
 *
 *     node tests/browser/store-pictures.js --out FOLDER
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { PNG } from "pngjs";

import { openChromium } from "./chromium.js";
import { isPainted } from "./painted.js";
import { readSample, servePages } from "./server.js";

/** What the Chrome Web Store and Firefox's take. */
const SIZE = { width: 1280, height: 800 };

const SAMPLE = "wire-harbour-treaty";

const { values: { out = "dist/packages/store" } } = parseArgs({ options: { out: { type: "string" } } });

/**
 * Two pictures beside each other; what is too tall is cut off, what is too short ends in the colour of its last corner.
 * @param {Buffer} left
 * @param {Buffer} right
 * @returns {Buffer}
 */
function beside(left, right) {
  const whole = new PNG(SIZE);
  const pictures = [left, right].map((picture) => PNG.sync.read(picture));
  const widths = [SIZE.width - pictures[1].width, pictures[1].width];
  for (const [place, picture] of pictures.entries()) {
    const begin = place === 0 ? 0 : widths[0];
    for (let y = 0; y < SIZE.height; y += 1) {
      for (let x = 0; x < widths[place]; x += 1) {
        const from = (Math.min(y, picture.height - 1) * picture.width + Math.min(x, picture.width - 1)) * 4;
        picture.data.copy(whole.data, (y * SIZE.width + begin + x) * 4, from, from + 4);
      }
    }
  }
  return PNG.sync.write(whole);
}

const server = await servePages();
const driver = await openChromium();
try {
  mkdirSync(out, { recursive: true });
  for (const scheme of /** @type {const} */ (["light", "dark"])) {
    await driver.tab.setViewport({ width: SIZE.width - 360, height: SIZE.height });
    await driver.tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await driver.preferScheme(scheme);
    await driver.open(server.page(readSample(SAMPLE)));
    await driver.clickAction();
    const panel = await driver.panel();
    await panel.waitFor("the speakers", () => document.querySelector("main")?.getAttribute("aria-busy") === "false" &&
      document.querySelector(".headline") !== null);
    await driver.page.waitFor("painted quotes", isPainted);
    const file = join(out, `article-${scheme}.png`);
    writeFileSync(file, beside(await driver.page.screenshot(), await panel.screenshot()));
    console.log(file);
    await driver.clickAction();
  }
} finally {
  await driver.close();
  await server.close();
}
