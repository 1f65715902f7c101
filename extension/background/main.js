// @ts-check
/**
 * The background: registers its listeners synchronously, so that an ended background wakes for every event.
 */

import { changeSettings, readSettings, watchSettings } from "../shared/settings.js";
import { forgetTabState } from "../shared/tab-state.js";
import { prepare } from "./analyzer.js";
import { answerMenu, createMenu } from "./menu.js";
import { answerMessage } from "./messages.js";
import { stepOnPage, togglePage } from "./page.js";
import { isPanelOpen, openPanel } from "./panel.js";
import { applySettings } from "./settings.js";
import { syncSites } from "./sites.js";

/**
 * Says in the console what failed; there is nobody here to tell.
 * @param {string} what
 * @param {Promise<unknown>} work
 */
function noteFailure(what, work) {
  work.catch((error) => console.error(`${what} failed`, error));
}

chrome.action.onClicked.addListener(async (tab) => {
  const wasOpen = isPanelOpen(tab).catch(() => true);
  noteFailure("opening the panel", openPanel(tab));
  void prepare();
  if (tab.id !== undefined) noteFailure("a click on the toolbar button", togglePage(tab.id, tab.url ?? "", wasOpen));
});

chrome.runtime.onMessage.addListener((message, sender, sendResponse) => {
  void answerMessage(message, sender).then(sendResponse);
  return true;
});

// Firefox for Android has neither menus of this kind nor keys.
chrome.contextMenus?.onClicked.addListener((info, tab) => {
  void prepare();
  void answerMenu(info, tab);
});

chrome.commands?.onCommand.addListener((command, tab) => {
  if (command === "toggle-pause") {
    noteFailure("pausing", readSettings().then(({ paused }) => changeSettings({ paused: !paused })));
  } else if (tab?.id !== undefined && (command === "next-quote" || command === "previous-quote")) {
    noteFailure("going to a quote", stepOnPage(tab.id, command === "next-quote" ? "next" : "previous"));
  }
});

chrome.tabs.onRemoved.addListener((tabId) => noteFailure("forgetting a tab", forgetTabState(tabId)));
chrome.permissions.onAdded.addListener(() => noteFailure("opening a site", syncSites()));
chrome.permissions.onRemoved.addListener(() => noteFailure("closing a site", syncSites()));
watchSettings((settings, before) => noteFailure("a change of the settings", applySettings(settings, before)));

chrome.runtime.onInstalled.addListener(({ reason }) => {
  noteFailure("making the menu", createMenu());
  // An update makes Chromium forget what was registered.
  noteFailure("opening the reader's sites", syncSites());
  if (reason === "install") {
    noteFailure("opening the first page", chrome.tabs.create({ url: chrome.runtime.getURL("welcome/welcome.html") }));
  }
});
