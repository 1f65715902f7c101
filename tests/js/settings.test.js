// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { QUOTE_KINDS } from "../../extension/shared/contract.js";
import { COLORS, highlightRules } from "../../extension/shared/palette.js";
import { changeSettings, DEFAULT_SETTINGS, LINES, readSettings, settingsFrom, watchSettings } from "../../extension/shared/settings.js";
import { installChrome } from "./panel/chrome-stub.js";

test("what is stored and makes no sense is as it comes", () => {
  assert.deepEqual(settingsFrom(undefined), DEFAULT_SETTINGS);
  assert.deepEqual(settingsFrom({ palette: "neon", badge: false, unknown: 1, kinds: { direct: false } }), { ...DEFAULT_SETTINGS, badge: false });
});

test("a change keeps the other settings and is told with what was before", async () => {
  installChrome({ messages: {}, tabs: [] });
  /** @type {boolean[][]} */
  const told = [];
  const stop = watchSettings((settings, before) => told.push([settings.paused, before.paused]));
  await changeSettings({ badge: false });
  await changeSettings({ paused: true });
  stop();
  await changeSettings({ paused: false });
  assert.deepEqual(told, [[false, false], [true, false]]);
  assert.deepEqual(await readSettings(), { ...DEFAULT_SETTINGS, badge: false });
});

test("the look that the extension comes with needs no further rule; another has one for each kind", () => {
  assert.equal(highlightRules(DEFAULT_SETTINGS), "");
  const rules = highlightRules({ ...DEFAULT_SETTINGS, palette: "strong", tint: false });
  for (const kind of QUOTE_KINDS) assert(rules.includes(`::highlight(sourcelight-${kind}) { background-color: transparent;`), kind);
  assert(rules.startsWith("@media (forced-colors: none)"));
});

test("no kind is told by colour alone", () => {
  assert.equal(new Set(Object.values(DEFAULT_SETTINGS.lines)).size, QUOTE_KINDS.length);
  assert(LINES.length >= QUOTE_KINDS.length);
});

/** @param {string} color @returns {number[]} red, green and blue, linear, from 0 to 1 */
function linear(color) {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
}

/** @param {string} color */
function luminance(color) {
  const [red = 0, green = 0, blue = 0] = linear(color);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test("every colour keeps 3:1 against white and against near-black", () => {
  for (const [name, colors] of Object.entries(COLORS)) {
    for (const [kind, color] of Object.entries(colors)) {
      assert((1.05 / (luminance(color) + 0.05)) >= 3, `${name}, ${kind} on white`);
      assert(((luminance(color) + 0.05) / (luminance("#111111") + 0.05)) >= 3, `${name}, ${kind} on near-black`);
    }
  }
});

/**
 * How those see colours who lack one of the eye's receptors: Machado, Oliveira, Fernandes, “A Physiologically-based Model
 * for Simulation of Color Vision Deficiency”, 2009, severity 1.
 * @type {Record<string, number[][]>}
 */
const SIGHTS = {
  full: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
};

/**
 * A colour in Oklab as somebody sees it.
 * @param {string} color
 * @param {number[][]} sight
 */
function seen(color, sight) {
  const source = linear(color);
  const [r = 0, g = 0, b = 0] = sight.map((row) => Math.max(0, row.reduce((sum, factor, index) => sum + factor * (source[index] ?? 0), 0)));
  const [l, m, s] = [
    Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b),
    Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b),
    Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b),
  ];
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

test("the colours that the extension comes with are told apart without red or green receptors too", () => {
  const colors = Object.values(COLORS.lamp);
  for (const [name, sight] of Object.entries(SIGHTS)) {
    for (const [index, left] of colors.entries()) {
      for (const right of colors.slice(index + 1)) {
        const [one, other] = [seen(left, sight), seen(right, sight)];
        const distance = Math.hypot(...one.map((value, axis) => value - (other[axis] ?? 0)));
        assert(distance > 0.07, `${name}: ${left} and ${right} are ${distance.toFixed(3)} apart`);
      }
    }
  }
});
