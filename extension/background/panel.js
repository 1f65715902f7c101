// @ts-check
/** Opens the panel: the side panel in Chromium, the sidebar in Firefox, a tab of its own where a browser has neither. */

/**
 * @typedef {object} Panels
 * @property {{ open(options: { windowId: number }): Promise<void> }} [sidePanel]
 * @property {{ open(): Promise<void> }} [sidebarAction]
 */

/**
 * Opens the panel. Must be called before any `await` of a click's handler: browsers open it for a reader's gesture only.
 * @param {chrome.tabs.Tab} tab The tab about which the reader asks.
 * @returns {Promise<void>}
 */
export async function openPanel(tab) {
  const { sidePanel, sidebarAction } = /** @type {Panels} */ (/** @type {unknown} */ (chrome));
  if (sidePanel !== undefined) await sidePanel.open({ windowId: tab.windowId });
  else if (sidebarAction !== undefined) await sidebarAction.open();
  else await chrome.tabs.create({ url: chrome.runtime.getURL(`panel/panel.html?tab=${tab.id}`) });
}
