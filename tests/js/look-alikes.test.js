// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { findLookAlikes } from "../../extension/panel/look-alikes.js";

/**
 * @param {string[]} names
 * @param {Array<[string, string | null]>} expected
 */
function check(names, expected) {
  assert.deepEqual([...findLookAlikes(names)], expected);
}

test("letters of another script that imitate a name of the article lead to it", () => {
  check(["Ada Coppe", "\u0410da Coppe"], [["\u0410da Coppe", "Ada Coppe"]]);
  check(["\u0410\u0421\u0415", "ACE"], [["\u0410\u0421\u0415", "ACE"]]);
  check(["\u039fMEGA", "omega"], [["\u039fMEGA", "omega"]]);
});

test("scripts that are mixed in one word are told, whomever they imitate", () => {
  check(["H\u0435lmut Quay"], [["H\u0435lmut Quay", null]]);
  check(["Ann\u0561 Loe", "Bert Holm"], [["Ann\u0561 Loe", null]]);
});

test("honest names are left alone", () => {
  check(["Ada Coppe", "Ada Coppe", "Zo\u00eb \u00d8rsted", "\u00c9mile Zola"], []);
  check(["\u041e\u043b\u044c\u0433\u0430 Petrova", "\u041e\u043b\u044c\u0433\u0430 \u041b\u0435\u0441"], []);
  check(["X\u7dda\u7814\u7a76\u6240", "\u05dc\u05d9\u05d0\u05d5\u05e8\u05d4 Bar", "\u0645\u0631\u064a\u0645"], []);
  check([], []);
});
