// @ts-check
/** Gives pages the colours and lines that the reader chose, while they are read and when the reader chooses others. */

import { highlightRules } from "../shared/palette.js";
import { readSettings } from "../shared/settings.js";

/** @typedef {import("../shared/settings.js").Settings} Settings */

/**
 * All rules that paint quotes: those that come with the extension, and the reader's own over them.
 * @returns {Promise<string>}
 */
export async function lookRules() {
  const response = await fetch(chrome.runtime.getURL("content/highlight.css"));
  return `${await response.text()}\n${highlightRules(await readSettings())}`;
}

/**
 * @param {number} tabId
 * @returns {Promise<void>}
 */
export async function showLook(tabId) {
  const css = highlightRules(await readSettings());
  if (css !== "") await chrome.scripting.insertCSS({ target: { tabId }, css });
}

/**
 * @param {number[]} tabIds Of the pages that are painted.
 * @param {Settings} settings
 * @param {Settings} before
 * @returns {Promise<void>}
 */
export async function changeLook(tabIds, settings, before) {
  const [css, old] = [highlightRules(settings), highlightRules(before)];
  if (css === old) return;
  await Promise.all(tabIds.map(async (tabId) => {
    const target = { tabId };
    try {
      if (old !== "") await chrome.scripting.removeCSS({ target, css: old });
      if (css !== "") await chrome.scripting.insertCSS({ target, css });
    } catch (error) {
      // A page that was left a moment ago is not ours any more.
      console.warn("a page could not be given the reader's colours", error);
    }
  }));
}
