// @ts-check
/**
 * The messages between the parts of the extension: tagged unions, checked on arrival, always answered.
 *
 *     toolbar click -> background --start--> content --analyze--> background --report--> content: paint
 *                                              |--state-changed--> background: storage.session --> panel
 *                                              |--tip--> background: a style sheet shows it
 *                                              |--look--> background: the rules for shadow roots
 *     panel --get-state, get-article, read-frames, select-speaker, show-quote, step-quote--> content
 *     panel --start-here--> background --step-quote, find-selection--> content
 *
 * `shared/tab-state.js` keeps the last state of each tab; a panel shows a tab by reading and watching it there.
 */

import { BLOCK_KINDS, pageInputShape, reportShape } from "./contract.js";
import { boolean, count, expectShape, list, nullable, oneOf, optional, record, string, tag, union } from "./shape.js";
import { tipShape } from "./tip.js";

/** @template S @typedef {import("./shape.js").Infer<S>} Infer */

/**
 * - `idle`: not started, or switched off.
 * - `working`: collecting or waiting for the report.
 * - `ready`: painted.
 * - `empty`: analysed, no quotes.
 * - `unreadable`: a page that the browser does not let us read, or that holds no text (store pages, browser pages, PDF).
 * - `failed`: see the state's error.
 */
export const STATUSES = /** @type {const} */ (["idle", "working", "ready", "empty", "unreadable", "failed"]);

/**
 * - `permission`: the reader has not clicked the toolbar button on this page.
 * - `unreadable`: the browser does not let an extension read the page.
 * - `analyzer`: the wasm stopped, twice.
 * - `disconnected`: the background was gone, twice.
 * - `message`: a message that this part does not know, or a value that is not in the contract.
 */
export const ERROR_CODES = /** @type {const} */ ([
  "permission", "unreadable", "analyzer", "disconnected", "message",
]);

const errorShape = record({ code: oneOf(ERROR_CODES), message: string });

export const pageStateShape = record({
  status: oneOf(STATUSES),
  page: record({
    title: string,
    outlet: optional(string),
    url: string,
    lang: optional(string),
    /** When it was published, as the page's metadata say it. */
    published: optional(string),
  }),
  /** Null but in `ready` and `empty`. */
  report: nullable(reportShape),
  /** The id of the speaker whose quotes are set off on the page. */
  selectedSpeaker: nullable(count),
  /** The quote at which the reader is; a higher number of the press tells that it was chosen again. */
  chosen: nullable(record({
    /** Null where the reader asked about words that are in no quote. */
    quote: nullable(count),
    press: count,
  })),
  /** How many pieces of the report's quotes are painted, and how many were dropped because the page differs by now. */
  painted: record({ ranges: count, dropped: count }),
  /** Whether frames of the page hold text that may be read, and was not. */
  hasUnreadFrames: boolean,
  /** Null but in `failed`, and in `idle` after a `start-here` that was refused. */
  error: nullable(errorShape),
  /** Grows with every change of the state of a page. */
  revision: count,
});

const toContent = union({
  start: record({ type: tag("start") }),
  stop: record({ type: tag("stop") }),
  /** Reads the page anew, with the documents in its frames. */
  "read-frames": record({ type: tag("read-frames") }),
  "get-state": record({ type: tag("get-state") }),
  "select-speaker": record({ type: tag("select-speaker"), speaker: nullable(count) }),
  "show-quote": record({ type: tag("show-quote"), quote: count }),
  /** Goes to the next painted quote of the article, or to the one before. */
  "step-quote": record({ type: tag("step-quote"), to: oneOf(/** @type {const} */ (["next", "previous"])) }),
  /** Chooses the quote in which the selected words stand. */
  "find-selection": record({ type: tag("find-selection") }),
  "get-article": record({ type: tag("get-article") }),
});

const toBackground = union({
  analyze: record({ type: tag("analyze"), input: pageInputShape }),
  "state-changed": record({ type: tag("state-changed"), state: pageStateShape }),
  "start-here": record({ type: tag("start-here"), tabId: count }),
  /** Asks for the style sheet that paints quotes as the reader wants them. */
  look: record({ type: tag("look") }),
  /** Asks for the same rules on the sender's page, for elements of these names. */
  "look-in": record({ type: tag("look-in"), elements: list(string) }),
  /** The tip to show and the one to take away, on the sender's page. */
  tip: record({ type: tag("tip"), show: nullable(tipShape), hide: nullable(tipShape) }),
});

const answer = union({
  /** To all of {@link toContent} but `get-article`. */
  state: record({ type: tag("state"), state: pageStateShape }),
  /** To `get-article`: the blocks that were read as the article; none where no report is there. */
  article: record({
    type: tag("article"),
    blocks: list(record({ id: count, kind: oneOf(BLOCK_KINDS), text: string })),
  }),
  /** To `analyze`. */
  report: record({ type: tag("report"), report: reportShape }),
  /** To `look`. */
  look: record({ type: tag("look"), css: string }),
  /** To `state-changed`, `start-here`, `look-in` and `tip`. */
  done: record({ type: tag("done") }),
  failure: record({ type: tag("failure"), code: oneOf(ERROR_CODES), message: string }),
});

/** @typedef {typeof STATUSES[number]} Status */
/** @typedef {typeof ERROR_CODES[number]} ErrorCode */
/** @typedef {Infer<typeof pageStateShape>} PageState */
/** @typedef {Infer<typeof toContent>} ToContent */
/** @typedef {Infer<typeof toBackground>} ToBackground */
/** @typedef {Infer<typeof answer>} Answer */
/** @typedef {Extract<Answer, { type: "article" }>["blocks"]} ArticleBlocks */

/**
 * @param {unknown} value
 * @returns {ToContent}
 * @throws {TypeError} on a message that a content script does not take
 */
export function parseToContent(value) {
  return expectShape(toContent, value, "message");
}

/**
 * @param {unknown} value
 * @returns {ToBackground}
 * @throws {TypeError} on a message that the background does not take
 */
export function parseToBackground(value) {
  return expectShape(toBackground, value, "message");
}

/**
 * @param {unknown} value
 * @returns {Answer}
 * @throws {TypeError} on an answer that nobody here gives
 */
export function parseAnswer(value) {
  return expectShape(answer, value, "answer");
}

/**
 * @param {ErrorCode} code
 * @param {unknown} error An error, or what to say.
 * @returns {{ type: "failure", code: ErrorCode, message: string }}
 */
export function failure(code, error) {
  return { type: "failure", code, message: error instanceof Error ? error.message : String(error) };
}

/**
 * The state of a page on which nothing was started.
 * @param {Partial<PageState>} [changes]
 * @returns {PageState}
 */
export function idleState(changes = {}) {
  return {
    status: "idle",
    page: { title: "", url: "" },
    report: null,
    selectedSpeaker: null,
    chosen: null,
    painted: { ranges: 0, dropped: 0 },
    hasUnreadFrames: false,
    error: null,
    revision: 0,
    ...changes,
  };
}
