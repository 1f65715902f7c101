// @ts-check
/**
 * The sites on which the reader wants every page read: those that the browser's own list of permissions names. There is
 * no second list that could differ from it. While Sourcelight is paused, none is read.
 */

import { readSettings } from "../shared/settings.js";

const ID = "sites";

/** One after the other, for each looks at what the one before left. @type {Promise<void>} */
let syncing = Promise.resolve();

/**
 * Has the browser start the content script by itself on the sites that the reader opened, and on no other.
 * @returns {Promise<void>}
 */
export function syncSites() {
  syncing = syncing.then(sync, sync);
  return syncing;
}

async function sync() {
  const [{ origins = [] }, { paused }, registered] = await Promise.all([
    chrome.permissions.getAll(), readSettings(), chrome.scripting.getRegisteredContentScripts({ ids: [ID] }),
  ]);
  const matches = paused ? [] : origins.filter((origin) => origin !== "<all_urls>").toSorted();
  if (registered.length > 0) await chrome.scripting.unregisterContentScripts({ ids: [ID] });
  if (matches.length === 0) return;
  await chrome.scripting.registerContentScripts([{
    id: ID,
    matches,
    js: ["content/content.js"],
    runAt: "document_idle",
    persistAcrossSessions: true,
  }]);
}
