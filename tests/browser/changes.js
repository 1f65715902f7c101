// @ts-check
/** Pages that change under the reader: what is painted and listed follows them. Once for all browsers. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { paintedPieces } from "./painted.js";
import { servePages } from "./server.js";
import { askState, whenAnalyzed } from "./state.js";

/** @typedef {import("./driver.js").Driver} Driver */
/** @typedef {import("./driver.js").LaunchOptions} LaunchOptions */
/** @typedef {import("./driver.js").View} View */

const FIRST = "“The pier will open in the summer,” said Ada Quill, the harbour master.";
const SECOND = "“Nobody in the old town believed us,” said Bo Lind, who owns a boat.";
const PLAIN = "The boats of the old town have waited for the pier for nine years, and so have their owners.";

const PAGE = `<!DOCTYPE html><html lang="en"><head><title>Pier to open by summer</title>
  <style>.folded { display: none }</style></head>
  <body><main><article><h1>Pier to open by summer</h1><p id="first">${FIRST}</p><p>${PLAIN}</p>
  <div id="rest" class="folded"><p>${SECOND}</p></div></article></main></body></html>`;

/**
 * Whether exactly these passages are painted, in any order.
 * @param {string[]} wanted
 */
function paints(wanted) {
  const texts = [...CSS.highlights].filter(([name]) => name.startsWith("sourcelight-")).flatMap(([, highlight]) =>
    [...highlight].flatMap((each) => {
      if (!each.startContainer.isConnected) return [];
      const range = document.createRange();
      range.setStart(each.startContainer, each.startOffset);
      range.setEnd(each.endContainer, each.endOffset);
      return [range.toString()];
    }));
  return JSON.stringify(texts.toSorted()) === JSON.stringify(wanted.toSorted());
}

const WORDS = { first: "“The pier will open in the summer,”", second: "“Nobody in the old town believed us,”" };

/** @param {(options?: LaunchOptions) => Promise<Driver>} launch */
export function runChanges(launch) {
  /** @type {Driver} */
  let driver;
  /** @type {Awaited<ReturnType<typeof servePages>>} */
  let server;
  /** @type {View} */
  let page;
  /** @type {View} */
  let panel;

  const openOn = async (html = PAGE) => {
    const url = server.page(html);
    await driver.open(url);
    await driver.clickAction();
    await whenAnalyzed(panel, url);
    await page.waitFor("the first quote", paints, [WORDS.first]);
    return url;
  };
  /** @param {string} url */
  const speakers = async (url) => {
    const { report } = await whenAnalyzed(panel, url);
    return report?.speakers.map(({ name }) => name);
  };

  before(async () => {
    [server, driver] = await Promise.all([servePages(), launch({ offline: true, listens: true })]);
    ({ page } = driver);
    // The first click opens the panel, which makes the page narrower; what it starts must not reach the next page.
    await driver.open(server.page(PAGE));
    await driver.clickAction();
    panel = await driver.panel();
    await whenAnalyzed(panel, server.origin);
  });
  after(async () => {
    assert.deepEqual(await driver?.complaints(), []);
    await driver?.close();
    await server?.close();
  });

  test("what is unfolded is read", async () => {
    const url = await openOn();
    await page.evaluate(() => document.getElementById("rest")?.classList.remove("folded"));
    await page.waitFor("both quotes", paints, [WORDS.first, WORDS.second]);
    assert.deepEqual(await speakers(url), ["Ada Quill", "Bo Lind"]);
  });

  test("what is inserted above is read, and what stood there stays painted", async () => {
    const url = await openOn();
    await page.evaluate((text) => {
      const paragraph = document.createElement("p");
      paragraph.textContent = text;
      document.getElementById("first")?.before(paragraph);
    }, SECOND);
    await page.waitFor("both quotes", paints, [WORDS.first, WORDS.second]);
    assert.deepEqual(await speakers(url), ["Bo Lind", "Ada Quill"]);
  });

  test("nodes that are replaced by others with the same text are painted anew", async () => {
    await openOn();
    await page.evaluate(() => {
      const article = document.querySelector("article");
      if (article !== null) article.outerHTML = article.outerHTML;
    });
    await page.waitFor("the first quote in its new node", paints, [WORDS.first]);
  });

  test("a text that is replaced in its node is not painted with the old one's marks", async () => {
    await openOn();
    await page.evaluate((text) => {
      /** @type {Text} */ (document.getElementById("first")?.firstChild).data = text;
    }, PLAIN);
    await page.waitFor("nothing painted", paints, []);
    await page.evaluate((text) => {
      /** @type {Text} */ (document.getElementById("first")?.firstChild).data = text;
    }, SECOND);
    await page.waitFor("the new quote", paints, [WORDS.second]);
  });

  test("an article that a single-page site puts in place of the first is read", async () => {
    await openOn();
    await page.evaluate((text) => {
      history.pushState(null, "", "other.html");
      document.title = "Boats come back";
      document.querySelector("main")?.replaceChildren(document.createElement("article"));
      const article = document.querySelector("article");
      if (article !== null) article.innerHTML = `<h1>Boats come back</h1><p>${text}</p>`;
    }, SECOND);
    await page.waitFor("the new quote", paints, [WORDS.second]);
    const url = await page.evaluate(() => location.href);
    await panel.waitFor("the new page in the state", askState, { url, statuses: ["ready"] });
    assert.equal((await whenAnalyzed(panel, url)).page.title, "Boats come back");
    assert.deepEqual(await speakers(url), ["Bo Lind"]);
  });

  test("a second article that is hung below the first is left out, and the panel says so", async () => {
    const url = await openOn();
    await page.evaluate((text, plain) => {
      const article = document.createElement("article");
      article.innerHTML = `<h1>Boats come back</h1><p>${text}</p>${`<p>${plain}</p>`.repeat(9)}`;
      document.querySelector("main")?.append(article);
    }, SECOND, PLAIN);
    await panel.waitFor("the remark", (words) => document.querySelector(".remarks")?.textContent?.includes(words) === true, "Another article");
    assert(await page.evaluate(paints, [WORDS.first]), "only the first quote is painted");
    assert.deepEqual(await speakers(url), ["Ada Quill"]);
    // As the reader goes on to it, such a page calls itself by the second one.
    await page.evaluate(() => {
      document.title = "Boats come back";
      document.querySelector("main")?.append(document.createElement("hr"), "More stories");
    });
    await page.waitFor("the second article's quote", paints, [WORDS.second]);
    assert.deepEqual(await speakers(url), ["Bo Lind"]);
  });

  test("a page that the reader comes back to is as the state says", async () => {
    const url = await openOn();
    await driver.open(server.page("<!DOCTYPE html><title>Other</title><p>Nothing."));
    await page.evaluate(() => { history.back(); });
    await page.waitFor("the page from before", (wanted) => location.href === wanted && document.readyState === "complete", url);
    // From the browser's memory, the page comes with its highlights; loaded anew, without.
    if ((await page.evaluate(paintedPieces)).length > 0) {
      await panel.waitFor("the state from before", askState, { url, statuses: ["ready"] });
    } else {
      await driver.clickAction();
      await page.waitFor("the first quote", paints, [WORDS.first]);
    }
  });
}
