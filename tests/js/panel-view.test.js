// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";

import { JSDOM } from "jsdom";

import { unknownTab } from "../../extension/panel/model.js";
import { createView } from "../../extension/panel/view.js";
import { parseReport } from "../../extension/shared/contract.js";
import { pageStateShape } from "../../extension/shared/messages.js";
import { expectShape } from "../../extension/shared/shape.js";
import { installChrome } from "./panel/chrome-stub.js";
import { STATES } from "./panel/reports.js";

/** @typedef {import("../../extension/panel/model.js").Actions} Actions */
/** @typedef {import("../../extension/panel/model.js").Model} Model */

const MESSAGES = JSON.parse(readFileSync(new URL("../../extension/_locales/en/messages.json", import.meta.url), "utf8"));

/** @type {any[]} */
let pressed = [];
/** @type {import("../../extension/panel/view.js").View} */
let view;

beforeEach(() => {
  const { window } = new JSDOM(
    "<!doctype html><header id=masthead></header><div id=below></div><main id=content tabindex=-1></main><div id=live></div>",
    { pretendToBeVisual: true },
  );
  window.scrollTo = () => {};
  for (const name of ["window", "document", "Event", "HTMLElement"]) {
    Reflect.set(globalThis, name, name === "window" ? window : window[name]);
  }
  // Node brings a navigator of its own from version 21 on.
  if (!("navigator" in globalThis)) Reflect.set(globalThis, "navigator", window.navigator);
  installChrome({ messages: MESSAGES, tabs: [] });
  pressed = [];
  const note = (/** @type {string} */ name) => (/** @type {any[]} */ ...values) => void pressed.push([name, ...values]);
  /** @type {Actions} */
  const actions = {
    selectSpeaker: note("speaker"), showQuote: note("quote"), step: note("step"), start: note("start"), stop: note("stop"),
    readFrames: note("frames"),
    copy: async (text) => void pressed.push(["copy", text]), save: note("save"), print: note("print"),
    correct: async (corrections) => note("correct")(corrections), change: async (changes) => note("change")(changes), browser: { openSite: note("site"), openOptions: note("options"), openTab: note("tab") },
    pasteText: note("paste"),
  };
  view = createView({ main: byId("content"), live: byId("live"), masthead: byId("masthead"), drawer: byId("below") }, actions);
});

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
function byId(id) {
  const found = document.getElementById(id);
  assert(found !== null, `an element with the id ${id}`);
  return found;
}

/**
 * @param {string} selector
 * @returns {string[]} the text of each, with single spaces
 */
function texts(selector) {
  return [...document.querySelectorAll(selector)].map((node) => (node.textContent ?? "").replace(/\s+/gu, " ").trim());
}

/**
 * @param {string} name Of the state.
 * @param {Partial<Model>} [rest]
 */
function show(name, rest = {}) {
  const state = STATES[name];
  assert(state !== undefined, name);
  view.show({ ...unknownTab("Alt+Shift+Q"), state, ...rest });
}

test("the fixtures are what the contract says", () => {
  for (const [name, state] of Object.entries(STATES)) {
    expectShape(pageStateShape, state, name);
    if (state.report !== null) parseReport(state.report);
  }
});

test("every state has one heading of the first level, and says it aloud", () => {
  /** @param {string} name @param {string} heading @param {string} [aloud] */
  const check = (name, heading, aloud = heading) => {
    show(name);
    assert.deepEqual(texts("h1"), [heading], name);
    assert.equal(byId("live").textContent, aloud, name);
  };
  check("idle", "Who says so?");
  check("refused", "Who says so?");
  check("working", "Reading the page");
  check("empty", "No quotes found");
  check("nothing", "No article here");
  check("unreadable", "This page is closed to extensions");
  check("failed", "That did not work");
  check("disconnected", "Interrupted");
  check("ready", "Harrow Bay votes for its wall, and for ten more years of arguing about it", "10 quotes: 9 by 7 speakers, 1 without a speaker");
});

test("while it works, the panel says that it is busy", () => {
  show("working");
  assert.equal(byId("content").getAttribute("aria-busy"), "true");
  show("ready");
  assert.equal(byId("content").getAttribute("aria-busy"), "false");
});

test("of a long page, what is in view is marked while the panel works on the rest", () => {
  show("working");
  assert.ok(!document.body.textContent?.includes("marked already"));
  show("workingOnMore");
  assert.ok(document.body.textContent?.includes("marked already"));
});

test("frames that were not read are offered, those that were are not", () => {
  show("ready");
  assert.equal(document.querySelector("#read-frames"), null);
  show("withFrames");
  /** @type {HTMLElement | null} */ (document.querySelector("#read-frames"))?.click();
  assert.deepEqual(pressed, [["frames"]]);
});

