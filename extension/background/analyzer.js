// @ts-check
/**
 * The wasm: compiled on the first request, kept while the background lives, replaced after a trap.
 * What is kept between requests is how parts of pages were read, which a background that was ended reads again.
 */

import { parseReport } from "../shared/contract.js";
import init, { __wbg_reset_state as replaceInstance, Analyzer } from "../wasm/sourcelight.js";
import { REHEARSAL } from "./rehearsal.js";

/** @typedef {import("../shared/contract.js").PageInput} PageInput */
/** @typedef {import("../shared/contract.js").Report} Report */

/** @type {Promise<unknown> | null} */
let compiling = null;
/** The model pack; null where it could not be read. @type {Uint8Array | null} */
let model = null;
/** @type {Analyzer | null} */
let analyzer = null;

/** @param {string} file Of the core, which stands in a folder beside this one's. */
function addressOf(file) {
  return new URL(`../wasm/${file}`, import.meta.url).href;
}

/** Compiles the wasm and reads the model; where the wasm fails, the next request tries again. */
async function compiled() {
  compiling ??= Promise.all([init({ module_or_path: addressOf("sourcelight_bg.wasm") }), readModel()]);
  try {
    await compiling;
  } catch (error) {
    compiling = null;
    throw error;
  }
}

/** Reads the model pack. Without it the core finds less and says so in its report. */
async function readModel() {
  try {
    const response = await fetch(addressOf("sourcelight.pack"));
    model = new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    console.error("the model pack could not be read", error);
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
export function analyze(input) {
  return withRetry(() => analyzeOnce(input));
}

/**
 * What each stage makes of a page.
 * @param {PageInput} input
 * @returns {Promise<unknown>} null where this build of the core does not tell
 */
export function stages(input) {
  return withRetry(() => {
    analyzer ??= loaded();
    return analyzer.stages?.(input) ?? null;
  });
}

/**
 * @template R
 * @param {() => R} work
 * @returns {Promise<R>}
 */
async function withRetry(work) {
  await compiled();
  try {
    return work();
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    replace();
  }
  try {
    return work();
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
  analyzer ??= loaded();
  return parseReport(analyzer.analyzeAgain(input));
}

/** The core with its model, or without it where that is missing or damaged: the report then says so. */
function loaded() {
  if (model === null) return new Analyzer();
  try {
    return Analyzer.withModel(model);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw error;
    console.error("the model pack could not be used", error);
    return new Analyzer();
  }
}

function replace() {
  analyzer = null;
  replaceInstance();
}
