// @ts-check
/**
 * A page's document with the browser's own members only.
 *
 * The page's elements can take the place of any member by their name: with `<img name="title">` in the page,
 * `document.title` is a picture, for content scripts too (https://html.spec.whatwg.org/#dom-document-nameditem).
 */

/**
 * The document, each member read where the browser has put it. It is no node: it cannot be handed to the browser.
 * @param {Document} document
 * @returns {Document}
 */
export function pristine(document) {
  return new Proxy(document, {
    get(target, name) {
      for (let owner = Object.getPrototypeOf(target); owner !== null; owner = Object.getPrototypeOf(owner)) {
        const member = Object.getOwnPropertyDescriptor(owner, name);
        if (member === undefined) continue;
        const value = member.get === undefined ? member.value : member.get.call(target);
        return typeof value === "function" ? value.bind(target) : value;
      }
      return undefined;
    },
  });
}
