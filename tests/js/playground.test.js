// @ts-check
/** The parts of the playground that need no browser: addresses that hold a text, the language, the making of documents. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { JSDOM } from "jsdom";

import { paragraphsOf } from "../../npm/paragraphs.js";
import { documentOf } from "../../www/article.js";
import { localeFor, standIn } from "../../www/host.js";
import { fragmentOf, sourceOf } from "../../www/permalink.js";

const { window } = new JSDOM("");
Object.assign(globalThis, { document: window.document, DOMParser: window.DOMParser });

test("an address gives back the text that it was made of", async () => {
  const texts = ["", "plain", "“Ça va”, dit l’élève 👩‍🚀.", "line\r\nline\n\n\tparagraph\u0000", "a long text, ".repeat(20_000)];
  for (const content of texts) {
    for (const kind of /** @type {const} */ (["text", "html"])) {
      const fragment = await fragmentOf({ kind, content });
      assert.match(fragment, /^#(?:text|html)=[\w-]*$/u);
      assert.deepEqual(await sourceOf(fragment), { kind, content });
    }
  }
  assert((await fragmentOf({ kind: "text", content: "a long text, ".repeat(20_000) })).length < 2000, "compressed");
});

test("what is no such address is none, and a damaged or enormous one is refused", async () => {
  for (const other of ["", "#", "#top", "#text", "#pdf=abc", "#text=a b"]) assert.equal(await sourceOf(other), null, other);
  const whole = await fragmentOf({ kind: "text", content: "“We repaired the ramp in a week,” said Mara Quill of Tarn Bay." });
  await assert.rejects(sourceOf(whole.slice(0, whole.length / 2)));
  await assert.rejects(sourceOf("#text=_____"));
  await assert.rejects(sourceOf(await fragmentOf({ kind: "text", content: "x".repeat(5_000_001) })), /more than 5000000 bytes/u);
});

test("the address chooses the language before the visitor's own, and English stands in for what is missing", () => {
  /** @type {Array<[string, string[], string]>} */
  const cases = [
    ["", ["de-AT", "en"], "de"], ["?lang=fr", ["de"], "fr"], ["?lang=xx", ["es"], "es"], ["", ["pl", "ar-EG"], "ar"], ["", ["pl"], "en"], ["", [], "en"],
  ];
  for (const [search, preferred, expected] of cases) {
    assert.equal(localeFor(new URL(`https://site.example/${search}`), preferred), expected, `${search} ${preferred}`);
  }
});

test("what stands in for the browser keeps and tells what is stored", async () => {
  const before = globalThis.chrome;
  try {
    standIn({ greeting: { message: "$2, $1!" } });
    assert.equal(chrome.i18n.getMessage("greeting", ["world", "hello"]), "hello, world!");
    assert.equal(chrome.i18n.getMessage("nothing"), "");
    /** @type {any[]} */
    const told = [];
    chrome.storage.local.onChanged.addListener((changes) => void told.push(changes));
    await chrome.storage.local.set({ look: { size: 1 } });
    assert.deepEqual(await chrome.storage.local.get("look"), { look: { size: 1 } });
    await chrome.storage.local.remove("look");
    assert.deepEqual(await chrome.storage.local.get("look"), {});
    assert.deepEqual(told, [{ look: { oldValue: undefined, newValue: { size: 1 } } }, { look: { oldValue: { size: 1 } } }]);
  } finally {
    globalThis.chrome = before;
  }
});

test("a text becomes paragraphs as on the command line, under its headline where it has one", () => {
  assert.deepEqual(paragraphsOf("\uFEFFOne,\ntwo.\n \t\nThree.\r\n\r\n\r\nFour.\n"), ["One,\ntwo.", "Three.", "Four."]);
  const [column, wide] = ["x".repeat(160), "🚢".repeat(161)];
  assert.deepEqual(paragraphsOf(`${column} \nshort\n\n${wide}\r\nshort`), [`${column}\nshort`, wide, "short"]);
  /** @param {string} content */
  const made = (content) => [...documentOf({ kind: "text", content }).querySelectorAll("article > *")].map((each) => `${each.localName}: ${each.textContent}`);
  assert.deepEqual(made("Ferry to sail\n\nIt sails."), ["h1: Ferry to sail", "p: It sails."]);
  assert.deepEqual(made("“It sails.”\n\nSo they say."), ["p: “It sails.”", "p: So they say."]);
  assert.deepEqual(made("Only one line"), ["p: Only one line"]);
  assert.deepEqual(made("<b>No markup</b>\n\n<script>alert(1)</script>."), ["h1: <b>No markup</b>", "p: <script>alert(1)</script>."]);
  assert.deepEqual(made(""), []);
});

test("of a page its words are left, and nothing that runs, loads or leads elsewhere", () => {
  const made = documentOf({
    kind: "html",
    content: `<html lang="en" onload="x()"><head><title>T</title><base href="//e.invalid"><meta http-equiv="refresh" content="0"><meta name="date" content="2026-01-02">
      <style>p{}</style></head><body><p onclick="x()" style="color:red">seen</p><p style="display: none">unseen</p><iframe src="//e.invalid"></iframe>
      <img src="//e.invalid" onerror="x()"><svg onload="x()"></svg><object data="//e.invalid"></object></body></html>`,
  });
  assert.equal(made.querySelectorAll("script, style, base, iframe, img, svg, object, [http-equiv], [style], [onclick], [onload]").length, 0);
  assert.deepEqual([...made.querySelectorAll("p")].map((each) => [each.textContent, each.hasAttribute("hidden")]), [["seen", false], ["unseen", true]]);
  assert.equal(made.title, "T");
  assert.equal(made.querySelector("meta[name=date]")?.getAttribute("content"), "2026-01-02");
});
