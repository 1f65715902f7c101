// @ts-check
/** The way through a page, from node to node, and the blocks of text on it. */

import { BlockText } from "./block-text.js";
import { CDATA, ELEMENT, MANY_CHILDREN, TEXT, framedDocument, partOf, withinBand } from "./children.js";
import { pristine, pristineNode } from "./pristine.js";
import { isArticle, isBlock, isClippedAway, isInSection, isLeftOut, kindOf, regionOf } from "./rules.js";

/** @typedef {import("../shared/contract.js").BlockKind} BlockKind */
/** @typedef {import("../shared/contract.js").Region} Region */
/** @typedef {import("./children.js").Band} Band */
/** @typedef {import("./collect.js").Numbers} Numbers */
/** @typedef {import("./collect.js").Reading} Reading */

/** A block of text, with the level of its first words. @typedef {{ content: BlockText, level: Level }} FoundBlock */

/**
 * What was found on the way.
 * @typedef {object} Walked
 * @property {FoundBlock[]} blocks
 * @property {boolean} isPartial Whether some of the page was left unread.
 * @property {ShadowRoot[]} shadowRoots
 * @property {Document[]} frames The documents in frames with text that may be read.
 */

/**
 * A block element around the walk's place.
 * @typedef {object} Frame
 * @property {Element} element
 * @property {BlockKind} kind Of the text directly in it.
 * @property {Frame | null} parent The block element around it.
 * @property {boolean} hasBlocks Whether block elements stand in it.
 */

/**
 * An element, or the document in a frame, whose content is being read: what holds for it, and how far the walk is in it.
 * @typedef {object} Level
 * @property {Element} element
 * @property {CSSStyleDeclaration} style
 * @property {Frame} frame
 * @property {Region} region
 * @property {boolean} isInSection
 * @property {number} article The number of the outermost article, from 1; 0 outside of any.
 * @property {boolean | null} isVisible Null until its first text comes: most elements hold none of their own.
 * @property {boolean | null} keepsLines Whether a line's end in the source is one for the reader; null as before.
 * @property {number} quotationDepth How many `q` elements with marks stand around.
 * @property {boolean} isBlock
 * @property {boolean} isLink
 * @property {string} closingMark What its style sheet shows after it.
 * @property {Node} parent Whose children are read: the element, or its shadow root.
 * @property {Node[] | null} list What is read in place of all children.
 * @property {number} index Of the next one among those.
 * @property {Node | null} next
 * @property {Node | null} end The first child that is not read.
 * @property {Node | null} last The one that was read last.
 */

/** Code units of text that are read at most, as many as a book has. What a page holds beyond them is not read. */
const MOST_TEXT = 500_000;

/** Code units of an address at most. Servers take no longer ones, and every quote under a link would repeat it. */
const LONGEST_ADDRESS = 2048;

/** Goes through a page from node to node and gathers its blocks of text. */
export class Walk {
  /** @type {Window & typeof globalThis} */
  #window;
  /** From the outermost to the one that is read. @type {Level[]} */
  #levels = [];
  #block = new BlockText();
  /** That of the first text of the block. @type {Level | null} */
  #blockLevel = null;
  /** @type {FoundBlock[]} */
  #finished = [];
  /** Code units in the finished blocks. */
  #textLength = 0;
  /** Whether text was left unread in the last node of all. */
  #isCut = false;
  /** Whether no more may be read. */
  #isFull = false;
  /** @type {ShadowRoot[]} */
  #shadowRoots = [];
  /** @type {Band | null} */
  #band;
  #withFrames;
  /** @type {Numbers} */
  #numbers;
  /** Those with text that may be read. @type {Document[]} */
  #frames = [];
  #isPlainText;
  /** Whether the page keeps all of itself from being seen until it has loaded; then it is read as it is going to be. */
  #isHeldBack;

  /**
   * @param {Document} document
   * @param {Required<Reading>} reading
   */
  constructor(document, { band, withFrames, numbers }) {
    const window = document.defaultView;
    if (window === null || document.body === null) throw new Error("the document is not shown in a window");
    this.#window = window;
    this.#band = band;
    this.#withFrames = withFrames;
    this.#numbers = numbers;
    this.#isPlainText = document.contentType === "text/plain";
    this.#isHeldBack = window.getComputedStyle(document.body).visibility === "hidden";
    this.#enter(document.body, document.body, null);
  }

