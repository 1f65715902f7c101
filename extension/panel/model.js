// @ts-check
/**
 * What the panel knows of the tab that it shows, and of the reader's wishes.
 */

import { idleState } from "../shared/messages.js";
import { DEFAULT_SETTINGS } from "../shared/settings.js";

/**
 * @typedef {import("../shared/messages.js").PageState} PageState
 * @typedef {import("../shared/messages.js").ErrorCode} ErrorCode
 * @typedef {import("../shared/messages.js").ArticleBlocks} ArticleBlocks
 * @typedef {import("../shared/contract.js").Report} Report
 * @typedef {import("../shared/contract.js").Speaker} Speaker
 * @typedef {import("../shared/contract.js").Quote} Quote
 * @typedef {import("../shared/corrections.js").Correction} Correction
 * @typedef {import("../shared/settings.js").Settings} Settings
 */

/**
 * - `page`: the page's part of Sourcelight did not answer, twice.
 * - `background`: the background did not answer, twice.
 * @typedef {"page" | "background"} Trouble
 */

/**
 * The site of the page that is shown.
 * @typedef {object} Site
 * @property {string} name Its host, as readers know it.
 * @property {string} pattern The permission to ask for.
 * @property {boolean} isOpen Whether the reader had every page of it read.
 */

/**
 * @typedef {object} Model
 * @property {PageState} state
 * @property {ArticleBlocks | null} article The text of the article, once the page has told it.
 * @property {boolean} canStart Whether the reader has given access to the page, so that a button of the panel can start.
 * @property {string} shortcut The keys that start, as the browser names them; empty where there are none.
 * @property {Trouble | null} trouble What went wrong with the last message.
 * @property {Correction[]} corrections The reader's corrections of this page.
 * @property {Settings} settings
 * @property {Site | null} site Null where the page's address is not known, or is no site's.
 */

/**
 * What a press does that has to do with the browser.
 * @typedef {object} BrowserActions
 * @property {(site: Site, open: boolean) => void} openSite Asks the browser for a site, or gives it back.
 * @property {() => void} openOptions
 * @property {() => void} openTab
 */

/**
 * What a press in the panel does.
 * @typedef {object} Actions
 * @property {(speaker: number | null) => void} selectSpeaker
 * @property {(quote: number) => void} showQuote
 * @property {(to: "next" | "previous") => void} step
 * @property {() => void} start
 * @property {() => void} stop
 * @property {() => void} readFrames Reads the page anew, with the documents in its frames.
 * @property {(text: string) => Promise<void>} copy
 * @property {(name: string, type: string, content: string) => void} save Has the browser save a file.
 * @property {() => void} print Opens the print view.
 * @property {(corrections: Correction[]) => Promise<void>} correct Keeps the corrections of the page; rejects where the browser does not.
 * @property {(changes: Partial<Settings>) => Promise<void>} change Changes settings; rejects likewise.
 * @property {BrowserActions | null} browser Null where the panel stands beside a text in a page of its own, and is no part of
 *   the browser.
 * @property {() => void} pasteText Opens the page that reads a text which the reader pastes.
 */

/**
 * A tab of which nothing is known yet.
 * @param {string} [shortcut]
 * @returns {Model}
 */
export function unknownTab(shortcut = "") {
  return {
    state: idleState(), article: null, canStart: false, shortcut, trouble: null, corrections: [],
    settings: DEFAULT_SETTINGS, site: null,
  };
}
