// @ts-check
/** A walk through every feature of the panel with the keyboard alone; each stop has a visible focus and a name. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { PATIENCE_MS } from "./driver.js";
import { SCENES } from "./scenes.js";

/** @typedef {import("./looker.js").Looker} Looker */

/** More stops than any scene has. */
const MOST_STOPS = 150;

/** @param {() => Promise<Looker>} open */
export function runKeyboardTests(open) {
  /** @type {Looker} */
  let looker;
  before(async () => { looker = await open(); });
  after(() => looker?.close());

  /** @param {import("./looker.js").Key[]} keys */
  const press = async (...keys) => {
    for (const key of keys) await looker.keyboard.press(key);
  };

  /** @returns {Promise<string>} */
  const focused = () => looker.run(`return document.activeElement?.id ?? "";`);

  /**
   * Goes on with Tab until the element has the focus. At each stop somebody who looks sees where they are.
   * @param {string} id
   */
  const tabTo = async (id) => {
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      await press("Tab");
      const isSeen = await looker.run(`
        const element = document.activeElement;
        return element === null || element === document.body || getComputedStyle(element).outlineStyle !== "none";`);
      assert(isSeen, `${await focused()} shows that it has the focus`);
      if (await focused() === id) return;
    }
    assert.fail(`Tab never reaches ${id}`);
  };

  /** Waits until the page is what a function says. @param {string} what @param {() => unknown} holds */
  const until = async (what, holds) => {
    const end = performance.now() + PATIENCE_MS;
    while (!await looker.run(`return Boolean((${holds})());`)) {
      if (performance.now() > end) assert.fail(`waited for ${what}`);
    }
  };

  const said = () => looker.run(`return document.querySelector("#live").textContent;`);

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
    await looker.keyboard.type("ellison");
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
    await tabTo("speaker-of-1-of-0");
    await press("ArrowDown");
    await until("another choice", () => /** @type {HTMLSelectElement | null} */ (document.querySelector("#speaker-of-1-of-0"))?.value === "1");
    assert.equal(await focused(), "speaker-of-1-of-0", "a choice alone corrects nothing");
    await tabTo("dismiss-1-of-0");
    await press("Enter");
    await until("one quote less", () => document.querySelector(".counts")?.textContent?.startsWith("9 ") === true);
    assert.equal(await focused(), "undo", "the way back has the focus");
    await press("Enter");
    await until("all quotes", () => document.querySelector(".counts")?.textContent?.startsWith("10 ") === true);

    await looker.keyboard.press("Alt+ArrowDown");
    await until("a step", () => Reflect.get(chrome, "test").sent.some((/** @type {any} */ each) => each.type === "step-quote" && each.to === "next"));
    await looker.run(`document.querySelector("#speaker-0").focus();`);
    await press("Escape");
    assert.equal(await focused(), "speaker-0");
    assert.equal(await looker.run(`return document.querySelector("#speaker-0").getAttribute("aria-expanded");`), "false");
  });

  test("a screen reader hears what things are", async () => {
    const selected = SCENES["evidence"];
    assert(selected !== undefined);
    await looker.look(selected, { scheme: "light" });
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
    for (const [selector, expected] of cases) assert.equal(await looker.spokenName(selector), expected, selector);
  });
}