  /**
   * Takes some steps.
   * @param {number} limit
   * @returns {boolean} whether there are more
   */
  step(limit) {
    for (let taken = 0; taken < limit; taken += 1) {
      const level = this.#levels.at(-1);
      if (level === undefined || this.#isFull) return false;
      const node = level.next;
      if (node === null || node === level.end) {
        this.#leave(level);
        continue;
      }
      // What takes the place of a form's type is no number.
      const isText = node.nodeType === TEXT || node.nodeType === CDATA;
      const own = isText ? node : pristineNode(node);
      level.last = node;
      level.index += 1;
      level.next = level.list === null ? own.nextSibling : level.list[level.index] ?? null;
      if (isText) this.#addText(/** @type {Text} */ (node), level);
      else if (own.nodeType === ELEMENT) this.#enter(/** @type {Element} */ (node), /** @type {Element} */ (own), level);
    }
    return true;
  }

  /** Finds its place again after the page's own work, which may have put in children and taken out others. */
  resume() {
    for (const level of this.#levels) {
      const { parent, list, next, last, index } = level;
      if (list !== null || next === null || pristineNode(next).parentNode === parent) continue;
      const before = last === null ? null : pristineNode(last);
      level.next = before?.parentNode === parent ? before.nextSibling : pristineNode(parent).childNodes[index] ?? null;
    }
  }

  /** Code units that may still be read. One paragraph may be as long as a library. */
  get #room() {
    return MOST_TEXT - this.#textLength - this.#block.text.length;
  }

  /** @returns {Walked} */
  finish() {
    this.#endBlock();
    return {
      blocks: this.#finished,
      isPartial: this.#isCut || this.#levels.length > 0,
      shadowRoots: this.#shadowRoots,
      frames: this.#frames,
    };
  }

