// @ts-check
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { runKeyboardTests } from "../keyboard.js";
import { openChromiumLooker } from "../looker.js";
import { SCENES } from "../scenes.js";

runKeyboardTests(openChromiumLooker);

/** @type {Awaited<ReturnType<typeof openChromiumLooker>>} */
let looker;
before(async () => { looker = await openChromiumLooker(); });
after(() => looker?.close());

test("letters of twice the size still fit", async () => {
  for (const scene of ["evidence", "correcting", "take-along", "controls", "settings", "first-run"]) {
    const staged = SCENES[scene];
    assert(staged !== undefined);
    await looker.look(staged, { scheme: "light", width: 640 });
    // As a zoom of 200 % does to a panel of 640 px: half the width, and letters that keep their size.
    await looker.page().setViewport({ width: 320, height: 720, deviceScaleFactor: 2 });
    await looker.page().evaluate(() => document.documentElement.style.setProperty("font-size", "130%"));
    assert.equal(await looker.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth;"), 0, scene);
  }
});
