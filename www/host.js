// @ts-check
/**
 * What the modules of the extension ask of a browser, in a page that is no extension's: messages in the visitor's language,
 * and a storage that lasts as long as the page does. In the extension's own copy of the page, the browser has both.
 */

/** In the order in which they are offered. */
export const LOCALES = /** @type {const} */ (["en", "de", "fr", "es", "ar"]);

/** @typedef {typeof LOCALES[number]} Locale */

/** Whether the page is a part of the extension. */
export function isInExtension() {
  return globalThis.chrome?.runtime?.id !== undefined;
}

/**
 * The language to show: the one that the address names, or the first of the visitor's that there is.
 * @param {URL} address
 * @param {readonly string[]} preferred BCP 47 tags.
 * @returns {Locale}
 */
export function localeFor(address, preferred) {
  const wanted = [address.searchParams.get("lang") ?? "", ...preferred].map((tag) => tag.toLowerCase().split("-")[0]);
  return LOCALES.find((locale) => locale === wanted.find((each) => LOCALES.some((known) => known === each))) ?? "en";
}

/**
 * Stands in for the browser's extension interface.
 * @param {Record<string, { message: string }>} messages One `messages.json`.
 */
export function standIn(messages) {
  /** @type {Set<(changes: object) => void>} */
  const listeners = new Set();
  /** @type {Map<string, unknown>} */
  const kept = new Map();
  /** @param {object} changes */
  const tell = (changes) => {
    for (const listener of listeners) listener(changes);
  };
  const silent = { addListener() {}, removeListener() {} };
  Reflect.set(globalThis, "chrome", {
    i18n: {
      getMessage: (/** @type {string} */ key, /** @type {string[]} */ parts = []) =>
        (messages[key]?.message ?? "").replace(/\$([1-9])/gu, (_, number) => parts[number - 1] ?? ""),
    },
    permissions: { onAdded: silent, onRemoved: silent },
    storage: {
      local: {
        get: async (/** @type {string} */ key) => (kept.has(key) ? { [key]: structuredClone(kept.get(key)) } : {}),
        async set(/** @type {Record<string, unknown>} */ values) {
          for (const [key, newValue] of Object.entries(structuredClone(values))) {
            const oldValue = kept.get(key);
            kept.set(key, newValue);
            tell({ [key]: { oldValue, newValue } });
          }
        },
        async remove(/** @type {string} */ key) {
          const oldValue = kept.get(key);
          kept.delete(key);
          tell({ [key]: { oldValue } });
        },
        onChanged: {
          addListener: (/** @type {(changes: object) => void} */ listener) => void listeners.add(listener),
          removeListener: (/** @type {(changes: object) => void} */ listener) => void listeners.delete(listener),
        },
      },
    },
  });
}

/**
 * Makes ready what the other modules ask for.
 * @returns {Promise<Locale | null>} the language that is shown; null where the browser chose it
 */
export async function settleIn() {
  if (isInExtension()) return null;
  const locale = localeFor(new URL(location.href), navigator.languages);
  const answer = await fetch(`_locales/${locale}/messages.json`);
  if (!answer.ok) throw new Error(`_locales/${locale}/messages.json: ${answer.status}`);
  standIn(await answer.json());
  return locale;
}
