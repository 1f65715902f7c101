// @ts-check
/** Brings about, on every page that is painted, what the reader changed in the settings. */

import { readAllTabStates } from "../shared/tab-state.js";
import { changeLook } from "./look.js";
import { stopPage } from "./page.js";
import { syncSites } from "./sites.js";
import { isOn, showBadge } from "./tab.js";

/** @typedef {import("../shared/settings.js").Settings} Settings */

/**
 * @param {Settings} settings
 * @param {Settings} before
 * @returns {Promise<void>}
 */
export async function applySettings(settings, before) {
  const states = [...await readAllTabStates()].filter(([, state]) => isOn(state));
  const tabIds = states.map(([tabId]) => tabId);
  await changeLook(tabIds, settings, before);
  if (settings.badge !== before.badge) {
    await Promise.all(states.map(([tabId, state]) => showBadge(tabId, state, settings.badge)));
  }
  if (settings.paused === before.paused) return;
  await syncSites();
  if (settings.paused) await Promise.all(tabIds.map(stopPage));
}
