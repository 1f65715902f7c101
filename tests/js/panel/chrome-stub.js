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
 * @property {Array<{ id: number, kind: string, text: string }>} [article] The blocks that its content script gives.
 */

/**
 * @typedef {object} Options
 * @property {Record<string, { message: string }>} messages One `messages.json`.
 * @property {Tab[]} tabs All in one window.
 * @property {string} [shortcut]
 * @property {Record<string, any>} [local] What `storage.local` holds.
 * @property {string[]} [origins] The sites that the reader opened.
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
 * @property {string[]} opened Addresses of the tabs that were opened.
 * @property {Record<string, any>} local What `storage.local` holds now.
 */

/** @param {Options} options */
export function installChrome({ messages, tabs, shortcut = "Alt+Shift+Q", local = {}, origins = [] }) {
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
  const [localChanged, added, removed] = [event(), event(), event()];
  const open = new Set(origins);
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
    opened: [],
    local,
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
    commands: {
      getAll: async () => [
        { name: "_execute_action", shortcut, description: "" },
        { name: "next-quote", shortcut: "", description: messages["command_next_quote"]?.message ?? "" },
        { name: "previous-quote", shortcut: "", description: messages["command_previous_quote"]?.message ?? "" },
        { name: "toggle-pause", shortcut: "", description: messages["command_toggle_pause"]?.message ?? "" },
      ],
    },
    permissions: {
      getAll: async () => ({ permissions: [], origins: [...open] }),
      contains: async (/** @type {{ origins: string[] }} */ wanted) => wanted.origins.every((each) => open.has(each)),
      async request(/** @type {{ origins: string[] }} */ wanted) {
        for (const each of wanted.origins) open.add(each);
        added.fire(wanted);
        return true;
      },
      async remove(/** @type {{ origins: string[] }} */ wanted) {
        for (const each of wanted.origins) open.delete(each);
        removed.fire(wanted);
        return true;
      },
      onAdded: added,
      onRemoved: removed,
    },
    windows: { getCurrent: async () => ({ id: 1 }) },
    tabs: {
      getCurrent: async () => undefined,
      query: async () => tabs.map(({ id, active }) => ({ id, active, windowId: 1 })),
      get: async (/** @type {number} */ id) => ({ id, url: tabOf(id).url }),
      create: async (/** @type {{ url: string }} */ { url }) => void controls.opened.push(url),
      onActivated: activated,
      onUpdated: updated,
      async sendMessage(/** @type {number} */ id, /** @type {any} */ message) {
        controls.sent.push(message);
        failWhereAsked();
        const tab = tabOf(id);
        if (tab.state === null) throw new Error("Could not establish connection. Receiving end does not exist.");
        if (message.type === "get-article") return { type: "article", blocks: structuredClone(tab.article ?? []) };
        if (message.type === "show-quote") {
          const press = (tab.state.chosen?.press ?? 0) + 1;
          tab.state = { ...tab.state, chosen: { quote: message.quote, press }, revision: tab.state.revision + 1 };
        }
        if (message.type === "select-speaker") {
          tab.state = { ...tab.state, selectedSpeaker: message.speaker, revision: tab.state.revision + 1 };
        }
        return { type: "state", state: structuredClone(tab.state) };
      },
    },
    runtime: {
      onMessage,
      getURL: (/** @type {string} */ path) => `/${path}`,
      openOptionsPage: async () => void controls.opened.push("options"),
      async sendMessage(/** @type {any} */ message) {
        controls.sent.push(message);
        failWhereAsked();
        return controls.answer;
      },
    },
    storage: {
      local: {
        get: async (/** @type {string | null} */ key) => structuredClone(
          key === null ? local : Object.hasOwn(local, key) ? { [key]: local[key] } : {}),
        async set(/** @type {Record<string, any>} */ values) {
          for (const [key, newValue] of Object.entries(structuredClone(values))) {
            const oldValue = local[key];
            local[key] = newValue;
            localChanged.fire({ [key]: { oldValue, newValue } });
          }
        },
        async remove(/** @type {string | string[]} */ keys) {
          for (const key of [keys].flat()) {
            const oldValue = local[key];
            delete local[key];
            localChanged.fire({ [key]: { oldValue } });
          }
        },
        onChanged: localChanged,
      },
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
