// @ts-check
/** The page's headline, to tell the reader which article was read. */

/**
 * What the page calls itself where it is shared; its window title, which often carries author, section and outlet,
 * only where it says nothing.
 * @param {Document} document
 * @returns {string}
 */
export function headlineOf(document) {
  const shared = document.querySelector("meta[property='og:title']")?.getAttribute("content");
  const headline = shared?.replaceAll(/\s+/gu, " ").trim() ?? "";
  return headline === "" ? document.title : headline;
}
