// @ts-check
/**
 * Reads a page: its blocks of text as the reader sees them, each with the map back to its text nodes.
 *
 * One pass over the document, reads only. The walk gives the page's main thread back every few milliseconds; what
 * changes in between is found when the quotes are anchored, because a range is compared with its text before it is painted.
 */

import { CONTRACT_VERSION } from "../shared/contract.js";
import { BlockText } from "./block-text.js";
import { isArticle, isBlock, isClippedAway, isInSection, isLeftOut, kindOf, regionOf } from "./rules.js";

/** @typedef {import("../shared/contract.js").BlockKind} BlockKind */
/** @typedef {import("../shared/contract.js").InputBlock} InputBlock */
/** @typedef {import("../shared/contract.js").PageInput} PageInput */
/** @typedef {import("../shared/contract.js").Region} Region */
/** @typedef {import("./block-text.js").Segment} Segment */

/**
 * @typedef {object} Collected
 * @property {PageInput} input What the core is given.
 * @property {Map<number, { text: string, segments: Segment[] }>} blocks By the block's id.
 * @property {ShadowRoot[]} shadowRoots The open shadow roots on the way.
 * @property {Document[]} readFrames The documents in frames that were read.
 * @property {boolean} hasUnreadFrames Whether there are others that hold text and may be read.
 * @property {Numbers} numbers
 */

/**
 * The numbers that containers and outermost articles have, by their elements.
 * @typedef {object} Numbers
 * @property {Map<Element, number>} groups
 * @property {Map<Element, number>} articles
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
 * What holds for the content of an element.
 * @typedef {object} Surroundings
 * @property {Frame} frame
 * @property {Region} region
 * @property {boolean} isInSection
 * @property {number} article The number of the outermost article, from 1; 0 outside of any.
 * @property {boolean} isVisible
 * @property {boolean} keepsLines Whether a line's end in the source is one for the reader.
 * @property {number} quotationDepth How many `q` elements with marks stand around.
 */

/** @typedef {{ node: Node, around: Surroundings } | (() => void)} Step A node to walk, or what to do after one. */

/** Code units of text that are read at most, as many as a book has. What a page holds beyond them is not read. */
const MOST_TEXT = 500_000;

/** Code units of an address at most. Servers take no longer ones, and every quote under a link would repeat it. */
const LONGEST_ADDRESS = 2048;

/** How long a part of the walk may hold the main thread; far enough under the promised 8 ms for its last steps. */
const SLICE_MS = 4;
/** How many steps are taken between two looks at the clock. */
const STEPS_PER_LOOK = 32;

/**
 * How to read a page.
 * @typedef {object} Reading
 * @property {Band | null} [band] Elements that stand above or below it are passed over.
 * @property {boolean} [withFrames] Whether the documents in frames are read where they stand.
 * @property {Numbers} [numbers] Of another reading of the page; those of new containers go on from there.
 */

/** The part of a page to read, in CSS pixels of the viewport. @typedef {{ top: number, bottom: number }} Band */

/**
 * Collects a page.
 * @param {Document} document
 * @param {() => Promise<void>} pause Resolves when the page's own work was let in.
 * @param {Reading} [reading]
 * @returns {Promise<Collected>}
 */
export async function collectPage(document, pause, reading = {}) {
  // What comes before has had its share of the main thread, and the first look at a style has the browser work out all.
  await pause();
  const walk = new Walk(document, reading);
  await pause();
  let sliceStart = performance.now();
  while (walk.step(STEPS_PER_LOOK)) {
    if (performance.now() - sliceStart < SLICE_MS) continue;
    await pause();
    sliceStart = performance.now();
  }
  return walk.finish();
}

