// @ts-check
/**
 * What the parts of the panel that show quotes have in common: the page, the report, and what a press does.
 */

/**
 * @typedef {object} Context
 * @property {import("./model.js").Model} model
 * @property {import("./audit.js").Audit} audit
 * @property {import("./model.js").Actions} actions
 * @property {(words: string) => void} announce Says something aloud.
 * @property {(correction: import("./model.js").Correction, done: string) => void} correct
 *   Adds a correction, and says that it is done.
 */

export {};