  /**
   * @param {Element} element
   * @param {Element} own The same with the browser's own members.
   * @param {Level | null} outer Null for the page's body.
   */
  #enter(element, own, outer) {
    const name = own.localName;
    if (name === "br") {
      if (this.#block.addBreak()) this.#endBlock();
      return;
    }
    const framed = name === "iframe" || name === "frame" ? framedDocument(own) : null;
    if ((framed === null && isLeftOut(own, this.#isPlainText)) || this.#isBeside(own)) return;
    const style = this.#window.getComputedStyle(element);
    const { display } = style;
    if (display === "none" || isClippedAway(display, style)) return;
    if (framed !== null) {
      if (this.#isHeldBack || style.visibility === "visible") this.#enterFrame(framed, outer);
      return;
    }

    const outerRegion = outer?.region ?? "unknown";
    const isOuterInSection = outer?.isInSection ?? false;
    const outerArticle = outer?.article ?? 0;
    const region = regionOf(own, outerRegion, isOuterInSection);
    const isOfBlocks = isBlock(own, display, style);
    let frame = outer?.frame ?? null;
    if (isOfBlocks || frame === null) {
      if (frame !== null) frame.hasBlocks = true;
      frame = { element, kind: kindOf(own, frame?.kind ?? "other"), parent: frame, hasBlocks: false };
      this.#endBlock();
    }
    const url = linkOf(own);
    if (url !== null) this.#block.openLink(url);
    /** @type {Level} */
    const level = {
      element,
      style,
      frame,
      region,
      isInSection: isInSection(own, isOuterInSection),
      article: outerArticle === 0 && region === "article" && isArticle(own) ? numberOf(this.#numbers.articles, element) : outerArticle,
      isVisible: this.#isHeldBack ? true : null,
      keepsLines: null,
      quotationDepth: outer?.quotationDepth ?? 0,
      isBlock: isOfBlocks,
      isLink: url !== null,
      closingMark: "",
      parent: element,
      list: null,
      index: 0,
      next: null,
      end: null,
      last: null,
    };
    if (name === "q") this.#addMarks(level);
    this.#findChildren(level, own);
    this.#levels.push(level);
  }

  /** @param {Level} level The one that is read. */
  #leave({ closingMark, isLink, isBlock: isOfBlocks }) {
    this.#levels.pop();
    if (closingMark !== "") this.#block.addGenerated(closingMark);
    if (isLink) this.#block.closeLink();
    if (isOfBlocks) this.#endBlock();
  }

  /**
   * @param {Document} framed
   * @param {Level | null} outer
   */
  #enterFrame(framed, outer) {
    this.#frames.push(framed);
    const { body } = pristine(framed);
    if (this.#withFrames) this.#enter(body, body, outer);
  }

  /**
   * Whether an element stands above or below the part that is to be read.
   * @param {Element} element
   */
  #isBeside(element) {
    if (this.#band === null) return false;
    const { top, bottom } = element.getBoundingClientRect();
    // What has no height of its own may hold something that has.
    return top < bottom && (bottom < this.#band.top || top > this.#band.bottom);
  }

  /**
   * Finds the nodes that stand in an element on the screen.
   * @param {Level} level
   * @param {Element} own Its element with the browser's own members.
   */
  #findChildren(level, own) {
    const { shadowRoot } = own;
    if (shadowRoot !== null) {
      this.#shadowRoots.push(shadowRoot);
      level.parent = shadowRoot;
    } else {
      level.list = partOf(own);
    }
    const { list } = level;
    if (list !== null) {
      level.next = list[0] ?? null;
      return;
    }
    const parent = shadowRoot ?? own;
    level.next = parent.firstChild;
    if (this.#band === null) return;
    const children = parent.childNodes;
    if (children.length < MANY_CHILDREN) return;
    const { first, end } = withinBand(children, this.#band);
    level.index = first;
    level.next = children[first] ?? null;
    level.end = children[end] ?? null;
  }

  /**
   * @param {Text} node
   * @param {Level} level
   */
  #addText(node, level) {
    const { data } = node;
    const isBlank = !/[^ \t\n\r\f]/u.test(data);
    // Before the first words of a block, white space is nothing.
    if (isBlank && this.#block.text === "") return;
    level.isVisible ??= isShown(level.style);
    if (!level.isVisible) return;
    level.keepsLines ??= areLinesKept(level.style);
    const room = this.#room;
    this.#isCut ||= data.length > room;
    const lines = level.keepsLines ? data.slice(0, room).split("\n") : [data.slice(0, room)];
    let start = 0;
    for (const [index, line] of lines.entries()) {
      if (index > 0 && this.#block.addBreak()) this.#endBlock();
      if (/[^ \t\n\r\f]/u.test(line)) this.#begin(level);
      this.#block.add(node, line, start);
      start += line.length + 1;
    }
    this.#isFull = this.#room <= 0;
  }

  /** @param {Level} level */
  #begin(level) {
    this.#blockLevel ??= level;
  }

  #endBlock() {
    const content = this.#block;
    // Nothing came since the last one: it goes on as the next.
    if (content.text === "") return;
    content.finish();
    if (this.#blockLevel !== null && content.text.trim() !== "") {
      this.#finished.push({ content, level: this.#blockLevel });
      this.#textLength += content.text.length;
    }
    this.#block = new BlockText(content.openLinks);
    this.#blockLevel = null;
  }

  /**
   * Adds the marks that the browser shows around a `q`. Many style sheets take them away, or set others.
   * @param {Level} level
   */
  #addMarks(level) {
    const [opening, closing] = ["::before", "::after"].map((pseudo) =>
      markOf(this.#window.getComputedStyle(level.element, pseudo).content, level.quotationDepth));
    if (opening === undefined || opening === "" || closing === undefined || closing === "") return;
    level.quotationDepth += 1;
    this.#begin(level);
    this.#block.addGenerated(opening);
    level.closingMark = closing;
  }
}

/** @param {CSSStyleDeclaration} style */
function isShown({ visibility }) {
  return visibility !== "hidden" && visibility !== "collapse";
}

/** @param {CSSStyleDeclaration} style */
function areLinesKept({ whiteSpace }) {
  return whiteSpace.startsWith("pre") || whiteSpace === "break-spaces";
}

/**
 * The number of an element; a new one where it has none yet.
 * @param {Map<Element, number>} numbers
 * @param {Element} element
 * @returns {number}
 */
export function numberOf(numbers, element) {
  const number = numbers.get(element) ?? numbers.size + 1;
  numbers.set(element, number);
  return number;
}

/**
 * The quotation mark that a style sheet puts beside a text; "" where it is none.
 * @param {string} content The computed value of the property of that name.
 * @param {number} depth How many `q` elements with marks stand around.
 * @returns {string}
 */
function markOf(content, depth) {
  if (content === "open-quote") return depth % 2 === 0 ? "“" : "‘";
  if (content === "close-quote") return depth % 2 === 0 ? "”" : "’";
  return /^["'](["'\p{Pi}\p{Pf}„‚「」『』])["']$/u.exec(content.replace("\\", ""))?.[1] ?? "";
}

/**
 * Where an element leads; null where it is no link to a page.
 * @param {Element} element
 * @returns {string | null}
 */
function linkOf(element) {
  if (element.localName !== "a" || !element.hasAttribute("href")) return null;
  const url = /** @type {HTMLAnchorElement} */ (element).href;
  return typeof url === "string" && url.length <= LONGEST_ADDRESS && /^https?:/u.test(url) ? url : null;
}
