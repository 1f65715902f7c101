// @ts-check
/** Every export is read by a parser made for its format. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

import { parse } from "csv-parse/sync";
import { marked } from "marked";

import { citation } from "../../extension/panel/export/citation.js";
import { fileName, FORMATS } from "../../extension/panel/export/formats.js";
import { quoteAddress } from "../../extension/panel/export/fragment.js";
import { rowsOf } from "../../extension/panel/export/rows.js";
import { testCase } from "../../extension/panel/export/test-case.js";
import { audited, installPage } from "./panel/setup.js";
import { reportOf } from "./panel/reports.js";
import { auditOf } from "../../extension/panel/audit.js";

const ANNOTATION_CONTEXT = JSON.parse(readFileSync(new URL("panel/contexts/annotation.json", import.meta.url), "utf8"));
// The package brings no types.
const jsonld = createRequire(import.meta.url)("jsonld");
const SCHEMA = "https://schema.org/";

installPage();

/** Gives the contexts that the exports name, and nothing from the network. @param {string} url */
const documentLoader = async (url) => {
  const contexts = /** @type {Record<string, object>} */ ({
    "http://www.w3.org/ns/anno.jsonld": ANNOTATION_CONTEXT,
    [SCHEMA]: { "@context": { "@vocab": SCHEMA, url: { "@type": "@id" }, citation: { "@type": "@id" } } },
  });
  const document = contexts[url];
  if (document === undefined) throw new Error(`${url}: not a context of an export`);
  return { document, documentUrl: url };
};

/** @param {unknown} document @returns {Promise<any[]>} */
const expand = (document) => jsonld.expand(document, { documentLoader, safe: true });

/**
 * @param {string} id Of the format.
 * @param {string} [state]
 * @param {Parameters<typeof audited>[1]} [rest]
 */
function exported(id, state = "ready", rest = {}) {
  const format = FORMATS.find((each) => each.id === id);
  assert(format !== undefined);
  const { model, audit } = audited(state, rest);
  return format.write(rowsOf(model, audit));
}

/** @param {string} text @returns {Record<string, string>[]} */
const table = (text) => parse(text, { bom: true, columns: true });

test("CSV: a spreadsheet's parser finds a line for each quote, word for word", () => {
  const { audit } = audited("ready");
  const lines = table(exported("csv"));
  assert.deepEqual(lines.map(({ quote }) => quote), audit.quotes.map(({ text }) => text));
  assert.equal(lines[2]?.["speaker"], "Tobias Renn; Northmere Port Authority");
  assert.deepEqual([lines[0]?.["cue"], lines[0]?.["addressee"], lines[0]?.["channel"]], ["told", "councillors", "speech"]);
  assert.deepEqual([lines[6]?.["uncertain"], lines[5]?.["uncertain"]], ["yes", "no"]);
  assert.equal(lines[9]?.["speaker"], "");
});

