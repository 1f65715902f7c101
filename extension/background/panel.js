// @ts-check
/** Opens the panel: the side panel in Chromium, the sidebar in Firefox, a tab of its own where a browser has neither. */

/**
 * @typedef {object} Panels
 * @property {{ open(options: { windowId: number }): Promise<void> }} [sidePanel]
 * @property {{ open(): Promise<void>, isOpen(options: { windowId: number }): Promise<boolean> }} [sidebarAction]
 */

/** @returns {Panels} */
function panels() {
  return /** @type {Panels} */ (/** @type {unknown} */ (chrome));
}

/**
 * Whether the panel is open in the tab's window. To ask and then to open it, call this first and await it later.
 * @param {chrome.tabs.Tab} tab
 * @returns {Promise<boolean>}
 */
export async function isPanelOpen({ windowId }) {
  const { sidePanel, sidebarAction } = panels();
  if (sidebarAction !== undefined) return sidebarAction.isOpen({ windowId });
  if (sidePanel === undefined) return true;
  const contexts = await chrome.runtime.getContexts({ contextTypes: ["SIDE_PANEL"] });
  // Chromium does not tell of every panel in which window it is.
  return contexts.some((context) => context.windowId === windowId || context.windowId === -1);
}

/**
 * Opens the panel. Must be called before any `await` of a click's handler: browsers open it for a reader's gesture only.
 * @param {chrome.tabs.Tab} tab The tab about which the reader asks.
 * @returns {Promise<void>}
 */
export async function openPanel(tab) {
  const { sidePanel, sidebarAction } = panels();
  if (sidePanel !== undefined) await sidePanel.open({ windowId: tab.windowId });
  else if (sidebarAction !== undefined) await sidebarAction.open();
  else await chrome.tabs.create({ url: chrome.runtime.getURL(`panel/panel.html?tab=${tab.id}`) });
}
