// @ts-check
/** Gives pages the colours and lines that the reader chose, while they are read and when the reader chooses others. */

import { forAll, forElements } from "../shared/elements.js";
import { highlightRules } from "../shared/palette.js";
import { readSettings } from "../shared/settings.js";

/** @typedef {import("../shared/settings.js").Settings} Settings */

/**
 * The rules that come with the extension, and those of the settings over them.
 * @param {Settings} settings
 * @returns {Promise<string>}
 */
async function rulesOf(settings) {
  const response = await fetch(chrome.runtime.getURL("content/highlight.css"));
  return `${await response.text()}\n${highlightRules(settings)}`;
}

/**
 * All rules that paint quotes, for whatever element holds them.
 * @returns {Promise<string>}
 */
export async function lookRules() {
  return forAll(await rulesOf(await readSettings()));
}

/**
 * Gives a page the rules that paint quotes as the reader wants them, for elements of these names.
 * @param {number} tabId
 * @param {string[]} names
 * @returns {Promise<void>}
 */
export async function showLookIn(tabId, names) {
  const css = forElements(await rulesOf(await readSettings()), names);
  await chrome.scripting.insertCSS({ target: { tabId }, css });
}

/**
 * Gives pages another look. What they were given before stays under it: a background does not know what that was.
 * @param {number[]} tabIds Of the pages that are painted.
 * @param {Settings} settings
 * @param {Settings} before
 * @returns {Promise<void>}
 */
export async function changeLook(tabIds, settings, before) {
  if (highlightRules(settings) === highlightRules(before)) return;
  const [css, old] = (await Promise.all([rulesOf(settings), rulesOf(before)])).map(forAll);
  if (css === undefined || old === undefined) return;
  await Promise.all(tabIds.map(async (tabId) => {
    const target = { tabId };
    try {
      await chrome.scripting.removeCSS({ target, css: old });
      await chrome.scripting.insertCSS({ target, css });
    } catch (error) {
      // A page that was left a moment ago is not ours any more.
      console.warn("a page could not be given the reader's colours", error);
    }
  }));
}
