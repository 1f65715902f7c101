// @ts-check
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { QUOTE_KINDS } from "../../extension/shared/contract.js";
import { forAll, forElements, USUAL } from "../../extension/shared/elements.js";
import { highlightRules } from "../../extension/shared/palette.js";
import { DEFAULT_SETTINGS } from "../../extension/shared/settings.js";

/** @param {string} path */
function read(path) {
  return readFile(new URL(`../../extension/${path}`, import.meta.url), "utf8");
}

test("pages and the panel show a kind in the same colour and line", async () => {
  const legend = await read("shared/kinds.css");
  const page = await read("content/highlight.css");
  for (const kind of QUOTE_KINDS) {
    const color = legend.match(new RegExp(`--sourcelight-${kind}-color: (#[0-9a-f]{6});`, "u"))?.[1];
    const line = legend.match(new RegExp(`--sourcelight-${kind}-line: ([a-z]+);`, "u"))?.[1];
    assert.ok(color !== undefined && line !== undefined, `kinds.css has a colour and a line for ${kind}`);
    assert.ok(page.includes(`text-decoration: underline ${line} ${color}`), `highlight.css underlines ${kind} so`);
    assert.ok(page.includes(`background-color: rgb(from ${color} r g b /`), `highlight.css tints ${kind} so`);
  }
});

test("rules that paint quotes name the usual element, and can be had for others and for all", async () => {
  const own = highlightRules({ ...DEFAULT_SETTINGS, palette: "strong" });
  for (const css of [await read("content/highlight.css"), own]) {
    const rules = css.match(/&::highlight\(/gu)?.length ?? 0;
    assert.ok(rules >= QUOTE_KINDS.length && css.includes(`${USUAL} {`), "the rules stand in a rule of the usual element");
    assert.ok(!/[^&]::highlight/u.test(css), "no rule is for all elements");
    assert.ok(!forAll(css).includes(":where"), "none is left that names elements");
    assert.equal(forAll(css).match(/\* \{\s+&::highlight/gu)?.length, css.split(USUAL).length - 1);
    const others = forElements(css, ["span", "news-text"]);
    assert.ok([":where(span) {", ":where(news-text) {"].every((each) => others.includes(each)) && !others.includes(USUAL));
    assert.ok(forElements(css, [":root"]).includes(":where(:root) {"));
    for (const names of [["*"], ["span", "a { color: red } b"], Array.from({ length: 17 }, (_, index) => `x-${index}`)]) {
      assert.equal(forElements(css, names), forAll(css));
    }
  }
});
