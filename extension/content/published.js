// @ts-check
/** When a page says that it was published, for the citation of a quote. */

/** Where pages say it in their metadata, the most common first. */
const PLACES = ["meta[property='article:published_time']", "meta[itemprop='datePublished']", "meta[name='date']"];

/**
 * The date or time that the page gives, in the form of ISO 8601, where it is one that can be read; null where there is none.
 * @param {Document} document
 * @returns {string | null}
 */
export function publishedOn(document) {
  // Each search goes through the whole document: one is for all the metadata.
  const metadata = [...document.querySelectorAll(PLACES.join(", "))];
  for (const place of PLACES) {
    const written = dateIn(metadata.find((each) => each.matches(place))?.getAttribute("content"));
    if (written !== null) return written;
  }
  return dateIn(document.querySelector("time[datetime]")?.getAttribute("datetime"));
}

/** @param {string | null | undefined} text */
function dateIn(text) {
  const written = (text ?? "").trim();
  if (!/^\d{4}-\d{2}-\d{2}/u.test(written) || Number.isNaN(Date.parse(written))) return null;
  // Some pages leave a space where ISO 8601, and those who read exports, want a T.
  return written.replace(/^(\S{10}) +(?=\d)/u, "$1T");
}
