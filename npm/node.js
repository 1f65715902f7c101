/** The core in Node: its files are read from the disk. */

import { readFile } from "node:fs/promises";

import { loadFrom } from "./core.js";

export { loadFrom, pageOfText } from "./core.js";

const file = (name) => readFile(new URL(name, import.meta.url));

export async function load() {
  const [core, model] = await Promise.all([file("sourcelight_bg.wasm"), file("sourcelight.pack")]);
  return loadFrom(core, model);
}
