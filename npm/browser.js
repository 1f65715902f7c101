/** The core in browsers and in bundles for them: its files are fetched from beside this one. */

import { loadFrom } from "./core.js";

export { loadFrom, pageOfText } from "./core.js";

async function file(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.pathname}: found status ${answer.status}, expected 200`);
  return answer.arrayBuffer();
}

export async function load() {
  const [core, model] = await Promise.all([
    file(new URL("sourcelight_bg.wasm", import.meta.url)), file(new URL("sourcelight.pack", import.meta.url)),
  ]);
  return loadFrom(core, new Uint8Array(model));
}
