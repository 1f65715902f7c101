// @ts-check
/**
 * Reads a page: its blocks of text as the reader sees them, each with the map back to its text nodes.
 *
 * One pass over the document, reads only. The walk gives the page's main thread back every few milliseconds; what
 * changes in between is found when the quotes are anchored, because a range is compared with its text before it is painted.
 */

import { CONTRACT_VERSION } from "../shared/contract.js";
import { Walk, numberOf } from "./walk.js";

/** @typedef {import("../shared/contract.js").InputBlock} InputBlock */
/** @typedef {import("../shared/contract.js").PageInput} PageInput */
/** @typedef {import("./block-text.js").Segment} Segment */
/** @typedef {import("./children.js").Band} Band */
/** @typedef {import("./walk.js").FoundBlock} FoundBlock */

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
 * How to read a page.
 * @typedef {object} Reading
 * @property {Band | null} [band] Elements that stand above or below it are passed over.
 * @property {boolean} [withFrames] Whether the documents in frames are read where they stand.
 * @property {Numbers} [numbers] Of another reading of the page; those of new containers go on from there.
 */

/** How long a part of the walk may hold the main thread; far enough under the promised 8 ms for its last steps. */
const SLICE_MS = 4;
/** How many steps are taken between two looks at the clock. */
const STEPS_PER_LOOK = 32;

/**
 * Collects a page.
 * @param {Document} document
 * @param {() => Promise<void>} pause Resolves when the page's own work was let in.
 * @param {Reading} [reading]
 * @returns {Promise<Collected>}
 */
export async function collectPage(document, pause, reading = {}) {
  const { band = null, withFrames = false, numbers = { groups: new Map(), articles: new Map() } } = reading;
  // What comes before has had its share of the main thread, and the first look at a style has the browser work out all.
  await pause();
  const walk = new Walk(document, { band, withFrames, numbers });
  await pause();
  let sliceStart = performance.now();
  while (walk.step(STEPS_PER_LOOK)) {
    if (performance.now() - sliceStart < SLICE_MS) continue;
    await pause();
    walk.resume();
    sliceStart = performance.now();
  }
  const { blocks: found, isPartial, shadowRoots, frames } = walk.finish();
  return {
    input: { version: CONTRACT_VERSION, ...pageFacts(document), ...(isPartial ? { is_partial: true } : {}), blocks: found.map(inputBlock) },
    blocks: new Map(found.map(({ content: { text, segments } }, id) => [id, { text, segments }])),
    shadowRoots,
    readFrames: withFrames ? frames : [],
    hasUnreadFrames: !withFrames && frames.length > 0,
    numbers,
  };

  /**
   * @param {FoundBlock} block
   * @param {number} id
   * @returns {InputBlock}
   */
  function inputBlock({ content: { text, links }, level: { frame, region, article } }, id) {
    // Text beside other blocks shares their container; an element with nothing but text is one of its parent's.
    const container = frame.hasBlocks || frame.parent === null ? frame : frame.parent;
    const group = numberOf(numbers.groups, container.element);
    return {
      id, kind: frame.kind, text, region, group,
      ...(article === 0 ? {} : { article }),
      ...(links.length === 0 ? {} : { links }),
    };
  }
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
