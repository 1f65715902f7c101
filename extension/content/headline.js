// @ts-check
/** The page's headline, to tell the reader which article was read. */

/** A heading of fewer words may be the site's name. */
const LEAST_WORDS = 3;

/**
 * What the page calls itself where it is shared, without an author or outlet that the heading does not have; its window
 * title, which often carries author, section and outlet, only where it says nothing. Sites that show one story after the
 * other may share all of them by one name, or by the first one's: a heading of the first level that the window title
 * holds is then the headline.
 * @param {Document} document
 * @returns {string}
 */
export function headlineOf(document) {
  const shared = wordsOf(document.querySelector("meta[property='og:title']")?.getAttribute("content"));
  const title = wordsOf(document.title);
  const headings = [...document.querySelectorAll("h1")].map((heading) => wordsOf(heading.textContent));
  const isLongEnough = (/** @type {string} */ heading) => heading.split(" ").length >= LEAST_WORDS;
  if (shared !== "" && title.includes(shared)) {
    return headings.find((heading) => isLongEnough(heading) && isFollowed(heading, shared)) ?? shared;
  }
  const named = headings.find((heading) => isLongEnough(heading) && title.includes(heading));
  return named ?? (shared === "" ? document.title : shared);
}

/**
 * Whether only an author, a section or an outlet follows a heading in a title.
 * @param {string} heading
 * @param {string} title
 */
function isFollowed(heading, title) {
  return title.startsWith(heading) && /^ [|·–—-] /u.test(title.slice(heading.length));
}

/** @param {string | null | undefined} text */
function wordsOf(text) {
  return text?.replaceAll(/\s+/gu, " ").trim() ?? "";
}
