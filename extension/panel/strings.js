// @ts-check
/**
 * The panel's words in the reader's language, from `_locales`. Plural forms and numbers follow the language of the
 * messages that are in use, which need not be the browser's: a browser in Polish shows English where Polish is missing.
 */

/** @typedef {import("./elements.js").Child} Child */

/** Stand-ins for up to nine parts while the browser puts a message together; no message holds these characters. */
const FIRST_STAND_IN = 0xe000;
const STAND_INS = /([\uE000-\uE008])/u;

/**
 * @param {string} key
 * @param {string[]} parts
 * @returns {string}
 */
export function text(key, ...parts) {
  return chrome.i18n.getMessage(key, parts);
}

/**
 * A message whose parts may be elements: each stands where the language wants it.
 * @param {string} key
 * @param {Child[]} parts
 * @returns {Child[]}
 */
export function sentence(key, ...parts) {
  const standIns = parts.map((_, index) => String.fromCharCode(FIRST_STAND_IN + index));
  return text(key, ...standIns)
    .split(STAND_INS)
    .filter((piece) => piece !== "")
    .map((piece) => (STAND_INS.test(piece) ? (parts[piece.charCodeAt(0) - FIRST_STAND_IN] ?? null) : piece));
}

/**
 * The message for a number: `KEY_one`, `KEY_other` and whatever else the language distinguishes.
 * @param {string} key
 * @param {number} count
 * @returns {string}
 */
function formFor(key, count) {
  const form = `${key}_${new Intl.PluralRules(language()).select(count)}`;
  return text(form) === "" ? `${key}_other` : form;
}

/**
 * A message that depends on a number, which is its first part.
 * @param {string} key
 * @param {number} count
 * @param {string[]} parts The further parts.
 * @returns {string}
 */
export function plural(key, count, ...parts) {
  return text(formFor(key, count), formatNumber(count), ...parts);
}

/**
 * The same where parts are elements; the number comes as one of them.
 * @param {string} key
 * @param {number} count
 * @param {Child[]} parts
 * @returns {Child[]}
 */
export function pluralSentence(key, count, ...parts) {
  return sentence(formFor(key, count), ...parts);
}

/**
 * @param {number} value
 * @returns {string}
 */
export function formatNumber(value) {
  return new Intl.NumberFormat(language()).format(value);
}

/**
 * A share of a whole as a percentage; what is there at all is never shown as 0 %, nor less than all as 100 %.
 * @param {number} part
 * @param {number} whole
 * @returns {string}
 */
export function formatShare(part, whole) {
  const exact = whole > 0 ? part / whole : 0;
  const shown = exact > 0 && exact < 1 ? Math.min(Math.max(exact, 0.01), 0.99) : exact;
  return new Intl.NumberFormat(language(), { style: "percent" }).format(shown);
}

/**
 * A day as the language writes it.
 * @param {string} written A date, or a date and time, as ISO 8601 has it.
 * @returns {string}
 */
export function formatDate(written) {
  // The day that the page names is meant, wherever the reader is.
  const day = new Date(`${written.slice(0, 10)}T00:00:00Z`);
  return new Intl.DateTimeFormat(language(), { dateStyle: "medium", timeZone: "UTC" }).format(day);
}

/**
 * The language of the messages in use, a BCP 47 tag.
 * @returns {string}
 */
export function language() {
  return text("panel_language");
}

/**
 * The direction in which the messages in use are written.
 * @returns {string} `ltr` or `rtl`
 */
export function direction() {
  return text("panel_direction");
}
