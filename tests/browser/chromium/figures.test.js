// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { openChromium } from "../chromium.js";
import { measure } from "../figures.js";
import { isPainted } from "../painted.js";

/** @typedef {import("../chromium.js").ChromiumDriver} ChromiumDriver */
/** @typedef {{ name: string, pid: number, tid: number, dur?: number, args?: { data?: { url?: string } } }} TraceEvent Durations in microseconds. */

const SCRIPT = "/content/content.js";

/**
 * Switches the page on, and waits until the work is done.
 * @param {ChromiumDriver} driver
 */
async function switchOn(driver) {
  await driver.clickAction();
  await driver.page.waitFor("painted quotes", isPainted);
}

/**
 * All tasks of the page's main thread from the click on: ours, and what layout and paint they cause.
 * @param {ChromiumDriver} driver
 * @param {string} url
 */
async function tasks(driver, url) {
  await driver.open(url);
  await driver.tab.tracing.start({ categories: ["devtools.timeline", "toplevel"] });
  await switchOn(driver);
  const trace = new TextDecoder().decode(await driver.tab.tracing.stop());
  const { traceEvents } = /** @type {{ traceEvents: TraceEvent[] }} */ (JSON.parse(trace));
  const ours = traceEvents.find(({ args }) => args?.data?.url?.endsWith(SCRIPT) === true);
  assert(ours !== undefined, "the trace shows the content script");
  const durations = traceEvents
    .filter(({ name, pid, tid }) => name === "ThreadControllerImpl::RunTask" && pid === ours.pid && tid === ours.tid)
    .map(({ dur = 0 }) => dur / 1000);
  assert(durations.length > 0, "the trace shows tasks");
  return {
    main_thread_all_ms: Math.round(durations.reduce((sum, each) => sum + each, 0)),
    main_thread_longest_task_ms: Math.round(Math.max(...durations)),
  };
}

/**
 * The time in the content script's own functions and in what they call of the browser.
 * @param {ChromiumDriver} driver
 * @param {string} url
 */
async function scriptTime(driver, url) {
  await driver.open(url);
  const session = await driver.tab.createCDPSession();
  await session.send("Profiler.enable");
  await session.send("Profiler.setSamplingInterval", { interval: 100 });
  await session.send("Profiler.start");
  await switchOn(driver);
  const { profile: { nodes, samples = [], timeDeltas = [] } } = await session.send("Profiler.stop");
  await session.detach();
  const ours = new Set(nodes.filter(({ callFrame }) => callFrame.url.endsWith(SCRIPT)).map(({ id }) => id));
  const microseconds = samples.reduce((sum, id, index) => sum + (ours.has(id) ? timeDeltas[index + 1] ?? 0 : 0), 0);
  return { content_script_ms: Math.round(microseconds / 100) / 10 };
}

test("figures of speed in Chromium", async (context) => {
  const driver = await openChromium();
  try {
    const figures = await measure(driver, async (url) => ({ ...await tasks(driver, url), ...await scriptTime(driver, url) }));
    context.diagnostic(`chromium: ${JSON.stringify(figures)}`);
  } finally {
    await driver.close();
  }
});
