// @ts-check
/**
 * Takes a picture of every scene, and of the built playground's: what `cargo xtask shots` starts.
 *
 *     node tests/browser/shots.js --out FOLDER [--browser chromium|firefox] [--only WORD]
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { openChromiumLooker, openFirefoxLooker } from "./looker.js";
import { PLAYGROUND_SCENES, READY } from "./playground-scenes.js";
import { SCENES } from "./scenes.js";
import { serveWww } from "./www-server.js";

/** The playground stands in a tab, not in a side panel. */
const TAB_WIDTH = 1100;

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

/**
 * @template T
 * @param {Record<string, T>} scenes
 */
const wanted = (scenes) => Object.entries(scenes).filter(([name]) => name.includes(only));
const playground = wanted(PLAYGROUND_SCENES).length === 0 ? null : await serveWww();

for (const open of [openChromiumLooker, openFirefoxLooker]) {
  if (browser !== undefined && !open.name.toLowerCase().includes(browser)) continue;
  const looker = await open();
  const folder = join(out, looker.name);
  mkdirSync(folder, { recursive: true });
  try {
    let pictures = 0;
    /** @param {string} scene @param {string} light */
    const take = async (scene, light) => {
      writeFileSync(join(folder, `${scene}-${light}.png`), await looker.picture());
      pictures += 1;
    };
    for (const { name, light } of LIGHTS) {
      for (const [scene, staged] of wanted(SCENES)) {
        await looker.look(staged, light);
        await take(scene, name);
      }
      if (playground === null) continue;
      for (const [scene, act] of wanted(PLAYGROUND_SCENES)) {
        await looker.visit(`${playground.address}?lang=${light.locale ?? "en"}`, READY, { ...light, width: TAB_WIDTH });
        await looker.run(act);
        await take(scene, name);
      }
    }
    console.log(`${folder}: ${pictures} pictures`);
  } finally {
    await looker.close();
  }
}
await playground?.close();
