// @ts-check
/** Every state in which a reader can see a page of the extension, and how it is brought about on the stage. */

import { DEFAULT_SETTINGS } from "../../extension/shared/settings.js";
import { STATES } from "../js/panel/reports.js";

/** @typedef {import("./stage.js").Scene} Scene */

/**
 * @typedef {Scene & { sign: string, act?: string }} StagedScene
 * `sign` stands in the page once the scene is there; `act` is what the reader does then: the body of an asynchronous
 * function that runs in the page.
 */

const url = STATES["ready"]?.page.url ?? "";
const PAUSED = { settings: { ...DEFAULT_SETTINGS, paused: true } };
const LOOK = {
  settings: {
    ...DEFAULT_SETTINGS, palette: "strong", lines: { direct: "double", mixed: "wavy", indirect: "solid" }, textSize: "larger",
    density: "compact",
  },
};
const CORRECTED = {
  [`corrections:${url}`]: [
    { type: "speaker", quote: { text: "the old breakwater was “a rumour held together by gulls”", nth: 0 }, speaker: "Tobias Renn" },
    { type: "rename", speaker: "residents", name: "people who live on the quay" },
    { type: "dismiss", quote: { text: "“Nobody measures a harbour in votes.”", nth: 0 } },
  ],
};

/** @param {string} selector */
const press = (selector) => `document.querySelector(${JSON.stringify(selector)}).click();`;
/** @param {string} words */
const search = (words) => `
  const field = document.querySelector("#search");
  field.value = ${JSON.stringify(words)};
  field.dispatchEvent(new Event("input"));`;

/** @type {Record<string, StagedScene>} */
export const SCENES = {
  "first-run": { path: "welcome/welcome.html", sign: ".sentences" },
  settings: { path: "options/options.html", sign: "#defaults", origins: ["*://ledger.example/*"] },
  "settings-other-look": { path: "options/options.html", sign: "#defaults", local: LOOK },
  print: { path: "panel/print.html?tab=1", state: "ready", sign: ".roster" },
  "print-page-gone": { path: "panel/print.html?tab=1", sign: "h1" },
  idle: { sign: ".unlit" },
  "permission-missing": { state: "refused", sign: ".unlit" },
  paused: { local: PAUSED, sign: ".scene.paused" },
  working: { state: "working", sign: ".scene.working" },
  "with-frames": { state: "withFrames", sign: "#read-frames" },
  "working-on-more": { state: "workingOnMore", sign: ".scene.working" },
  ready: { state: "ready", sign: ".headline" },
  "page-changed": { state: "changed", sign: "#read-again" },
  "partial-long-page": { state: "partial", sign: ".caveats" },
  "language-not-analysed": { state: "foreign", sign: ".caveats" },
  "nothing-found": { state: "empty", sign: ".scene.empty" },
  "no-article": { state: "nothing", sign: ".scene.empty" },
  "page-closed": { state: "unreadable", sign: ".scene.closed" },
  failed: { state: "failed", sign: ".unplugged", act: press(".what-happened summary") },
  disconnected: { state: "disconnected", sign: ".unplugged" },
  "background-restarted": {
    state: "ready", sign: ".headline",
    act: `chrome.test.failures = 2; ${press("#step-next")} await new Promise((resolve) => setTimeout(resolve));`,
  },
  speaker: { state: "selected", sign: ".entry.open" },
  "quote-from-page": { state: "chosen", sign: "[aria-current]" },
  "words-in-no-quote": { state: "asked", sign: ".selection p" },
  meaning: { state: "ready", sign: ".headline", act: press("#figure-unnamed") },
  evidence: { state: "selected", sign: ".entry.open", act: press("#open-why-0-of-0") + press("#open-why-1-of-0") },
  correcting: {
    state: "selected", sign: ".entry.open", act: press("#open-correct-1-of-0") + press("#open-correct-speaker-0"),
  },
  "somebody-else": {
    state: "selected", sign: ".entry.open",
    act: `${press("#open-correct-1-of-0")}
      const choice = document.querySelector("#speaker-of-1-of-0");
      choice.value = "other";
      choice.dispatchEvent(new Event("change"));`,
  },
  corrected: { state: "ready", sign: ".corrections", local: CORRECTED },
  "correction-not-kept": {
    state: "selected", sign: ".entry.open",
    act: `chrome.storage.local.set = async () => { throw new Error("QUOTA_BYTES quota exceeded"); };
      ${press("#open-correct-0-of-0") + press("#dismiss-0-of-0")}
      await new Promise((resolve) => setTimeout(resolve));`,
  },
  organisations: { state: "ready", sign: ".mentioned", act: press(".mentioned summary") },
  search: { state: "ready", sign: ".tools", act: search("authority") },
  "search-nothing": { state: "ready", sign: ".tools", act: search("xyz") },
  "take-along": { state: "ready", sign: ".headline", act: press("#open-take") },
  controls: { state: "ready", sign: ".headline", act: press("#open-controls") },
  "controls-closed": { sign: ".unlit", act: press("#open-controls") },
  "other-look": { state: "selected", sign: ".entry.open", local: LOOK },
  "look-alike-names": { state: "imitated", sign: ".look-alike" },
  hostile: { state: "hostile", sign: ".entry.open" },
};
