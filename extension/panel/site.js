// @ts-check
/** The site of a page, and the browser's permission to read every page of it. */

/** @typedef {import("./model.js").Site} Site */

/**
 * @param {string} url Of the page; empty where it is not known.
 * @returns {Promise<Site | null>}
 */
export async function siteOf(url) {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname } = new URL(url);
  if (protocol !== "https:" && protocol !== "http:") return null;
  const pattern = `*://${hostname}/*`;
  const isOpen = await chrome.permissions.contains({ origins: [pattern] }).catch(() => false);
  return { name: hostname.replace(/^www\./u, ""), pattern, isOpen };
}

/**
 * Asks the reader for a site, or gives it back. Must be called in a gesture's handler.
 * @param {Site} site
 * @param {boolean} open
 * @returns {Promise<boolean>} whether it is open now
 */
export async function openSite({ pattern }, open) {
  const origins = [pattern];
  if (open) return chrome.permissions.request({ origins });
  return !await chrome.permissions.remove({ origins });
}

/**
 * @param {() => void} listener
 * @returns {() => void} stops it
 */
export function watchSites(listener) {
  chrome.permissions.onAdded.addListener(listener);
  chrome.permissions.onRemoved.addListener(listener);
  return () => {
    chrome.permissions.onAdded.removeListener(listener);
    chrome.permissions.onRemoved.removeListener(listener);
  };
}
