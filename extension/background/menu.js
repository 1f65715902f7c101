// @ts-check
/** “Who said this?” in the menu of selected words. */

import { openPanel } from "./panel.js";
import { askAboutSelection } from "./page.js";

const ID = "who-said-this";

/** Puts the entry there. The browser keeps it while the extension sleeps. */
export async function createMenu() {
  if (chrome.contextMenus === undefined) return;
  await chrome.contextMenus.removeAll();
  chrome.contextMenus.create({
    id: ID,
    title: chrome.i18n.getMessage("menu_who_said_this"),
    contexts: ["selection"],
    documentUrlPatterns: ["http://*/*", "https://*/*", "file:///*"],
  });
}

/**
 * @param {chrome.contextMenus.OnClickData} info
 * @param {chrome.tabs.Tab | undefined} tab
 */
export async function answerMenu(info, tab) {
  if (info.menuItemId !== ID || tab?.id === undefined) return;
  const opened = openPanel(tab);
  const results = await Promise.allSettled([opened, askAboutSelection(tab.id, tab.url ?? "")]);
  for (const result of results) {
    if (result.status === "rejected") console.error("a question about selected words failed", result.reason);
  }
}
