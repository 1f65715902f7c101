// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { ElementLook, elementsAround, ruledBest } from "../../extension/content/element-look.js";
import { pageOf } from "./page.js";

/** @typedef {import("node:test").TestContext} TestContext */

/** Lets what was asked for be answered. */
const answered = () => new Promise((resolve) => { setImmediate(resolve); });

/**
 * A look that a background gives or not, as the test wishes, and what it was asked for.
 * @param {TestContext} context
 */
function lookOf(context) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const background = { isThere: true, asked: /** @type {string[][]} */ ([]) };
  const look = new ElementLook(async (names) => {
    background.asked.push(names);
    return background.isThere;
  });
  return {
    look, background,
    /** @param {number} ms */
    async pass(ms) {
      context.mock.timers.tick(ms);
      await answered();
    },
  };
}

test("each element is asked for once, however often the page is painted", async (context) => {
  const { look, background, pass } = lookOf(context);
  await look.showIn(["div", "span"]);
  look.stop();
  await look.showIn(["div", "span", "news-text"]);
  await look.showIn([]);
  await look.again();
  await pass(60_000);
  assert.deepEqual(background.asked, [["div", "span"], ["news-text"]]);
});

test("what could not be given is asked for again after a while, some times", async (context) => {
  const { look, background, pass } = lookOf(context);
  background.isThere = false;
  await look.showIn(["div"]);
  await pass(400);
  assert.equal(background.asked.length, 1);
  await pass(100);
  assert.equal(background.asked.length, 2);
  background.isThere = true;
  await pass(2000);
  await pass(60_000);
  assert.deepEqual(background.asked, [["div"], ["div"], ["div"]], "until it is given");
  background.isThere = false;
  await look.showIn(["li"]);
  for (let waits = 0; waits < 9; waits += 1) await pass(60_000);
  assert.equal(background.asked.length, 3 + 4, "not for ever");
});

test("what could not be given is asked for when the page is painted again, and when the background speaks", async (context) => {
  const { look, background, pass } = lookOf(context);
  background.isThere = false;
  await look.showIn(["div"]);
  for (let waits = 0; waits < 9; waits += 1) await pass(60_000);
  background.asked = [];
  await look.showIn(["div", "li"]);
  background.isThere = true;
  await look.again();
  await look.again();
  assert.deepEqual(background.asked, [["div", "li"], ["div", "li"]]);
});

test("of a page that is painted no more nothing is asked for", async (context) => {
  const { look, background, pass } = lookOf(context);
  background.isThere = false;
  await look.showIn(["div"]);
  look.stop();
  await look.again();
  await pass(60_000);
  const asking = look.showIn(["div"]);
  look.stop();
  await asking;
  await pass(60_000);
  assert.deepEqual(background.asked, [["div"], ["div"]]);
});

test("another look is asked for where the page is not painted, and given without asking where it is", async (context) => {
  const { look, background } = lookOf(context);
  await look.showIn(["p"]);
  look.renew();
  await look.showIn(["p"]);
  look.stop();
  look.renew();
  await look.showIn(["p"]);
  assert.deepEqual(background.asked, [["p"], ["p"]]);
});

test("rules for the root reach all but shadow roots", async (context) => {
  const { look, background } = lookOf(context);
  await look.showIn([":root"]);
  await look.showIn(["p", "div"]);
  await look.showIn(["*"]);
  assert.deepEqual(background.asked, [[":root"], ["*"]]);
});

/** The texts of a tree. @param {Node} root */
function textsIn(root) {
  const walker = /** @type {Document} */ (root.ownerDocument).createTreeWalker(root, 4);
  /** @type {Text[]} */
  const texts = [];
  for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) texts.push(/** @type {Text} */ (text));
  return texts;
}

test("rules name the elements that hold the lines in which quotes stand", () => {
  const document = pageOf("<p>a <b>b <i>c</i></b></p><ul><li>d <a>e</a></li></ul><h1><span>f</span></h1><div>g <em>h</em></div>");
  assert.deepEqual(elementsAround(textsIn(document.body)), ["p", "li", "h1", "div", "em"]);
  document.body.attachShadow({ mode: "open" }).innerHTML = "<p>i</p>";
  assert.deepEqual(elementsAround(textsIn(/** @type {ShadowRoot} */ (document.body.shadowRoot))), ["*"]);
});

test("of a page that consists of the elements in which quotes stand, the root is named", () => {
  const document = pageOf(`${"<p>a</p>".repeat(9)}<div></div>${"<i></i>".repeat(40)}`);
  assert.deepEqual(ruledBest(document, ["p"]), ["p"]);
  assert.deepEqual(ruledBest(document, ["p", "div"]), ["p", "div"]);
  document.body.append(document.createElement("p"), document.createElement("p"));
  assert.deepEqual(ruledBest(document, ["p", "div"]), [":root"]);
  assert.deepEqual(ruledBest(document, ["*"]), ["*"]);
});
