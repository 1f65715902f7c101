// @ts-check
/**
 * Follows a tab: what its content script says, and until then the last state that the background kept of it.
 *
 * Nothing is polled. A message that fails is sent once more, because the browser may have ended the other side in the
 * middle of it; the second failure is shown.
 */

import { hasShape } from "../shared/shape.js";
import { idleState, pageStateShape } from "../shared/messages.js";
import { request } from "../shared/request.js";
import { readTabState, watchTabState } from "../shared/tab-state.js";
import { unknownTab } from "./model.js";

/** @typedef {Pick<import("./model.js").Model, "state" | "article" | "canStart" | "shortcut" | "trouble">} Followed */
/** @typedef {import("./model.js").PageState} PageState */
/** @typedef {import("../shared/messages.js").ToContent} ToContent */
/** @typedef {import("../shared/messages.js").Answer} Answer */
/** @typedef {Extract<Answer, { type: "failure" }>} Refusal */

/**
 * @typedef {object} Follower
 * @property {(tabId: number) => Promise<void>} turnTo Shows another tab, or the same one afresh.
 * @property {() => void} noteLeaving Another page begins to load in the tab.
 * @property {() => Promise<void>} askAgain Another page came into the tab, perhaps: only what it says itself counts.
 * @property {(message: ToContent) => Promise<void>} tell Sends the tab what the reader chose.
 * @property {() => Promise<void>} start Starts on the tab, as the toolbar button does.
 * @property {() => void} stop
 */

/**
 * Whether the page is one that a content script can stand in. The browser tells the address only where the reader gave
 * access to the page; elsewhere there is nothing that a button of the panel could start.
 * @param {chrome.tabs.Tab} tab
 * @returns {boolean}
 */
function mayStartOn(tab) {
  return /^(?:https?|file):/u.test(tab.url ?? "");
}

/**
 * Whether a kept state is of a page that the tab has left. A page that cannot be read says nothing when it is left; but
 * the browser tells its address only while it is there, for the reader's click gave access to that page alone.
 * @param {PageState} state
 * @param {chrome.tabs.Tab | null} tab
 * @returns {boolean}
 */
function isOfEarlierPage(state, tab) {
  return state.status === "unreadable" && state.page.url !== (tab?.url ?? "");
}

/** @param {string} shortcut @returns {Followed} */
function nothingKnown(shortcut) {
  const { state, article, canStart, trouble } = unknownTab();
  return { state, article, canStart, shortcut, trouble };
}

/**
 * Tells one text of an article from another, as far as its report does.
 * @param {PageState} state
 */
function textOf({ page, report }) {
  if (report === null) return "";
  const { blocks, words } = report.article;
  const spans = report.quotes.flatMap(({ content }) => content.flatMap(({ block, start, end }) => [block, start, end]));
  return JSON.stringify([page.url, blocks, words, spans]);
}

/**
 * @param {(followed: Followed) => void} show
 * @param {string} shortcut
 * @returns {Follower}
 */
