// @ts-check
/**
 * Switches a page on and off. Whether it is on is asked of the page itself, because a background forgets.
 */

import { failure, idleState, parseAnswer } from "../shared/messages.js";
import { isGone, request } from "../shared/request.js";
import { readSettings } from "../shared/settings.js";
import { readTabState } from "../shared/tab-state.js";
import { keepState } from "./tab.js";

/** @typedef {import("../shared/messages.js").Answer} Answer */
/** @typedef {import("../shared/messages.js").PageState} PageState */
/** @typedef {import("../shared/messages.js").ToContent} ToContent */

/** Only the page itself, not what it shows in frames. */
const MAIN_FRAME = { frameId: 0 };

/** What the browsers say of pages for which the extension has no permission at the moment. */
const NO_PERMISSION = /must request permission|Missing host permission/u;

/** Chromium may tell of a gesture before the permission is there that comes with it: how long it is waited for, each time. */
const WAITS_MS = [10, 50, 200, 500];

/**
 * Switches the page on, or off where it is on. While Sourcelight is paused, the panel alone opens, and says so.
 * @param {number} tabId
 * @param {string} url The page's address, as far as it is known.
 * @param {Promise<boolean>} wasPanelOpen A reader who opens the panel on a page that is on already, such as one of a site
 *   that is always read, wants to see what was found, and not to have it taken away.
 * @returns {Promise<void>}
 */
export async function togglePage(tabId, url, wasPanelOpen) {
  const state = await stateOfPage(tabId);
  if (state !== null && state.status !== "idle") {
    if (await wasPanelOpen) await stopPage(tabId);
    return;
  }
  await startPageOrTell(tabId, url, state !== null);
}

/**
 * @param {number} tabId
 * @returns {Promise<void>}
 */
export async function stopPage(tabId) {
  await tellPage(tabId, { type: "stop" });
}

/**
 * Goes to another quote of a page that is on.
 * @param {number} tabId
 * @param {"next" | "previous"} to
 * @returns {Promise<void>}
 */
export async function stepOnPage(tabId, to) {
  if (await stateOfPage(tabId) !== null) await tellPage(tabId, { type: "step-quote", to });
}

/**
 * Has the page choose the quote in which the selected words stand; switches it on first where it is off.
 * @param {number} tabId
 * @param {string} url The page's address, as far as it is known.
 * @returns {Promise<void>}
 */
export async function askAboutSelection(tabId, url) {
  const state = await stateOfPage(tabId);
  if ((state === null || state.status === "idle") && !await startPageOrTell(tabId, url, state !== null)) return;
  await tellPage(tabId, { type: "find-selection" });
}

/**
 * Starts a page for a gesture of the reader; a page that cannot be read is told to the panel.
 * @param {number} tabId
 * @param {string} url
 * @param {boolean} hasContentScript
 * @returns {Promise<boolean>} whether it was started
 */
async function startPageOrTell(tabId, url, hasContentScript) {
  if ((await readSettings()).paused) return false;
  try {
    await startPermitted(tabId, hasContentScript);
    return true;
  } catch {
    // The gesture gave us the permission, so this is a page that no extension may read.
    await keepState(tabId, idleState({ status: "unreadable", page: { title: "", url } }));
    return false;
  }
}

/**
 * Starts a page for which a gesture gives the permission.
 * @param {number} tabId
 * @param {boolean} hasContentScript
 */
async function startPermitted(tabId, hasContentScript) {
  for (const wait of WAITS_MS) {
    try {
      await startPage(tabId, hasContentScript);
      return;
    } catch (error) {
      if (!isRefused(error)) throw error;
    }
    await new Promise((resolve) => { setTimeout(resolve, wait); });
  }
  await startPage(tabId, hasContentScript);
}

/** @param {unknown} error */
function isRefused(error) {
  return error instanceof Error && NO_PERMISSION.test(error.message);
}

/**
 * Switches the page on at the panel's wish.
 * @param {number} tabId
 * @returns {Promise<Answer>}
 */
export async function startHere(tabId) {
  try {
    await startPage(tabId, (await stateOfPage(tabId)) !== null);
    return { type: "done" };
  } catch (error) {
    return failure(isRefused(error) ? "permission" : "unreadable", error);
  }
}

/**
 * @param {number} tabId
 * @param {boolean} hasContentScript
 */
async function startPage(tabId, hasContentScript) {
  if (!hasContentScript) {
    // The content script starts by itself: one message less to wait for, while the core makes itself ready.
    await chrome.scripting.executeScript({ target: { tabId }, files: ["content/content.js"] });
  }
  // Firefox refuses some of its own pages without a word: that nobody answers there is the only sign.
  const answer = await tellPage(tabId, { type: hasContentScript ? "start" : "get-state" });
  if (answer.type === "failure") throw new Error(answer.message);
}

/**
 * The state that the page's content script reports; null where there is none.
 * @param {number} tabId
 * @returns {Promise<PageState | null>}
 */
async function stateOfPage(tabId) {
  // A content script tells its state as soon as it is there; a page of which nothing was told needs not be asked.
  if (await readTabState(tabId) === null) return null;
  try {
    const answer = parseAnswer(await chrome.tabs.sendMessage(tabId, { type: "get-state" }, MAIN_FRAME));
    return answer.type === "state" ? answer.state : null;
  } catch (error) {
    if (!isGone(error)) console.warn("a page's content script gave no state", error);
    return null;
  }
}

/**
 * @param {number} tabId
 * @param {ToContent} message
 */
function tellPage(tabId, message) {
  return request((each) => chrome.tabs.sendMessage(tabId, each, MAIN_FRAME), message, "state");
}
