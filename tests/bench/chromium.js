// @ts-check
/** The built wasm in a page of Chromium beside compromise. Prints one JSON object. */

import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { openChromium } from "../browser/chromium.js";
import { textOfWords } from "./texts.js";

/** Words of a text, and how often it is analysed. The longest one is ten megabytes; peers are left out of the last two. */
const TEXTS = [[200, 60], [1000, 60], [5000, 10], [50_000, 2], [1_750_000, 1]];
const LONGEST_FOR_PEERS = 5000;
const COLD_STARTS = 5;
/** Words of the page whose text is collected, and how often. */
const PAGE = [5000, 30];

const dist = resolve(process.env["DIST_DIR"] ?? "dist", "chrome/wasm");
const here = fileURLToPath(new URL(".", import.meta.url));
/** @type {Record<string, [string, string]>} */
const FILES = {
  "/sourcelight.js": [resolve(dist, "sourcelight.js"), "text/javascript"],
  "/sourcelight_bg.wasm": [resolve(dist, "sourcelight_bg.wasm"), "application/wasm"],
  "/sourcelight.pack": [resolve(dist, "sourcelight.pack"), "application/octet-stream"],
  "/measure.js": [resolve(here, "measure.js"), "text/javascript"],
  "/readability.js": [fileURLToPath(new URL("../../node_modules/@mozilla/readability/Readability.js", import.meta.url)), "text/javascript"],
  "/compromise.js": [fileURLToPath(new URL("../../node_modules/compromise/builds/compromise.js", import.meta.url)), "text/javascript"],
};

const extension = fileURLToPath(new URL("../../extension/", import.meta.url));
const [pageWords, pageRounds] = PAGE;
const story = textOfWords(pageWords);

/** A page as outlets have them: a bar, the story, a list of others, a foot. */
function storyPage() {
  const escaped = (/** @type {string} */ text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const link = '<li><a href="/other">Another story of this morning</a></li>';
  return `<!DOCTYPE html><html lang="en"><title>The story</title><nav><ul>${link.repeat(12)}</ul></nav><main><article><h1>The story</h1>
    ${story.paragraphs.map((text) => `<p>${escaped(text)}</p>`).join("")}</article></main><aside><ul>${link.repeat(30)}</ul></aside>
    <footer><p>All rights reserved.</p></footer>`;
}

/**
 * @param {string} path
 * @returns {[string | Buffer, string]} body and type
 */
function answer(path) {
  const file = FILES[path];
  if (file !== undefined) return [readFileSync(file[0]), file[1]];
  if (path === "/story") return [storyPage(), "text/html; charset=utf-8"];
  const module = resolve(extension, `.${path}`);
  const isModule = module.startsWith(extension) && module.endsWith(".js") && existsSync(module);
  return isModule ? [readFileSync(module), "text/javascript"] : ["<!DOCTYPE html><title>bench</title>", "text/html"];
}

const server = createServer((request, response) => {
  const [body, type] = answer(request.url ?? "/");
  response.writeHead(200, { "content-type": type });
  response.end(body);
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
  const { memory } = await core.default({ module_or_path: wasm });
  const analyzer = core.Analyzer.withModel(new Uint8Array(pack));
  const ready = performance.now() - begin;
  const program = coreProgram(analyzer);
  program.run(text);
  Object.assign(window, { program, memory });
  return { ready, first: performance.now() - begin };
}

/**
 * Runs in the page.
 * @param {import("./texts.js").BenchText} text
 * @param {number} rounds
 * @param {boolean} withPeers
 */
async function warm(text, rounds, withPeers) {
  const from = (/** @type {string} */ file) => import(file);
  const { measure, compromiseProgram } = await from("/measure.js");
  const page = /** @type {any} */ (window);
  if (page.nlp === undefined) {
    await new Promise((done) => {
      const script = Object.assign(document.createElement("script"), { src: "/compromise.js", onload: done });
      document.head.append(script);
    });
  }
  const programs = [page.program, compromiseProgram(page.nlp)];
  return { times: measure(withPeers ? programs : programs.slice(0, 1), text, rounds), memory_bytes: page.memory.buffer.byteLength };
}

/**
 * Runs in the page of the story: its text collected beside Readability's parse of a copy, which it would take apart.
 * @param {number} rounds
 */
async function collecting(rounds) {
  const from = (/** @type {string} */ file) => import(file);
  const [{ collectPage }, { spread }] = await Promise.all([from("/content/collect.js"), from("/measure.js")]);
  await new Promise((done) => {
    const script = Object.assign(document.createElement("script"), { src: "/readability.js", onload: done });
    document.head.append(script);
  });
  const { Readability } = /** @type {any} */ (window);
  const programs = {
    collect: () => collectPage(document, () => Promise.resolve()),
    readability: async () => new Readability(document.cloneNode(true)).parse(),
  };
  /** @type {Record<string, number[]>} */
  const times = { collect: [], readability: [] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, run] of Object.entries(programs)) {
      const begin = performance.now();
      await run();
      // The first round is the engine's.
      if (round > 0) times[name].push(performance.now() - begin);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, each]) => [name, spread(each)]));
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
      ...await browser.page.evaluate(warm, text, rounds, words <= LONGEST_FOR_PEERS),
    });
  }
  await browser.open(`http://127.0.0.1:${port}/story`);
  const page = { words: story.words, ...await browser.page.evaluate(collecting, pageRounds) };
  const middle = (/** @type {number[]} */ times) => times.sort((left, right) => left - right)[Math.floor(times.length / 2)];
  console.log(JSON.stringify({
    ready_ms: middle(colds.map(({ ready }) => ready)), first_ms: middle(colds.map(({ first }) => first)), texts, page,
  }));
} finally {
  await browser.close();
  server.close();
}
