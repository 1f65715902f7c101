// @ts-check
/** The files that a reader can take along. */

import { webAnnotation } from "./annotation.js";
import { csv } from "./csv.js";
import { json } from "./json.js";
import { markdown } from "./markdown.js";
import { quotations } from "./quotation.js";

/**
 * @typedef {object} Format
 * @property {string} id
 * @property {string} name Key of its name.
 * @property {string} meaning Key of the line that explains it.
 * @property {string} ending Of the file's name.
 * @property {string} type
 * @property {(rows: import("./rows.js").Rows) => string} write
 */

/** @type {Format[]} */
export const FORMATS = [
  { id: "markdown", name: "panel_format_markdown", meaning: "panel_format_markdown_meaning", ending: "md", type: "text/markdown", write: markdown },
  { id: "csv", name: "panel_format_csv", meaning: "panel_format_csv_meaning", ending: "csv", type: "text/csv", write: csv },
  { id: "json", name: "panel_format_json", meaning: "panel_format_json_meaning", ending: "json", type: "application/json", write: json },
  {
    id: "annotation", name: "panel_format_annotation", meaning: "panel_format_annotation_meaning",
    ending: "annotations.jsonld", type: "application/ld+json", write: webAnnotation,
  },
  {
    id: "quotation", name: "panel_format_quotation", meaning: "panel_format_quotation_meaning",
    ending: "quotations.jsonld", type: "application/ld+json", write: quotations,
  },
];

/**
 * A name for a file, from the headline.
 * @param {string} title
 * @param {string} ending
 */
export function fileName(title, ending) {
  const words = title.replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-+|-+$/gu, "").toLowerCase();
  return `sourcelight-${[...words].slice(0, 60).join("").replace(/-+$/u, "") || "page"}.${ending}`;
}
