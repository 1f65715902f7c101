// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { JSDOM } from "jsdom";

import { headlineOf } from "../../extension/content/headline.js";

/**
 * @param {string} head
 * @param {string} expected
 */
function check(head, expected) {
  assert.equal(headlineOf(new JSDOM(`<!DOCTYPE html><head>${head}</head>`).window.document), expected);
}

test("the headline is what the page calls itself where it is shared, and else its title", () => {
  check("<title>Ferry late | Harbour | The Ledger</title>", "Ferry late | Harbour | The Ledger");
  check("<title>Ferry late | The Ledger</title><meta property='og:title' content=' Ferry \n late '>", "Ferry late");
  check("<title>Ferry late</title><meta property='og:title' content=' '>", "Ferry late");
  check("<meta property='og:title'>", "");
});
