// @ts-check
/**
 * The background: registers its listeners synchronously, so that an ended background wakes for every event.
 */

import { prepare } from "./analyzer.js";
import { answerMessage } from "./messages.js";
import { togglePage } from "./page.js";
import { openPanel } from "./panel.js";

chrome.action.onClicked.addListener(async (tab) => {
  const opened = openPanel(tab.windowId);
  void prepare();
  const results = await Promise.allSettled([opened, tab.id === undefined ? undefined : togglePage(tab.id, tab.url ?? "")]);
  for (const result of results) {
    if (result.status === "rejected") console.error("a click on the toolbar button failed", result.reason);
  }
});

chrome.runtime.onMessage.addListener((message, sender, sendResponse) => {
  void answerMessage(message, sender).then(sendResponse);
  return true;
});
