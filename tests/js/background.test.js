// @ts-check
/** What the background does for the reader's wishes: the menu of selected words, the sites, the pause, the colours. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";

import { showLookIn } from "../../extension/background/look.js";
import { answerMenu, createMenu } from "../../extension/background/menu.js";
import { togglePage } from "../../extension/background/page.js";
import { applySettings } from "../../extension/background/settings.js";
import { syncSites } from "../../extension/background/sites.js";
import { forAll, forElements } from "../../extension/shared/elements.js";
import { highlightRules } from "../../extension/shared/palette.js";
import { DEFAULT_SETTINGS } from "../../extension/shared/settings.js";
import { STATES } from "./panel/reports.js";

const HIGHLIGHT = readFileSync(new URL("../../extension/content/highlight.css", import.meta.url), "utf8");

/** What was called, with what. @type {any[]} */
let calls = [];
/** @type {Record<string, any>} */
let session = {};
/** @type {Record<string, any>} */
let local = {};
/** @type {string[]} */
let origins = [];
/** @type {any[]} */
let registered = [];

beforeEach(() => {
  [calls, session, local, origins, registered] = [[], {}, {}, [], []];
  const note = (/** @type {string} */ name) => async (/** @type {any[]} */ ...values) => void calls.push([name, ...values]);
  Object.assign(globalThis, {
    chrome: {
      runtime: { id: "own", getURL: () => `data:text/css,${encodeURIComponent(HIGHLIGHT)}` },
      i18n: { getMessage: (/** @type {string} */ key) => key },
      sidePanel: { open: note("open") },
      contextMenus: { removeAll: note("removeAll"), create: (/** @type {object} */ entry) => void calls.push(["create", entry]) },
      tabs: {
        async sendMessage(/** @type {number} */ tabId, /** @type {any} */ message) {
          calls.push(["tell", tabId, message.type]);
          return { type: "state", state: session[`tab:${tabId}`] ?? STATES["working"] };
        },
      },
      action: { setBadgeText: note("badge"), setBadgeBackgroundColor: async () => {}, setIcon: async () => {}, setTitle: async () => {} },
      permissions: { getAll: async () => ({ origins }) },
      scripting: {
        insertCSS: note("insertCSS"), removeCSS: note("removeCSS"), executeScript: note("executeScript"),
        getRegisteredContentScripts: async () => registered,
        registerContentScripts: async (/** @type {any[]} */ scripts) => { registered = scripts; },
        unregisterContentScripts: async () => { registered = []; },
      },
      storage: {
        local: { get: async (/** @type {string} */ key) => (Object.hasOwn(local, key) ? { [key]: local[key] } : {}) },
        session: {
          get: async (/** @type {string | null} */ key) => (key === null ? session : Object.hasOwn(session, key) ? { [key]: session[key] } : {}),
          set: async (/** @type {object} */ values) => void Object.assign(session, values),
          remove: async (/** @type {string} */ key) => void delete session[key],
        },
      },
    },
  });
});

const TAB = /** @type {chrome.tabs.Tab} */ ({ id: 7, windowId: 1, url: "https://ledger.example/" });
const INFO = /** @type {chrome.contextMenus.OnClickData} */ (/** @type {unknown} */ ({ menuItemId: "who-said-this" }));
const told = () => calls.filter(([name]) => name === "tell").map(([, , type]) => type);

test("“Who said this?” stands in the menu of selected words", async () => {
  await createMenu();
  assert.deepEqual(calls.map(([name]) => name), ["removeAll", "create"]);
  assert.deepEqual(calls[1][1].contexts, ["selection"]);
});

test("“Who said this?” opens the panel first, starts the page where it is off, and asks about the selection", async () => {
  await answerMenu(INFO, TAB);
  assert.deepEqual(calls[0], ["open", { windowId: 1 }], "browsers open a panel only at once");
  assert(calls.some(([name]) => name === "executeScript"));
  assert.deepEqual(told(), ["get-state", "find-selection"]);
});

test("“Who said this?” asks a page that is on, and does not start it again", async () => {
  session["tab:7"] = STATES["ready"];
  await answerMenu(INFO, TAB);
  assert(!calls.some(([name]) => name === "executeScript"));
  assert.deepEqual(told(), ["get-state", "find-selection"]);
});

