// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { JSDOM } from "jsdom";

import { headlineOf } from "../../extension/content/headline.js";
import { publishedOn } from "../../extension/content/published.js";

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
  const withAuthor = "<title>Ferry late again | Ada Quill | The Ledger</title><meta property='og:title' content='Ferry late again | Ada Quill'></head>";
  check(`${withAuthor}<h1>Ferry late again</h1>`, "Ferry late again");
  check(`${withAuthor}<h1>Ferry late</h1>`, "Ferry late again | Ada Quill");
  check("<title>The Ledger</title><meta property='og:title' content='Ferry late again today'></head><h1>The Ledger</h1>", "Ferry late again today");
});

test("a headline that the window title holds is one, whatever the site shares all of its pages by", () => {
  const shared = "<title>Ferry late again - The Ledger</title><meta property='og:title' content='The Ledger: all the news'></head>";
  check(`${shared}<h1>The Ledger</h1><h1>Ferry  late again</h1>`, "Ferry late again");
  check(`${shared}<h1>The Ledger</h1>`, "The Ledger: all the news");
});

/**
 * @param {string} html
 * @param {string | null} expected
 */
function checkDate(html, expected) {
  assert.equal(publishedOn(new JSDOM(`<!DOCTYPE html>${html}`).window.document), expected, html);
}

test("the day of publishing is what the page says in a form that machines read, and else nothing", () => {
  checkDate("<meta property='article:published_time' content='2026-03-12T06:40:00Z'><time datetime='2020-01-01'>", "2026-03-12T06:40:00Z");
  checkDate("<meta name='date' content='2026-03-12 06:40:00'>", "2026-03-12T06:40:00");
  checkDate("<time datetime='2026-03-12'>yesterday</time>", "2026-03-12");
  checkDate("<time datetime='PT5M'>five minutes</time>", null);
  checkDate("<meta name='date' content='12 March'>", null);
  checkDate("<p>12 March 2026</p>", null);
});