test("CSV: nothing that a page says becomes a formula, and marks and lines stay in their cell", () => {
  const words = ["=1+2", "+1", "-1", "@SUM(A1)", "\tx", " =x", "a,b", "a\"b", "a\nb", "plain"];
  const report = reportOf([{ name: "=cmd|' /C calc'!A0", aliases: [], kind: "person", role: "+x", affiliation: "@y" }],
    words.map((text, id) => ({
      id, text, kind: "direct", statement: "speech", content: [], cue: [], source: [], speakers: [0], addressee: null,
      channel: null, link: null, confidence: 1, why: [],
    })));
  const { model } = audited("ready");
  const state = { ...model.state, report };
  const written = FORMATS.find(({ id }) => id === "csv")?.write(rowsOf({ ...model, state }, auditOf(report, [], null))) ?? "";
  const lines = table(written);
  assert.deepEqual(lines.map(({ quote }) => quote?.replace(/^'/u, "")), words);
  for (const cell of lines.flatMap((line) => Object.values(line))) assert.doesNotMatch(cell, /^\s*[=+\-@\t]/u);
});

test("JSON: counts, quotes and corrections, with positions in the text that it carries", () => {
  const corrections = [{ type: /** @type {const} */ ("rename"), speaker: "residents", name: "people of the quay" }];
  const audit = JSON.parse(exported("json", "ready", { corrections }));
  assert.equal(audit.schema, "sourcelight-audit/1");
  assert.equal(audit.counts.quotes, 10);
  assert.deepEqual(audit.corrections, corrections);
  const points = [...audit.text];
  for (const { text, content } of audit.quotes) {
    assert.deepEqual(content.map((/** @type {[number, number]} */ [start, end]) => points.slice(start, end).join("")), [text]);
  }
  assert.equal(audit.speakers.find((/** @type {any} */ each) => each.corrected).name, "people of the quay");
});

test("Markdown: a heading for each speaker and an item for each quote, and nothing of a page is markup", () => {
  /** @param {string} state */
  const tokens = (state) => marked.lexer(exported("markdown", state));
  const headings = tokens("ready").flatMap((token) => token.type === "heading" ? [/** @type {any} */ (token).text] : []);
  assert.equal(headings.length, 1 + 7 + 1);
  const items = tokens("ready").flatMap((token) => token.type === "list" ? /** @type {any} */ (token).items : []);
  // A joint statement stands under both of its speakers.
  assert.equal(items.length, 11);
  const html = marked.parse(exported("markdown", "hostile"), { async: false });
  assert.doesNotMatch(html, /<(?:script|img|b|i|u)\b/u);
  assert.match(html, /&lt;script&gt;/u);
});

test("Web Annotation: JSON-LD that its context knows in full, with selectors that find the words", async () => {
  const text = exported("annotation");
  const [collection] = await expand(JSON.parse(text));
  const OA = "http://www.w3.org/ns/oa#";
  const page = collection["http://www.w3.org/ns/activitystreams#first"][0];
  const items = page["http://www.w3.org/ns/activitystreams#items"][0]["@list"];
  assert.equal(items.length, 10);
  const article = [...JSON.parse(exported("json")).text];
  for (const item of items) {
    assert.deepEqual(item["@type"], [`${OA}Annotation`]);
    assert.match(item["@id"], /^https:\/\/ledger\.example\/harrow-bay#/u);
    for (const target of item[`${OA}hasTarget`]) {
      const [quote, position] = target[`${OA}hasSelector`];
      const exact = quote[`${OA}exact`][0]["@value"];
      const [start, end] = [position[`${OA}start`][0]["@value"], position[`${OA}end`][0]["@value"]];
      assert.equal(article.slice(start, end).join(""), exact);
      const [prefix, suffix] = [quote[`${OA}prefix`][0]["@value"], quote[`${OA}suffix`][0]["@value"]];
      assert.equal(article.slice(start - [...prefix].length, start).join(""), prefix);
      assert.equal(article.slice(end, end + [...suffix].length).join(""), suffix);
    }
  }
  const [body] = items[0][`${OA}hasBody`];
  assert.equal(body["http://www.w3.org/1999/02/22-rdf-syntax-ns#value"][0]["@value"], "Mara Ellison, mayor of Harrow Bay");
});

test("schema.org: every quote is a Quotation of its speakers, part of the article", async () => {
  const [article, ...quotations] = await expand(JSON.parse(exported("quotation")));
  assert.deepEqual(article["@type"], [`${SCHEMA}Article`]);
  assert.equal(quotations.length, 10);
  for (const quotation of quotations) {
    assert.deepEqual(quotation["@type"], [`${SCHEMA}Quotation`]);
    assert.equal(quotation[`${SCHEMA}isPartOf`][0]["@id"], article["@id"]);
  }
  /** @param {number} index */
  const speakers = (index) => quotations[index][`${SCHEMA}spokenByCharacter`]?.map((/** @type {any} */ each) =>
    [each["@type"][0].slice(SCHEMA.length), each[`${SCHEMA}name`][0]["@value"]]);
  assert.deepEqual(speakers(2), [["Person", "Tobias Renn"], ["Organization", "Northmere Port Authority"]]);
  assert.deepEqual(speakers(5), [["CreativeWork", "Coastal Flood Review"]]);
  assert.equal(speakers(9), undefined);
});

test("a citation names words, speaker, role, headline, outlet, day and an address that leads there", () => {
  const { model, audit } = audited("ready");
  const quote = audit.quotes[8];
  assert(quote !== undefined);
  assert.equal(citation(model, audit, quote), [
    "“Nobody measures a harbour in votes.”", "— Mara Ellison, mayor of Harrow Bay",
    "Harrow Bay votes for its wall, and for ten more years of arguing about it, The Northmere Ledger, Mar 12, 2026",
    "https://ledger.example/harrow-bay#:~:text=%E2%80%9CNobody%20measures%20a%20harbour%20in%20votes.%E2%80%9D", "",
  ].join("\n"));
});

/**
 * @param {string[]} texts Blocks; the quote stands between ⟦ and ⟧ in one of them.
 * @param {string} expected
 */
function checkAddress(texts, expected) {
  const block = texts.findIndex((text) => text.includes("⟦"));
  const marked_ = texts[block] ?? "";
  const start = marked_.indexOf("⟦");
  const end = marked_.indexOf("⟧") - 1;
  const blocks = texts.map((text, id) => ({ id, kind: /** @type {const} */ ("paragraph"), text: text.replaceAll(/[⟦⟧]/gu, "") }));
  const address = quoteAddress("https://a.example/x#y", [{ block, start, end }], blocks);
  assert.equal(decodeURIComponent(address.replace("https://a.example/x", "")), expected);
}

test("an address names the words, what stands around them where they stand twice, and both ends of long ones", () => {
  checkAddress(["He said ⟦it rains⟧ today."], "#:~:text=it rains");
  checkAddress(["It rains.", "He said ⟦it rains⟧ today."], "#:~:text=He said-,it rains,-today.");
  checkAddress(["⟦Well-known⟧ words"], "#:~:text=Well-known");
  const long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen";
  checkAddress([`He said ⟦${long}⟧ again.`], "#:~:text=one two three four,fifteen sixteen seventeen eighteen");
  assert.equal(quoteAddress("https://a.example/x#y", [{ block: 0, start: 0, end: 3 }], null), "https://a.example/x");
  const dashed = quoteAddress("https://a.example/", [{ block: 0, start: 0, end: 10 }], [{ id: 0, kind: "paragraph", text: "Well-known, & so" }]);
  assert(dashed.endsWith("text=Well%2Dknown"), dashed);
});

test("a test case has the fewest blocks that show the quote, and what it should give", () => {
  const quote = { text: "“Nobody measures a harbour in votes.”", nth: 0 };
  const { model, audit } = audited("ready", { corrections: [{ type: "speaker", quote, speaker: "Tobias Renn" }] });
  const corrected = audit.quotes[8];
  assert(corrected !== undefined);
  const given = JSON.parse(testCase(model, audit, corrected));
  assert.equal(given.blocks.length, 2, "the quote's own, and the first that names the speaker");
  assert.deepEqual(given.found.speakers, ["Mara Ellison"]);
  assert.deepEqual(given.wanted, { text: quote.text, speakers: ["Tobias Renn"] });
});

test("a file is named after the headline, in letters that every system takes", () => {
  assert.equal(fileName("Who said “it”? / Wer?", "csv"), "sourcelight-who-said-it-wer.csv");
  assert.equal(fileName("…", "md"), "sourcelight-page.md");
  assert.equal(fileName("a".repeat(99), "json").length, "sourcelight-.json".length + 60);
});