test("a page that may not be read is said to be one, unless its tab was closed meanwhile", async () => {
  const { scripting, tabs } = chrome;
  scripting.executeScript = async () => { throw new Error("No tab with id: 7"); };
  tabs.get = /** @type {any} */ (async () => { throw new Error("No tab with id: 7"); });
  await togglePage(7, "https://ledger.example/", Promise.resolve(false));
  assert.deepEqual(session, {});
  tabs.get = /** @type {any} */ (async () => TAB);
  await togglePage(7, "https://ledger.example/", Promise.resolve(false));
  assert.equal(session["tab:7"]?.status, "unreadable");
});

test("a page is started when the permission comes later than the gesture, and told as closed when it does not come", async () => {
  const refusal = "Cannot access contents of the page. Extension manifest must request permission to access the respective host.";
  /** @param {number} times */
  const refuse = (times) => {
    let left = times;
    chrome.scripting.executeScript = /** @type {any} */ (async () => {
      calls.push(["executeScript"]);
      left -= 1;
      if (left >= 0) throw new Error(refusal);
    });
  };
  refuse(2);
  await answerMenu(INFO, TAB);
  assert.equal(calls.filter(([name]) => name === "executeScript").length, 3);
  assert.deepEqual(told(), ["get-state", "find-selection"]);
  calls = [];
  refuse(Number.POSITIVE_INFINITY);
  await answerMenu(INFO, TAB);
  assert.deepEqual(told(), [], "nobody is asked");
});

test("while Sourcelight is paused, a question only opens the panel", async () => {
  local["settings"] = { ...DEFAULT_SETTINGS, paused: true };
  await answerMenu(INFO, TAB);
  assert.deepEqual(calls.map(([name]) => name), ["open"]);
});

test("open sites are read by themselves; none while it is paused", async () => {
  origins = ["*://b.example/*", "*://a.example/*"];
  await syncSites();
  assert.deepEqual(registered.map(({ matches, js }) => [matches, js]), [[["*://a.example/*", "*://b.example/*"], ["content/content.js"]]]);
  local["settings"] = { ...DEFAULT_SETTINGS, paused: true };
  await syncSites();
  assert.deepEqual(registered, []);
  local = {};
  origins = [];
  await syncSites();
  assert.deepEqual(registered, []);
});

test("another look goes to every page that is on, for all elements, and takes the place of the one before", async () => {
  session = { "tab:7": STATES["ready"], "tab:8": STATES["idle"], other: 1 };
  const strong = { ...DEFAULT_SETTINGS, palette: /** @type {const} */ ("strong") };
  await applySettings(strong, DEFAULT_SETTINGS);
  await applySettings(DEFAULT_SETTINGS, strong);
  const usual = forAll(HIGHLIGHT);
  const [own, other] = [DEFAULT_SETTINGS, strong].map((settings) => `${usual}\n${forAll(highlightRules(settings))}`);
  const target = { tabId: 7 };
  assert.deepEqual(calls, [
    ["removeCSS", { target, css: own }], ["insertCSS", { target, css: other }],
    ["removeCSS", { target, css: other }], ["insertCSS", { target, css: own }],
  ]);
});

test("a page is given the reader's look for the elements in which its quotes stand, and for no others", async () => {
  await showLookIn(7, ["span", "news-text"]);
  assert.deepEqual(calls, [["insertCSS", { target: { tabId: 7 }, css: forElements(`${HIGHLIGHT}\n`, ["span", "news-text"]) }]]);
});

test("a pause stops every page that is on; the badge comes and goes with its setting", async () => {
  session = { "tab:7": STATES["ready"], "tab:8": STATES["idle"] };
  await applySettings({ ...DEFAULT_SETTINGS, paused: true }, DEFAULT_SETTINGS);
  assert.deepEqual(calls, [["tell", 7, "stop"]]);
  calls = [];
  await applySettings({ ...DEFAULT_SETTINGS, badge: false }, DEFAULT_SETTINGS);
  assert.deepEqual(calls, [["badge", { tabId: 7, text: "" }]]);
});
