// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { watchActiveTab } from "../../extension/panel/active-tab.js";
import { followTab } from "../../extension/panel/state.js";
import { idleState } from "../../extension/shared/messages.js";
import { installChrome } from "./panel/chrome-stub.js";
import { STATES } from "./panel/reports.js";

/** @typedef {import("../../extension/panel/state.js").Followed} Followed */
/** @typedef {import("./panel/chrome-stub.js").Tab} Tab */

const MESSAGES = JSON.parse(readFileSync(new URL("../../extension/_locales/en/messages.json", import.meta.url), "utf8"));
const READY = STATES["ready"] ?? idleState();
const UNREADABLE = idleState({ status: "unreadable", page: { title: "", url: "about:support" } });
const PANEL = new URL("https://panel.example/panel.html");

/**
 * A follower over these tabs, what it showed, and the browser's other end.
 * @param {Partial<Tab>[]} tabs
 */
function follow(tabs) {
  const controls = installChrome({
    messages: MESSAGES,
    tabs: tabs.map((tab, index) => ({ id: index + 1, active: index === 0, state: null, ...tab })),
  });
  /** @type {Followed[]} */
  const shown = [];
  const follower = followTab((model) => shown.push(model), "Alt+Shift+Q");
  const last = () => {
    const model = shown.at(-1);
    assert(model !== undefined, "something was shown");
    return model;
  };
  return { controls, follower, shown, last };
}

test("a tab without a content script is not started, which is no trouble", async () => {
  const { follower, last } = follow([{}]);
  await follower.turnTo(1);
  assert.equal(last().state.status, "idle");
  assert.equal(last().trouble, null);
  assert.equal(last().canStart, false);
});

test("the state that the background kept is shown until the page answers", async () => {
  const { follower, shown } = follow([{ stored: idleState({ status: "working", revision: 1 }), state: READY }]);
  await follower.turnTo(1);
  assert.deepEqual(shown.map((model) => model.state.status), ["working", "ready"]);
});

test("the state that the background kept stays where nobody answers", async () => {
  const { follower, last } = follow([{ stored: UNREADABLE, url: UNREADABLE.page.url }]);
  await follower.turnTo(1);
  assert.equal(last().state.status, "unreadable");
  assert.equal(last().trouble, null);
});

test("a page that cannot be read is forgotten when the tab has left it", async () => {
  for (const url of [undefined, "https://ledger.example/"]) {
    const { follower, last } = follow([{ stored: UNREADABLE, ...(url === undefined ? {} : { url }) }]);
    await follower.turnTo(1);
    assert.equal(last().state.status, "idle");
  }
});

test("a button of the panel can start only where the reader gave access to a page of the web", async () => {
  const { follower, last } = follow([{ url: "https://ledger.example/" }, { url: "chrome://settings" }, {}]);
  const expected = [true, false, false];
  for (const [index, canStart] of expected.entries()) {
    await follower.turnTo(index + 1);
    assert.equal(last().canStart, canStart);
  }
});

test("a message that fails is sent once more, and the reader hears nothing of it", async () => {
  const { controls, follower, last } = follow([{ state: READY }]);
  await follower.turnTo(1);
  controls.sent.length = 0;
  controls.failures = 1;
  await follower.tell({ type: "select-speaker", speaker: 2 });
  assert.deepEqual(controls.sent.map((message) => message.type).filter((type) => type !== "get-article"), ["select-speaker", "select-speaker"]);
  assert.equal(last().state.selectedSpeaker, 2);
  assert.equal(last().trouble, null);
});

test("a message that fails twice is said, and recovered from", async () => {
  const { controls, follower, last } = follow([{ state: READY, url: READY.page.url }]);
  await follower.turnTo(1);
  controls.failures = 2;
  await follower.tell({ type: "show-quote", quote: 0 });
  assert.equal(last().trouble, "page");
  assert.equal(last().state.status, "ready", "what was found stays");
  await follower.tell({ type: "show-quote", quote: 0 });
  assert.equal(last().trouble, null);
  controls.failures = 2;
  await follower.start();
  assert.equal(last().trouble, "background");
  await follower.start();
  assert.equal(last().trouble, null);
});

