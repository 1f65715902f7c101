// @ts-check
/**
 * The wasm: compiled on the first request, kept while the background lives, replaced after a trap.
 * Nothing is kept between requests, so a background that was ended costs time only.
 */

import { parseReport } from "../shared/contract.js";
import init, { Analyzer } from "../wasm/sourcelight.js";

/** @typedef {import("../shared/contract.js").PageInput} PageInput */
/** @typedef {import("../shared/contract.js").Report} Report */

/** @type {Promise<Analyzer> | null} */
let loading = null;

/** @returns {Promise<Analyzer>} */
async function load() {
  await init({ module_or_path: chrome.runtime.getURL("wasm/sourcelight_bg.wasm") });
  return new Analyzer();
}

/**
 * Analyses a page. A trap costs one retry with a new analyzer.
 * @param {PageInput} input
 * @returns {Promise<Report>}
 */
export async function analyze(input) {
  try {
    return await analyzeOnce(input);
  } catch (error) {
    if (error instanceof TypeError) throw error;
    loading = null;
    return analyzeOnce(input);
  }
}

/** @param {PageInput} input */
async function analyzeOnce(input) {
  loading ??= load();
  return parseReport((await loading).analyze(input));
}
