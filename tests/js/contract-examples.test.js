// @ts-check
/** The examples in tests/contract, as JavaScript reads them. `tests/contract.rs` reads the same. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

import {
  BLOCK_KINDS, CHANNELS, CITED_AS, QUOTE_KINDS, REASON_CODES, REGIONS, SPEAKER_KINDS, WARNING_CODES,
  parsePageInput, parseReport,
} from "../../extension/shared/contract.js";

const FOLDER = new URL("../contract/", import.meta.url);

/**
 * @param {string} ending
 * @returns {string[]}
 */
function examples(ending) {
  const texts = readdirSync(FOLDER).filter((name) => name.endsWith(ending)).sort()
    .map((name) => readFileSync(new URL(name, FOLDER), "utf8"));
  assert.ok(texts.length >= 2, `found ${texts.length} examples that end in ${ending}`);
  return texts;
}

test("every example input keeps the contract", () => {
  for (const text of examples(".input.json")) assert.deepEqual(parsePageInput(JSON.parse(text)), JSON.parse(text));
});

test("every example report keeps the contract", () => {
  for (const text of examples(".report.json")) assert.deepEqual(parseReport(JSON.parse(text)), JSON.parse(text));
});

test("every value that JavaScript knows is in the examples that Rust reads", () => {
  const inputs = examples(".input.json").join("");
  const reports = examples(".report.json").join("");
  for (const value of [...BLOCK_KINDS, ...REGIONS]) assert.ok(inputs.includes(`"${value}"`), value);
  const values = [...QUOTE_KINDS, ...CHANNELS, ...REASON_CODES, ...SPEAKER_KINDS, ...CITED_AS, ...WARNING_CODES];
  for (const value of values) assert.ok(reports.includes(`"${value}"`), value);
});
