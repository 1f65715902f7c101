// @ts-check
/** A quote's speakers in a line of text. */

/** @typedef {import("../shared/contract.js").Report} Report */

/**
 * Names and roles of the speakers of a quote, in the reader's language where they need words of ours.
 * @param {Report} report
 * @param {number} quote
 * @returns {string}
 */
export function speakersOf(report, quote) {
  const names = (report.quotes[quote]?.speakers ?? []).flatMap((id) => {
    const speaker = report.speakers[id];
    if (speaker === undefined) return [];
    return [speaker.role === null || speaker.role === speaker.name ? speaker.name : `${speaker.name}, ${speaker.role}`];
  });
  return names.length === 0 ? chrome.i18n.getMessage("page_no_speaker") : names.join("; ");
}
