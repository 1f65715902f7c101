// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { parsePageInput, parseReport } from "../../extension/shared/contract.js";

/** A report with one quote by one speaker. */
function report() {
  const span = { block: 0, start: 0, end: 4 };
  return {
    version: 1,
    article: { blocks: [0], words: 5, quoted_words: 1, unattributed_words: 0 },
    quotes: [{
      id: 0, kind: "direct", statement: "speech", text: "“No”", content: [span], cue: [span], source: [], speakers: [0],
      addressee: null, channel: null, link: null, confidence: 0.9,
      why: [{ code: "cue", text: "said", name: null }],
    }],
    speakers: [{
      id: 0, name: "Ada Orme", aliases: [], kind: "person", role: null, affiliation: null, quotes: [0], words: 1,
    }],
    organizations: [{ name: "Orme & Co", cited_as: "affiliation", mentions: [span] }],
    warnings: [{ code: "unclosed_quotation", message: "…", block: null }],
  };
}

/**
 * @param {(value: any) => void} change
 * @param {RegExp} message
 */
function checkReportRefused(change, message) {
  const value = report();
  change(value);
  assert.throws(() => parseReport(value), message);
}

test("a report in the contract is taken as it is", () => {
  assert.deepEqual(parseReport(report()), report());
});

test("a report out of the contract is refused with the place, what was found and what was expected", () => {
  checkReportRefused((value) => { value.quotes[0].kind = "spoken"; },
    /^TypeError: report\.quotes\[0\]\.kind: found "spoken", expected one of direct, mixed, indirect$/);
  checkReportRefused((value) => { value.quotes[0].content[0].start = -1; }, /content\[0\]\.start: found -1/);
  checkReportRefused((value) => { value.quotes[0].content[0].start = 1.5; }, /content\[0\]\.start: found 1\.5/);
  checkReportRefused((value) => { delete value.article; }, /report\.article: not given/);
  checkReportRefused((value) => { value.mood = "bad"; }, /report\.mood: a field that is not known here/);
  checkReportRefused((value) => { value.quotes[0].confidence = 2; }, /confidence: found 2/);
  checkReportRefused((value) => { value.quotes = {}; }, /report\.quotes: found a value of type object, expected a list/);
  checkReportRefused((value) => { value.version = 2; }, /report\.version: found 2, expected 1/);
});

test("ids that lead nowhere are refused", () => {
  checkReportRefused((value) => { value.quotes[0].speakers = [1]; }, /quotes\[0\]\.speakers: found 1/);
  checkReportRefused((value) => { value.speakers[0].quotes = [7]; }, /speakers\[0\]\.quotes: found 7/);
  checkReportRefused((value) => { value.quotes[0].id = 3; }, /quotes\[0\]\.id: found 3, expected 0/);
});

test("a page input may leave its facts out, but not its text", () => {
  const block = { id: 0, kind: "paragraph", text: "A line." };
  assert.deepEqual(parsePageInput({ version: 1, blocks: [block] }), { version: 1, blocks: [block] });
  assert.throws(() => parsePageInput({ version: 1, blocks: [{ id: 0, kind: "paragraph" }] }), /blocks\[0\]\.text: not given/);
  assert.throws(() => parsePageInput({ version: 1, blocks: [{ ...block, region: "cellar" }] }), /region: found "cellar"/);
});
