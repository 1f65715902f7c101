// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { isInvalidated, request } from "../../extension/shared/request.js";

const CLOSED = "A listener indicated an asynchronous response by returning true, but the message channel closed before a response was received";
const NO_RECEIVER = "Could not establish connection. Receiving end does not exist.";

/**
 * @param {(unknown | Error)[]} outcomes What each try brings, in order.
 * @param {unknown} expected
 */
async function check(outcomes, expected) {
  let tries = 0;
  const answer = await request(async () => {
    const outcome = outcomes[tries];
    tries += 1;
    if (outcome instanceof Error) throw outcome;
    return outcome;
  }, { type: "anything" }, "done");
  assert.deepEqual(answer, expected);
  assert.equal(tries, outcomes.length);
}

test("an answer is taken", () => check([{ type: "done" }], { type: "done" }));

test("a receiver that was ended gets a second chance", async () => {
  await check([new Error(CLOSED), { type: "done" }], { type: "done" });
  await check([new Error(NO_RECEIVER), { type: "done" }], { type: "done" });
  await check([undefined, { type: "done" }], { type: "done" });
});

test("a receiver that is not there twice is told as a failure", () =>
  check([new Error(CLOSED), new Error(NO_RECEIVER)], { type: "failure", code: "disconnected", message: NO_RECEIVER }));

test("another error is not tried again", () =>
  check([new Error("Extension context invalidated.")],
    { type: "failure", code: "disconnected", message: "Extension context invalidated." }));

test("a failure is handed on, an answer to something else is one", async () => {
  await check([{ type: "failure", code: "analyzer", message: "trap" }], { type: "failure", code: "analyzer", message: "trap" });
  await check([{ type: "nonsense" }],
    { type: "failure", code: "message", message: 'answer.type: found "nonsense", expected one of state, article, report, look, done, failure' });
});

test("a copy of the code that was left behind is told by what the browser says, or has taken away", () => {
  Object.assign(globalThis, { chrome: { runtime: { id: "own" } } });
  assert.equal(isInvalidated(new Error("Extension context invalidated.")), true);
  assert.equal(isInvalidated(new Error(CLOSED)), false);
  Object.assign(globalThis, { chrome: {} });
  assert.equal(isInvalidated(new TypeError("Cannot read properties of undefined (reading 'sendMessage')")), true);
});
