// @ts-check
/** What an editor does in the panel: explain figures, search, correct, take along, control. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { unknownTab } from "../../extension/panel/model.js";
import { createView } from "../../extension/panel/view.js";
import { DEFAULT_SETTINGS } from "../../extension/shared/settings.js";
import { HARBOUR_BLOCKS, STATES } from "./panel/reports.js";
import { installPage } from "./panel/setup.js";

/** @typedef {import("../../extension/panel/model.js").Actions} Actions */
/** @typedef {import("../../extension/panel/model.js").Model} Model */

/** @type {any[]} */
let done = [];
/** @type {import("../../extension/panel/view.js").View} */
let view;
/** @type {Model} */
let model;
/** Whether the browser's storage takes no more. */
let isFull = false;

/** @param {string} id */
function byId(id) {
  const found = document.getElementById(id);
  assert(found !== null, `an element with the id ${id}`);
  return found;
}

/** @param {string} selector @returns {string[]} */
function texts(selector) {
  return [...document.querySelectorAll(selector)].map((node) => (node.textContent ?? "").replace(/\s+/gu, " ").trim());
}

/** @param {Partial<Model>} changes */
function show(changes) {
  model = { ...model, ...changes };
  view.show(model);
}

/** @param {string} name */
const stateOf = (name) => /** @type {Model["state"]} */ (STATES[name]);

beforeEach(() => {
  installPage("<header id=masthead></header><div id=below></div><main id=content tabindex=-1></main><div id=live></div>");
  done = [];
  isFull = false;
  const note = (/** @type {string} */ name) => (/** @type {any[]} */ ...values) => void done.push([name, ...values]);
  /** @type {Actions} */
  const actions = {
    selectSpeaker: note("speaker"), showQuote: note("quote"), step: note("step"), start: note("start"), stop: note("stop"),
    readFrames: note("frames"),
    copy: async (text) => void done.push(["copy", text]), save: note("save"), print: note("print"),
    async correct(corrections) {
      if (isFull) throw new Error("QUOTA_BYTES quota exceeded");
      show({ corrections });
    },
    async change(changes) {
      if (isFull) throw new Error("QUOTA_BYTES quota exceeded");
      done.push(["change", changes]);
    }, browser: { openSite: note("site"), openOptions: note("options"), openTab: note("tab") },
    pasteText: note("paste"),
  };
  view = createView({ main: byId("content"), live: byId("live"), masthead: byId("masthead"), drawer: byId("below") }, actions);
  model = { ...unknownTab(), state: stateOf("ready"), article: /** @type {Model["article"]} */ (HARBOUR_BLOCKS) };
  view.show(model);
});

test("a figure explains itself on demand, one at a time", () => {
  assert.deepEqual(texts(".figure"), ["named 4", "unnamed 1", "documents 1", "groups 1"]);
  byId("figure-unnamed").click();
  assert.match(texts(".meaning")[0] ?? "", /Usually the newsroom knows who they are/u);
  byId("figure-named").click();
  assert.match(texts(".meaning")[0] ?? "", /whose name the article gives/u);
  assert.equal(byId("figure-unnamed").getAttribute("aria-expanded"), "false");
  byId("figure-named").click();
  assert.deepEqual(texts(".meaning"), [""]);
});

test("the bar of shares says in words what it draws, and who is heard first and last", () => {
  assert.equal(document.querySelectorAll(".voices-bar .voice").length, 8);
  const listed = texts(".voices-list li");
  assert.deepEqual(listed.slice(0, 3).map((each) => each.replace(/ \d+%$/u, "")), ["Mara Ellison", "Tobias Renn", "Ines Okafor-Lindqvist"]);
  assert.match(listed[3] ?? "", /^4 others \d+%: Coastal Flood Review, \d+%; /u);
  assert.match(listed[4] ?? "", /^Quotes without a speaker \d+%$/u);
  assert.deepEqual(texts(".first-last"), ["Mara Ellison is heard first and last"]);
});

test("where several speak together, the shares say that they come to more than all", () => {
  assert.deepEqual(texts(".joint"), ["What several say together counts for each of them."]);
  show({ state: stateOf("long") });
  assert.deepEqual(texts(".joint"), []);
});

