// @ts-check
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";

import { keepState, showBadge } from "../../extension/background/tab.js";
import { idleState } from "../../extension/shared/messages.js";
import { STATES } from "./panel/reports.js";

/** @typedef {import("../../extension/shared/messages.js").PageState} PageState */

const EXTENSION = new URL("../../extension/", import.meta.url);

/**
 * @param {PageState["status"]} status
 * @param {string} icon
 * @param {string} title
 */
async function check(status, icon, title) {
  /** @type {any[]} */
  const calls = [];
  Object.assign(globalThis, {
    chrome: {
      i18n: { getMessage: (/** @type {string} */ key) => key },
      tabs: { get: async () => ({}) },
      storage: { session: { set: async (/** @type {object} */ items) => calls.push(items) }, local: { get: async () => ({}) } },
      action: {
        setBadgeText: async () => {},
        setIcon: async (/** @type {object} */ details) => calls.push(details),
        setTitle: async (/** @type {object} */ details) => calls.push(details),
      },
    },
  });
  const state = idleState({ status });
  await keepState(7, state);
  const path = { 16: `/icons/${icon}-16.png`, 32: `/icons/${icon}-32.png`, 48: `/icons/${icon}-48.png` };
  assert.deepEqual(calls, [{ "tab:7": state }, { tabId: 7, path }, { tabId: 7, title }]);
  for (const file of Object.values(path)) assert(existsSync(new URL(`.${file}`, EXTENSION)), `${file} is there`);
}

test("the toolbar button of a tab shows whether a click takes marks away", async () => {
  for (const status of /** @type {const} */ (["working", "ready", "empty", "failed"])) {
    await check(status, "icon-active", "action_title_on");
  }
  for (const status of /** @type {const} */ (["idle", "unreadable"])) await check(status, "icon", "action_title");
});

test("where the browser keeps no more, other tabs' reports make room, and that their pages are on is kept", async () => {
  const ready = STATES["ready"];
  assert(ready !== undefined && ready.report !== null);
  /** @type {Record<string, any>} */
  let kept = { "tab:5": ready, "tab:6": idleState() };
  /** @type {any[]} */
  const calls = [];
  let room = 1;
  Object.assign(globalThis, {
    chrome: {
      i18n: { getMessage: (/** @type {string} */ key) => key },
      tabs: { get: async () => ({}) },
      storage: {
        session: {
          get: async () => kept,
          set: async (/** @type {object} */ items) => {
            const next = { ...kept, ...items };
            if (Object.values(next).filter(({ report }) => report !== null).length > room) throw new Error("Session storage quota bytes exceeded.");
            kept = next;
          },
        },
        local: { get: async () => ({}) },
      },
      action: {
        setBadgeText: async () => {}, setBadgeBackgroundColor: async () => {}, setIcon: async () => {},
        setTitle: async (/** @type {object} */ details) => calls.push(details) },
    },
  });
  const on = idleState({ status: "working", page: ready.page, revision: 0 });
  await keepState(7, ready);
  assert.deepEqual(kept, { "tab:5": on, "tab:6": idleState(), "tab:7": ready });
  // A report that is too large by itself.
  room = 0;
  await keepState(8, ready);
  assert.deepEqual(kept, { "tab:5": on, "tab:6": idleState(), "tab:7": on, "tab:8": on });
  assert.deepEqual(calls, [{ tabId: 7, title: "action_title_on" }, { tabId: 8, title: "action_title_on" }], "the buttons change");
});

test("a state that is told while its tab closes is no trouble, and is not kept", async () => {
  /** @type {any[]} */
  const calls = [];
  const gone = async () => { throw new Error("No tab with id: 7."); };
  Object.assign(globalThis, {
    chrome: {
      i18n: { getMessage: (/** @type {string} */ key) => key },
      tabs: { get: gone },
      storage: {
        session: { set: async (/** @type {object} */ items) => calls.push(items), remove: async (/** @type {string} */ key) => calls.push(key) },
        local: { get: async () => ({}) },
      },
      action: { setIcon: gone, setTitle: gone, setBadgeText: gone },
    },
  });
  await keepState(7, idleState());
  assert.deepEqual(calls, [{ "tab:7": idleState() }, "tab:7"]);
});

test("the number of quotes stands on the button where the reader wants it", async () => {
  /** @type {any[]} */
  const calls = [];
  Object.assign(globalThis, {
    chrome: {
      action: {
        setBadgeText: async (/** @type {object} */ details) => calls.push(details),
        setBadgeBackgroundColor: async () => {},
      },
    },
  });
  const state = /** @type {PageState} */ (STATES["ready"]);
  await showBadge(7, state, true);
  await showBadge(7, state, false);
  await showBadge(7, idleState(), true);
  assert.deepEqual(calls, [{ tabId: 7, text: "10" }, { tabId: 7, text: "" }, { tabId: 7, text: "" }]);
});
