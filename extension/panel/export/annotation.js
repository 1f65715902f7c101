// @ts-check
/**
 * The quotes as W3C Web Annotations (https://www.w3.org/TR/annotation-model/): each names its speaker and finds its words
 * by what they are (TextQuoteSelector) and by where they stand (TextPositionSelector), in the article's text as the
 * export as JSON has it, in Unicode code points.
 */

/** @typedef {import("./rows.js").Rows} Rows */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("./rows.js").Piece} Piece */

/**
 * @param {string} source The page's address.
 * @param {Piece} piece
 */
function target(source, { exact, prefix, suffix, start, end }) {
  return {
    source,
    selector: [
      { type: "TextQuoteSelector", exact, prefix, suffix },
      { type: "TextPositionSelector", start, end },
    ],
  };
}

/**
 * @param {string} url
 * @param {Row} row
 */
function annotation(url, { number, quote, speakers, pieces }) {
  return {
    id: `${url}#sourcelight-quote-${number}`,
    type: "Annotation",
    motivation: "identifying",
    body: speakers.map(({ name, role }) => ({
      type: "TextualBody", purpose: "identifying", format: "text/plain", value: role === null ? name : `${name}, ${role}`,
    })),
    target: pieces.length === 0
      ? [{ source: url, selector: [{ type: "TextQuoteSelector", exact: quote.text }] }]
      : pieces.map((piece) => target(url, piece)),
  };
}

/**
 * @param {Rows} rows
 * @returns {string}
 */
export function webAnnotation({ page, rows }) {
  return `${JSON.stringify({
    "@context": "http://www.w3.org/ns/anno.jsonld",
    id: `${page.url}#sourcelight-quotes`,
    type: "AnnotationCollection",
    label: page.title,
    total: rows.length,
    first: {
      id: `${page.url}#sourcelight-quotes-page`,
      type: "AnnotationPage",
      startIndex: 0,
      items: rows.map((row) => annotation(page.url, row)),
    },
  }, null, 2)}\n`;
}
