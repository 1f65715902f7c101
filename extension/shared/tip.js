// @ts-check
/**
 * The tip that names a quote's speaker beside the pointer.
 *
 * It is generated content of the page's root, put there by a style sheet of the extension: no node is added, nothing
 * moves, and the page's scripts find no trace in the document. The style sheet is a pure function of the tip, so it can
 * be taken away by a background that has forgotten that it inserted it.
 */

import { count, oneOf, record, string } from "./shape.js";

export const tipShape = record({
  text: string,
  /** The pseudo-element of the root that the page leaves free. */
  pseudo: oneOf(/** @type {const} */ (["after", "before"])),
  /** Pixels from the left edge of the viewport. */
  left: count,
  /** Pixels from the top of the viewport to the line. */
  top: count,
  /** On which side of the line the tip stands. */
  side: oneOf(/** @type {const} */ (["above", "below"])),
});

/** @typedef {import("./shape.js").Infer<typeof tipShape>} Tip */

/** More is cut: a tip is a name, not a text. */
const LONGEST_TEXT = 160;

/**
 * A CSS string. All but letters and digits is written as an escape, so that no text can leave the string.
 * @param {string} text
 * @returns {string}
 */
function cssString(text) {
  const characters = [...text.replaceAll(/\p{Cc}/gu, " ")].slice(0, LONGEST_TEXT);
  const escaped = characters.map((each) => (/[\p{L}\p{N}]/u.test(each) ? each : `\\${each.codePointAt(0)?.toString(16)} `));
  return `"${escaped.join("")}"`;
}

/**
 * The style sheet that shows a tip.
 * @param {Tip} tip
 * @returns {string}
 */
export function tipStyle({ text, pseudo, left, top, side }) {
  const declarations = [
    "all: initial",
    `content: ${cssString(text)}`,
    "position: fixed",
    `left: ${left}px`,
    `top: ${top}px`,
    side === "above" ? "transform: translateY(calc(-100% - 6px))" : "transform: translateY(6px)",
    "max-width: 280px",
    "box-sizing: border-box",
    "padding: 4px 9px",
    "border: 1px solid rgb(255 255 255 / 0.3)",
    "border-radius: 7px",
    "background: #23211d",
    "color: #fff",
    "font: 600 13px/1.35 system-ui, sans-serif",
    "box-shadow: 0 2px 10px rgb(0 0 0 / 0.3)",
    "overflow-wrap: break-word",
    "pointer-events: none",
    "z-index: 2147483647",
  ];
  const body = declarations.map((each) => `${each} !important;`).join(" ");
  return `@media screen { :root::${pseudo} { ${body} } }`;
}
