// @ts-check
/** The core as it ships: the optimised wasm with its glue, called as the background calls it. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { parseReport } from "../../extension/shared/contract.js";

const FOLDER = resolve(process.env["DIST_DIR"] ?? "dist", "chrome/wasm");
const core = await import(pathToFileURL(resolve(FOLDER, "sourcelight.js")).href);
const { memory } = core.initSync({ module: readFileSync(resolve(FOLDER, "sourcelight_bg.wasm")) });
const PACK = readFileSync(resolve(FOLDER, "sourcelight.pack"));
const analyzer = core.Analyzer.withModel(PACK);

/**
 * @param {...string} paragraphs
 * @returns {any}
 */
function page(...paragraphs) {
  const blocks = paragraphs.map((text, id) => ({ id, kind: "paragraph", text, region: "unknown", group: 0 }));
  return { version: 1, lang: "en", blocks };
}

/**
 * The report with every position checked: in bounds, and the words of each quote where it says.
 * @param {any} input
 */
function analyze(input) {
  const report = parseReport(analyzer.analyze(input));
  for (const quote of report.quotes) {
    for (const span of [...quote.content, ...quote.cue, ...quote.source]) {
      const block = input.blocks.find((/** @type {any} */ one) => one.id === span.block);
      assert.ok(span.start < span.end && span.end <= block.text.length, JSON.stringify(span));
    }
  }
  return report;
}

/**
 * @param {any} input
 * @param {any} span
 */
function slice(input, span) {
  return input.blocks[span.block].text.slice(span.start, span.end);
}

test("positions count UTF-16 code units, also behind emoji, accents and right-to-left text", () => {
  for (const before of ["", "🚢🚢 ", "Çà et là, ", "שלום עולם ", "e\u0301\u{1F468}\u200D\u{1F469}\u200D\u{1F467} "]) {
    const input = page(`${before}Ada Orme told the Gazette: “The quay is open 🚢 again.” It rained.`);
    const [quote] = analyze(input).quotes;
    assert.ok(quote, before);
    assert.equal(slice(input, quote.content[0]), "“The quay is open 🚢 again.”");
    assert.equal(slice(input, quote.cue[0]), "told");
  }
});

test("unpaired surrogates cost nothing but themselves", () => {
  const input = page("\uD83D The mayor, Ada Orme, said: “The quay\uDE00 is open again.”");
  const report = analyze(input);
  assert.equal(report.quotes.length, 1);
  assert.equal(slice(input, report.quotes[0]?.content[0]), "“The quay\uDE00 is open again.”");
  assert.equal(report.speakers[0]?.name, "Ada Orme");
});

test("empty, blank and enormous pages give a report", () => {
  assert.deepEqual(analyze(page()).warnings.map((warning) => warning.code), ["no_article"]);
  assert.equal(analyze(page("", " \u00A0\u200B", "\n")).quotes.length, 0);
  const paragraph = "“The quay is open again,” Ada Orme said on Monday. ".repeat(200);
  const report = analyze(page(...Array.from({ length: 100 }, () => paragraph)));
  assert.ok(report.quotes.length >= 10_000, `${report.quotes.length}`);
  assert.equal(analyze(page("“".repeat(100_000))).version, 1);
  assert.equal(analyze(page("x".repeat(1_000_000))).version, 1);
});

test("another version of the contract is named in a warning", () => {
  const report = parseReport(analyzer.analyze({ version: 2, blocks: [] }));
  assert.equal(report.warnings[0]?.code, "version");
  assert.match(report.warnings[0]?.message ?? "", /found contract version 2, expected 1/);
  assert.equal(core.contractVersion(), 1);
});

test("an input out of the contract throws an error that says what is wrong", () => {
  assert.throws(() => analyzer.analyze({ version: 1 }), {
    name: "TypeError", message: /page input does not keep the contract: .*blocks/,
  });
  assert.throws(() => analyzer.analyze(null), /contract/);
  const block = { id: 0, kind: "song", text: "" };
  assert.throws(() => analyzer.analyze({ version: 1, blocks: [block] }), /song/);
});

test("the same page gives the same report, in this instance and the next", () => {
  const input = page("“The quay is open,” Ada Orme said.", "She added that it “would stay so.”", "“And the pier?” asked Bo Lind.");
  const first = analyzer.analyze(input);
  assert.deepEqual(analyzer.analyze(input), first);
  assert.deepEqual(core.Analyzer.withModel(PACK).analyze(input), first);
  const names = parseReport(first).quotes.map((quote) => quote.speakers.map((id) => parseReport(first).speakers[id]?.name));
  assert.deepEqual(names, [["Ada Orme"], ["Ada Orme"], ["Bo Lind"]]);
});

test("without its model the core finds what stands in marks, and says that it lacks something", () => {
  const report = parseReport(new core.Analyzer().analyze(page("“The quay is open again,” Ada Orme said on Monday.")));
  assert.deepEqual(report.quotes.map((quote) => [quote.kind, quote.speakers.length]), [["direct", 0]]);
  assert.deepEqual(report.warnings.map((warning) => warning.code), ["model"]);
});

test("a model pack that is damaged, cut off, newer or something else is refused with a reason", () => {
  const changed = (/** @type {number} */ place) => {
    const bytes = Uint8Array.from(PACK);
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    return bytes;
  };
  assert.throws(() => core.Analyzer.withModel(changed(PACK.length - 9)), /damaged: found checksum/);
  assert.throws(() => core.Analyzer.withModel(PACK.subarray(0, 5000)), /truncated: found 5000 bytes/);
  assert.throws(() => core.Analyzer.withModel(changed(8)), /found version 3, this build reads 2/);
  assert.throws(() => core.Analyzer.withModel(new Uint8Array(0)), /model pack/);
});

test("what was read before is given again, and what changed anew", () => {
  const before = page("Ada Orme told the Gazette: “The quay is open again.”", "The mayor said that it would rain.");
  const after = page("Bo Lind denied that.", "Ada Orme told the Gazette: “The quay is open again.”", "The mayor said that it would snow.");
  for (const input of [before, after, before]) {
    assert.deepEqual(analyzer.analyzeAgain(input), analyzer.analyze(input));
  }
});

test("the memory of many analyses is that of one", () => {
  const input = page(...Array.from({ length: 40 }, (_, place) => `“The quay ${place} is open again,” Ada Orme told the Gazette on Monday.`));
  for (let time = 0; time < 5; time += 1) analyzer.analyze(input);
  const before = memory.buffer.byteLength;
  for (let time = 0; time < 200; time += 1) analyzer.analyze(input);
  assert.equal(memory.buffer.byteLength, before);
});
