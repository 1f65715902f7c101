// @ts-check
/** Pages for the tests of the content script. */

import { JSDOM } from "jsdom";

import { collectPage } from "../../extension/content/collect.js";

/**
 * @param {string} body
 * @param {string} [head]
 * @returns {Document}
 */
export function pageOf(body, head = "<title>Test</title>") {
  const html = `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`;
  return new JSDOM(html, { url: "https://news.example/story" }).window.document;
}

/**
 * @param {Document} document
 * @returns {ReturnType<typeof collectPage>}
 */
export function collect(document) {
  return collectPage(document, () => Promise.resolve());
}
