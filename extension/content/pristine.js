// @ts-check
/**
 * A page's document and forms with the browser's own members only.
 *
 * The page's elements can take the place of any member by their name: with `<img name="title">` in the page,
 * `document.title` is a picture, for content scripts too (https://html.spec.whatwg.org/#dom-document-nameditem), and
 * with a field of the name `childNodes`, a form's children are that field. No other nodes have such members.
 */

/**
 * A node, each member read where the browser has put it. It is no node: it cannot be handed to the browser.
 * @template {Node} N
 * @param {N} node
 * @returns {N}
 */
export function pristine(node) {
  return new Proxy(node, {
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

/**
 * A node of which any member can be read. Only a form is another than itself, and that cannot be handed to the browser.
 * @template {Node} N
 * @param {N} node
 * @returns {N}
 */
export function pristineNode(node) {
  // What takes the place of a name is a field or a list of them, never a string.
  const name = /** @type {{ localName?: unknown }} */ (/** @type {unknown} */ (node)).localName;
  return name === "form" || (name !== undefined && typeof name !== "string") ? pristine(node) : node;
}
