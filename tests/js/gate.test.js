// @ts-check
/** What the background does not take: messages that nobody of us would send. */

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { admit } from "../../extension/background/gate.js";
import { idleState } from "../../extension/shared/messages.js";

const OWN = "chrome-extension://own/";
const PANEL = { id: "own", url: `${OWN}panel/panel.html` };
const CONTENT = { id: "own", url: "https://ledger.example/story", tab: { id: 7 } };

before(() => {
  Object.assign(globalThis, { chrome: { runtime: { id: "own", getURL: (/** @type {string} */ path) => OWN + path } } });
});

/** @param {unknown} message @param {object} sender */
const take = (message, sender) => admit(message, /** @type {chrome.runtime.MessageSender} */ (sender));
/** @param {unknown} message @param {object} sender */
const refuse = (message, sender) => assert.throws(() => take(message, sender), TypeError, JSON.stringify(message));

test("a message of another extension is refused, whatever it asks", () => {
  refuse({ type: "start-here", tabId: 7 }, { ...PANEL, id: "other" });
  refuse({ type: "state-changed", state: idleState() }, { ...CONTENT, id: undefined });
});

test("a message that is none is refused", () => {
  const tip = { text: "a", pseudo: "after", left: 1, top: 1, side: "above" };
  const messages = [
    null, 7, [], "start", {}, { type: "__proto__" }, { type: "constructor" }, { type: "eval", code: "alert(1)" },
    { type: "analyze", input: { version: 1, blocks: [{ id: -1, kind: "paragraph", text: "" }] } },
    { type: "analyze", input: { version: 1, blocks: "no list" } },
    { type: "state-changed", state: { ...idleState(), status: "ready<script>" } },
    { type: "state-changed", state: { ...idleState(), more: 1 } },
    { type: "tip", show: { ...tip, pseudo: "after; } * { display: none" }, hide: null },
    { type: "tip", show: { ...tip, left: "1px; } * {" }, hide: null },
  ];
  for (const message of messages) refuse(message, CONTENT);
});

test("only the panel starts a page: a content script that a page took over reaches no other tab", () => {
  refuse({ type: "start-here", tabId: 8 }, CONTENT);
  refuse({ type: "start-here", tabId: 8 }, { ...CONTENT, url: `https://ledger.example/?${OWN}` });
  refuse({ type: "start-here", tabId: 8 }, { id: "own" });
  assert.equal(take({ type: "start-here", tabId: 8 }, PANEL).message.type, "start-here");
});

test("a state and a tip belong to the tab that they come from, and to no other", () => {
  refuse({ type: "state-changed", state: idleState() }, PANEL);
  refuse({ type: "tip", show: null, hide: null }, PANEL);
  assert.equal(take({ type: "state-changed", state: idleState() }, CONTENT).tabId, 7);
});
