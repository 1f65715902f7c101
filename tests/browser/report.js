// @ts-check
/** The state of the page as the extension itself keeps it for its panel. */

/** @typedef {import("./driver.js").View} View */
/** @typedef {import("../../extension/shared/messages.js").PageState} PageState */

/**
 * The last state that was told of any tab, once the page's analysis has ended: the panel may show it sooner than it is
 * kept.
 * @param {View} panel
 * @returns {Promise<PageState>}
 */
export async function readReport(panel) {
  const state = await panel.evaluate(() => new Promise((resolve) => {
    const look = async () => {
      const [kept] = Object.values(await chrome.storage.session.get());
      const status = /** @type {PageState | undefined} */ (kept)?.status;
      if (status === undefined || status === "idle" || status === "working") return;
      chrome.storage.session.onChanged.removeListener(look);
      resolve(kept);
    };
    chrome.storage.session.onChanged.addListener(look);
    void look();
  }));
  return /** @type {PageState} */ (state);
}
