// @ts-check
/** A walk through every feature of the panel with the keyboard alone; each stop has a visible focus and a name. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { openChromiumLooker } from "../looker.js";
import { SCENES } from "../scenes.js";

/** More stops than any scene has. */
const MOST_STOPS = 150;

/** @type {Awaited<ReturnType<typeof openChromiumLooker>>} */
let looker;
before(async () => { looker = await openChromiumLooker(); });
after(() => looker?.close());

/** @typedef {import("puppeteer-core").KeyInput} KeyInput */

/** @param {KeyInput[]} keys */
async function press(...keys) {
  for (const key of keys) await looker.page().keyboard.press(key);
}

const focused = () => looker.page().evaluate(() => document.activeElement?.id ?? "");

/**
 * Goes on with Tab until the element has the focus. At each stop somebody who looks sees where they are.
 * @param {string} id
 */
async function tabTo(id) {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await press("Tab");
    const isSeen = await looker.page().evaluate(() => {
      const element = document.activeElement;
      return element === null || element === document.body || getComputedStyle(element).outlineStyle !== "none";
    });
    assert(isSeen, `${await focused()} shows that it has the focus`);
    if (await focused() === id) return;
  }
  assert.fail(`Tab never reaches ${id}`);
}

/** Waits until the page is what a function says. @param {string} what @param {() => unknown} holds */
async function until(what, holds) {
  await looker.page().waitForFunction(holds, { timeout: 5000 }).catch(() => assert.fail(`waited for ${what}`));
}

const said = () => looker.page().$eval("#live", (node) => node.textContent);

test("everything in the panel can be done with the keyboard alone", async () => {
  const ready = SCENES["ready"];
  assert(ready !== undefined);
  await looker.look(ready, { scheme: "light" });

  await tabTo("open-take");
  await press("Enter");
  await tabTo("save-csv");
  await press("Enter");
  assert.match(await said() ?? "", /\.csv was handed to the browser$/u);
  await press("Escape");
  assert.equal(await focused(), "open-take", "Escape goes back to where the drawer was opened");

  await tabTo("open-controls");
  await press("Space");
  await tabTo("paint-mixed");
  await press("Space");
  await until("the kind that is not painted", () => Reflect.get(chrome, "test").local.settings?.kinds.mixed === false);
  await press("Escape");

  await tabTo("figure-unnamed");
  await press("Enter");
  await until("the meaning", () => document.querySelector(".meaning")?.textContent !== "");

  await tabTo("search");
  await looker.page().keyboard.type("ellison");
  await until("one speaker", () => [...document.querySelectorAll(".entry")].filter((each) => each.closest("[hidden]") === null).length === 1);
  await press("Escape");
  await tabTo("order");
  await press("ArrowDown");
  await until("the order by words", () => /** @type {HTMLSelectElement | null} */ (document.querySelector("#order"))?.value === "words");

  await tabTo("speaker-0");
  await press("Enter");
  await until("the open speaker", () => document.querySelector("#speaker-0[aria-expanded=true]") !== null);
  assert.equal(await said(), "Showing 3 quotes by Mara Ellison");
  await tabTo("quote-0-of-0");
  await press("Space");
  await until("the shown quote", () => document.querySelector("#quote-0-of-0[aria-current]") !== null);
  await tabTo("open-why-0-of-0");
  await press("Enter");
  await until("the reasons", () => document.querySelector("#why-0-of-0 .steps") !== null);
  await tabTo("open-correct-1-of-0");
  await press("Enter");
  await tabTo("dismiss-1-of-0");
  await press("Enter");
  await until("one quote less", () => document.querySelector(".counts")?.textContent?.startsWith("9 ") === true);
  assert.equal(await focused(), "undo", "the way back has the focus");
  await press("Enter");
  await until("all quotes", () => document.querySelector(".counts")?.textContent?.startsWith("10 ") === true);

  await looker.page().keyboard.down("Alt");
  await press("ArrowDown");
  await looker.page().keyboard.up("Alt");
  await until("a step", () => Reflect.get(chrome, "test").sent.some((/** @type {any} */ each) => each.type === "step-quote" && each.to === "next"));
  await looker.page().focus("#speaker-0");
  await press("Escape");
  assert.equal(await focused(), "speaker-0");
  assert.equal(await looker.page().$eval("#speaker-0", (node) => node.getAttribute("aria-expanded")), "false");
});

test("a screen reader hears what things are", async () => {
  const selected = SCENES["evidence"];
  assert(selected !== undefined);
  await looker.look(selected, { scheme: "light" });
  /** @param {string} selector */
  const name = async (selector) => {
    const session = await looker.page().createCDPSession();
    const { root } = await session.send("DOM.getDocument");
    const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector });
    const { nodes } = await session.send("Accessibility.getPartialAXTree", { nodeId, fetchRelatives: false });
    return `${nodes[0]?.role?.value}: ${nodes[0]?.name?.value}`.replaceAll(" ,", ",");
  };
  const cases = /** @type {Array<[string, string]>} */ ([
    ["#open-take", "button: Take it along"],
    ["#open-controls", "button: Controls"],
    ["#figure-unnamed", "button: unnamed 1"],
    [".figures", "group: Kinds of speakers; press one to see what it means"],
    [".voices", "figure: Words by speaker"],
    [".tools", "search: Search, order and filter"],
    ["#search", "searchbox: Search names and words"],
    ["#order", "combobox: Order"],
    ["#speaker-0", "button: Mara Ellison, mayor of Harrow Bay, 3 quotes, 37 words"],
    [".bar", "region: Going through the quotes"],
    ["#step-next", "button: Next quote"],
    ["section[aria-labelledby=group-person]", "region: People"],
  ]);
  for (const [selector, expected] of cases) assert.equal(await name(selector), expected, selector);
});

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
