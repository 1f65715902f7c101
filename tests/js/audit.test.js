// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { finder, NO_WISH } from "../../extension/panel/find.js";
import { auditOf } from "../../extension/panel/audit.js";
import { LONG } from "./panel/reports.js";
import { audited } from "./panel/setup.js";

test("speakers are counted by what they are, and the first and last are named", () => {
  const { audit } = audited("ready");
  assert.deepEqual(audit.speakers, { named: 4, unnamed: 1, documents: 1, groups: 1 });
  assert.deepEqual([audit.first?.name, audit.last?.name], ["Mara Ellison", "Mara Ellison"]);
  assert.equal(audit.orphans?.quotes.length, 1);
  assert.deepEqual([audit.voices[0]?.firstBlock, audit.voices[0]?.lastBlock, audit.blocks], [1, 9, 10]);
});

test("places are shares of the article: exact with its text, whole blocks without", () => {
  const known = audited("ready").audit.voices[0]?.places ?? [];
  const [first] = known;
  assert(first !== undefined && first.start === 0 && first.end > 0.05 && first.end < 0.12, JSON.stringify(first));
  const unknown = audited("ready", { article: null }).audit.voices[0]?.places ?? [];
  assert.deepEqual(unknown.map(({ start }) => start), [0, 0.1, 0.8]);
  assert(unknown.every(({ end }) => end <= 1));
});

test("what the reader dismissed is not counted", () => {
  const { audit } = audited("ready", {
    corrections: [{ type: "dismiss", quote: { text: "“Nobody measures a harbour in votes.”", nth: 0 } }],
  });
  assert.equal(audit.quotes.length, 9);
  assert.equal(audit.voices[0]?.quotes.length, 2);
});

/**
 * @param {Partial<import("../../extension/panel/find.js").Wish>} wish
 * @param {string[]} expected
 */
function check(wish, expected) {
  const { audit } = audited("ready");
  const voices = [...audit.voices, ...(audit.orphans === null ? [] : [audit.orphans])];
  const found = finder(voices)({ ...NO_WISH, ...wish });
  assert.deepEqual([...found].map(([{ speaker }, ids]) => `${speaker?.name ?? "nobody"}: ${[...ids].join(" ")}`), expected);
}

test("a search finds names, roles and words, without case and accents", () => {
  check({ query: "renn" }, ["Tobias Renn: 2 3"]);
  check({ query: "CAFE" }, ["Ines Okafor-Lindqvist: 4"]);
  check({ query: "gulls" }, ["nobody: 9"]);
  check({ query: "harbour" }, ["Mara Ellison: 8"]);
  check({ query: "xyz" }, []);
});

test("filters take kinds and whom a figure counts; orders are by words and by name", () => {
  check({ kind: "mixed" }, ["Mara Ellison: 1", "an official: 7", "nobody: 9"]);
  check({ naming: "unnamed" }, ["an official: 7"]);
  check({ naming: "groups" }, ["residents: 6"]);
  check({ naming: "documents", kind: "indirect" }, ["Coastal Flood Review: 5"]);
  check({ naming: "named", kind: "indirect" }, ["Tobias Renn: 2", "Northmere Port Authority: 2"]);
  check({ naming: "named", order: "name", kind: "indirect" }, ["Northmere Port Authority: 2", "Tobias Renn: 2"]);
  check({ order: "words", kind: "direct" }, ["Mara Ellison: 0 8", "Tobias Renn: 3", "Ines Okafor-Lindqvist: 4"]);
});

test("a key of the search costs little, with five hundred quotes", () => {
  const { voices } = auditOf(LONG, [], null);
  const find = finder(voices);
  const start = performance.now();
  for (const query of ["r", "re", "rem", "rema", "remar", "remark 7"]) find({ ...NO_WISH, query });
  assert((performance.now() - start) / 6 < 16, "milliseconds a key");
});
