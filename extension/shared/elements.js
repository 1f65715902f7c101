// @ts-check
/**
 * The elements of a page for which rules paint quotes. A rule for all of them has the browser work out the style of each
 * anew, some milliseconds for every thousand; one that names those in which quotes stand, of these alone.
 */

/** The element in which most pages keep what they say. `content/highlight.css` names the same. */
export const USUAL_ELEMENT = "p";

/** The name for all elements, in place of those of some. */
export const ALL = "*";

/** The name for the root, in place of those of elements in it. */
export const ROOT = ":root";

/** The selector around the rules. It outweighs nothing, so that later rules win. */
export const USUAL = `:where(${USUAL_ELEMENT})`;

/** Of a page that uses more kinds of elements around its quotes, all are restyled. */
const MOST_NAMES = 16;

/**
 * The same rules for all elements.
 * @param {string} css
 * @returns {string}
 */
export function forAll(css) {
  return css.replaceAll(USUAL, ALL);
}

/**
 * The same rules for the elements of these names; for all, where a name is none of HTML or of a component.
 * @param {string} css
 * @param {string[]} names
 * @returns {string}
 */
export function forElements(css, names) {
  const areNames = names.length <= MOST_NAMES && names.every((name) => name === ROOT || /^[a-z][a-z0-9-]*$/u.test(name));
  // Each by itself: Chromium finds a selector of one name by that name, and tries a list of names on every element.
  return areNames ? names.map((name) => css.replaceAll(USUAL, `:where(${name})`)).join("\n") : forAll(css);
}
