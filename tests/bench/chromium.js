// @ts-check
/** The built wasm in a page of Chromium beside compromise. Prints one JSON object. */

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { openChromium } from "../browser/chromium.js";
import { textOfWords } from "./texts.js";

const TEXTS = [[200, 60], [1000, 60], [5000, 10]];
const COLD_STARTS = 5;

const dist = resolve(process.env["DIST_DIR"] ?? "dist", "chrome/wasm");
const here = fileURLToPath(new URL(".", import.meta.url));
/** @type {Record<string, [string, string]>} */
const FILES = {
  "/sourcelight.js": [resolve(dist, "sourcelight.js"), "text/javascript"],
  "/sourcelight_bg.wasm": [resolve(dist, "sourcelight_bg.wasm"), "application/wasm"],
  "/sourcelight.pack": [resolve(dist, "sourcelight.pack"), "application/octet-stream"],
  "/measure.js": [resolve(here, "measure.js"), "text/javascript"],
  "/compromise.js": [fileURLToPath(new URL("../../node_modules/compromise/builds/compromise.js", import.meta.url)), "text/javascript"],
};

const server = createServer((request, response) => {
  const file = FILES[request.url ?? ""];
  response.writeHead(200, { "content-type": file?.[1] ?? "text/html" });
  response.end(file === undefined ? "<!DOCTYPE html><title>bench</title>" : readFileSync(file[0]));
});
await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
const browser = await openChromium();

/**
 * Runs in the page: a cold start, the first analysis included.
 * @param {import("./texts.js").BenchText} text
 */
async function coldStart(text) {
  const [wasm, pack] = await Promise.all(["/sourcelight_bg.wasm", "/sourcelight.pack"].map(async (file) => (await fetch(file)).arrayBuffer()));
  const from = (/** @type {string} */ file) => import(file);
  const [core, { coreProgram }] = await Promise.all([from("/sourcelight.js"), from("/measure.js")]);
  const begin = performance.now();
  await core.default({ module_or_path: wasm });
  const analyzer = core.Analyzer.withModel(new Uint8Array(pack));
  const ready = performance.now() - begin;
  const program = coreProgram(analyzer);
  program.run(text);
  Object.assign(window, { program });
  return { ready, first: performance.now() - begin };
}

/**
 * Runs in the page.
 * @param {import("./texts.js").BenchText} text
 * @param {number} rounds
 */
async function warm(text, rounds) {
  const from = (/** @type {string} */ file) => import(file);
  const { measure, compromiseProgram } = await from("/measure.js");
  const page = /** @type {any} */ (window);
  if (page.nlp === undefined) {
    await new Promise((done) => {
      const script = Object.assign(document.createElement("script"), { src: "/compromise.js", onload: done });
      document.head.append(script);
    });
  }
  return measure([page.program, compromiseProgram(page.nlp)], text, rounds);
}

try {
  const article = textOfWords(1000);
  const colds = [];
  for (let start = 0; start < COLD_STARTS; start += 1) {
    await browser.open(`http://127.0.0.1:${port}/${start}`);
    colds.push(await browser.page.evaluate(coldStart, article));
  }
  const texts = [];
  for (const [words, rounds] of TEXTS) {
    const text = textOfWords(words);
    texts.push({
      words: text.words, bytes: Buffer.byteLength(text.paragraphs.join("\n\n")),
      times: await browser.page.evaluate(warm, text, rounds),
    });
  }
  const middle = (/** @type {number[]} */ times) => times.sort((left, right) => left - right)[Math.floor(times.length / 2)];
  console.log(JSON.stringify({
    ready_ms: middle(colds.map(({ ready }) => ready)), first_ms: middle(colds.map(({ first }) => first)), texts,
  }));
} finally {
  await browser.close();
  server.close();
}
