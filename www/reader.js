// @ts-check
/**
 * Reads what a visitor gives as the extension reads a page: the same collecting, painting and pointing, on the document in
 * the frame, and the same panel beside it.
 */

import { Choices } from "../extension/content/choices.js";
import { collectPage } from "../extension/content/collect.js";
import { watchPointer } from "../extension/content/hover.js";
import { Painter } from "../extension/content/paint.js";
import { watchPresses } from "../extension/content/press.js";
import { Revealer } from "../extension/content/reveal.js";
import { Session, shownFacts } from "../extension/content/session.js";
import { speakersOf } from "../extension/content/speakers.js";
import { Tooltip } from "../extension/content/tooltip.js";
import { forAll } from "../extension/shared/elements.js";
import { highlightRules } from "../extension/shared/palette.js";
import { readSettings } from "../extension/shared/settings.js";
import { tipStyle } from "../extension/shared/tip.js";
import { documentOf } from "./article.js";
import { fill } from "./frame.js";

/** @typedef {import("../extension/shared/contract.js").PageInput} PageInput */
/** @typedef {import("../extension/shared/messages.js").PageState} PageState */
/** @typedef {import("../extension/shared/messages.js").ToContent} ToContent */
/** @typedef {import("../extension/shared/messages.js").ArticleBlocks} ArticleBlocks */
/** @typedef {import("./core.js").Core} Core */
/** @typedef {import("./frame.js").Framed} Framed */
/** @typedef {import("./permalink.js").Source} Source */

/**
 * @typedef {object} Reader
 * @property {(source: Source) => Promise<void>} read Shows a text and reads it, in place of the one before.
 * @property {(message: ToContent) => void} tell Does what the panel asks of a page.
 * @property {() => ArticleBlocks} article The blocks that were read as the article.
 * @property {() => PageInput | null} input What the core was given last.
 */

/**
 * The name of a text that has no address: what it holds, in short.
 * @param {string} text
 * @returns {Promise<string>} a URN
 */
async function nameOf(text) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return `urn:sha256:${[...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/**
 * @param {Framed} framed
 * @param {Core} core
 * @param {(state: PageState) => void} onState Told of every change.
 * @returns {Reader}
 */
export function createReader(framed, core, onState) {
  const { document, window } = framed;
  const painter = new Painter();
  const look = new window.CSSStyleSheet();
  const tip = new window.CSSStyleSheet();
  document.adoptedStyleSheets = [look, tip];
  const tooltip = new Tooltip(window, async ({ show }) => {
    tip.replaceSync(show === null ? "" : tipStyle(show));
    return true;
  });
  let url = "";
  /** @type {PageInput | null} */
  let input = null;
  const showLook = async () => {
    const usual = await (await fetch("content/highlight.css")).text();
    look.replaceSync(forAll(`${usual}\n${highlightRules(await readSettings())}`));
  };
  const choices = new Choices(() => session.applyChoices(), () => void showLook());
  const session = new Session({
    document,
    facts: () => ({ ...shownFacts(document), url }),
    painter,
    revealer: new Revealer(window, painter),
    // The page that waits is this one, and its visitor waits for nothing else.
    collect: () => collectPage(document, async () => {}),
    analyze(collected) {
      input = { ...collected, url };
      return core.analyze(input);
    },
    choices,
    selectedQuote: () => null,
    tell: onState,
    watch(collected, report) {
      const stopPointer = watchPointer(document, painter, collected.shadowRoots, (hovered) => {
        if (hovered === null) tooltip.hide();
        else tooltip.show(speakersOf(report, hovered.quote), hovered);
      });
      const stopPresses = watchPresses(document, painter, collected.shadowRoots, (quote) => session.choose(quote));
      return () => {
        stopPointer();
        stopPresses();
      };
    },
  });
  // A link leads out of the text, and the frame has nowhere to go.
  document.addEventListener("click", (event) => {
    const target = /** @type {Element | null} */ (event.composedPath()[0] ?? null);
    if (target?.closest?.("a[href]") != null) event.preventDefault();
  });

  return {
    async read(source) {
      session.stop();
      url = await nameOf(source.content);
      await showLook();
      fill(framed, documentOf(source));
      await session.start();
    },
    tell: (message) => void session.answer(message),
    article() {
      const answer = session.answer({ type: "get-article" });
      return answer.type === "article" ? answer.blocks : [];
    },
    input: () => input,
  };
}
