// @ts-check
/**
 * Which messages the background takes, and from whom. A page may have taken over the process that it runs in, and with
 * it our content script there.
 */

import { parseToBackground } from "../shared/messages.js";

/** @typedef {import("../shared/messages.js").ToBackground} ToBackground */

/**
 * A message with the tab that it comes from, which only a content script has.
 * @typedef {{ message: ToBackground, tabId: number | null }} Admitted
 */

/** What content scripts alone say. */
const OF_TABS = new Set(["state-changed", "look-in", "tip"]);

/**
 * @param {unknown} value
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Admitted}
 * @throws {TypeError} that says why the message is refused
 */
export function admit(value, sender) {
  if (sender.id !== chrome.runtime.id) throw new TypeError("message: not from this extension");
  const message = parseToBackground(value);
  const tabId = sender.tab?.id ?? null;
  if (tabId === null && OF_TABS.has(message.type)) {
    throw new TypeError(`message: "${message.type}" that is not of a tab`);
  }
  // What a page makes its content script say must not lead to other tabs.
  if (message.type === "start-here" && sender.url?.startsWith(chrome.runtime.getURL("")) !== true) {
    throw new TypeError("message: a start that is not the panel's");
  }
  return { message, tabId };
}
