// @ts-check
/** When a page says that it was published, for the citation of a quote. */

/** Where pages say it, the most common first. */
const PLACES = [
  "meta[property='article:published_time']", "meta[itemprop='datePublished']", "meta[name='date']", "time[datetime]",
];

/**
 * The date or time that the page gives, in the form of ISO 8601, where it is one that can be read; null where there is none.
 * @param {Document} document
 * @returns {string | null}
 */
export function publishedOn(document) {
  for (const place of PLACES) {
    const found = document.querySelector(place);
    const written = (found?.getAttribute("content") ?? found?.getAttribute("datetime") ?? "").trim();
    // Some pages leave a space where ISO 8601, and those who read exports, want a T.
    if (/^\d{4}-\d{2}-\d{2}/u.test(written) && !Number.isNaN(Date.parse(written))) return written.replace(/^(\S{10}) +(?=\d)/u, "$1T");
  }
  return null;
}