test("a page that was not opened to us is started with the browser's button, one that was with ours", () => {
  show("idle");
  assert.deepEqual(texts(".ways li"), ["Click the Sourcelight button in the toolbar", "or press Alt+Shift+Q"]);
  show("idle", { shortcut: "" });
  assert.deepEqual(texts(".ways li"), ["Click the Sourcelight button in the toolbar"]);
  show("idle", { canStart: true });
  assert.equal(document.querySelector(".ways"), null);
  byId("start").click();
  assert.deepEqual(pressed, [["start"]]);
});

test("where nothing can be read, the panel leads to the page that reads a pasted text", () => {
  for (const name of ["unreadable", "nothing", "empty"]) {
    show(name);
    pressed.length = 0;
    byId("paste-text").click();
    assert.deepEqual(pressed, [["paste"]], name);
  }
});

test("the head counts quotes by kind and says what has no speaker", () => {
  show("ready");
  assert.deepEqual(texts(".outlet"), ["The Northmere Ledger · Mar 12, 2026"]);
  assert.deepEqual(texts(".counts"), ["10 quotes: 9 by 7 speakers, 1 without a speaker"]);
  assert.deepEqual(texts(".kind-count"), ["4 direct", "3 mixed", "3 indirect"]);
  assert.match(texts(".unattributed")[0] ?? "", /^No speaker was found for \d+% of the quoted words\.$/u);
  show("long");
  assert.deepEqual(texts(".counts"), ["500 quotes by 1 speaker"]);
  assert.deepEqual(texts(".unattributed"), ["A speaker was found for every quoted word."]);
});

test("speakers stand in their groups with role, affiliation, reason for anonymity and number of quotes", () => {
  show("ready");
  assert.deepEqual(texts("h2"), [
    "People", "Organisations", "Documents", "Groups", "Unnamed", "No speaker found", "Cited organisations", "Asked, without an answer", "Worth knowing",
  ]);
  assert.deepEqual(texts("#speaker-0, #speaker-1, #speaker-3, #speaker-4"), [
    "Mara Ellison, mayor of Harrow Bay, 3 quotes, 37 words",
    "Tobias Renn, chief engineer · Northmere Port Authority, 2 quotes, 19 words",
    "Northmere Port Authority, 1 quote, 8 words",
    "Coastal Flood Review, Institute for Tidal Research, 1 quote, 12 words",
  ]);
  assert.deepEqual(texts("#speaker-6"), ["an official, not authorised to speak publicly, 1 quote, 10 words"]);
  assert.deepEqual(texts(".entries > .organization .standing"), [
    "speaks in the article · named once", "was told, or reported it · named once", "a document of it is cited · named 2 times",
  ]);
  assert.deepEqual(texts(".remarks li"), [
    "A quotation has no closing mark; it was read to the end of its paragraph.",
    "2 passages are not marked, because the page changed after it was read.",
  ]);
});

test("choosing a speaker opens their quotes alone and tells the page; choosing again lets go", () => {
  show("ready");
  byId("speaker-1").click();
  assert.equal(byId("speaker-1").getAttribute("aria-expanded"), "true");
  assert.equal(byId("quotes-1").hidden, false);
  assert.deepEqual(texts("#quotes-1 .facts"), [
    "indirectreported with “acknowledged”in a statementtogether with Northmere Port Authority",
    "directreported with “told”to the Bay Courierin an interview",
  ]);
  byId("speaker-0").click();
  assert.equal(byId("quotes-1").hidden, true);
  assert.equal(byId("quotes-0").hidden, false);
  byId("quote-1-of-0").click();
  byId("speaker-0").click();
  assert.equal(byId("quotes-0").hidden, true);
  assert.deepEqual(pressed, [["speaker", 1], ["speaker", 0], ["quote", 1], ["speaker", null]]);
});

test("the quote that was last shown on the page is set off from the others", () => {
  show("selected");
  byId("quote-0-of-0").click();
  byId("quote-8-of-0").click();
  assert.deepEqual([...document.querySelectorAll("[aria-current]")].map((node) => node.id), ["quote-8-of-0"]);
  assert.deepEqual(pressed, [["quote", 0], ["quote", 8]]);
});

test("Escape and “Mark all” let go of the speaker, and the focus stays with them", () => {
  show("selected");
  assert.deepEqual(texts(".selection p"), ["The page now marks only Mara Ellison"]);
  byId("show-all").focus();
  byId("show-all").click();
  assert.equal(document.activeElement?.id, "speaker-0");
  assert.equal(view.close(), false);
  byId("speaker-2").click();
  byId("quote-4-of-2").focus();
  assert.equal(view.close(), true);
  assert.equal(document.activeElement?.id, "speaker-2");
  assert.deepEqual(texts(".selection"), [""]);
});

