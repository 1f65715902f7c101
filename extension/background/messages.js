// @ts-check
/** Answers the messages to the background. */

import { failure } from "../shared/messages.js";
import { analyze } from "./analyzer.js";
import { admit } from "./gate.js";
import { lookRules, showLookIn } from "./look.js";
import { startHere } from "./page.js";
import { keepState } from "./tab.js";
import { changeTip } from "./tip.js";

/** @typedef {import("../shared/messages.js").Answer} Answer */

/**
 * @param {unknown} value
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<Answer>}
 */
export async function answerMessage(value, sender) {
  /** @type {import("./gate.js").Admitted} */
  let admitted;
  try {
    admitted = admit(value, sender);
  } catch (error) {
    console.warn("a message was refused", error);
    return failure("message", error);
  }
  const { message, tabId } = admitted;
  switch (message.type) {
    case "analyze":
      try {
        return { type: "report", report: await analyze(message.input) };
      } catch (error) {
        return failure("analyzer", error);
      }
    case "state-changed":
      if (tabId !== null) await keepState(tabId, message.state);
      break;
    case "look":
      try {
        return { type: "look", css: await lookRules() };
      } catch (error) {
        return failure("unreadable", error);
      }
    case "look-in":
      try {
        if (tabId !== null) await showLookIn(tabId, message.elements);
      } catch (error) {
        return failure("permission", error);
      }
      break;
    case "tip":
      try {
        if (tabId !== null) await changeTip(tabId, message);
      } catch (error) {
        return failure("permission", error);
      }
      break;
    case "start-here":
      return startHere(message.tabId);
  }
  return { type: "done" };
}
