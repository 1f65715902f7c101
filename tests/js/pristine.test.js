// @ts-check
/** Pages whose elements take the place of the own members of the document and of forms. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { collectPage } from "../../extension/content/collect.js";
import { headlineOf } from "../../extension/content/headline.js";
import { articleRoot, ChangeWatcher } from "../../extension/content/observe.js";
import { pristine } from "../../extension/content/pristine.js";
import { collect, pageOf } from "./page.js";
import { reportOf } from "./panel/reports.js";

const NAMES = ["body", "title", "URL", "documentElement", "querySelector", "contentType", "defaultView", "createRange"];

test("a page whose elements bear the names of the document's members is read as any other", async () => {
  const document = pageOf("<p>“No,” said Ada Orme.</p>");
  // The tests' document does not do by itself what browsers do; tests/browser/hostile.js has such a page for them.
  for (const name of NAMES) Object.defineProperty(document, name, { value: document.createElement("img"), configurable: true });
  const page = pristine(document);
  assert.deepEqual([page.title, page.URL, headlineOf(page)], ["Test", "https://news.example/story", "Test"]);
  const { input } = await collectPage(page, () => Promise.resolve());
  assert.deepEqual(input.blocks.map(({ text }) => text), ["“No,” said Ada Orme."]);
  assert.equal(input.title, "Test");
});

test("the members of a page that takes nothing's place are the browser's", () => {
  const document = pageOf("<p>Text</p>");
  const page = pristine(document);
  assert.equal(page.body, document.body);
  assert.equal(page.createRange().startContainer, document);
});

/** Members of a form whose place its fields can take; without those that the tests' document itself reads. */
const NAMES_IN_FORMS = [
  "childNodes", "closest", "contains", "firstChild", "getAttribute", "hasAttribute", "hasChildNodes", "id", "nextSibling",
  "parentElement", "parentNode", "querySelector", "shadowRoot", "textContent",
];

/** A page in a form whose fields bear such names. The tests' document does not do by itself what browsers do. */
function pageInForm() {
  const document = pageOf("<main><p>Before.</p><form role='main'>Ada Orme spoke.<div><h1>Head</h1><p>“No,” said Ada Orme.</p></div></form><p>After.</p></main>");
  const form = document.querySelector("form");
  assert(form !== null);
  const field = document.createElement("input");
  for (const name of NAMES_IN_FORMS) Object.defineProperty(form, name, { value: field, configurable: true });
  return { document, form };
}

test("a form whose fields bear the names of its members is read as any other", async () => {
  const { document } = pageInForm();
  const { input } = await collect(document);
  assert.deepEqual(input.blocks.map(({ text, kind, region }) => [text, kind, region]), [
    ["Before.", "paragraph", "main"], ["Ada Orme spoke.", "other", "main"], ["Head", "headline", "main"],
    ["“No,” said Ada Orme.", "paragraph", "main"], ["After.", "paragraph", "main"],
  ]);
});

test("a form whose fields bear the names of its members is watched as any other", async (context) => {
  const { document, form } = pageInForm();
  globalThis.MutationObserver = /** @type {Window & typeof globalThis} */ (document.defaultView).MutationObserver;
  const report = reportOf([], []);
  const root = articleRoot(await collect(document), { ...report, article: { ...report.article, blocks: [1, 3] } });
  assert.equal(root, form);
  Object.defineProperty(document, "hidden", { value: false });
  let looks = 0;
  const watcher = new ChangeWatcher(document, { async look() { looks += 1; }, forget() {} });
  watcher.watch(form, []);
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const pass = async () => {
    await new Promise((resolve) => { setImmediate(resolve); });
    context.mock.timers.tick(2000);
    await new Promise((resolve) => { setImmediate(resolve); });
  };
  document.querySelector("form p")?.append(" More.");
  await pass();
  form.remove();
  document.querySelector("main")?.append(form);
  await pass();
  watcher.stop();
  assert.equal(looks, 2);
});
