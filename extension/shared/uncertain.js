// @ts-check
/** Which quotes are called uncertain, on the page and in the panel. */

/** Below this the core is not sure: a verb that reports only at times, or marks with no verb beside them. */
const LEAST_CERTAIN = 0.6;

/**
 * @param {{ confidence: number }} quote
 * @returns {boolean}
 */
export function isUncertain({ confidence }) {
  return confidence < LEAST_CERTAIN;
}
