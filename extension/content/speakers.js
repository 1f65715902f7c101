// @ts-check
/** A quote's speakers in a line of text. */

import { isUncertain } from "../shared/uncertain.js";

/** @typedef {import("../shared/contract.js").Report} Report */

/**
 * Names and roles of the speakers of a quote, and where there are some whether that is sure, in the reader's language where it
 * needs words of ours.
 * @param {Report} report
 * @param {number} quote
 * @returns {string}
 */
export function speakersOf(report, quote) {
  const found = report.quotes[quote];
  const names = (found?.speakers ?? []).flatMap((id) => {
    const speaker = report.speakers[id];
    if (speaker === undefined) return [];
    return [speaker.role === null || speaker.role === speaker.name ? speaker.name : `${speaker.name}, ${speaker.role}`];
  });
  if (found === undefined || names.length === 0) return chrome.i18n.getMessage("page_no_speaker");
  const words = names.join("; ");
  return isUncertain(found) ? chrome.i18n.getMessage("page_uncertain", [words]) : words;
}
