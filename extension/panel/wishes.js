// @ts-check
/** What the reader wants: the settings, the corrections of the page that is shown, and whether its site is open. */

import { readCorrections, watchCorrections } from "../shared/corrections.js";
import { DEFAULT_SETTINGS, readSettings, watchSettings } from "../shared/settings.js";
import { siteOf, watchSites } from "./site.js";

/** @typedef {Pick<import("./model.js").Model, "settings" | "corrections" | "site">} Wishes */

/**
 * @typedef {object} WishFollower
 * @property {(url: string) => Promise<void>} turnTo Reads what is kept for a page; `current` has it afterwards.
 * @property {() => Wishes} current
 * @property {() => void} stop
 */

/**
 * @param {() => void} onChange Called when the reader, here or elsewhere, wants something else.
 * @returns {WishFollower}
 */
export function followWishes(onChange) {
  /** @type {Wishes} */
  let wishes = { settings: DEFAULT_SETTINGS, corrections: [], site: null };
  let url = "";
  let stopCorrections = () => {};
  const settingsRead = readSettings().then((settings) => { wishes = { ...wishes, settings }; }, (error) => {
    console.warn("the settings could not be read", error);
  });
  const stopSettings = watchSettings((settings) => {
    wishes = { ...wishes, settings };
    onChange();
  });
  const stopSites = watchSites(async () => {
    const asked = url;
    const site = await siteOf(asked);
    if (asked !== url) return;
    wishes = { ...wishes, site };
    onChange();
  });
  /** @param {string} page Its address, to which the panel has turned. */
  async function read(page) {
    stopCorrections();
    stopCorrections = watchCorrections(page, (corrections) => {
      wishes = { ...wishes, corrections };
      onChange();
    });
    const [corrections, site] = await Promise.all([readCorrections(page).catch(() => []), siteOf(page), settingsRead]);
    if (page === url) wishes = { ...wishes, corrections, site };
  }
  /** What is kept for the page is being read, or was. */
  let reading = settingsRead;
  return {
    turnTo(nextUrl) {
      // Whoever comes while it is being read waits for the same.
      if (nextUrl !== url) {
        url = nextUrl;
        reading = read(nextUrl);
      }
      return reading;
    },
    current: () => wishes,
    stop() {
      stopCorrections();
      stopSettings();
      stopSites();
    },
  };
}