test("a start that the browser refuses says what the reader can do", async () => {
  const { controls, follower, last } = follow([{ url: READY.page.url }]);
  await follower.turnTo(1);
  controls.answer = { type: "failure", code: "permission", message: "Missing host permission" };
  await follower.start();
  assert.equal(last().state.error?.code, "permission");
  assert.equal(last().trouble, null);
  controls.answer = { type: "failure", code: "unreadable", message: "Cannot access a chrome:// URL" };
  await follower.start();
  assert.equal(last().state.status, "unreadable");
});

test("after another page came into the tab, only what it says itself counts", async () => {
  const { controls, follower, last } = follow([{ stored: UNREADABLE, url: UNREADABLE.page.url }]);
  await follower.turnTo(1);
  assert.equal(last().state.status, "unreadable");
  controls.load(1, null);
  await follower.askAgain();
  assert.equal(last().state.status, "idle");
  controls.load(1, READY);
  await follower.askAgain();
  assert.equal(last().state.status, "ready");
});

test("a click on a closed page counts, though it comes before the page is said to be loaded", async () => {
  const { controls, follower, last } = follow([{ state: READY }]);
  await follower.turnTo(1);
  follower.noteLeaving();
  controls.announce(1, idleState({ revision: READY.revision + 1 }));
  controls.store(1, idleState({ status: "unreadable" }));
  assert.equal(last().state.status, "unreadable");
  controls.load(1, null);
  await follower.askAgain();
  assert.equal(last().state.status, "unreadable");
});

test("what the page says and what the background keeps is followed, for this tab only", async () => {
  const { controls, follower, last, shown } = follow([{ state: READY }, { state: null }]);
  await follower.turnTo(1);
  controls.announce(1, { ...READY, selectedSpeaker: 3, revision: READY.revision + 1 });
  assert.equal(last().state.selectedSpeaker, 3);
  const before = shown.length;
  controls.announce(2, READY);
  controls.store(2, READY);
  assert.equal(shown.length, before);
  controls.announce(1, { ...READY, selectedSpeaker: 1, revision: 1 });
  assert.equal(last().state.selectedSpeaker, 3, "an older state of the same page does not undo a newer one");
  controls.store(1, null);
  assert.equal(last().state.status, "idle", "the tab went to another page");
  follower.stop();
  controls.announce(1, READY);
  assert.equal(last().state.status, "idle");
});

test("an answer that comes after the reader went to another tab is dropped", async () => {
  const { follower, last } = follow([{ state: READY }, { state: STATES["empty"] ?? null }]);
  const first = follower.turnTo(1);
  const second = follower.turnTo(2);
  await Promise.all([first, second]);
  assert.equal(last().state.status, "empty");
});

test("the panel follows the active tab of its window", async () => {
  const { controls } = follow([{}, {}]);
  /** @type {number[]} */
  const tabs = [];
  const stop = await watchActiveTab(PANEL, (tabId) => tabs.push(tabId), () => tabs.push(0));
  controls.activate(2);
  controls.load(1, null);
  controls.load(2, null);
  controls.activate(1);
  stop();
  controls.activate(2);
  assert.deepEqual(tabs, [1, 2, 0, 1]);
});

test("the panel's address can name the tab", async () => {
  const { controls } = follow([{}, {}]);
  /** @type {number[]} */
  const tabs = [];
  await watchActiveTab(new URL("?tab=2", PANEL), (tabId) => tabs.push(tabId), () => {});
  controls.activate(1);
  assert.deepEqual(tabs, [2]);
});

test("the text of an article is asked for once, and comes after its report", async () => {
  const blocks = [{ id: 0, kind: "paragraph", text: "One." }];
  const { controls, follower, last } = follow([{ state: READY, article: blocks }]);
  await follower.turnTo(1);
  await follower.tell({ type: "select-speaker", speaker: 0 });
  await follower.tell({ type: "select-speaker", speaker: null });
  assert.deepEqual(last().article, blocks);
  assert.equal(controls.sent.filter(({ type }) => type === "get-article").length, 1);
});

test("the text is asked for too where the background's copy was shown first", async () => {
  const blocks = [{ id: 0, kind: "paragraph", text: "One." }];
  const { controls, follower, last } = follow([{ state: READY, stored: structuredClone(READY), article: blocks }]);
  await follower.turnTo(1);
  await follower.tell({ type: "get-state" });
  assert.deepEqual(last().article, blocks);
  assert.equal(controls.sent.filter(({ type }) => type === "get-article").length, 1);
});
