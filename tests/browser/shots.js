// @ts-check
/**
 * Takes a picture of every scene: what `cargo xtask shots` starts.
 *
 *     node tests/browser/shots.js --out FOLDER [--browser chromium|firefox] [--only WORD]
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { openChromiumLooker, openFirefoxLooker } from "./looker.js";
import { SCENES } from "./scenes.js";

/** @type {Array<{ name: string, light: import("./looker.js").Light }>} */
const LIGHTS = [
  { name: "light", light: { scheme: "light" } },
  { name: "dark", light: { scheme: "dark" } },
  { name: "forced", light: { scheme: "dark", forcedColors: true } },
  { name: "rtl", light: { scheme: "light", locale: "ar" } },
];

const { values: { out = "target/shots", browser, only = "" } } = parseArgs({
  options: { out: { type: "string" }, browser: { type: "string" }, only: { type: "string" } },
});

for (const open of [openChromiumLooker, openFirefoxLooker]) {
  if (browser !== undefined && !open.name.toLowerCase().includes(browser)) continue;
  const looker = await open();
  const folder = join(out, looker.name);
  mkdirSync(folder, { recursive: true });
  try {
    const scenes = Object.entries(SCENES).filter(([name]) => name.includes(only));
    for (const [scene, staged] of scenes) {
      for (const { name, light } of LIGHTS) {
        await looker.look(staged, light);
        writeFileSync(join(folder, `${scene}-${name}.png`), await looker.picture());
      }
    }
    console.log(`${folder}: ${scenes.length * LIGHTS.length} pictures`);
  } finally {
    await looker.close();
  }
}
