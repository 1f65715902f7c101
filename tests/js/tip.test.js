// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { tipStyle } from "../../extension/shared/tip.js";

/** @type {import("../../extension/shared/tip.js").Tip} */
const tip = { text: "Ada Orme", pseudo: "after", left: 10, top: 90, side: "above" };

test("the same tip gives the same style, so that it can be taken away by someone else", () => {
  assert.equal(tipStyle(tip), tipStyle({ ...tip }));
  assert.match(tipStyle(tip), /:root::after .*content: "Ada\\20 Orme" !important;.*left: 10px !important; top: 90px/u);
});

test("no text leaves its string", () => {
  const style = tipStyle({ ...tip, text: "\"; } * { display: none } /* \\ \n</style> 🙂 Åse" });
  const [, content = ""] = style.match(/content: "([^"]*)" !important/u) ?? [];
  assert.match(content, /^(?:[\p{L}\p{N}]|\\[0-9a-f]+ )+$/u);
  assert.equal(style.match(/[{}]/gu)?.length, 4, "only the braces of the rule itself");
  assert.ok(content.endsWith("\\1f642 \\20 Åse"));
});

test("a text is cut, not a character", () => {
  const [, content = ""] = tipStyle({ ...tip, text: "🙂".repeat(500) }).match(/content: "([^"]*)"/u) ?? [];
  assert.equal(content, "\\1f642 ".repeat(160));
});
