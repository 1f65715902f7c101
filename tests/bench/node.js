// @ts-check
/** The built wasm in Node beside compromise. Prints one JSON object. */

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

import compromise from "compromise";

import { compromiseProgram, coreProgram, measure } from "./measure.js";
import { textOfWords } from "./texts.js";

/** Words of a text, and how often it is analysed. compromise takes minutes for the longest ones and is left out there. */
const TEXTS = [[200, 60], [1000, 40], [5000, 10], [50_000, 2]];
const LONGEST_FOR_PEERS = 5000;

const folder = resolve(process.env["DIST_DIR"] ?? "dist", "chrome/wasm");
const core = await import(pathToFileURL(resolve(folder, "sourcelight.js")).href);
const begin = performance.now();
const { memory } = core.initSync({ module: readFileSync(resolve(folder, "sourcelight_bg.wasm")) });
const analyzer = core.Analyzer.withModel(readFileSync(resolve(folder, "sourcelight.pack")));
const ready = performance.now() - begin;
const programs = [coreProgram(analyzer), compromiseProgram(compromise)];
const texts = [];
for (const [words, rounds] of TEXTS) {
  const text = textOfWords(words);
  const bytes = Buffer.byteLength(text.paragraphs.join("\n\n"));
  const times = measure(words <= LONGEST_FOR_PEERS ? programs : programs.slice(0, 1), text, rounds);
  texts.push({ words: text.words, bytes, times, memory_bytes: memory.buffer.byteLength });
}
console.log(JSON.stringify({ ready_ms: ready, texts }));
