// @ts-check
/** Opens the panel: the side panel in Chromium, the sidebar in Firefox. */

/** @typedef {{ sidebarAction?: { open(): Promise<void> } }} FirefoxOnly */

/**
 * Opens the panel. Must be called before any `await` of a click's handler: browsers open it for a reader's gesture only.
 * @param {number} windowId
 * @returns {Promise<void>}
 */
export function openPanel(windowId) {
  const { sidebarAction } = /** @type {FirefoxOnly} */ (/** @type {unknown} */ (chrome));
  return sidebarAction === undefined ? chrome.sidePanel.open({ windowId }) : sidebarAction.open();
}
