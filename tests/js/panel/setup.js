// @ts-check
/** A page for the panel's modules outside a browser, and models to give them. */

import { readFileSync } from "node:fs";

import { JSDOM } from "jsdom";

import { auditOf } from "../../../extension/panel/audit.js";
import { unknownTab } from "../../../extension/panel/model.js";
import { installChrome } from "./chrome-stub.js";
import { HARBOUR_BLOCKS, STATES } from "./reports.js";

/** @typedef {import("../../../extension/panel/model.js").Model} Model */

/** @param {string} locale */
export function messagesOf(locale) {
  return JSON.parse(readFileSync(new URL(`../../../extension/_locales/${locale}/messages.json`, import.meta.url), "utf8"));
}

/**
 * Puts a document and the browser's interface in place.
 * @param {string} [body]
 */
export function installPage(body = "") {
  const { window } = new JSDOM(`<!doctype html>${body}`, { pretendToBeVisual: true });
  window.scrollTo = () => {};
  for (const name of ["window", "document", "Event", "KeyboardEvent", "HTMLElement"]) {
    Reflect.set(globalThis, name, name === "window" ? window : window[name]);
  }
  return installChrome({ messages: messagesOf("en"), tabs: [] });
}

/**
 * A model and its audit.
 * @param {string} name Of the state.
 * @param {Partial<Model>} [rest]
 */
export function audited(name, rest = {}) {
  const state = STATES[name];
  if (state?.report == null) throw new Error(`${name} has no report`);
  /** @type {Model} */
  const model = {
    ...unknownTab(), state,
    article: /** @type {Model["article"]} */ (state.report === STATES["ready"]?.report ? HARBOUR_BLOCKS : null), ...rest,
  };
  return { model, audit: auditOf(state.report, model.corrections, model.article) };
}
