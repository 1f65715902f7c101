// @ts-check
/** A report in the form that the scorer of pages reads, the same that it is given of the command line's reports. */

/** @typedef {import("../../extension/shared/contract.js").Report} Report */

/**
 * @param {string} page
 * @param {Report} report
 */
export function predictionOf(page, { quotes, speakers, organizations }) {
  return {
    page,
    quotes: quotes.map(({ text, kind, speakers: ids }) => ({ text, kind, speaker: speakers[ids[0] ?? -1]?.name ?? null })),
    sources: speakers.map(({ name, kind }) => ({ name, kind })),
    organizations: organizations.map(({ name }) => name),
  };
}
