// @ts-check
/**
 * Which tab the panel shows: the active one of its window; where the panel stands in a tab of its own, the one that was
 * active before it, or the one that its address names (`panel.html?tab=12`).
 */

/**
 * @param {URL} address The panel's own address.
 * @returns {number | null}
 */
function namedTab(address) {
  const named = Number(address.searchParams.get("tab") ?? Number.NaN);
  return Number.isInteger(named) ? named : null;
}

/**
 * Follows the tab to show.
 * @param {URL} address The panel's own address.
 * @param {(tabId: number) => void} onTab Called now, and for every other tab to show.
 * @param {() => void} onLoaded Called when a page finished loading in the tab.
 * @param {() => void} [onLoading] Called when another page begins to load in it.
 * @returns {Promise<() => void>} stops it
 */
export async function watchActiveTab(address, onTab, onLoaded, onLoading = () => {}) {
  const named = namedTab(address);
  const [ownWindow, ownTab] = await Promise.all([
    // Firefox for Android knows no windows; there the panel's address names its tab.
    chrome.windows?.getCurrent(), chrome.tabs.getCurrent(),
  ]);
  /** @type {number | null} */
  let shown = null;

  /** @param {number | undefined} tabId */
  const turnTo = (tabId) => {
    if (tabId === undefined || tabId === ownTab?.id) return;
    shown = tabId;
    onTab(tabId);
  };
  /** @param {{ tabId: number, windowId: number }} activated */
  const onActivated = ({ tabId, windowId }) => {
    if (named === null && windowId === ownWindow.id && tabId !== shown) turnTo(tabId);
  };
  /**
   * @param {number} tabId
   * @param {{ status?: string }} changes
   */
  const onUpdated = (tabId, changes) => {
    if (tabId !== shown) return;
    if (changes.status === "loading") onLoading();
    if (changes.status === "complete") onLoaded();
  };
  chrome.tabs.onActivated.addListener(onActivated);
  chrome.tabs.onUpdated.addListener(onUpdated);

  if (named !== null) {
    turnTo(named);
  } else {
    const tabs = await chrome.tabs.query({ windowId: ownWindow.id });
    const others = tabs.filter((tab) => tab.id !== ownTab?.id);
    const active = others.find((tab) => tab.active)
      ?? others.toSorted((left, right) => (right.lastAccessed ?? 0) - (left.lastAccessed ?? 0))[0];
    if (shown === null) turnTo(active?.id);
  }

  return () => {
    chrome.tabs.onActivated.removeListener(onActivated);
    chrome.tabs.onUpdated.removeListener(onUpdated);
  };
}
