// @ts-check
/** “Who said this?” on a page that was not read yet: the press in Firefox's own menu starts it and opens the panel. */

import { after, before, test } from "node:test";

import { openFirefox } from "../firefox.js";
import { isPainted } from "../painted.js";
import { servePages } from "../server.js";

/** @type {Awaited<ReturnType<typeof openFirefox>>} */
let driver;
/** @type {Awaited<ReturnType<typeof servePages>>} */
let server;

before(async () => {
  [server, driver] = await Promise.all([servePages(), openFirefox()]);
});
after(async () => {
  await driver?.close();
  await server?.close();
});

test("the menu of selected words starts the page, opens the panel, and turns to the quote", async () => {
  await driver.open(server.sample("wire-harbour-treaty"));
  const words = await driver.page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { data } = /** @type {Text} */ (walker.currentNode);
      const start = data.indexOf("“");
      if (start < 0 || walker.currentNode.parentElement?.closest("p") === null) continue;
      walker.currentNode.parentElement?.scrollIntoView({ block: "center", behavior: "instant" });
      getSelection()?.setBaseAndExtent(walker.currentNode, start + 1, walker.currentNode, start + 12);
      return getSelection()?.toString() ?? "";
    }
    throw new Error("the sample has no quotation marks in a text");
  });
  await driver.askAboutSelection();
  await driver.page.waitFor("painted quotes", isPainted);
  const panel = await driver.panel();
  await panel.waitFor(`the card of “${words}”`, (wanted) =>
    document.querySelector(".entry.open [aria-current]")?.textContent?.includes(wanted) === true, words);
});
