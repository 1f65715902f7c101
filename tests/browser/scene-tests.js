// @ts-check
/** What holds in every scene, once for all browsers: axe finds nothing, nothing sticks out, no script complains. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { inspect } from "./looker.js";
import { SCENES } from "./scenes.js";

/** @typedef {import("./looker.js").Light} Light */
/** @typedef {import("./looker.js").Looker} Looker */

/** @type {Array<[string, Light]>} */
const LIGHTS = [
  ["by day", { scheme: "light" }],
  ["by night", { scheme: "dark" }],
  ["in forced colours", { scheme: "dark", forcedColors: true }],
];

/**
 * @param {() => Promise<Looker>} open
 * @param {Array<[string, Light]>} [further] Lights that only this browser is looked at in.
 */
export function runSceneTests(open, further = []) {
  /** @type {Looker} */
  let looker;
  before(async () => { looker = await open(); });
  after(() => looker?.close());

  for (const [name, scene] of Object.entries(SCENES)) {
    test(`the scene “${name}” is accessible and fits`, async () => {
      for (const [where, light] of [...LIGHTS, ...further]) {
        await looker.look(scene, light);
        const { violations, overflow } = await inspect(looker);
        assert.deepEqual(violations, [], `${name}, ${where}`);
        assert.equal(overflow, 0, `${name}, ${where}: pixels that stick out`);
        assert.deepEqual(looker.problems(), [], `${name}, ${where}`);
      }
    });
  }
}