export function followTab(show, shortcut) {
  /** @type {number | null} */
  let tabId = null;
  /** Tells answers about an earlier tab from those about this one. */
  let turn = 0;
  /** @type {Followed} */
  let model = nothingKnown(shortcut);
  let stopWatching = () => {};
  /** Of which report the text was asked for last. */
  let askedFor = "";
  /** What was shown when another page began to load; null where none did. @type {PageState | null} */
  let leftBehind = null;

  /** @param {Partial<Followed>} changes */
  const change = (changes) => {
    model = { ...model, ...changes };
    show(model);
  };

  /** @param {PageState} state */
  const accept = (state) => {
    // On a page that is closed to extensions, nothing runs that could count revisions.
    const old = state.status !== "unreadable" && state.page.url === model.state.page.url && state.revision < model.state.revision;
    // A message and the background's copy tell the same.
    const { status, revision, page } = model.state;
    const isKnown = model.trouble === null && status === state.status && revision === state.revision && revision > 0 && page.url === state.page.url;
    if (old) return;
    const isSame = textOf(state) === textOf(model.state);
    if (!isKnown) change({ state, trouble: null, ...(isSame ? {} : { article: null }) });
    if (state.report !== null && textOf(state) !== askedFor) void askForArticle();
  };

  /** The report is shown without waiting for the text, which exports and exact places need. */
  const askForArticle = async () => {
    if (tabId === null) return;
    const [ownTurn, id, wanted] = [turn, tabId, textOf(model.state)];
    askedFor = wanted;
    const answer = await request((each) => chrome.tabs.sendMessage(id, each, { frameId: 0 }), { type: "get-article" }, "article");
    // A page that was left has no text to give any more.
    if (answer.type !== "article" || answer.blocks.length === 0) return;
    if (ownTurn === turn && wanted === textOf(model.state)) change({ article: answer.blocks });
  };

  /**
   * Takes the answer to a message about the tab that was shown when it was sent; one that comes after the reader went on
   * to another tab is dropped.
   * @param {Promise<Answer>} answering
   * @param {(refusal: Refusal) => void} onFailure
   */
  const take = async (answering, onFailure) => {
    const ownTurn = turn;
    const answer = await answering;
    if (ownTurn !== turn) return;
    if (answer.type === "state") accept(answer.state);
    else if (answer.type === "failure") onFailure(answer);
    else change({ trouble: null });
  };

  /**
   * @param {number} id
   * @param {ToContent} message
   */
  const toPage = (id, message) => request((each) => chrome.tabs.sendMessage(id, each, { frameId: 0 }), message, "state");

  const refreshAccess = async () => {
    const ownTurn = turn;
    if (tabId === null) return;
    const tab = await chrome.tabs.get(tabId).catch(() => null);
    if (ownTurn === turn && tab !== null && mayStartOn(tab) !== model.canStart) change({ canStart: mayStartOn(tab) });
  };

  /**
   * A page without a content script does not answer: it is not started, which is no trouble.
   * @param {() => void} [onSilence]
   */
  const ask = async (onSilence = () => {}) => {
    if (tabId !== null) await take(toPage(tabId, { type: "get-state" }), onSilence);
  };

  /** @type {Parameters<typeof chrome.runtime.onMessage.addListener>[0]} */
  const onMessage = (message, sender) => {
    if (sender.tab?.id !== tabId || message?.type !== "state-changed") return;
    if (hasShape(pageStateShape, message.state)) accept(message.state);
  };
  chrome.runtime.onMessage.addListener(onMessage);

  return {
    async turnTo(nextTabId) {
      turn += 1;
      const ownTurn = turn;
      stopWatching();
      leftBehind = null;
      askedFor = "";
      tabId = nextTabId;
      stopWatching = watchTabState(nextTabId, (state) => {
        if (state !== null) accept(state);
        // The tab went to another page, or the reader took the highlights away.
        else change({ state: idleState(), trouble: null });
        void refreshAccess();
      });
      const [stored, tab] = await Promise.all([
        readTabState(nextTabId).catch(() => null),
        chrome.tabs.get(nextTabId).catch(() => null),
      ]);
      if (ownTurn !== turn) return;
      model = { ...nothingKnown(shortcut), canStart: tab !== null && mayStartOn(tab) };
      change({ state: stored === null || isOfEarlierPage(stored, tab) ? idleState() : stored });
      await ask();
    },
    noteLeaving() {
      leftBehind = model.state;
    },
    async askAgain() {
      const before = leftBehind ?? model.state;
      leftBehind = null;
      await ask(() => {
        // What the reader's click on the new page brought about is kept; what the page before left is not.
        if (model.state === before) change({ state: idleState(), trouble: null });
      });
      await refreshAccess();
    },
    async tell(message) {
      if (tabId !== null) await take(toPage(tabId, message), () => change({ trouble: "page" }));
    },
    async start() {
      if (tabId === null) return;
      const message = { type: "start-here", tabId };
      await take(request((each) => chrome.runtime.sendMessage(each), message, "done"), ({ code, message: words }) => {
        const { page } = model.state;
        if (code === "permission") change({ state: idleState({ page, error: { code, message: words } }), trouble: null });
        else if (code === "unreadable") change({ state: idleState({ status: code, page }), trouble: null });
        else change({ trouble: "background" });
      });
    },
    stop() {
      turn += 1;
      stopWatching();
      chrome.runtime.onMessage.removeListener(onMessage);
    },
  };
}
