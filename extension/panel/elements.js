// @ts-check
/**
 * Elements from plain values. Text only ever becomes text nodes, so nothing that a page says can become markup.
 */

/** @typedef {Node | string | null} Child */
/** @typedef {Record<string, string | boolean | null>} Attributes */

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";

/**
 * @param {Element} node
 * @param {Attributes} attributes `true` sets an empty attribute; `false` and `null` leave it out.
 * @param {Child[]} children
 */
function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null) continue;
    node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children) if (child !== null) node.append(child);
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes} [attributes]
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  fill(node, attributes, children);
  return node;
}

/**
 * @param {string} tag
 * @param {Attributes} attributes
 * @param {Child[]} children
 * @returns {SVGElement}
 */
export function drawing(tag, attributes, ...children) {
  const node = /** @type {SVGElement} */ (document.createElementNS(SVG_NAMESPACE, tag));
  fill(node, attributes, children);
  return node;
}

/**
 * A button that does something here; never one that submits.
 * @param {Attributes} attributes
 * @param {() => void} onPress
 * @param {Child[]} children
 * @returns {HTMLButtonElement}
 */
export function button(attributes, onPress, ...children) {
  const node = element("button", { type: "button", ...attributes }, ...children);
  node.addEventListener("click", () => onPress());
  return node;
}

/**
 * A button that opens and closes what it names; `fillRegion` is asked for the content when it is first opened.
 * @param {Attributes} attributes
 * @param {string} label
 * @param {HTMLElement} region Has an id.
 * @param {() => Child[]} fillRegion
 * @returns {HTMLButtonElement}
 */
export function discloser(attributes, label, region, fillRegion) {
  region.hidden = true;
  const toggle = button({ ...attributes, "aria-expanded": "false", "aria-controls": region.id }, () => {
    if (region.childElementCount === 0) region.append(...fillRegion().filter((child) => child !== null));
    region.hidden = !region.hidden;
    toggle.setAttribute("aria-expanded", `${!region.hidden}`);
  }, label);
  return toggle;
}

/**
 * Text of the page, in its own direction whatever stands around it.
 * @param {string} text
 * @param {string} [className]
 * @returns {HTMLElement}
 */
export function isolated(text, className) {
  return element("bdi", { class: className ?? null }, text);
}

/**
 * Text for those who listen.
 * @param {Child[]} children
 * @returns {HTMLElement}
 */
export function spoken(...children) {
  return element("span", { class: "visually-hidden" }, ...children);
}
