// @ts-check
/**
 * What the panel knows of the tab that it shows.
 */

import { idleState } from "../shared/messages.js";

/**
 * @typedef {import("../shared/messages.js").PageState} PageState
 * @typedef {import("../shared/messages.js").ErrorCode} ErrorCode
 * @typedef {import("../shared/contract.js").Report} Report
 * @typedef {import("../shared/contract.js").Speaker} Speaker
 * @typedef {import("../shared/contract.js").Quote} Quote
 */

/**
 * - `page`: the page's part of Sourcelight did not answer, twice.
 * - `background`: the background did not answer, twice.
 * @typedef {"page" | "background"} Trouble
 */

/**
 * @typedef {object} Model
 * @property {PageState} state
 * @property {boolean} canStart Whether the reader has given access to the page, so that a button of the panel can start.
 * @property {string} shortcut The keys that start, as the browser names them; empty where there are none.
 * @property {Trouble | null} trouble What went wrong with the last message.
 */

/**
 * What a press in the panel does.
 * @typedef {object} Actions
 * @property {(speaker: number | null) => void} selectSpeaker
 * @property {(quote: number) => void} showQuote
 * @property {() => void} start
 * @property {(text: string) => Promise<void>} copy
 */

/**
 * A tab of which nothing is known yet.
 * @param {string} [shortcut]
 * @returns {Model}
 */
export function unknownTab(shortcut = "") {
  return { state: idleState(), canStart: false, shortcut, trouble: null };
}
