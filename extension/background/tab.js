// @ts-check
/** Keeps the state of a tab and shows on the toolbar button whether its page is marked. */

import { readSettings } from "../shared/settings.js";
import { forgetTabState, writeTabState } from "../shared/tab-state.js";

/** @typedef {import("../shared/messages.js").PageState} PageState */

/** The sizes of the toolbar's icons, in pixels. */
const SIZES = [16, 32, 48];

/** The slate of the panel by night; white digits keep 7:1 on it. */
const BADGE_COLOR = "#3d4560";

/** In these states a click on the button switches the page off. */
const ON = new Set(["working", "ready", "empty", "failed"]);

/** @param {PageState} state */
export function isOn(state) {
  return ON.has(state.status);
}

/**
 * @param {number} tabId
 * @param {PageState} state
 * @returns {Promise<void>}
 */
export async function keepState(tabId, state) {
  const badge = readSettings().then((settings) => showBadge(tabId, state, settings.badge));
  await Promise.all([store(tabId, state), showOnButton(tabId, isOn(state)), badge]);
}

/**
 * Shows the number of quotes on the toolbar button, or takes it away.
 * @param {number} tabId
 * @param {PageState} state
 * @param {boolean} isWanted
 * @returns {Promise<void>}
 */
export async function showBadge(tabId, state, isWanted) {
  const quotes = state.report?.quotes.length ?? 0;
  const text = isWanted && quotes > 0 ? String(quotes) : "";
  try {
    await Promise.all([
      chrome.action.setBadgeText({ tabId, text }),
      text === "" ? undefined : chrome.action.setBadgeBackgroundColor({ tabId, color: BADGE_COLOR }),
    ]);
  } catch (error) {
    if (text !== "") console.warn("the number of quotes could not be shown", error);
  }
}

/**
 * @param {number} tabId
 * @param {PageState} state
 */
async function store(tabId, state) {
  try {
    await writeTabState(tabId, state);
    // What a page told last may come after the news that its tab is closed.
    const isOpen = await chrome.tabs.get(tabId).then(() => true, () => false);
    if (!isOpen) await forgetTabState(tabId);
  } catch (error) {
    // A panel asks the page itself for it.
    console.warn("a tab's state could not be kept", error);
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
