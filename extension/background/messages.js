// @ts-check
/** Answers the messages to the background. */

import { failure, parseToBackground } from "../shared/messages.js";
import { analyze } from "./analyzer.js";
import { lookRules, showLook } from "./look.js";
import { startHere } from "./page.js";
import { keepState } from "./tab.js";
import { changeTip } from "./tip.js";

/** @typedef {import("../shared/messages.js").Answer} Answer */
/** @typedef {import("../shared/messages.js").ToBackground} ToBackground */

/**
 * @param {unknown} value
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<Answer>}
 */
export async function answerMessage(value, sender) {
  /** @type {ToBackground} */
  let message;
  try {
    if (sender.id !== chrome.runtime.id) throw new TypeError("message: not from this extension");
    message = parseToBackground(value);
  } catch (error) {
    return failure("message", error);
  }
  switch (message.type) {
    case "analyze":
      try {
        return { type: "report", report: await analyze(message.input) };
      } catch (error) {
        return failure("analyzer", error);
      }
    case "state-changed":
      if (sender.tab?.id === undefined) return failure("message", "message: a state that is not a tab's");
      await Promise.all([
        keepState(sender.tab.id, message.state),
        // However the page was started, by the reader or on a site that the reader opened, it begins with this.
        message.state.status === "working" ? showLookOn(sender.tab.id) : undefined,
      ]);
      return { type: "done" };
    case "look":
      try {
        return { type: "look", css: await lookRules() };
      } catch (error) {
        return failure("unreadable", error);
      }
    case "tip":
      if (sender.tab?.id === undefined) return failure("message", "message: a tip that is not for a tab");
      try {
        await changeTip(sender.tab.id, message);
        return { type: "done" };
      } catch (error) {
        return failure("permission", error);
      }
    case "start-here":
      return startHere(message.tabId);
  }
}

/** @param {number} tabId */
async function showLookOn(tabId) {
  try {
    await showLook(tabId);
  } catch (error) {
    // The page is painted as the extension comes.
    console.warn("a page could not be given the reader's colours", error);
  }
}
