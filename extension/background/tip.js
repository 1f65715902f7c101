// @ts-check
/** Shows and hides the tip on a page; see shared/tip.js for how. */

import { tipStyle } from "../shared/tip.js";

/** @typedef {import("../shared/tip.js").Tip} Tip */

/**
 * @param {number} tabId
 * @param {{ show: Tip | null, hide: Tip | null }} change
 * @returns {Promise<void>}
 */
export async function changeTip(tabId, { show, hide }) {
  const target = { tabId };
  await Promise.all([
    show === null ? undefined : chrome.scripting.insertCSS({ target, css: tipStyle(show) }),
    hide === null ? undefined : chrome.scripting.removeCSS({ target, css: tipStyle(hide) }),
  ]);
}
