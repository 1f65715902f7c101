// @ts-check
/** Opens the panel: the side panel in Chromium, the sidebar in Firefox. */

/**
 * @typedef {object} Panels Each browser has one of them.
 * @property {{ open(options: { windowId: number }): Promise<void> }} [sidePanel]
 * @property {{ open(): Promise<void> }} [sidebarAction]
 */

/**
 * Opens the panel. Must be called before any `await` of a click's handler: browsers open it for a reader's gesture only.
 * @param {number} windowId
 * @returns {Promise<void>}
 */
export async function openPanel(windowId) {
  const { sidePanel, sidebarAction } = /** @type {Panels} */ (/** @type {unknown} */ (chrome));
  await (sidePanel === undefined ? sidebarAction?.open() : sidePanel.open({ windowId }));
}
