// @ts-check
/** The audit as a table: RFC 4180 with a byte order mark, so that spreadsheets read it as UTF-8. */

/** @typedef {import("./rows.js").Rows} Rows */

const HEADS = [
  "number", "quote", "kind", "statement", "speaker", "speaker_kind", "role", "affiliation", "cue", "addressee", "channel",
  "link", "uncertain", "corrected", "headline", "outlet", "published", "url",
];

/**
 * A cell. Spreadsheets take text that begins with one of these signs for a formula, which could do harm; an apostrophe
 * before it makes it text for all of them.
 * @param {string | number} value
 */
function cell(value) {
  if (typeof value === "number") return String(value);
  const harmless = /^\s*[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll("\"", "\"\"")}"` : harmless;
}

/**
 * @param {Rows} rows
 * @returns {string}
 */
export function csv({ page, rows }) {
  const lines = rows.map(({ number, quote, speakers, cue, isUncertain, isCorrected, address }) => {
    /** @param {(speaker: import("./rows.js").Row["speakers"][number]) => string | null} read */
    const each = (read) => speakers.map((speaker) => read(speaker) ?? "").filter((part) => part !== "").join("; ");
    return [
      number, quote.text, quote.kind, quote.statement, each(({ name }) => name), each(({ kind }) => kind),
      each(({ role }) => role), each(({ affiliation }) => affiliation), cue, quote.addressee ?? "", quote.channel ?? "",
      quote.link ?? "", isUncertain ? "yes" : "no", isCorrected ? "yes" : "no", page.title, page.outlet, page.published, address,
    ];
  });
  return `\u{feff}${[HEADS, ...lines].map((line) => `${line.map(cell).join(",")}\r\n`).join("")}`;
}
