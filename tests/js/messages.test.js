// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { failure, idleState, parseAnswer, parseToBackground, parseToContent } from "../../extension/shared/messages.js";

test("messages that a part takes come through", () => {
  assert.deepEqual(parseToContent({ type: "select-speaker", speaker: null }), { type: "select-speaker", speaker: null });
  assert.deepEqual(parseToContent({ type: "show-quote", quote: 3 }), { type: "show-quote", quote: 3 });
  assert.deepEqual(parseToBackground({ type: "start-here", tabId: 12 }), { type: "start-here", tabId: 12 });
  const state = idleState({ revision: 4 });
  assert.deepEqual(parseAnswer({ type: "state", state }), { type: "state", state });
});

test("messages that a part does not take are refused", () => {
  assert.throws(() => parseToContent({ type: "analyze", input: {} }), /message\.type: found "analyze", expected one of start/);
  assert.throws(() => parseToContent({ type: "toString" }), /message\.type: found "toString"/);
  assert.throws(() => parseToContent("start"), /message\.type: found undefined/);
  assert.throws(() => parseToContent(null), /message\.type/);
  assert.throws(() => parseToContent({ type: "show-quote" }), /message\.quote: not given/);
  assert.throws(() => parseToBackground({ type: "start-here", tabId: "12" }), /message\.tabId: found "12"/);
  assert.throws(() => parseAnswer(undefined), /answer\.type/);
});

test("a failure says what happened", () => {
  assert.deepEqual(failure("analyzer", new Error("unreachable")), { type: "failure", code: "analyzer", message: "unreachable" });
});
