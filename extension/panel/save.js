// @ts-check
/** Has the browser save a file, as a link to it would. Nothing leaves the machine. */

/** So long a browser may take to begin with it. */
const PATIENCE_MS = 60_000;

/**
 * @param {string} name
 * @param {string} type
 * @param {string} content
 */
export function save(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), PATIENCE_MS);
}