test("a search narrows the roster and says how far; Escape empties it", () => {
  const search = /** @type {HTMLInputElement} */ (byId("search"));
  search.value = "authority";
  search.dispatchEvent(new Event("input"));
  const shown = () => [...document.querySelectorAll(".entry")].filter((entry) => entry.closest("[hidden]") === null).length;
  assert.equal(shown(), 2);
  assert.deepEqual(texts(".found"), ["Showing 2 of 8"]);
  search.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  assert.equal(shown(), 8);
  assert.deepEqual(texts(".found"), [""]);
});

test("a choice of speakers shows those whom its figure counts", () => {
  const naming = /** @type {HTMLSelectElement} */ (byId("naming"));
  const counted = new Map(texts(".figure").map((each) => /** @type {[string, string]} */ (each.split(" "))));
  assert.equal(naming.options.length, counted.size + 1);
  for (const { value, label } of [...naming.options].slice(1)) {
    naming.value = value;
    naming.dispatchEvent(new Event("change"));
    assert.deepEqual(texts(".found"), [`Showing ${counted.get(label)} of 8`], label);
  }
});

test("an order moves speakers within their groups", () => {
  const order = /** @type {HTMLSelectElement} */ (byId("order"));
  order.value = "name";
  order.dispatchEvent(new Event("change"));
  assert.deepEqual(texts("section[aria-labelledby=group-person] .name").slice(0, 3), ["Ines Okafor-Lindqvist", "Mara Ellison", "Tobias Renn"]);
});

test("the trail says in one line of what the page says nothing", () => {
  byId("speaker-1").click();
  byId("open-why-3-of-1").click();
  assert.deepEqual(texts("#why-3-of-1 .stage"), [
    "SpeakerTobias Renn", "Howin an interview", "Told tothe Bay Courier", "Not statedLink",
  ]);
  byId("speaker-nobody").click();
  byId("open-why-9-of-nobody").click();
  assert.deepEqual(texts("#why-9-of-nobody .stage"), ["Speakernot found", "Not statedHow, Told to, Link"]);
});

/**
 * Shows the first quote with other reasons, and gives the sentences for them and the cue under the words.
 * @param {Array<{ code: "cue" | "role_noun" | "pronoun" | "alias", text: string, name: string | null }>} why
 */
function reasonsFor(why) {
  const { report } = model.state;
  assert(report !== null);
  show({ state: { ...model.state, report: { ...report, quotes: report.quotes.map((quote) => quote.id === 0 ? { ...quote, why } : quote) } } });
  if (byId("speaker-0").getAttribute("aria-expanded") === "false") byId("speaker-0").click();
  byId("open-why-0-of-0").click();
  return { steps: texts("#why-0-of-0 .steps li"), facts: texts("#quotes-0 .quote:first-child .facts li") };
}

test("a mark that leads to the speaker is called one, and is no word under the quote", () => {
  const { steps, facts } = reasonsFor([{ code: "cue", text: ":", name: null }]);
  assert.deepEqual(steps, ["The mark “:” introduces it."]);
  assert.deepEqual(facts, ["direct", "to councillors", "in a speech"]);
});

test("the words that report a quote stand without the mark after them", () => {
  const { steps, facts } = reasonsFor([{ code: "cue", text: "added:", name: null }]);
  assert.deepEqual(steps, ["“added” reports it."]);
  assert.deepEqual(facts, ["direct", "reported with “added”", "to councillors", "in a speech"]);
});

test("no step says that a name stands for itself", () => {
  const { steps } = reasonsFor([
    { code: "role_noun", text: "the Northmere Port Authority", name: "Northmere Port Authority" },
    { code: "pronoun", text: "an official", name: "an official" },
    { code: "pronoun", text: "it", name: "Northmere Port Authority" },
  ]);
  assert.deepEqual(steps, [
    "“the Northmere Port Authority” names the speaker.", "No name is given; “an official” is all the article says.",
    "“it” stands for Northmere Port Authority.",
  ]);
});

test("what uncertain means stands with the reasons, not in a tooltip alone", () => {
  byId("speaker-5").click();
  byId("open-why-6-of-5").click();
  assert.deepEqual(texts("#why-6-of-5 .doubt"), ["Uncertain: these words may be no quote, or somebody else’s."]);
  byId("speaker-0").click();
  byId("open-why-0-of-0").click();
  assert.deepEqual(texts("#why-0-of-0 .doubt"), []);
});

