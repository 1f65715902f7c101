// @ts-check
/**
 * How the kinds of quotes look, by the reader's settings: the colours, and the style sheet that paints them on a page.
 *
 * `content/highlight.css` is the look that the extension comes with; the rules here are laid over it only where the
 * reader chose another one. Each colour keeps 3:1 against white and against near-black, for pages have either.
 */

import { QUOTE_KINDS } from "./contract.js";
import { USUAL } from "./elements.js";
import { DEFAULT_SETTINGS } from "./settings.js";

/** @typedef {import("./contract.js").QuoteKind} QuoteKind */
/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {import("./settings.js").Palette} Palette */

/** @type {Record<Palette, Record<QuoteKind, string>>} */
export const COLORS = {
  lamp: { direct: "#b56f08", mixed: "#b04f8e", indirect: "#3f76c9" },
  strong: { direct: "#c25400", mixed: "#8a56e2", indirect: "#007f8c" },
  ink: { direct: "#767676", mixed: "#767676", indirect: "#767676" },
};

/** How much of a kind's colour lies behind its words; thin, so that text keeps its contrast. @type {Record<QuoteKind, number>} */
const TINTS = { direct: 0.15, mixed: 0.14, indirect: 0.13 };

/**
 * Whether quotes look as the extension comes.
 * @param {Settings} settings
 */
export function isDefaultLook({ palette, lines, tint }) {
  const { palette: usual, lines: usualLines, tint: usualTint } = DEFAULT_SETTINGS;
  return palette === usual && tint === usualTint && QUOTE_KINDS.every((kind) => lines[kind] === usualLines[kind]);
}

/**
 * The style sheet to lay over `content/highlight.css`, for the same elements; empty where the reader chose nothing else.
 * @param {Settings} settings
 * @returns {string}
 */
export function highlightRules(settings) {
  if (isDefaultLook(settings)) return "";
  const rules = QUOTE_KINDS.map((kind) => {
    const color = COLORS[settings.palette][kind];
    const tint = settings.tint ? `rgb(from ${color} r g b / ${TINTS[kind]})` : "transparent";
    const line = settings.lines[kind];
    return `&::highlight(sourcelight-${kind}) { background-color: ${tint}; text-decoration: underline ${line} ${color} 2px; }`;
  });
  // Readers who forced their colours keep them.
  return `@media (forced-colors: none) {\n${USUAL} {\n${rules.join("\n")}\n}\n}`;
}

/**
 * Gives a page of the extension the colours and lines that the reader chose.
 * @param {HTMLElement} root
 * @param {Settings} settings
 */
export function applyLook(root, settings) {
  for (const kind of QUOTE_KINDS) {
    root.style.setProperty(`--sourcelight-${kind}-color`, COLORS[settings.palette][kind]);
    // A border knows no waves.
    const line = settings.lines[kind] === "wavy" ? "double" : settings.lines[kind];
    root.style.setProperty(`--sourcelight-${kind}-line`, line);
    root.style.setProperty(`--sourcelight-${kind}-underline`, settings.lines[kind]);
  }
  root.dataset["textSize"] = settings.textSize;
  root.dataset["density"] = settings.density;
  root.dataset["tint"] = settings.tint ? "on" : "off";
}
