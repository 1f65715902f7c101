// @ts-check
/** Sends a message and checks the answer; a receiver that was just ended gets a second chance. */

import { failure, parseAnswer } from "./messages.js";

/** @typedef {import("./messages.js").Answer} Answer */

/** What the browsers say when the receiver was ended before it could answer, or is not there. */
const GONE = /message channel closed|message port closed|Receiving end does not exist|Could not establish connection/u;
/** What Chromium says in the content scripts of an extension that was reloaded or removed. */
const INVALIDATED = /Extension context invalidated/u;

/**
 * Whether the receiver was not there.
 * @param {unknown} error
 * @returns {boolean}
 */
export function isGone(error) {
  return error instanceof Error && GONE.test(error.message);
}

/**
 * Whether this copy of the extension's code was left behind by a reload. Chromium then also takes away what it would use
 * to say so.
 * @param {unknown} error
 * @returns {boolean}
 */
export function isInvalidated(error) {
  return (error instanceof Error && INVALIDATED.test(error.message)) || chrome.runtime?.id === undefined;
}

/**
 * Sends a message to the background, which wakes when it sleeps. Tries once again when it was ended meanwhile.
 * @template {Answer["type"]} T
 * @param {(message: unknown) => Promise<unknown>} send `chrome.runtime.sendMessage`, or a `tabs.sendMessage` with its tab.
 * @param {unknown} message
 * @param {T} expected The answer that is wanted.
 * @returns {Promise<Extract<Answer, { type: T }> | Extract<Answer, { type: "failure" }>>}
 */
export async function request(send, message, expected) {
  let answer;
  try {
    answer = await sendTwice(send, message);
  } catch (error) {
    return failure("disconnected", error);
  }
  try {
    const parsed = parseAnswer(answer);
    if (parsed.type === "failure" || parsed.type === expected) {
      return /** @type {Extract<Answer, { type: T }>} */ (parsed);
    }
    return failure("message", `answer.type: found "${parsed.type}", expected "${expected}"`);
  } catch (error) {
    return failure("message", error);
  }
}

/**
 * @param {(message: unknown) => Promise<unknown>} send
 * @param {unknown} message
 */
async function sendTwice(send, message) {
  try {
    const answer = await send(message);
    // Chromium answers nothing, in place of failing, when a receiver of a broadcast ends without an answer.
    if (answer !== undefined) return answer;
  } catch (error) {
    if (!isGone(error)) throw error;
  }
  return send(message);
}
