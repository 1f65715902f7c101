// @ts-check
/**
 * As much of the browser's extension API as the panel uses, over states given beforehand. One function without references
 * to anything around it, because a browser test sends it into the page.
 */

/** @typedef {import("../../../extension/shared/messages.js").PageState} PageState */

/**
 * @typedef {object} Tab
 * @property {number} id
 * @property {boolean} active
 * @property {string} [url] Given where the reader gave access to the page.
 * @property {PageState | null} state What its content script says; null where there is none.
 * @property {PageState | null} [stored] What the background kept of it.
 */

/**
 * @typedef {object} Options
 * @property {Record<string, { message: string }>} messages One `messages.json`.
 * @property {Tab[]} tabs All in one window.
 * @property {string} [shortcut]
 */

/**
 * What a test may look at and do, as `chrome.test`.
 * @typedef {object} Controls
 * @property {any[]} sent Messages to tabs and to the background.
 * @property {number} failures How many of the next messages fail.
 * @property {any} answer What the background answers.
 * @property {(tabId: number) => void} activate
 * @property {(tabId: number, state: PageState | null) => void} load Another page came into the tab, with this content script.
 * @property {(tabId: number, state: PageState) => void} announce The content script says that its state changed.
 * @property {(tabId: number, state: PageState | null) => void} store The background keeps a state, or forgets it.
 */

/** @param {Options} options */
export function installChrome({ messages, tabs, shortcut = "Alt+Shift+Q" }) {
  const event = () => {
    /** @type {Set<Function>} */
    const listeners = new Set();
    return {
      addListener: (/** @type {Function} */ listener) => void listeners.add(listener),
      removeListener: (/** @type {Function} */ listener) => void listeners.delete(listener),
      fire: (/** @type {any[]} */ ...values) => listeners.forEach((listener) => listener(...values)),
    };
  };
  const [activated, updated, onMessage, stored] = [event(), event(), event(), event()];
  /** @param {number} id */
  const tabOf = (id) => {
    const tab = tabs.find((each) => each.id === id);
    if (tab === undefined) throw new Error(`No tab with id: ${id}.`);
    return tab;
  };
  const failWhereAsked = () => {
    if (controls.failures <= 0) return;
    controls.failures -= 1;
    throw new Error("Could not establish connection. Receiving end does not exist.");
  };
  /** @type {Controls} */
  const controls = {
    sent: [],
    failures: 0,
    answer: { type: "done" },
    load(tabId, state) {
      tabOf(tabId).state = state;
      updated.fire(tabId, { status: "loading" });
      updated.fire(tabId, { status: "complete" });
    },
    activate(tabId) {
      for (const tab of tabs) tab.active = tab.id === tabId;
      activated.fire({ tabId, windowId: 1 });
    },
    announce(tabId, state) {
      tabOf(tabId).state = state;
      onMessage.fire({ type: "state-changed", state }, { tab: { id: tabId } });
    },
    store(tabId, state) {
      tabOf(tabId).stored = state;
      stored.fire({ [`tab:${tabId}`]: { newValue: state ?? undefined } });
    },
  };
  const chrome = {
    test: controls,
    i18n: {
      getMessage: (/** @type {string} */ key, /** @type {string[]} */ parts = []) =>
        (messages[key]?.message ?? "").replace(/\$([1-9])/gu, (_, number) => parts[number - 1] ?? ""),
    },
    commands: { getAll: async () => [{ name: "_execute_action", shortcut }] },
    windows: { getCurrent: async () => ({ id: 1 }) },
    tabs: {
      getCurrent: async () => undefined,
      query: async () => tabs.map(({ id, active }) => ({ id, active, windowId: 1 })),
      get: async (/** @type {number} */ id) => ({ id, url: tabOf(id).url }),
      onActivated: activated,
      onUpdated: updated,
      async sendMessage(/** @type {number} */ id, /** @type {any} */ message) {
        controls.sent.push(message);
        failWhereAsked();
        const tab = tabOf(id);
        if (tab.state === null) throw new Error("Could not establish connection. Receiving end does not exist.");
        if (message.type === "select-speaker") {
          tab.state = { ...tab.state, selectedSpeaker: message.speaker, revision: tab.state.revision + 1 };
        }
        return { type: "state", state: structuredClone(tab.state) };
      },
    },
    runtime: {
      onMessage,
      async sendMessage(/** @type {any} */ message) {
        controls.sent.push(message);
        failWhereAsked();
        return controls.answer;
      },
    },
    storage: {
      session: {
        get: async (/** @type {string} */ key) => {
          const state = tabs.find((tab) => `tab:${tab.id}` === key)?.stored;
          return state ? { [key]: structuredClone(state) } : {};
        },
        onChanged: stored,
      },
    },
  };
  Reflect.set(globalThis, "chrome", chrome);
  return controls;
}
