// @ts-check
/** The article with numbered quotes and its roster, on paper: the extension's view, printed from a frame that nobody sees. */

import { auditOf } from "../extension/panel/audit.js";
import { printedArticle, printedRoster } from "../extension/panel/render/printed.js";
import { element } from "../extension/panel/elements.js";
import { direction, language, text } from "../extension/panel/strings.js";
import { applyLook } from "../extension/shared/palette.js";
import { framed, frameWith } from "./frame.js";

/**
 * Opens the browser's own question how to print.
 * @param {import("../extension/panel/model.js").Model} model
 * @returns {Promise<void>}
 */
export async function printAudit({ state: { page, report }, corrections, article, settings }) {
  if (report === null || article === null) return;
  document.querySelector(".paper")?.remove();
  const frame = frameWith(
    { class: "paper", sandbox: "allow-same-origin allow-modals", "aria-hidden": "true", tabindex: "-1" },
    ["shared/kinds.css", "shared/ground.css", "panel/print.css"],
  );
  document.body.append(frame);
  const paper = await framed(frame);
  const root = paper.document.documentElement;
  root.lang = language();
  root.dir = direction();
  applyLook(root, settings);
  paper.document.title = text("print_title", page.title);
  const audit = auditOf(report, corrections, article);
  paper.document.body.append(element("main", {}, printedArticle(page, audit, article), printedRoster(page, audit)));
  paper.window.print();
}