test("a quote that was pressed on the page opens in the panel without choosing its speaker", () => {
  show({ state: stateOf("chosen") });
  assert.equal(byId("quotes-1").hidden, false);
  assert.equal(byId("quote-3-of-1").getAttribute("aria-current"), "true");
  assert.deepEqual(done, []);
  assert.equal(byId("live").textContent, "Quote 4: Tobias Renn");
  assert.deepEqual(texts(".step-count"), ["Quote 4 of 10"]);
  show({ state: stateOf("asked") });
});

test("words that are in no quote are answered too", () => {
  show({ state: stateOf("asked") });
  assert.deepEqual(texts(".selection p"), ["The selected words are in no quote that was found."]);
});

test("a pressed quote that a search hides takes the search back", () => {
  const search = /** @type {HTMLInputElement} */ (byId("search"));
  search.value = "gulls";
  search.dispatchEvent(new Event("input"));
  show({ state: stateOf("chosen") });
  assert.equal(/** @type {HTMLInputElement} */ (byId("search")).value, "");
  assert.equal(byId("quote-3-of-1").closest("[hidden]"), null);
});

test("another speaker is chosen, undone, and the focus is never lost", () => {
  byId("speaker-nobody").click();
  byId("open-correct-9-of-nobody").click();
  const select = /** @type {HTMLSelectElement} */ (byId("speaker-of-9-of-nobody"));
  select.focus();
  select.value = "1";
  select.dispatchEvent(new Event("change"));
  assert.deepEqual(model.corrections, [], "who goes through the choices with keys changes nothing yet");
  byId("save-speaker-of-9-of-nobody").click();
  assert.deepEqual(texts(".selection p"), ["Speaker changed"]);
  assert.equal(document.activeElement?.id, "undo");
  assert.equal(document.querySelector("#speaker-nobody"), null);
  byId("speaker-1").click();
  assert.deepEqual(texts("#quotes-1 .corrected"), ["corrected by you"]);
  assert.match(texts(".correction")[0] ?? "", /^Tobias Renn said: the old breakwater was/u);
  byId("undo-0").click();
  assert.deepEqual(texts(".correction"), []);
  assert.equal(byId("live").textContent, "Undone");
});

test("somebody whom the article does not list is typed in", () => {
  byId("speaker-nobody").click();
  byId("open-correct-9-of-nobody").click();
  const select = /** @type {HTMLSelectElement} */ (byId("speaker-of-9-of-nobody"));
  const name = /** @type {HTMLInputElement} */ (byId("name-of-9-of-nobody"));
  assert.equal(name.closest("[hidden]") === null, false);
  byId("save-speaker-of-9-of-nobody").click();
  assert.deepEqual(model.corrections, [], "nobody is nobody already");
  select.value = "other";
  select.dispatchEvent(new Event("change"));
  assert.equal(name.closest("[hidden]"), null);
  name.value = " Ola Finch ";
  byId("save-speaker-of-9-of-nobody").click();
  assert.match(texts(".correction")[0] ?? "", /^Ola Finch said: the old breakwater was/u);
});

test("a speaker is renamed and merged, and all of it is undone at once", () => {
  byId("speaker-5").click();
  byId("open-correct-speaker-5").click();
  const name = /** @type {HTMLInputElement} */ (byId("rename-5"));
  name.value = "people of the quay";
  name.form?.dispatchEvent(new Event("submit", { cancelable: true }));
  assert.match(texts("#speaker-5")[0] ?? "", /^people of the quay.*corrected by you$/u);
  byId("speaker-5").click();
  byId("speaker-5").click();
  byId("open-correct-speaker-5").click();
  const merge = /** @type {HTMLSelectElement} */ (byId("merge-5"));
  merge.value = "2";
  byId("save-merge-5").click();
  assert.equal(document.querySelector("#speaker-5"), null);
  assert.deepEqual(model.corrections.map(({ type }) => type), ["rename", "merge"]);
  byId("undo-all").click();
  assert.deepEqual(model.corrections, []);
  assert.match(texts("#speaker-5")[0] ?? "", /^residents/u);
});

