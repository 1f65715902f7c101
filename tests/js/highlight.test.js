// @ts-check
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { QUOTE_KINDS } from "../../extension/shared/contract.js";

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