test("quotes without a speaker open in the panel while the page marks all", () => {
  show("selected");
  byId("speaker-nobody").click();
  byId("open-why-9-of-nobody").click();
  assert.equal(byId("quotes-nobody").hidden, false);
  assert.equal(byId("quotes-0").hidden, true);
  assert.deepEqual(pressed, [["speaker", null]]);
  assert.deepEqual(texts("#quotes-nobody .steps li"), ["“called” reports it.", "“he” stands for somebody; for whom is not clear."]);
});

test("a selection that comes from the page keeps the list, the focus and open reasons", () => {
  show("ready");
  byId("speaker-0").click();
  byId("open-why-0-of-0").click();
  const steps = document.querySelector("#quotes-0 .steps");
  assert(steps !== null);
  byId("speaker-0").focus();
  const ready = STATES["ready"];
  assert(ready !== undefined);
  view.show({ ...unknownTab(), shortcut: "Alt+Shift+Q", state: { ...structuredClone(ready), selectedSpeaker: 0, revision: 9 } });
  assert.equal(document.querySelector("#quotes-0 .steps"), steps);
  assert.equal(byId("why-0-of-0").hidden, false);
  assert.equal(document.activeElement?.id, "speaker-0");
});

test("a new report keeps the focus on the same speaker", () => {
  show("selected");
  byId("speaker-1").focus();
  const selected = STATES["selected"];
  assert(selected?.report);
  const report = { ...selected.report, warnings: [] };
  view.show({ ...unknownTab("Alt+Shift+Q"), state: { ...selected, report } });
  assert.equal(document.activeElement?.id, "speaker-1");
});

test("only an unsure quote is called uncertain", () => {
  show("ready");
  byId("speaker-5").click();
  assert.deepEqual(texts("#quotes-5 .uncertain"), ["uncertain"]);
  byId("speaker-0").click();
  assert.deepEqual(texts("#quotes-0 .uncertain"), []);
});

test("what a page says is text, whatever it looks like", () => {
  show("hostile");
  byId("speaker-0").click();
  byId("open-why-0-of-0").click();
  assert.deepEqual(texts("h1"), ["<h1>Not a heading</h1>"]);
  assert.equal(document.querySelector("img, script, b b, u, i"), null);
  assert.deepEqual(texts("#speaker-0 .name"), ["<img src=x onerror=alert(1)>"]);
  assert.deepEqual(texts("#quotes-0 .words bdi"), ["<script>alert(\"quoted\")</script> & so on $1 $2"]);
  assert.deepEqual(texts("#quotes-0 .steps li"), ["“<u>said</u>” reports it."]);
  assert.equal(document.querySelector("a"), null, "a link that is not of the web is not offered");
  for (const name of document.querySelectorAll(".name")) assert.equal(name.tagName, "BDI");
});

test("a name that imitates another is marked, and one in a script of its own is not", () => {
  show("imitated");
  assert.deepEqual(texts("#speaker-0 .look-alike, #speaker-3 .look-alike"), []);
  assert.deepEqual(texts("#speaker-1 .look-alike"), [", Looks like Ada Coppe, but is written with letters of another script."]);
  assert.deepEqual(texts("#speaker-2 .look-alike"), [", Mixes letters of several scripts that look alike."]);
});

test("a link of the web is offered with the name of its site", () => {
  show("selected");
  const link = document.querySelector("#quotes-0 a");
  assert.equal(link?.getAttribute("href"), "https://news.harrowbay.example/council/2031");
  assert.equal(link?.getAttribute("rel"), "noreferrer");
  assert.equal(link?.textContent, "linked to news.harrowbay.example");
});

test("what went wrong can be copied", async () => {
  show("failed", { canStart: true });
  byId("copy").click();
  assert.match(String(pressed[0]?.[1]), /^analyzer: RuntimeError: unreachable\nhttps:\/\/ledger\.example\/harrow-bay\n/u);
  await Promise.resolve();
  assert.equal(byId("copy").textContent, "Copied");
  byId("start").click();
  assert.deepEqual(pressed.at(-1), ["start"]);
});

test("trouble with a message is said beside what is shown, and goes away", () => {
  show("ready", { trouble: "page" });
  assert.match(texts("[role=alert]")[0] ?? "", /^The page does not answer/u);
  show("ready", { trouble: "background" });
  assert.match(texts("[role=alert]")[0] ?? "", /^Sourcelight was asleep/u);
  show("ready");
  assert.deepEqual(texts("[role=alert]"), [""]);
});

test("the quotes of a speaker are put together when they are asked for", () => {
  show("long");
  assert.equal(document.querySelectorAll(".quote").length, 0);
  byId("speaker-0").click();
  assert.equal(document.querySelectorAll(".quote").length, 500);
  assert.equal(new Set(texts(".words bdi")).size, 500);
});
