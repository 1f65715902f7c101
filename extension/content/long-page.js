// @ts-check
/**
 * Pages that are as long as a book: what is in view is read first, because the whole takes its time, and besides the
 * page's beginning, because of a page as long as a library no more is read.
 */

import { collectPage } from "./collect.js";

/** @typedef {import("./collect.js").Collected} Collected */

/** A page that is taller than so many screens is read in two steps. */
const MANY_SCREENS = 60;

/** So much above and below what is in view is read with it, in screens. */
const MARGIN = 0.5;

/**
 * Whether a page is so long that a reader would wait for the whole.
 * @param {Pick<Window, "document" | "innerHeight">} window
 */
export function isLong({ document, innerHeight }) {
  return (document.documentElement?.scrollHeight ?? 0) > MANY_SCREENS * innerHeight;
}

/**
 * Collects what is in view, and a little around it.
 * @param {Pick<Window, "document" | "innerHeight">} window
 * @param {() => Promise<void>} pause
 * @param {Collected} [beginning] What of the page was collected before.
 * @returns {Promise<Collected>}
 */
export async function collectView({ document, innerHeight }, pause, beginning) {
  const band = { top: -MARGIN * innerHeight, bottom: (1 + MARGIN) * innerHeight };
  const view = await collectPage(document, pause, { band, ...(beginning === undefined ? {} : { numbers: beginning.numbers }) });
  return { ...view, input: { ...view.input, is_partial: true } };
}

/**
 * The beginning of a page and what is in view of it, as one.
 * @param {Collected} beginning
 * @param {Collected} view Collected after it.
 * @returns {Collected}
 */
export function joined(beginning, view) {
  const seen = new Set([...beginning.blocks.values()].flatMap(({ segments }) => segments.map(({ node }) => node)));
  const blocks = new Map(beginning.blocks);
  const inputBlocks = [...beginning.input.blocks];
  for (const block of view.input.blocks) {
    const found = view.blocks.get(block.id);
    if (found === undefined || found.segments.some(({ node }) => seen.has(node))) continue;
    const id = inputBlocks.length;
    blocks.set(id, found);
    inputBlocks.push({ ...block, id });
  }
  return {
    ...beginning,
    input: { ...beginning.input, blocks: inputBlocks },
    blocks,
    shadowRoots: [...new Set([...beginning.shadowRoots, ...view.shadowRoots])],
  };
}