test("a correction that the browser does not keep is said aloud, shown as what it is, and can be tried again", async (context) => {
  context.mock.method(console, "warn", () => {});
  show({ state: stateOf("selected") });
  isFull = true;
  byId("open-correct-8-of-0").click();
  const select = /** @type {HTMLSelectElement} */ (byId("speaker-of-8-of-0"));
  select.focus();
  select.value = "1";
  byId("save-speaker-of-8-of-0").click();
  await new Promise((resolve) => setImmediate(resolve));
  assert.match(texts(".selection p")[0] ?? "", /^The browser could not keep this change/u);
  assert.match(byId("live").textContent ?? "", /^The browser could not keep this change/u);
  assert.equal(document.activeElement?.id, "quote-8-of-0", "the focus stays with the quote");
  isFull = false;
  byId("open-correct-8-of-0").click();
  const again = /** @type {HTMLSelectElement} */ (byId("speaker-of-8-of-0"));
  assert.equal(again.value, "0", "what is chosen is what holds");
  again.value = "1";
  byId("save-speaker-of-8-of-0").click();
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(texts(".selection p"), ["Speaker changed"]);
  assert.deepEqual(model.corrections.map(({ type }) => type), ["speaker"]);
});

test("a setting that the browser does not keep is said aloud, and its switch goes back", async (context) => {
  context.mock.method(console, "warn", () => {});
  byId("open-controls").click();
  isFull = true;
  byId("paint-mixed").click();
  await new Promise((resolve) => setImmediate(resolve));
  assert.match(texts(".selection p")[0] ?? "", /^The browser could not keep this change/u);
  assert.equal(/** @type {HTMLInputElement} */ (byId("paint-mixed")).checked, true);
  show({ state: { ...model.state, page: { ...model.state.page, url: "https://ledger.example/other" } } });
  assert.deepEqual(texts(".selection"), [""], "another page has nothing to do with it");
});

test("where there is no bar, what is not kept is said above the notice", async (context) => {
  context.mock.method(console, "warn", () => {});
  show({ settings: { ...DEFAULT_SETTINGS, paused: true }, state: stateOf("idle") });
  isFull = true;
  byId("go-on").click();
  await new Promise((resolve) => setImmediate(resolve));
  assert.match(texts("[role=alert]")[0] ?? "", /^The browser could not keep this change/u);
});

test("a quote is copied with its citation, and the button says so", async () => {
  byId("speaker-0").click();
  byId("copy-8-of-0").click();
  assert.match(String(done.at(-1)?.[1]), /^“Nobody measures a harbour in votes.”\n— Mara Ellison, mayor of Harrow Bay\n/u);
  await Promise.resolve();
  assert.equal(byId("copy-8-of-0").textContent, "Copied");
});

test("every export is offered with a line that explains it, and is handed over under a name", () => {
  byId("open-take").click();
  assert.equal(document.querySelectorAll(".formats li").length, 6);
  for (const line of texts(".formats .standing")) assert.match(line, /\.$/u);
  for (const id of ["markdown", "csv", "json", "annotation", "quotation"]) {
    byId(`save-${id}`).click();
    assert.match(String(done.at(-1)?.[1]), /^sourcelight-harrow-bay-votes-for-its-wall/u);
    assert(String(done.at(-1)?.[3]).includes("harbour"), id);
  }
  byId("print").click();
  assert.deepEqual(done.at(-1), ["print"]);
  assert.equal(view.close(), true);
  assert.equal(document.activeElement?.id, "open-take");
});

test("the controls switch the page, the site and everything, and say why where they cannot", () => {
  byId("open-controls").click();
  byId("on-page").click();
  assert.deepEqual(done.at(-1), ["stop"]);
  assert.equal(/** @type {HTMLButtonElement} */ (byId("on-site")).disabled, true);
  const site = { name: "ledger.example", pattern: "*://ledger.example/*", isOpen: false };
  show({ site });
  byId("on-site").focus();
  byId("on-site").click();
  assert.deepEqual(done.at(-1), ["site", site, true]);
  show({ site: { ...site, isOpen: true } });
  assert.equal(byId("on-site").getAttribute("aria-checked"), "true");
  assert.equal(document.activeElement?.id, "on-site");
  byId("on-site").click();
  assert.deepEqual(done.at(-1), ["site", { ...site, isOpen: true }, false]);
  byId("paused").click();
  assert.deepEqual(done.at(-1), ["change", { paused: true }]);
  byId("paint-mixed").click();
  assert.deepEqual(done.at(-1), ["change", { kinds: { direct: true, mixed: false, indirect: true } }]);
});

test("while it is paused the panel says so and goes on from there", () => {
  show({ settings: { ...DEFAULT_SETTINGS, paused: true }, state: stateOf("idle") });
  assert.deepEqual(texts("h1"), ["Resting"]);
  byId("go-on").click();
  assert.deepEqual(done.at(-1), ["change", { paused: false }]);
});

