// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { followWishes } from "../../extension/panel/wishes.js";
import { installChrome } from "./panel/chrome-stub.js";

/** @typedef {import("../../extension/shared/corrections.js").Correction} Correction */

const PAGE = "https://news.example/harbour";
/** @type {Correction[]} */
const CORRECTIONS = [{ type: "dismiss", quote: { text: "“It sails.”", nth: 0 } }];

test("whoever turns to a page that is being read waits for what is kept of it", async () => {
  installChrome({ messages: {}, tabs: [], local: { [`corrections:${PAGE}`]: CORRECTIONS }, origins: ["*://news.example/*"] });
  const wishes = followWishes(() => {});
  // A page tells its states one upon the other.
  const [first, second] = [wishes.turnTo(PAGE), wishes.turnTo(PAGE)];
  await second;
  assert.deepEqual(wishes.current().corrections, CORRECTIONS);
  assert.deepEqual(wishes.current().site, { name: "news.example", pattern: "*://news.example/*", isOpen: true });
  await first;
  wishes.stop();
});

test("of a page that was left while it was read, nothing stays", async () => {
  installChrome({ messages: {}, tabs: [], local: { [`corrections:${PAGE}`]: CORRECTIONS } });
  const wishes = followWishes(() => {});
  await Promise.all([wishes.turnTo(PAGE), wishes.turnTo("https://other.example/")]);
  assert.deepEqual(wishes.current().corrections, []);
  assert.equal(wishes.current().site?.name, "other.example");
  wishes.stop();
});
