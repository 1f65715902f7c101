// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { ChangeWatcher } from "../../extension/content/observe.js";
import { pageOf } from "./page.js";

/** @typedef {import("node:test").TestContext} TestContext */

/** Lets the observer tell what it saw. */
const told = () => new Promise((resolve) => { setImmediate(resolve); });

/**
 * A watched article, a clock that the test moves, and what the watcher did.
 * @param {TestContext} context
 */
function watched(context) {
  const document = pageOf("<aside><p>Tide 4 m</p></aside><article><p>“No,” said Ada Orme.</p><script>1</script></article>");
  const window = /** @type {Window & typeof globalThis} */ (document.defaultView);
  globalThis.MutationObserver = window.MutationObserver;
  let isHidden = false;
  Object.defineProperty(document, "hidden", { get: () => isHidden });
  const did = { looks: 0, forgotten: /** @type {string[]} */ ([]) };
  const watcher = new ChangeWatcher(document, {
    async look() { did.looks += 1; },
    forget: (node) => { did.forgotten.push(node.data); },
  });
  const article = /** @type {Element} */ (document.querySelector("article"));
  watcher.watch(article, []);
  context.mock.timers.enable({ apis: ["setTimeout"] });
  return {
    document, watcher, article, did,
    /** @param {number} ms */
    async pass(ms) {
      await told();
      context.mock.timers.tick(ms);
      await told();
    },
    /** @param {boolean} hidden */
    hide(hidden) {
      isHidden = hidden;
      document.dispatchEvent(new window.Event("visibilitychange"));
    },
  };
}

test("a change of the article's text is looked at, once for all that come together", async (context) => {
  const { document, article, did, pass } = watched(context);
  article.append(document.createElement("p"));
  article.append("More.");
  article.append("Still more.");
  await pass(300);
  assert.equal(did.looks, 0);
  await pass(200);
  assert.equal(did.looks, 1);
});

test("changes without text, and those beside the article, are not looked at", async (context) => {
  const { document, article, did, pass } = watched(context);
  article.append(document.createElement("img"), document.createElement("div"), document.createComment("x"), "  ");
  const script = /** @type {Element} */ (document.querySelector("script"));
  script.append("2");
  /** @type {Text} */ (script.firstChild).data = "3";
  /** @type {Element} */ (document.querySelector("aside p")).textContent = "Tide 5 m";
  await pass(60_000);
  assert.equal(did.looks, 0);
});

test("text that is unfolded is looked at, and an article that is replaced", async (context) => {
  const { article, did, pass } = watched(context);
  article.querySelector("p")?.setAttribute("class", "open");
  await pass(500);
  assert.equal(did.looks, 1);
  article.replaceWith("Another one.");
  await pass(60_000);
  assert.equal(did.looks, 2);
});

test("what is known of a text is forgotten at once when it changes", async (context) => {
  const { article, did, pass } = watched(context);
  /** @type {Text} */ (article.querySelector("p")?.firstChild).data = "“Yes,” said Ada Orme.";
  await pass(0);
  assert.deepEqual(did, { looks: 0, forgotten: ["“Yes,” said Ada Orme."] });
});

test("nothing is looked at while the page is hidden, or after the end", async (context) => {
  const { article, did, pass, hide, watcher } = watched(context);
  article.append("More.");
  await pass(0);
  hide(true);
  await pass(60_000);
  assert.equal(did.looks, 0, "hidden before its time came");
  article.append("Still more.");
  await pass(60_000);
  assert.equal(did.looks, 0);
  hide(false);
  await pass(60_000);
  assert.equal(did.looks, 1, "made up for");
  watcher.stop();
  article.append("Too late.");
  await pass(60_000);
  assert.equal(did.looks, 1);
});
