// @ts-check
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { direction, formatShare, plural, sentence } from "../../extension/panel/strings.js";
import { installChrome } from "./panel/chrome-stub.js";

const EXTENSION = new URL("../../extension/", import.meta.url);
/** The playground, whose words stand with the extension's. */
const WWW = new URL("../../www/", import.meta.url);

/** @typedef {Record<string, { message: string, description?: string }>} Messages */

/**
 * @param {string} locale
 * @returns {Messages}
 */
function messagesOf(locale) {
  return JSON.parse(readFileSync(new URL(`_locales/${locale}/messages.json`, EXTENSION), "utf8"));
}

const LOCALES = readdirSync(new URL("_locales/", EXTENSION)).sort();
const ENGLISH = messagesOf("en");

/**
 * All files of the extension and of the playground with one of the endings.
 * @param {RegExp} ending
 * @returns {Array<{ path: string, text: string }>} the playground's paths begin with `www/`
 */
function sources(ending) {
  return [{ root: EXTENSION, prefix: "" }, { root: WWW, prefix: "www/" }].flatMap(({ root, prefix }) =>
    readdirSync(root, { recursive: true })
      .map((path) => String(path))
      .filter((path) => ending.test(prefix + path) && !path.startsWith("_locales"))
      .map((path) => ({ path: prefix + path, text: readFileSync(new URL(path, root), "utf8") })));
}

/**
 * A key without its plural form.
 * @param {string} key
 */
function stem(key) {
  return key.replace(/_(?:zero|one|two|few|many|other)$/u, "");
}

/** @param {string} key */
function formOf(key) {
  return key.slice(stem(key).length + 1);
}

/** @param {string} locale */
function formsOf(locale) {
  return /** @type {Set<string>} */ (new Set(new Intl.PluralRules(locale).resolvedOptions().pluralCategories));
}

test("every locale has the same messages, with the same parts", () => {
  assert.deepEqual(LOCALES, ["ar", "de", "en", "es", "fr"]);
  for (const locale of LOCALES) {
    const messages = messagesOf(locale);
    const missing = Object.keys(ENGLISH).filter((key) => messages[key] === undefined);
    assert.deepEqual(missing, [], locale);
    // A language may tell more numbers apart than English does.
    const own = Object.keys(messages).filter((key) => ENGLISH[key] === undefined);
    assert.deepEqual(own.filter((key) => ENGLISH[`${stem(key)}_other`] === undefined || !formsOf(locale).has(formOf(key))), [], locale);
    for (const [key, { message }] of Object.entries(messages)) {
      assert.notEqual(message, "", `${locale}: ${key}`);
      /** @param {string} text */
      const parts = (text) => [...new Set(text.match(/\$\d/gu) ?? [])].sort();
      assert.deepEqual(parts(message), parts((ENGLISH[key] ?? ENGLISH[`${stem(key)}_other`])?.message ?? ""), `${locale}: ${key}`);
    }
  }
});

test("the messages come to translators with a description", () => {
  const bare = Object.entries(ENGLISH).filter(([, { description }]) => !description).map(([key]) => key);
  assert.deepEqual(bare, []);
});

test("every message is used, and every message that is used exists", () => {
  const code = sources(/\.js$/u).map(({ text }) => text).join("\n");
  const manifests = sources(/\.json$/u).map(({ text }) => text).join("\n");
  const named = new Set([
    ...[...code.matchAll(/"([a-z][a-z0-9]*(?:_[a-z0-9]+)+)"/gu)].map((match) => match[1] ?? ""),
    ...[...manifests.matchAll(/__MSG_(\w+)__/gu)].map((match) => match[1] ?? ""),
  ]);
  const unused = Object.keys(ENGLISH).filter((key) => !named.has(key) && !named.has(stem(key)));
  assert.deepEqual(unused, []);
  const known = new Set(Object.keys(ENGLISH).flatMap((key) => [key, stem(key)]));
  const missing = [...named].filter((key) => /^(?:panel|print|options|welcome|page|menu|command|play)_/u.test(key) && !known.has(key))
    .filter((key) => !["options_ui"].includes(key));
  assert.deepEqual(missing, []);
});

test("no page of the extension holds words of its own but the product's name", () => {
  for (const { path, text } of sources(/\.html$/u)) {
    const words = text
      .replace(/<(\w+)[^>]*\btranslate="no"[^>]*>Sourcelight<\/\1>/gu, "")
      .replace(/<(script|style)\b[^>]*>.*?<\/\1>/gsu, "")
      .replace(/<[^>]*>/gu, "")
      .trim();
    assert.equal(words, "", path);
    assert.doesNotMatch(text, /\b(?:title|alt|placeholder|aria-label)="[^"]/u, path);
  }
});

/**
 * @param {string} locale
 * @param {() => void} body
 */
function inLocale(locale, body) {
  installChrome({ messages: messagesOf(locale), tabs: [] });
  body();
}

test("numbers choose their form and are written as the language writes them", () => {
  inLocale("en", () => {
    assert.equal(plural("panel_quotes", 1), "1 quote");
    assert.equal(plural("panel_quotes", 0), "0 quotes");
    assert.equal(plural("panel_empty_text", 1234), "Sourcelight read 1,234 words and found nobody quoted.");
  });
  inLocale("de", () => {
    assert.equal(plural("panel_quotes", 1), "1 Zitat");
    assert.equal(plural("panel_quotes", 2), "2 Zitate");
    assert.match(plural("panel_empty_text", 1234), /1\.234 Wörter/u);
  });
});

test("a share is nothing only where there is nothing, and all only where it is all", () => {
  inLocale("en", () => {
    const cases = /** @type {Array<[number, number, string]>} */ ([
      [0, 0, "0%"], [0, 50, "0%"], [1, 900, "1%"], [12, 100, "12%"], [899, 900, "99%"], [900, 900, "100%"],
    ]);
    for (const [part, whole, expected] of cases) assert.equal(formatShare(part, whole), expected);
  });
  inLocale("de", () => assert.equal(formatShare(12, 100), "12\u00a0%"));
});

test("no module shows words of its own", () => {
  // What is shown is made of elements: a text in their place with a space or a capital would be a sentence of ours.
  for (const { path, text } of sources(/^(?:panel|options|welcome|www)\/.*\.js$/u)) {
    const shown = [...text.matchAll(/(?:element|button|paragraph)\([^()]*?,\s*"([^"]*)"\s*[,)]/gu)].map((match) => match[1] ?? "");
    assert.deepEqual(shown.filter((words) => /[A-Z]|\p{L} \p{L}/u.test(words)), [], path);
    assert.doesNotMatch(text, /\b(?:title|placeholder|"aria-label"): "[^"]/u, path);
  }
});

test("a language from right to left says so, and its numbers have their own forms", () => {
  inLocale("ar", () => {
    assert.equal(direction(), "rtl");
    assert.notEqual(plural("panel_quotes", 3), plural("panel_quotes", 11).replace("11", "3"));
  });
});

test("the parts of a sentence stay what they are", () => {
  inLocale("en", () => {
    assert.deepEqual(sentence("panel_why_pronoun", "$2 & <b>", "\uE000"), ["“", "$2 & <b>", "” stands for ", "\uE000", "."]);
  });
});