test("steps ask the page to go on", () => {
  byId("step-next").click();
  byId("step-previous").click();
  assert.deepEqual(done, [["step", "next"], ["step", "previous"]]);
});

test("the same report with its fields in another order keeps what is open", () => {
  byId("speaker-0").click();
  byId("open-why-0-of-0").click();
  /** @param {any} value @returns {any} */
  const turned = (value) => Array.isArray(value) ? value.map(turned) : typeof value !== "object" || value === null ? value
    : Object.fromEntries(Object.entries(value).reverse().map(([name, each]) => [name, turned(each)]));
  show({ state: { ...turned(model.state), selectedSpeaker: 0, revision: 9 } });
  assert.equal(byId("why-0-of-0").hidden, false);
});

test("the cited organisations say which they are, where there are some", () => {
  const meaning = "section[aria-labelledby=organizations] > .standing";
  assert.match(texts(meaning)[0] ?? "", /^Whose information the story uses\./u);
  const { report } = model.state;
  assert(report !== null);
  show({ state: { ...model.state, report: { ...report, organizations: [] } } });
  assert.deepEqual(texts(meaning), []);
  assert.deepEqual(texts(".mentioned summary"), ["1 more is named, but not cited"]);
});

test("who is described without a name is marked for a capital, and no name is", () => {
  assert.deepEqual(texts(".name[data-described]"), ["Coastal Flood Review", "residents", "an official"]);
});

test("organisations that are merely named are folded away", () => {
  assert.deepEqual(texts(".mentioned summary"), ["1 more is named, but not cited"]);
  assert.equal(document.querySelector(".mentioned")?.hasAttribute("open"), false);
  assert.deepEqual(texts(".mentioned li .name"), ["Harbour Club"]);
});

test("those who were asked and said nothing stand in a list of their own", () => {
  const list = document.querySelector("section[aria-labelledby=silences]");
  assert.deepEqual([...(list?.querySelectorAll(".name, .standing") ?? [])].map((each) => each.textContent), [
    "Harbour Club", "declined to comment",
  ]);
});

test("places become exact when the article's text comes, for speakers and organisations alike", () => {
  show({ article: null, state: { ...model.state, page: { ...model.state.page, url: "https://ledger.example/other" } } });
  const marks = () => [...document.querySelectorAll(".mark")].map((mark) => mark.getAttribute("style") ?? "");
  const rough = marks();
  show({ article: /** @type {Model["article"]} */ (HARBOUR_BLOCKS) });
  const exact = marks();
  assert.equal(exact.length, rough.length);
  assert(exact.every((style, index) => style !== rough[index]), exact.join("\n"));
});

test("in a language without speakers the panel says so once, and calls nothing missing or uncertain", () => {
  show({ state: stateOf("foreign") });
  assert.deepEqual(texts(".caveats p"), [
    "The page seems not to be in English. In other languages only words in quotation marks are shown, and no speakers.",
  ]);
  assert.deepEqual(texts(".counts"), ["2 quotes"]);
  assert.deepEqual(texts(".unattributed"), []);
  assert.deepEqual(texts("#speaker-nobody .standing"), ["Speakers are found only in English texts."]);
  byId("speaker-nobody").click();
  assert.deepEqual(texts("#quotes-nobody .facts"), ["direct", "direct"]);
  assert.equal(document.querySelector("#quotes-nobody [id^=open-why]"), null, "there is nothing to tell of them");
});

test("where nobody was found to speak, no figure says nought", () => {
  const { report } = model.state;
  assert(report !== null);
  const quotes = report.quotes.map((quote) => ({ ...quote, speakers: [] }));
  const speakers = report.speakers.map((speaker) => ({ ...speaker, quotes: [], words: 0 }));
  show({ state: { ...model.state, report: { ...report, quotes, speakers } } });
  assert.deepEqual(texts(".counts"), ["10 quotes"]);
  assert.match(texts(".unattributed")[0] ?? "", /^No speaker was found for \d+% of/u);
  show({ state: { ...model.state, report: { ...report, quotes, speakers, article: { ...report.article, unattributed_words: report.article.quoted_words } } } });
  assert.deepEqual(texts(".unattributed"), ["No speaker was found for any of the quoted words."]);
  assert.equal(document.querySelector(".figures, .voices"), null);
});
