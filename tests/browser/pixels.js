// @ts-check
/** Compares two screenshots: what changed, and where. */

import { PNG } from "pngjs";

/**
 * In CSS pixels of the viewport, which are those of the screenshot.
 * @typedef {{ left: number, top: number, right: number, bottom: number }} Rectangle
 */

/** Smaller differences of a channel are rounding. */
const SEEN = 4;

/** Lines under text, and the smoothing of its edges, may reach a little out of the rectangle of the text. */
const OVERHANG = 3;

/**
 * @param {Buffer} before
 * @param {Buffer} after
 * @param {Rectangle[]} rectangles
 * @returns {{ shares: number[], outside: number }} The share of each rectangle's pixels that changed (0 to 1), and how many
 *   pixels changed that are in none of them.
 */
export function compare(before, after, rectangles) {
  const left = PNG.sync.read(before);
  const right = PNG.sync.read(after);
  if (left.width !== right.width || left.height !== right.height) {
    throw new Error(`screenshots of different sizes: ${left.width}x${left.height} and ${right.width}x${right.height}`);
  }
  /** @param {number} x @param {number} y */
  const differs = (x, y) => {
    const at = 4 * (y * left.width + x);
    return [0, 1, 2].some((channel) => Math.abs((left.data[at + channel] ?? 0) - (right.data[at + channel] ?? 0)) > SEEN);
  };
  const shares = rectangles.map((rectangle) => {
    let pixels = 0;
    let changed = 0;
    for (let y = Math.ceil(rectangle.top); y < Math.floor(rectangle.bottom); y += 1) {
      for (let x = Math.ceil(rectangle.left); x < Math.floor(rectangle.right); x += 1) {
        pixels += 1;
        if (differs(x, y)) changed += 1;
      }
    }
    return pixels === 0 ? 0 : changed / pixels;
  });
  let outside = 0;
  for (let y = 0; y < left.height; y += 1) {
    for (let x = 0; x < left.width; x += 1) {
      const isInside = rectangles.some((each) => x >= each.left - OVERHANG && x < each.right + OVERHANG &&
        y >= each.top - OVERHANG && y < each.bottom + OVERHANG);
      if (!isInside && differs(x, y)) outside += 1;
    }
  }
  return { shares, outside };
}

/**
 * Compares a page with its picture from before, once all of these rectangles are seen to have changed; where they never do, as
 * it is then. Some rules come a moment after the highlights.
 * @param {import("./driver.js").View} page
 * @param {Buffer} before
 * @param {Rectangle[]} rectangles
 * @returns {Promise<ReturnType<typeof compare>>}
 */
export async function whenSeen(page, before, rectangles) {
  let seen = compare(before, await page.screenshot(), rectangles);
  for (let tries = 0; tries < 50 && seen.shares.some((share) => share < 0.5); tries += 1) {
    seen = compare(before, await page.screenshot(), rectangles);
  }
  return seen;
}
