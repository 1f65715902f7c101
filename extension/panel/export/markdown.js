// @ts-check
/** The audit as a text to read, or to paste into a note: in the reader's language. */

import { formatDate, plural, text } from "../strings.js";
import { countsLine } from "../render/glance.js";
import { kindName } from "../render/kinds.js";
import { webLink } from "../render/trail.js";

/** @typedef {import("./rows.js").Rows} Rows */
/** @typedef {import("./rows.js").Row} Row */

/**
 * Text of a page as text of the note: nothing in it is markup.
 * @param {string} words
 */
function plain(words) {
  return words.replaceAll(/\s+/gu, " ").trim()
    .replaceAll(/[\\`*_[\]<>#|~&]/gu, "\\$&")
    .replace(/^([-+=])/u, "\\$1")
    .replace(/^(\d+)([.)])/u, "$1\\$2");
}

/**
 * An address as a link's target.
 * @param {string} url
 */
function target(url) {
  return url.replaceAll(/[()<>\s\\]/gu, (each) => encodeURIComponent(each).replaceAll("(", "%28").replaceAll(")", "%29"));
}

/** @param {Row} row */
function quoteLine({ quote, number, address, isUncertain, isCorrected }) {
  const remarks = [
    kindName(quote.kind),
    ...(isUncertain ? [text("panel_uncertain")] : []),
    ...(isCorrected ? [text("panel_corrected")] : []),
  ].join(text("panel_comma"));
  return `- ${plain(quote.text)} ([${number}](${target(address)}), ${remarks})`;
}

/**
 * @param {Rows} rows
 * @returns {string}
 */
export function markdown({ page, rows, audit }) {
  const source = [page.outlet, page.published === "" ? "" : formatDate(page.published)].filter((part) => part !== "").map(plain);
  const lines = [
    `# ${plain(page.title === "" ? text("panel_untitled") : page.title)}`,
    "",
    [...source, ...(webLink(page.url) === null ? [] : [`<${target(page.url)}>`])].join(text("panel_comma")),
    "",
    `**${countsLine(audit)}**`,
  ];
  for (const { speaker, quotes, words } of [...audit.voices, ...(audit.orphans === null ? [] : [audit.orphans])]) {
    const ids = new Set(quotes.map(({ id }) => id));
    const standing = [speaker?.role, speaker?.affiliation].filter((part) => part != null).join(text("panel_separator"));
    lines.push(
      "", `## ${plain(speaker?.name ?? text("panel_nobody"))}`, "",
      [...(standing === "" ? [] : [plain(standing)]), plural("panel_quotes", quotes.length), plural("panel_words", words)].join(text("panel_separator")),
      "", ...rows.filter(({ quote }) => ids.has(quote.id)).map(quoteLine),
    );
  }
  return `${lines.join("\n")}\n`;
}
