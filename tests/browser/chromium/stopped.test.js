// @ts-check
/**
 * The background is stopped while it wakes for a click. Browsers do not end one that has something to answer; only a
 * developer does, here by the browser's own list of service workers. No debugger is attached to the background: under one
 * it would wait to be let on, and seem never to come back.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { startChromium } from "../chromium.js";
import { builtExtension, PATIENCE_MS } from "../driver.js";
import { isPainted } from "../painted.js";
import { servePages } from "../server.js";
import { askState } from "../state.js";

const look = { timeout: PATIENCE_MS, polling: 5 };

/** Whether the background is in one of the states. Runs in the list of service workers. @param {string[]} states */
function isIn(states) {
  return states.includes(/Running Status: *(\w+)/u.exec(document.body.innerText)?.[1] ?? "");
}

test("a background that is stopped while it wakes for a click costs at most that click", async () => {
  const server = await servePages();
  const { browser, close } = await startChromium({ targetFilter: (target) => target.type() !== "service_worker" });
  try {
    const id = await browser.installExtension(builtExtension("chrome"));
    const welcome = await browser.waitForTarget((each) => each.url().startsWith(`chrome-extension://${id}/welcome/`), { timeout: PATIENCE_MS });
    await (await welcome.asPage()).close();
    const [page = await browser.newPage()] = await browser.pages();
    const list = await browser.newPage();
    await list.goto("chrome://serviceworker-internals");
    /** Asked from here: a hidden page's own timers are slow. @param {string[]} states */
    const until = async (states) => {
      const end = performance.now() + PATIENCE_MS;
      while (!await list.evaluate(isIn, states)) {
        if (performance.now() > end) throw new Error(`waited for a background that is ${states.join(" or ")}`);
      }
    };
    await until(["RUNNING", "STOPPED"]);
    const stop = () => list.evaluate(() => {
      for (const each of document.querySelectorAll("[data-command=stop]")) /** @type {HTMLElement} */ (each).click();
    });
    await page.bringToFront();
    const extension = (await browser.extensions()).get(id);
    const click = () => extension?.triggerAction(page);

    await page.goto(server.sample("wire-harbour-treaty"));
    await click();
    const panel = await (await browser.waitForTarget((each) => each.url().includes("/panel/panel.html"), { timeout: PATIENCE_MS })).asPage();
    await page.waitForFunction(isPainted, look);

    for (const states of [["STARTING", "RUNNING"], ["RUNNING"]]) {
      const url = server.sample("wire-harbour-treaty");
      await page.goto(url);
      await stop();
      await until(["STOPPED"]);
      const clicked = click();
      await until(states);
      await stop();
      await clicked;
      // The click may be lost, or be answered when the background wakes for the reader's next wish.
      await panel.waitForFunction(async () => {
        const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
        const told = await chrome.tabs.sendMessage(tab?.id ?? 0, { type: "get-state" }, { frameId: 0 }).catch(() => null);
        if (told?.state.status === "ready") return true;
        if (told?.state.status !== "working") await chrome.runtime.sendMessage({ type: "start-here", tabId: tab?.id }).catch(() => null);
        return false;
      }, { timeout: PATIENCE_MS, polling: 100 });
      assert.equal(await page.evaluate(isPainted), true);
      const next = server.sample("wire-harbour-treaty");
      await page.goto(next);
      await click();
      await panel.waitForFunction(askState, { timeout: PATIENCE_MS, polling: 20 }, { url: next, statuses: ["ready"] });
    }
  } finally {
    await close();
    await server.close();
  }
});
