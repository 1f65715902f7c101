// @ts-check
/** Keeps the state of a tab and shows on the toolbar button whether its page is marked. */

import { writeTabState } from "../shared/tab-state.js";

/** @typedef {import("../shared/messages.js").PageState} PageState */

/** The sizes of the toolbar's icons, in pixels. */
const SIZES = [16, 32, 48];

/** In these states a click on the button switches the page off. */
const ON = new Set(["working", "ready", "empty", "failed"]);

/**
 * @param {number} tabId
 * @param {PageState} state
 * @returns {Promise<void>}
 */
export async function keepState(tabId, state) {
  await Promise.all([store(tabId, state), showOnButton(tabId, ON.has(state.status))]);
}

/**
 * @param {number} tabId
 * @param {PageState} state
 */
async function store(tabId, state) {
  try {
    await writeTabState(tabId, state);
  } catch (error) {
    // The report of a page as long as a book is more than the browser keeps; a panel asks the page itself for it.
    if (!/quota/iu.test(String(error))) console.warn("a tab's state could not be kept", error);
  }
}

/**
 * @param {number} tabId
 * @param {boolean} isOn
 */
async function showOnButton(tabId, isOn) {
  const name = isOn ? "icon-active" : "icon";
  // From the root: a background's own folder is not the one that paths start from in every browser.
  const path = Object.fromEntries(SIZES.map((size) => [size, `/icons/${name}-${size}.png`]));
  const title = chrome.i18n.getMessage(isOn ? "action_title_on" : "action_title");
  try {
    await Promise.all([chrome.action.setIcon({ tabId, path }), chrome.action.setTitle({ tabId, title })]);
  } catch (error) {
    // A page tells that it is left also when its tab is closed: then there is no button to change.
    if (isOn) console.warn("the toolbar button could not be changed", error);
  }
}
