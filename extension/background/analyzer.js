// @ts-check
/**
 * The wasm: compiled on the first request, kept while the background lives, replaced after a trap.
 * Nothing is kept between requests, so a background that was ended costs time only.
 */

import { parseReport } from "../shared/contract.js";
import init, { __wbg_reset_state as replaceInstance, Analyzer } from "../wasm/sourcelight.js";
import { REHEARSAL } from "./rehearsal.js";

/** @typedef {import("../shared/contract.js").PageInput} PageInput */
/** @typedef {import("../shared/contract.js").Report} Report */

/** @type {Promise<unknown> | null} */
let compiling = null;
/** @type {Analyzer | null} */
let analyzer = null;

/** Compiles the wasm; where that fails, the next request tries again. */
async function compiled() {
  compiling ??= init({ module_or_path: chrome.runtime.getURL("wasm/sourcelight_bg.wasm") });
  try {
    await compiling;
  } catch (error) {
    compiling = null;
    throw error;
  }
}

/** Makes the core ready before the page's text is there. A failure is met again, and told, by {@link analyze}. */
export async function prepare() {
  if (analyzer !== null) return;
  try {
    await compiled();
    if (analyzer === null) analyzeOnce(REHEARSAL);
  } catch {
    if (analyzer !== null) replace();
  }
}

/**
 * Analyses a page. A trap costs one retry in a new instance.
 * @param {PageInput} input
 * @returns {Promise<Report>}
 */
export async function analyze(input) {
  await compiled();
  try {
    return analyzeOnce(input);
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    replace();
  }
  try {
    return analyzeOnce(input);
  } catch (error) {
    // What a trap leaves behind must not meet the next page.
    if (error instanceof WebAssembly.RuntimeError) replace();
    throw error;
  }
}

/**
 * @param {PageInput} input
 * @returns {Report}
 */
function analyzeOnce(input) {
  analyzer ??= new Analyzer();
  return parseReport(analyzer.analyze(input));
}

function replace() {
  analyzer = null;
  replaceInstance();
}
