// @ts-check
/** Pages whose elements take the place of the document's own members. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { collectPage } from "../../extension/content/collect.js";
import { pristine } from "../../extension/content/pristine.js";
import { headlineOf } from "../../extension/content/headline.js";
import { pageOf } from "./page.js";

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
