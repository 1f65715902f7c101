// @ts-check
/**
 * The last known state of each tab, in `storage.session`: it survives a background that was ended, and a panel that is
 * opened later shows it. Only the background writes it; nothing of it reaches a disk.
 */

import { idleState, pageStateShape } from "./messages.js";
import { hasShape } from "./shape.js";

/** @typedef {import("./messages.js").PageState} PageState */

/**
 * @param {number} tabId
 * @returns {string}
 */
function keyOf(tabId) {
  return `tab:${tabId}`;
}

/**
 * The last state of the tab; null where nothing was ever started, or after the tab went to another page.
 * @param {number} tabId
 * @returns {Promise<PageState | null>}
 */
export async function readTabState(tabId) {
  const key = keyOf(tabId);
  const stored = (await chrome.storage.session.get(key))[key];
  return hasShape(pageStateShape, stored) ? stored : null;
}

/**
 * The last states of all tabs.
 * @returns {Promise<Map<number, PageState>>}
 */
export async function readAllTabStates() {
  /** @type {Map<number, PageState>} */
  const states = new Map();
  for (const [key, stored] of Object.entries(await chrome.storage.session.get(null))) {
    const [, tabId] = /^tab:(\d+)$/u.exec(key) ?? [];
    if (tabId !== undefined && hasShape(pageStateShape, stored)) states.set(Number(tabId), stored);
  }
  return states;
}

/**
 * Keeps the state of a tab. Where the browser keeps no more, the reports of the other tabs make room; that they are read is
 * kept, and a panel asks their pages for the rest.
 * @param {number} tabId
 * @param {PageState} state
 * @returns {Promise<void>}
 */
export async function writeTabState(tabId, state) {
  const write = (/** @type {PageState} */ each) => chrome.storage.session.set({ [keyOf(tabId)]: each });
  try {
    await write(state);
    return;
  } catch (error) {
    if (!isTooMuch(error)) throw error;
  }
  const others = [...await readAllTabStates()].filter(([id, { report }]) => id !== tabId && report !== null);
  await chrome.storage.session.set(Object.fromEntries(others.map(([id, other]) => [keyOf(id), withoutReport(other)])));
  try {
    await write(state);
  } catch (error) {
    // The report of a page as long as a book is more than the browser keeps at all.
    if (!isTooMuch(error)) throw error;
    await write(withoutReport(state));
  }
}

/** @param {unknown} error */
function isTooMuch(error) {
  return /quota/iu.test(String(error));
}

/**
 * A state of a page that is on, older than any that the page itself tells.
 * @param {PageState} state
 * @returns {PageState}
 */
function withoutReport({ page }) {
  return idleState({ status: "working", page, revision: 0 });
}

/**
 * Forgets a tab that is no more.
 * @param {number} tabId
 * @returns {Promise<void>}
 */
export async function forgetTabState(tabId) {
  await chrome.storage.session.remove(keyOf(tabId));
}

/**
 * Calls the listener whenever the state of the tab changes, with null when it is removed.
 * @param {number} tabId
 * @param {(state: PageState | null) => void} listener
 * @returns {() => void} stops it
 */
export function watchTabState(tabId, listener) {
  const key = keyOf(tabId);
  /** @param {{ [key: string]: chrome.storage.StorageChange }} changes */
  const onChanged = (changes) => {
    const change = changes[key];
    if (change === undefined) return;
    listener(hasShape(pageStateShape, change.newValue) ? change.newValue : null);
  };
  chrome.storage.session.onChanged.addListener(onChanged);
  return () => chrome.storage.session.onChanged.removeListener(onChanged);
}
