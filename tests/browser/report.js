// @ts-check
/** The state of the page as the extension itself keeps it for its panel. */

/** @typedef {import("./driver.js").View} View */
/** @typedef {import("../../extension/shared/messages.js").PageState} PageState */

/**
 * The last state that was told of any tab.
 * @param {View} panel
 * @returns {Promise<PageState>}
 */
export async function readReport(panel) {
  const states = await panel.evaluate(async () => Object.values(await chrome.storage.session.get()));
  const [state] = /** @type {PageState[]} */ (states);
  if (state === undefined) throw new Error("the extension keeps no state of any tab");
  return state;
}
