// @ts-check
/**
 * Follows a tab: what its content script says, and until then the last state that the background kept of it.
 *
 * Nothing is polled. A message that fails is sent once more, because the browser may have ended the other side in the
 * middle of it; the second failure is shown.
 */

import { hasShape } from "../shared/shape.js";
import { idleState, pageStateShape, parseAnswer } from "../shared/messages.js";
import { readTabState, watchTabState } from "../shared/tab-state.js";
import { unknownTab } from "./model.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").PageState} PageState */
/** @typedef {import("./model.js").Trouble} Trouble */
/** @typedef {import("../shared/messages.js").ToContent} ToContent */
/** @typedef {import("../shared/messages.js").Answer} Answer */

/**
 * @typedef {object} Follower
 * @property {(tabId: number) => Promise<void>} turnTo Shows another tab, or the same one afresh.
 * @property {() => Promise<void>} ask Asks the tab for its state.
 * @property {(message: ToContent) => Promise<void>} tell Sends the tab what the reader chose.
 * @property {() => Promise<void>} start Starts on the tab, as the toolbar button does.
 * @property {() => number | null} tabId
 * @property {() => void} stop
 */

/**
 * @param {() => Promise<unknown>} send
 * @returns {Promise<Answer>}
 */
async function twice(send) {
  try {
    return parseAnswer(await send());
  } catch {
    return parseAnswer(await send());
  }
}

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
 * @param {(model: Model) => void} show
 * @param {string} shortcut
 * @returns {Follower}
 */
export function followTab(show, shortcut) {
  /** @type {number | null} */
  let tabId = null;
  /** Tells answers about an earlier tab from those about this one. */
  let turn = 0;
  let model = unknownTab(shortcut);
  let stopWatching = () => {};

  /** @param {Partial<Model>} changes */
  const change = (changes) => {
    model = { ...model, ...changes };
    show(model);
  };

  /** @param {PageState} state */
  const accept = (state) => {
    const old = state.page.url === model.state.page.url && state.revision < model.state.revision;
    if (!old) change({ state, trouble: null });
  };

  /**
   * Sends a message about the present tab; what comes back after the reader went on to another is dropped.
   * @param {() => Promise<unknown>} send
   * @param {Trouble | null} onFailure The trouble to show if it fails twice; null to keep quiet.
   */
  const exchange = async (send, onFailure) => {
    const ownTurn = turn;
    try {
      const answer = await twice(send);
      if (ownTurn !== turn) return;
      if (answer.type === "state") accept(answer.state);
      if (answer.type === "done") change({ trouble: null });
      if (answer.type === "failure") change({ trouble: onFailure });
    } catch {
      if (ownTurn === turn && onFailure !== null) change({ trouble: onFailure });
    }
  };

  const refreshAccess = async () => {
    const ownTurn = turn;
    if (tabId === null) return;
    const tab = await chrome.tabs.get(tabId).catch(() => null);
    if (ownTurn === turn && tab !== null && mayStartOn(tab) !== model.canStart) change({ canStart: mayStartOn(tab) });
  };

  /** A page without a content script does not answer: it is not started, which is no trouble. */
  const ask = async () => {
    const id = tabId;
    if (id === null) return;
    await exchange(() => chrome.tabs.sendMessage(id, { type: "get-state" }), null);
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
      model = { ...unknownTab(shortcut), canStart: tab !== null && mayStartOn(tab) };
      change({ state: stored ?? idleState() });
      await ask();
    },
    ask,
    async tell(message) {
      const id = tabId;
      if (id !== null) await exchange(() => chrome.tabs.sendMessage(id, message), "page");
    },
    async start() {
      const id = tabId;
      if (id !== null) await exchange(() => chrome.runtime.sendMessage({ type: "start-here", tabId: id }), "background");
    },
    tabId: () => tabId,
    stop() {
      turn += 1;
      stopWatching();
      chrome.runtime.onMessage.removeListener(onMessage);
    },
  };
}
