// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { speakersOf } from "../../extension/content/speakers.js";
import { applyCorrections, quoteKeyOf } from "../../extension/shared/corrections.js";
import { messagesOf } from "../browser/stage.js";
import { installChrome } from "./panel/chrome-stub.js";
import { HARBOUR } from "./panel/reports.js";

installChrome({ messages: messagesOf("en"), tabs: [] });

test("a quote's tip has names and roles, and says what is uncertain only of somebody", () => {
  assert.equal(speakersOf(HARBOUR, 2), "Tobias Renn, chief engineer; Northmere Port Authority");
  assert.equal(speakersOf(HARBOUR, 6), "residents (uncertain)");
  const quotes = HARBOUR.quotes.map((quote) => ({ ...quote, speakers: [] }));
  assert.equal(speakersOf({ ...HARBOUR, quotes }, 6), "No speaker found");
});

test("whom the reader chose is not uncertain", () => {
  const { report } = applyCorrections(HARBOUR, [{ type: "speaker", quote: quoteKeyOf(HARBOUR, 6), speaker: "Mara Ellison" }]);
  assert.equal(speakersOf(report, 6), "Mara Ellison, mayor of Harrow Bay");
});
