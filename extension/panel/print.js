// @ts-check
/** The print view: the article with numbered quotes, and who says what. */

import { readCorrections } from "../shared/corrections.js";
import { applyLook } from "../shared/palette.js";
import { request } from "../shared/request.js";
import { readSettings } from "../shared/settings.js";
import { auditOf } from "./audit.js";
import { button, element } from "./elements.js";
import { printedArticle, printedRoster } from "./render/printed.js";
import { direction, language, text } from "./strings.js";

const tabId = Number(new URL(location.href).searchParams.get("tab"));
/** @param {unknown} message */
const toPage = (message) => chrome.tabs.sendMessage(tabId, message, { frameId: 0 });

document.documentElement.lang = language();
document.documentElement.dir = direction();
const [told, given, settings] = await Promise.all([
  request(toPage, { type: "get-state" }, "state"), request(toPage, { type: "get-article" }, "article"), readSettings(),
]);
applyLook(document.documentElement, settings);
const main = document.querySelector("#content");
const report = told.type === "state" ? told.state.report : null;
if (told.type !== "state" || report === null || given.type !== "article" || given.blocks.length === 0) {
  main?.replaceChildren(element("h1", {}, text("print_missing")));
} else {
  const { page } = told.state;
  document.title = text("print_title", page.title);
  const audit = auditOf(report, await readCorrections(page.url), given.blocks);
  main?.replaceChildren(
    button({ class: "primary", id: "print" }, () => print(), text("print_print")),
    printedArticle(page, audit, given.blocks),
    printedRoster(page, audit),
  );
}
