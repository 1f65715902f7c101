// @ts-check
/** The roster of a report as a table for a terminal. */

/** @typedef {import("../../extension/shared/contract.js").Report} Report */

/** Longer cells are cut, so that a line fits most terminals. */
const WIDEST_CELL = 44;

/**
 * @param {string} text
 * @returns {string}
 */
function cell(text) {
  const characters = [...text.replaceAll(/\s+/gu, " ")];
  return characters.length <= WIDEST_CELL ? characters.join("") : `${characters.slice(0, WIDEST_CELL - 1).join("")}…`;
}

/**
 * @param {string[]} heads
 * @param {string[][]} rows
 * @returns {string}
 */
function table(heads, rows) {
  const lines = [heads, ...rows].map((row) => row.map(cell));
  const widths = heads.map((_head, column) => Math.max(...lines.map((row) => [...(row[column] ?? "")].length)));
  const rule = widths.map((width) => "─".repeat(width));
  return [lines[0] ?? [], rule, ...lines.slice(1)]
    .map((row) => row.map((text, column) => text + " ".repeat((widths[column] ?? 0) - [...text].length)).join("  ").trimEnd())
    .join("\n");
}

/**
 * @param {Report} report
 * @returns {string}
 */
export function rosterText({ article, quotes, speakers, organizations, warnings }) {
  /** @param {string} kind */
  const count = (kind) => quotes.filter((quote) => quote.kind === kind).length;
  const unattributed = article.quoted_words === 0 ? 0 : Math.round((100 * article.unattributed_words) / article.quoted_words);
  const parts = [
    ...(quotes.length === 0 ? [] : [table(["Speaker", "Kind", "Role", "Quotes"], speakers
      .filter((speaker) => speaker.quotes.length > 0)
      .map(({ name, kind, role, quotes: own }) => [name, kind, role ?? "", String(own.length)]))]),
    ...(organizations.length === 0 ? [] : [table(["Cited organisation", "As", "Mentions"], organizations
      .map(({ name, cited_as: citedAs, mentions }) => [name, citedAs, String(mentions.length)]))]),
    `${quotes.length} quotes: ${count("direct")} direct, ${count("mixed")} mixed, ${count("indirect")} indirect; ` +
      `${unattributed} % of quoted words have no speaker found.`,
    ...warnings.map(({ message }) => `Warning: ${message}`),
  ];
  return parts.join("\n\n");
}
