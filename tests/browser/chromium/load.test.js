// @ts-check
/**
 * What the extension costs a page's main thread, on a long page and on one that never rests. Printed, never asserted:
 * machines differ. The real page lies beside the project on some machines; without it, a sample is measured.
 */

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

import { openChromium } from "../chromium.js";
import { isPainted } from "../painted.js";
import { readSample, servePages } from "../server.js";

/** @typedef {import("../chromium.js").ChromiumDriver} ChromiumDriver */

/**
 * What is used of an event of a trace; times in microseconds, `tdur` of the processor.
 * @typedef {{ name: string, pid: number, tid: number, ts: number, dur?: number, tdur?: number, args?: { data?: { url?: string } } }} TraceEvent
 */

/** A chapter of about 5,000 words. */
const LONG_PAGE = new URL("../../../../shared/data/pages/royal-road/source.html", import.meta.url);
const READABILITY = readFileSync(createRequire(import.meta.url).resolve("@mozilla/readability/Readability.js"), "utf8");

/** With SOURCELIGHT_FIGURES=all the page that never rests is watched for a minute. */
const RESTLESS_SECONDS = process.env.SOURCELIGHT_FIGURES === "all" ? 60 : 8;
const NODES_A_SECOND = 100;

const SCRIPT = "/content/content.js";
const TASK = "ThreadControllerImpl::RunTask";
const RUNS = 9;

/**
 * The tasks of the main thread in which the content script ran, by the browser's own trace.
 * @param {TraceEvent[]} events
 */
function ourTasks(events) {
  const first = events.find(({ args }) => args?.data?.url?.endsWith(SCRIPT) === true);
  assert(first !== undefined, "the trace shows the content script");
  const onThread = events.filter(({ pid, tid, dur }) => pid === first.pid && tid === first.tid && dur !== undefined);
  /** @param {TraceEvent} task @param {TraceEvent} inside */
  const holds = (task, inside) => task.ts <= inside.ts && inside.ts <= task.ts + (task.dur ?? 0);
  const tasks = onThread.filter(({ name }) => name === TASK);
  // Of what goes on after `scheduler.yield()` or an answer of the background, the trace shows the microtasks only. The
  // page's own scripts come from nowhere here: nothing else waits.
  const goingOn = onThread.filter((each) =>
    each.name === "BlinkScheduler_PerformMicrotaskCheckpoint" && each.ts > first.ts && !tasks.some((task) => holds(task, each)));
  return [...tasks.filter((task) => holds(task, first)), ...goingOn];
}

/**
 * What tasks took of the processor, which other work of the machine does not lengthen, in milliseconds.
 * @param {TraceEvent[]} tasks
 */
function processorTime(tasks) {
  return tasks.map(({ tdur = 0 }) => tdur / 1000).toSorted((left, right) => right - left);
}

/** @param {number[]} values */
function sum(values) {
  return values.reduce((total, each) => total + each, 0);
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

/** @param {number} value */
function rounded(value) {
  return Math.round(value * 10) / 10;
}

/**
 * What happens in the browser while something is done.
 * @param {ChromiumDriver} driver
 * @param {() => Promise<void>} act
 * @returns {Promise<TraceEvent[]>}
 */
async function traced(driver, act) {
  await driver.tab.tracing.start({ categories: ["devtools.timeline", "toplevel"] });
  await act();
  return JSON.parse(new TextDecoder().decode(await driver.tab.tracing.stop())).traceEvents;
}

test("the main thread of a long page", async (context) => {
  const isReal = existsSync(LONG_PAGE);
  const html = isReal ? readFileSync(LONG_PAGE, "utf8") : readSample("longread-salt-road");
  const driver = await openChromium({ offline: true });
  const server = await servePages();
  const ours = [];
  const theirs = [];
  try {
    for (let run = 0; run < RUNS; run += 1) {
      await driver.open(server.page(html));
      ours.push(processorTime(ourTasks(await traced(driver, async () => {
        await driver.clickAction();
        await driver.page.waitFor("painted quotes", isPainted);
      }))));
      await driver.open(server.page(html));
      await driver.page.run(`${READABILITY}; window.Readability = Readability;`);
      const events = await traced(driver, () => driver.page.evaluate(() => {
        const { Readability } = /** @type {{ Readability: new (document: Document) => { parse(): unknown } }} */ (
          /** @type {unknown} */ (window));
        new Readability(/** @type {Document} */ (document.cloneNode(true))).parse();
      }));
      theirs.push(processorTime(events.filter(({ name }) => name === TASK))[0] ?? 0);
    }
    const total = median(ours.map(sum));
    context.diagnostic(JSON.stringify({
      page: isReal ? "a real one of 5,000 words" : "a sample",
      processor_ms: rounded(total),
      longest_task_ms: rounded(median(ours.map(([longest = 0]) => longest))),
      worst_task_ms: rounded(Math.max(...ours.flat())),
      readability_ms: rounded(median(theirs)),
      ratio: Math.round(total / median(theirs) * 100) / 100,
    }));
  } finally {
    await driver.close();
    await server.close();
  }
});

test("a page that never rests", { timeout: (RESTLESS_SECONDS + 60) * 1000 }, async (context) => {
  const driver = await openChromium();
  const server = await servePages();
  try {
    await driver.open(server.page(readSample("wire-harbour-treaty")));
    await driver.clickAction();
    await driver.page.waitFor("painted quotes", isPainted);
    const session = await driver.tab.createCDPSession();
    await session.send("Profiler.enable");
    await session.send("Performance.enable");
    const heap = async () => {
      await session.send("HeapProfiler.collectGarbage");
      const { metrics } = await session.send("Performance.getMetrics");
      return metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? 0;
    };
    const heapBefore = await heap();
    await session.send("Profiler.start");
    await driver.page.evaluate((perSecond, seconds) => new Promise((resolve) => {
      const article = document.querySelector("article, main") ?? document.body;
      let inserted = 0;
      const timer = setInterval(() => {
        const line = document.createElement("p");
        line.textContent = `Update ${inserted}: the water stands at ${inserted % 90} cm.`;
        article.prepend(line);
        // A ticker: what is older than a few seconds goes.
        if (inserted >= perSecond * 3) article.children[perSecond * 3]?.remove();
        inserted += 1;
        if (inserted >= perSecond * seconds) {
          clearInterval(timer);
          resolve(undefined);
        }
      }, 1000 / perSecond);
    }), NODES_A_SECOND, RESTLESS_SECONDS);
    const { profile: { nodes, samples = [], timeDeltas = [], startTime, endTime } } = await session.send("Profiler.stop");
    const ours = new Set(nodes.filter(({ callFrame }) => callFrame.url.endsWith(SCRIPT)).map(({ id }) => id));
    const microseconds = samples.reduce((sum, id, index) => sum + (ours.has(id) ? timeDeltas[index + 1] ?? 0 : 0), 0);
    context.diagnostic(JSON.stringify({
      seconds: rounded((endTime - startTime) / 1e6),
      our_share_percent: rounded(microseconds / (endTime - startTime) * 100),
      heap_growth_kb: Math.round((await heap() - heapBefore) / 1000),
    }));
  } finally {
    await driver.close();
    await server.close();
  }
});