class Walk {
  /** @type {Document} */
  #document;
  /** @type {Window & typeof globalThis} */
  #window;
  /** @type {Step[]} Last in, first out. */
  #steps = [];
  #block = new BlockText();
  /** @type {Surroundings | null} Of the first text of the block. */
  #blockAround = null;
  /** @type {{ content: BlockText, around: Surroundings }[]} */
  #finished = [];
  /** Code units in the finished blocks. */
  #textLength = 0;
  /** Whether text was left unread in the last node of all. */
  #isCut = false;
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
   * @param {Reading} reading
   */
  constructor(document, { band = null, withFrames = false, numbers = { groups: new Map(), articles: new Map() } }) {
    const window = document.defaultView;
    if (window === null || document.body === null) throw new Error("the document is not shown in a window");
    this.#document = document;
    this.#window = window;
    this.#band = band;
    this.#withFrames = withFrames;
    this.#numbers = numbers;
    this.#isPlainText = document.contentType === "text/plain";
    this.#isHeldBack = window.getComputedStyle(document.body).visibility === "hidden";
    this.#steps.push({
      node: document.body,
      around: {
        frame: { element: document.body, kind: "other", parent: null, hasBlocks: false },
        region: "unknown",
        isInSection: false,
        article: 0,
        isVisible: true,
        keepsLines: false,
        quotationDepth: 0,
      },
    });
  }

  /**
   * Takes some steps.
   * @param {number} limit
   * @returns {boolean} whether there are more
   */
  step(limit) {
    for (let taken = 0; taken < limit; taken += 1) {
      const step = this.#room > 0 ? this.#steps.pop() : undefined;
      if (step === undefined) return false;
      if (typeof step === "function") step();
      else if (isText(step.node)) this.#addText(step.node, step.around);
      else if (isElement(step.node)) this.#enter(step.node, step.around);
    }
    return true;
  }

  /** Code units that may still be read. One paragraph may be as long as a library. */
  get #room() {
    return MOST_TEXT - this.#textLength - this.#block.text.length;
  }

  /** @returns {Collected} */
  finish() {
    this.#endBlock();
    /** @type {InputBlock[]} */
    const inputBlocks = [];
    /** @type {Collected["blocks"]} */
    const blocks = new Map();
    for (const [id, { content, around: { frame, region, article } }] of this.#finished.entries()) {
      // Text beside other blocks shares their container; an element with nothing but text is one of its parent's.
      const container = frame.hasBlocks || frame.parent === null ? frame : frame.parent;
      const group = numberOf(this.#numbers.groups, container.element);
      const links = content.links.length === 0 ? {} : { links: content.links };
      inputBlocks.push({ id, kind: frame.kind, text: content.text, region, group, ...(article === 0 ? {} : { article }), ...links });
      blocks.set(id, { text: content.text, segments: content.segments });
    }
    return {
      input: {
        version: CONTRACT_VERSION,
        ...pageFacts(this.#document),
        ...(this.#isCut || this.#steps.length > 0 ? { is_partial: true } : {}),
        blocks: inputBlocks,
      },
      blocks,
      shadowRoots: this.#shadowRoots,
      readFrames: this.#withFrames ? this.#frames : [],
      hasUnreadFrames: !this.#withFrames && this.#frames.length > 0,
      numbers: this.#numbers,
    };
  }

  /**
   * @param {Element} element
   * @param {Surroundings} outer
   */
  #enter(element, outer) {
    const name = element.localName;
    if (name === "br") {
      if (this.#block.addBreak()) this.#endBlock();
      return;
    }
    const framed = name === "iframe" || name === "frame" ? framedDocument(element) : null;
    if ((framed === null && isLeftOut(element, this.#isPlainText)) || this.#isBeside(element)) return;
    const style = this.#window.getComputedStyle(element);
    if (style.display === "none" || isClippedAway(style)) return;
    if (framed !== null) {
      this.#enterFrame(framed, { ...outer, isVisible: this.#isHeldBack || style.visibility === "visible" });
      return;
    }

    const region = regionOf(element, outer.region, outer.isInSection);
    const around = {
      ...outer,
      region,
      isInSection: isInSection(element, outer.isInSection),
      article: outer.article === 0 && region === "article" && isArticle(element) ? numberOf(this.#numbers.articles, element) : outer.article,
      isVisible: this.#isHeldBack || (style.visibility !== "hidden" && style.visibility !== "collapse"),
      keepsLines: style.whiteSpace.startsWith("pre") || style.whiteSpace === "break-spaces",
    };
    if (isBlock(element, style)) {
      outer.frame.hasBlocks = true;
      around.frame = { element, kind: kindOf(element, outer.frame.kind), parent: outer.frame, hasBlocks: false };
      this.#endBlock();
      this.#steps.push(() => this.#endBlock());
    }
    const url = linkOf(element);
    if (url !== null) {
      this.#block.openLink(url);
      this.#steps.push(() => this.#block.closeLink());
    }
    if (element.localName === "q") this.#addMarks(element, around);
    this.#pushChildren(element, around);
  }

  /**
   * @param {Document & { body: HTMLElement }} framed
   * @param {Surroundings} around
   */
  #enterFrame(framed, around) {
    if (!around.isVisible) return;
    this.#frames.push(framed);
    if (this.#withFrames) this.#steps.push({ node: framed.body, around });
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
   * @param {Element} element
   * @param {Surroundings} around
   */
  #pushChildren(element, around) {
    if (element.shadowRoot) this.#shadowRoots.push(element.shadowRoot);
    const children = childrenOf(element);
    const { first, end } = this.#band === null ? { first: 0, end: Infinity } : withinBand(children, this.#band);
    this.#pushRow(children, first, end, around);
  }

  /**
   * Puts a number of children before the walk, and the rest after them: to hold all of a page's hundred thousand
   * paragraphs at once would take too long.
   * @param {ArrayLike<Node>} children
   * @param {number} first
   * @param {number} end
   * @param {Surroundings} around
   */
  #pushRow(children, first, end, around) {
    const rowEnd = Math.min(first + LONGEST_ROW, end, children.length);
    const last = children[rowEnd - 1];
    if (rowEnd < end && rowEnd < children.length && last !== undefined) {
      this.#steps.push(() => {
        // What the page put in or took out meanwhile moved the others.
        const isInPlace = children[rowEnd - 1] === last;
        const place = isInPlace ? rowEnd : Array.prototype.indexOf.call(children, last) + 1;
        this.#pushRow(children, place === 0 ? rowEnd : place, end, around);
      });
    }
    for (let index = rowEnd - 1; index >= first; index -= 1) {
      const node = children[index];
      if (node !== undefined) this.#steps.push({ node, around });
    }
  }

  /**
   * @param {Text} node
   * @param {Surroundings} around
   */
  #addText(node, around) {
    if (!around.isVisible || node.data === "") return;
    const room = this.#room;
    this.#isCut ||= node.length > room;
    const data = node.data.slice(0, room);
    const lines = around.keepsLines ? data.split("\n") : [data];
    let start = 0;
    for (const [index, line] of lines.entries()) {
      if (index > 0 && this.#block.addBreak()) this.#endBlock();
      if (/[^ \t\n\r\f]/u.test(line)) this.#begin(around);
      this.#block.add(node, start, start + line.length);
      start += line.length + 1;
    }
  }

  /** @param {Surroundings} around */
  #begin(around) {
    this.#blockAround ??= around;
  }

  #endBlock() {
    const content = this.#block;
    content.finish();
    if (this.#blockAround !== null && content.text.trim() !== "") {
      this.#finished.push({ content, around: this.#blockAround });
      this.#textLength += content.text.length;
    }
    this.#block = new BlockText(content.openLinks);
    this.#blockAround = null;
  }

  /**
   * Adds the marks that the browser shows around a `q`. Many style sheets take them away, or set others.
   * @param {Element} element
   * @param {Surroundings} around
   */
  #addMarks(element, around) {
    const [opening, closing] = ["::before", "::after"].map((pseudo) =>
      markOf(this.#window.getComputedStyle(element, pseudo).content, around.quotationDepth));
    if (opening === undefined || opening === "" || closing === undefined || closing === "") return;
    around.quotationDepth += 1;
    this.#begin(around);
    this.#block.addGenerated(opening);
    this.#steps.push(() => this.#block.addGenerated(closing));
  }
}

/**
 * The number of an element; a new one where it has none yet.
 * @param {Map<Element, number>} numbers
 * @param {Element} element
 * @returns {number}
 */
function numberOf(numbers, element) {
  const number = numbers.get(element) ?? numbers.size + 1;
  numbers.set(element, number);
  return number;
}

/** So many children of an element are put before the walk at once. */
const LONGEST_ROW = 1000;

/** Of fewer children, each is looked at. */
const MANY_CHILDREN = 64;

/**
 * The children among which those are that stand in a part of the page, as far as children stand one below the other.
 * @param {ArrayLike<Node>} children
 * @param {Band} band
 * @returns {{ first: number, end: number }}
 */
function withinBand(children, band) {
  if (children.length < MANY_CHILDREN) return { first: 0, end: children.length };
  /**
   * The first child for which a condition holds that holds for all later ones. A node without a place of its own is
   * where the next element is.
   * @param {(place: DOMRect) => boolean} holds
   */
  const firstWhere = (holds) => {
    let [low, high] = [0, children.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      let index = middle;
      let node = children[index];
      while (index < high && node !== undefined && !(isElement(node) && node.getClientRects().length > 0)) {
        index += 1;
        node = children[index];
      }
      if (index >= high || node === undefined || !isElement(node) || holds(node.getBoundingClientRect())) high = middle;
      else low = index + 1;
    }
    return low;
  };
  return { first: firstWhere(({ bottom }) => bottom >= band.top), end: firstWhere(({ top }) => top > band.bottom) };
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
 * @param {Node} node
 * @returns {node is Text}
 */
function isText(node) {
  return node.nodeType === 3 || node.nodeType === 4;
}

/**
 * @param {Node} node
 * @returns {node is Element}
 */
function isElement(node) {
  return node.nodeType === 1;
}

/** A frame with less text, in code units, holds no more than a line of the page's workings. */
const LEAST_FRAME_TEXT = 200;

/**
 * The document in a frame that the page itself may read, if it holds some text.
 * @param {Element} element
 * @returns {(Document & { body: HTMLElement }) | null}
 */
function framedDocument(element) {
  const framed = /** @type {HTMLIFrameElement} */ (element).contentDocument;
  if (framed === null || framed.body === null || framed.defaultView === null) return null;
  return (framed.body.textContent ?? "").trim().length < LEAST_FRAME_TEXT ? null : framed;
}

/**
 * The nodes that stand in an element on the screen.
 * @param {Element} element
 * @returns {ArrayLike<Node>}
 */
function childrenOf(element) {
  if (element.shadowRoot) return element.shadowRoot.childNodes;
  if (element.localName === "slot") {
    const assigned = /** @type {HTMLSlotElement} */ (element).assignedNodes({ flatten: true });
    return assigned.length > 0 ? assigned : element.childNodes;
  }
  if (element.localName === "details" && !element.hasAttribute("open")) {
    return [...element.children].filter((child) => child.localName === "summary").slice(0, 1);
  }
  return element.childNodes;
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

/**
 * What the page says of itself.
 * @param {Document} document
 * @returns {{ title: string, url: string, outlet?: string, lang?: string }}
 */
export function pageFacts(document) {
  const outlet = document.querySelector("meta[property='og:site_name']");
  const name = outlet?.getAttribute("content")?.trim();
  const lang = document.documentElement.getAttribute("lang")?.trim();
  return {
    title: document.title,
    url: document.URL,
    ...(name ? { outlet: name } : {}),
    ...(lang ? { lang } : {}),
  };
}
