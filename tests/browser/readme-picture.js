// @ts-check
/**
 * Takes the picture of the README: a sample article that is read, its panel by day, and by night a speaker with the reasons
 * for a quote. What `cargo xtask shots --readme` starts.
 *
 *     node tests/browser/readme-picture.js --out FILE
 */

import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { openChromium } from "./chromium.js";
import { isPainted } from "./painted.js";
import { readSample, servePages } from "./server.js";

const SAMPLE = "wire-harbour-treaty";

/** In CSS pixels. The page is as tall as the panel, which a side panel's width and some height make. */
const PAGE = { width: 760, height: 800 };

const { values: { out = "docs/images/sourcelight.png" } } = parseArgs({ options: { out: { type: "string" } } });

/** @param {Buffer} picture @param {string} background */
const framed = (picture, background) =>
  `<img alt="" style="background: ${background}" src="data:image/png;base64,${picture.toString("base64")}">`;

const server = await servePages();
const driver = await openChromium();
try {
  await driver.tab.setViewport(PAGE);
  await driver.open(server.page(readSample(SAMPLE)));
  await driver.clickAction();
  await driver.page.waitFor("painted quotes", isPainted);
  const panel = await driver.panel();
  await panel.waitFor("the speakers", () => document.querySelector("main")?.getAttribute("aria-busy") === "false" &&
    document.querySelector(".headline") !== null);
  const article = await driver.page.screenshot();
  const day = await panel.screenshot();
  await driver.preferScheme("dark");
  await panel.press("button.speaker");
  await panel.waitFor("the reasons' button", () => document.querySelector("#open-why-2-of-0") !== null);
  await panel.press("#open-why-2-of-0");
  await panel.waitFor("the reasons", () => document.querySelector("#why-2-of-0 .steps") !== null);
  await panel.evaluate(() => document.querySelector(".entry.open")?.scrollIntoView({ block: "start" }));
  const night = await panel.screenshot();
  await driver.tab.setViewport({ width: 1576, height: PAGE.height + 48 });
  await driver.tab.setContent(`<!DOCTYPE html><style>
    body { display: flex; gap: 20px; align-items: start; justify-content: center; margin: 0; padding: 24px; background: #e8e4dc }
    img { display: block; height: ${PAGE.height}px; object-fit: cover; object-position: top left; border-radius: 10px;
      box-shadow: 0 4px 24px rgb(0 0 0 / 18%) }
  </style>${framed(article, "white")}${framed(day, "white")}${framed(night, "black")}`);
  await driver.tab.waitForFunction(() => [...document.images].every((image) => image.complete));
  writeFileSync(out, await driver.tab.screenshot());
  console.log(out);
} finally {
  await driver.close();
  await server.close();
}
