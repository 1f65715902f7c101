// @ts-check
/**
 * What is painted on a page, read through the registry of highlights, which the page shares. The functions run in the
 * page: they use nothing from around them.
 */

/** @typedef {import("./pixels.js").Rectangle} Rectangle */

/**
 * A painted stretch of text.
 * @typedef {object} Painted
 * @property {string} layer The highlight's name without its prefix.
 * @property {string} text
 * @property {Rectangle[]} rectangles One for each line, in CSS pixels of the viewport.
 */

/** The names of our highlights that paint anything. */
export function paintedLayers() {
  return [...CSS.highlights].filter(([name, highlight]) => name.startsWith("sourcelight-") && highlight.size > 0)
    .map(([name]) => name.slice("sourcelight-".length)).sort();
}

/** @returns {Painted[]} in the order of the layers, and in each in the order in which it was painted */
export function paintedPieces() {
  return [...CSS.highlights].filter(([name]) => name.startsWith("sourcelight-")).flatMap(([name, highlight]) =>
    [...highlight].map((each) => {
      const range = document.createRange();
      range.setStart(each.startContainer, each.startOffset);
      range.setEnd(each.endContainer, each.endOffset);
      return {
        layer: name.slice("sourcelight-".length),
        text: range.toString(),
        rectangles: [...range.getClientRects()].map(({ left, top, right, bottom }) => ({ left, top, right, bottom })),
      };
    }));
}

/**
 * Whether anything, or a given layer, is painted.
 * @param {string} [layer]
 */
export function isPainted(layer) {
  return [...CSS.highlights].some(([name, { size }]) =>
    size > 0 && (layer === undefined ? name.startsWith("sourcelight-") : name === `sourcelight-${layer}`));
}

/** @typedef {{ seen: string[], observer: MutationObserver }} Mutations Kept on the page's own window. */

/** Notes every change of the document from now on; {@link mutationsSeen} gives them. */
export function noteMutations() {
  const seen = /** @type {string[]} */ ([]);
  const observer = new MutationObserver((records) => {
    seen.push(...records.map(({ type, target }) => `${type} of ${target.nodeName}`));
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  Object.assign(window, { mutations: { seen, observer } });
}

/** @returns {string[]} what changed, in words */
export function mutationsSeen() {
  const { seen, observer } = /** @type {{ mutations: Mutations }} */ (/** @type {unknown} */ (window)).mutations;
  return [...seen, ...observer.takeRecords().map(({ type, target }) => `${type} of ${target.nodeName}`)];
}

/**
 * The painted text of each layer, its pieces one after the other.
 * @returns {{ [layer: string]: string }}
 */
export function paintedTexts() {
  return Object.fromEntries([...CSS.highlights].filter(([name]) => name.startsWith("sourcelight-")).map(([name, highlight]) => [
    name.slice("sourcelight-".length),
    [...highlight].map((each) => {
      const range = document.createRange();
      range.setStart(each.startContainer, each.startOffset);
      range.setEnd(each.endContainer, each.endOffset);
      return range.toString();
    }).join(""),
  ]));
}

/**
 * Waits until the document has changed no more for a while, or, on pages that never rest, for long enough.
 * @returns {Promise<void>}
 */
export function atRest() {
  const QUIET_MS = 300;
  const LONGEST_MS = 4000;
  return new Promise((resolve) => {
    const startedAt = performance.now();
    let changedAt = startedAt;
    const observer = new MutationObserver(() => { changedAt = performance.now(); });
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    const look = () => {
      const now = performance.now();
      if (now - changedAt < QUIET_MS && now - startedAt < LONGEST_MS) {
        setTimeout(look, 50);
        return;
      }
      observer.disconnect();
      resolve();
    };
    look();
  });
}

/** What a page is made of and looks like: its markup, and the styles of some hundred elements, each as a checksum. */
export function lookOf() {
  /** @param {string} text */
  const checksum = (text) => {
    let sum = 0;
    for (let index = 0; index < text.length; index += 1) sum = (Math.imul(sum, 31) + text.charCodeAt(index)) | 0;
    return sum;
  };
  /** @param {Element} element @param {string} [pseudo] */
  const styles = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    return Array.from(style, (property) => `${property}:${style.getPropertyValue(property)}`).join(";");
  };
  const elements = [...document.querySelectorAll("body *")];
  const step = Math.ceil(elements.length / 150);
  const root = document.documentElement;
  return {
    markup: checksum(root.outerHTML),
    root: checksum([undefined, "::before", "::after"].map((pseudo) => styles(root, pseudo)).join("|")),
    styles: elements.filter((_, index) => index % step === 0).map((element) => checksum(styles(element))),
  };
}
