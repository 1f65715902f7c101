// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { parseReport } from "../../extension/shared/contract.js";
import {
  applyCorrections, forgetCorrections, quoteKeyOf, readCorrections, watchCorrections, withCorrection, writeCorrections,
} from "../../extension/shared/corrections.js";
import { installChrome } from "./panel/chrome-stub.js";
import { HARBOUR } from "./panel/reports.js";

/** @typedef {import("../../extension/shared/corrections.js").Correction} Correction */

/** @param {number} id */
const key = (id) => quoteKeyOf(HARBOUR, id);

/**
 * Who says what after the corrections: names with the ids of their quotes.
 * @param {Correction[]} corrections
 * @param {Record<string, number[]>} expected
 */
function check(corrections, expected) {
  const { report } = applyCorrections(HARBOUR, corrections);
  parseReport(report);
  const found = Object.fromEntries(report.speakers.filter(({ quotes }) => quotes.length > 0).map(({ name, quotes }) => [name, quotes]));
  assert.deepEqual(found, expected);
  for (const { id, speakers } of report.quotes) {
    for (const speaker of speakers) assert(report.speakers[speaker]?.quotes.includes(id), `quote ${id} and speaker ${speaker} name each other`);
  }
}

const AS_FOUND = {
  "Mara Ellison": [0, 1, 8], "Tobias Renn": [2, 3], "Ines Okafor-Lindqvist": [4], "Northmere Port Authority": [2],
  "Coastal Flood Review": [5], residents: [6], "an official": [7],
};

test("without corrections a report is what it was", () => {
  assert.equal(applyCorrections(HARBOUR, []).report, HARBOUR);
});

test("a quote goes to another speaker, to a new one, or to nobody", () => {
  check([{ type: "speaker", quote: key(9), speaker: "Tobias Renn" }], { ...AS_FOUND, "Tobias Renn": [2, 3, 9] });
  check([{ type: "speaker", quote: key(9), speaker: "Otto Vane" }], { ...AS_FOUND, "Otto Vane": [9] });
  check([{ type: "speaker", quote: key(4), speaker: null }],
    Object.fromEntries(Object.entries(AS_FOUND).filter(([name]) => name !== "Ines Okafor-Lindqvist")));
});

test("what is no quote is nobody's, keeps its place and has nothing to paint", () => {
  check([{ type: "dismiss", quote: key(0) }], { ...AS_FOUND, "Mara Ellison": [1, 8] });
  const { report, dismissed } = applyCorrections(HARBOUR, [{ type: "dismiss", quote: key(0) }]);
  assert.deepEqual([...dismissed], [0]);
  assert.deepEqual(report.quotes[0]?.content, []);
  assert.equal(report.quotes.length, HARBOUR.quotes.length);
});

test("merged speakers say together what each said, and a joint statement only once", () => {
  check([{ type: "merge", speaker: "Northmere Port Authority", into: "Tobias Renn" }],
    Object.fromEntries(Object.entries(AS_FOUND).filter(([name]) => name !== "Northmere Port Authority")));
  check([
    { type: "merge", speaker: "residents", into: "Ines Okafor-Lindqvist" },
    { type: "merge", speaker: "Ines Okafor-Lindqvist", into: "Mara Ellison" },
  ], {
    "Mara Ellison": [0, 1, 4, 6, 8], "Tobias Renn": [2, 3], "Northmere Port Authority": [2], "Coastal Flood Review": [5],
    "an official": [7],
  });
});

test("two speakers merged into each other do not swallow both", () => {
  const { report } = applyCorrections(HARBOUR, [
    { type: "merge", speaker: "residents", into: "Tobias Renn" }, { type: "merge", speaker: "Tobias Renn", into: "residents" },
  ]);
  assert.equal(report.speakers.flatMap(({ quotes }) => quotes).length, HARBOUR.speakers.flatMap(({ quotes }) => quotes).length);
});

test("a renamed speaker keeps the old name as another one, and corrections know it by it", () => {
  check([
    { type: "rename", speaker: "residents", name: "people of the quay" },
    { type: "speaker", quote: key(9), speaker: "residents" },
  ], Object.fromEntries(Object.entries(AS_FOUND).map(([name, quotes]) =>
    name === "residents" ? ["people of the quay", [6, 9]] : [name, quotes])));
});

test("words are counted anew: quoted, and without a speaker", () => {
  const { article } = HARBOUR;
  const given = applyCorrections(HARBOUR, [{ type: "speaker", quote: key(9), speaker: "Tobias Renn" }]).report.article;
  assert.deepEqual([given.quoted_words, given.unattributed_words], [article.quoted_words, 0]);
  const taken = applyCorrections(HARBOUR, [{ type: "dismiss", quote: key(9) }]).report.article;
  assert.deepEqual([taken.quoted_words, taken.unattributed_words], [article.quoted_words - 10, 0]);
});

test("a correction that finds nothing on the page any more is left alone", () => {
  check([
    { type: "speaker", quote: { text: "gone", nth: 0 }, speaker: "Nobody" }, { type: "dismiss", quote: { ...key(0), nth: 7 } },
    { type: "merge", speaker: "gone", into: "Tobias Renn" }, { type: "rename", speaker: "gone", name: "x" },
  ], AS_FOUND);
});

test("a later wish about the same thing takes the place of the earlier one", () => {
  const first = /** @type {Correction} */ ({ type: "dismiss", quote: key(0) });
  const second = /** @type {Correction} */ ({ type: "speaker", quote: key(0), speaker: null });
  const other = /** @type {Correction} */ ({ type: "rename", speaker: "residents", name: "x" });
  assert.deepEqual(withCorrection([first, other], second), [other, second]);
});

test("the same words are told apart by their order", () => {
  const [first] = HARBOUR.quotes;
  assert(first !== undefined);
  const twice = { ...HARBOUR, quotes: [first, { ...first, id: 1, speakers: [] }], speakers: HARBOUR.speakers.map((each) => ({ ...each, quotes: each.id === 0 ? [0] : [] })) };
  const corrected = applyCorrections(twice, [{ type: "dismiss", quote: quoteKeyOf(twice, 1) }]);
  assert.deepEqual([...corrected.dismissed], [1]);
});

test("corrections are kept per page, whatever place in it, and told to who watches", async () => {
  const { local } = installChrome({ messages: {}, tabs: [] });
  /** @type {Correction[][]} */
  const told = [];
  const stop = watchCorrections("https://a.example/story", (corrections) => told.push(corrections));
  const wish = /** @type {Correction} */ ({ type: "rename", speaker: "a", name: "b" });
  await writeCorrections("https://a.example/story#part", [wish]);
  assert.deepEqual(await readCorrections("https://a.example/story#other"), [wish]);
  assert.deepEqual(await readCorrections("https://a.example/other"), []);
  await writeCorrections("https://a.example/story", []);
  assert.deepEqual(told, [[wish], []]);
  assert.deepEqual(local, {});
  stop();
  local["corrections:https://a.example/story"] = [{ type: "nonsense" }];
  local["settings"] = {};
  assert.deepEqual(await readCorrections("https://a.example/story"), []);
  await forgetCorrections();
  assert.deepEqual(Object.keys(local), ["settings"]);
});
