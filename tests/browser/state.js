// @ts-check
/** The state of the reader's page, asked of its content script by way of the panel. */

/** @typedef {import("./driver.js").View} View */
/** @typedef {import("../../extension/shared/messages.js").PageState} PageState */

/**
 * The state of the page in the active tab, if it has the address and one of the statuses; null otherwise. Runs in the
 * panel: it uses nothing from around it.
 * @param {{ url: string, statuses: string[] }} wanted The start of the address.
 * @returns {Promise<PageState | null>}
 */
export async function askState({ url, statuses }) {
  const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
  if (tab?.id === undefined) return null;
  try {
    const { state } = await chrome.tabs.sendMessage(tab.id, { type: "get-state" }, { frameId: 0 });
    return state.page.url.startsWith(url) && statuses.includes(state.status) ? state : null;
  } catch {
    return null;
  }
}

/**
 * The blocks that were read as the article of the page in the active tab. Runs in the panel.
 * @returns {Promise<import("../../extension/shared/messages.js").ArticleBlocks>}
 */
export async function askArticle() {
  const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
  if (tab?.id === undefined) return [];
  return (await chrome.tabs.sendMessage(tab.id, { type: "get-article" }, { frameId: 0 })).blocks;
}

/**
 * Waits until the page has been analysed, for better or worse.
 * @param {View} panel
 * @param {string} url
 * @returns {Promise<PageState>}
 */
export async function whenAnalyzed(panel, url) {
  const wanted = { url, statuses: ["ready", "empty", "unreadable", "failed"] };
  await panel.waitFor("the end of the analysis", askState, wanted);
  const state = await panel.evaluate(askState, wanted);
  if (state === null) throw new Error(`${url}: the state changed while it was read`);
  return state;
}
