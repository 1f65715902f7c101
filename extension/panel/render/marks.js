// @ts-check
/**
 * The drawings: Sourcelight's mark, and one small scene for each state. All of them decorate what the text beside them says.
 */

import { drawing } from "../elements.js";

const LEFT_QUOTE = "M58 22C42 26 30 38 30 53A14 14 0 1 0 44 39C45 34 50 30 58 29Z";
const RIGHT_QUOTE = "M96 22C80 26 68 38 68 53A14 14 0 1 0 82 39C83 34 88 30 96 29Z";

/**
 * @param {string} className
 * @param {string} viewBox
 * @param {SVGElement[]} children
 * @returns {SVGElement}
 */
function scene(className, viewBox, ...children) {
  return drawing("svg", { class: className, viewBox, "aria-hidden": "true", focusable: "false" }, ...children);
}

/** @returns {SVGElement} */
function quoteMarks() {
  return drawing("g", { class: "lamp" }, drawing("path", { d: LEFT_QUOTE }), drawing("path", { d: RIGHT_QUOTE }));
}

/**
 * Lines of text under the lamp.
 * @param {Array<[number, number, number, string]>} lines x, y, width and class of each
 * @returns {SVGElement}
 */
function linesOfText(lines) {
  return drawing(
    "g",
    {},
    ...lines.map(([x, y, width, className]) =>
      drawing("rect", { class: className, x: `${x}`, y: `${y}`, width: `${width}`, height: "6", rx: "3" })),
  );
}

/** The mark as it stands in the panel's masthead. */
export function brandMark() {
  return scene(
    "brand-mark",
    "14 16 100 96",
    drawing("path", { class: "beam", d: "M38 52L90 52L112 108L16 108Z" }),
    quoteMarks(),
  );
}

/** An unlit lamp over a page: nothing was started. */
export function unlitScene() {
  return scene(
    "scene unlit",
    "0 0 128 128",
    drawing("path", { class: "outline dashed", d: "M38 60L90 60L116 120L12 120Z" }),
    quoteMarks(),
    linesOfText([[34, 84, 60, "line"], [28, 97, 72, "line"], [22, 110, 44, "line"]]),
  );
}

/** The lamp goes over the lines, one by one. */
export function workingScene() {
  return scene(
    "scene working",
    "0 0 128 128",
    drawing("path", { class: "beam", d: "M38 56L90 56L116 120L12 120Z" }),
    quoteMarks(),
    linesOfText([[34, 84, 60, "line read first"], [28, 97, 72, "line read second"], [22, 110, 84, "line read third"]]),
  );
}

/** The lamp is lit, and no line carries a mark. */
export function emptyScene() {
  return scene(
    "scene empty",
    "0 0 128 128",
    drawing("path", { class: "beam", d: "M38 56L90 56L116 120L12 120Z" }),
    quoteMarks(),
    linesOfText([[34, 84, 60, "line"], [28, 97, 72, "line"], [22, 110, 44, "line"]]),
  );
}

/** The lamp is out, and a moon stands by: a rest. */
export function pausedScene() {
  return scene(
    "scene paused",
    "0 0 128 128",
    quoteMarks(),
    drawing("path", { class: "moon", d: "M114 10A12 12 0 1 0 124 30A10 10 0 0 1 114 10Z" }),
    linesOfText([[34, 84, 60, "line"], [28, 97, 72, "line"], [22, 110, 44, "line"]]),
  );
}

/** A page behind a rope: the light does not reach it. */
export function closedScene() {
  return scene(
    "scene closed",
    "0 0 128 128",
    drawing("rect", { class: "outline", x: "36", y: "16", width: "56", height: "74", rx: "6" }),
    linesOfText([[46, 30, 36, "line"], [46, 43, 36, "line"], [46, 56, 22, "line"]]),
    drawing("path", { class: "rope", d: "M16 74Q64 112 112 74" }),
    drawing("path", { class: "post", d: "M16 66V116M112 66V116M8 116H24M104 116H120" }),
    drawing("circle", { class: "knob", cx: "16", cy: "62", r: "6" }),
    drawing("circle", { class: "knob", cx: "112", cy: "62", r: "6" }),
  );
}

/** A lamp whose cord came out: the work was interrupted. */
export function unpluggedScene() {
  return scene(
    "scene unplugged",
    "0 0 128 128",
    quoteMarks(),
    drawing("path", { class: "cord", d: "M64 62V78C64 96 28 84 28 102C28 112 40 112 48 108" }),
    drawing("path", { class: "plug", d: "M48 101H57A7 7 0 0 1 57 115H48ZM64 104H71M64 112H71" }),
    drawing("path", { class: "plug", d: "M104 101H95A7 7 0 0 0 95 115H104" }),
    drawing("path", { class: "cord", d: "M104 108H122" }),
  );
}

/** An arrow into a tray: to take along. */
export function takeMark() {
  return scene("icon", "0 0 16 16", drawing("path", { d: "M8 2V9.5M4.8 6.6L8 9.8L11.2 6.6M2.5 11V13.5H13.5V11" }));
}

/** Two sliders: the controls. */
export function controlsMark() {
  return scene(
    "icon",
    "0 0 16 16",
    drawing("path", { d: "M2 5H8M12 5H14M2 11H4M8 11H14" }),
    drawing("circle", { cx: "10", cy: "5", r: "2" }),
    drawing("circle", { cx: "6", cy: "11", r: "2" }),
  );
}

/** @param {"previous" | "next"} to */
export function stepMark(to) {
  return scene("icon", "0 0 16 16", drawing("path", { d: to === "next" ? "M3.5 6L8 10.5L12.5 6" : "M3.5 10L8 5.5L12.5 10" }));
}

/** A small house: everything stays in it. */
export function homeMark() {
  return scene("home-mark", "0 0 16 16", drawing("path", { d: "M2 8L8 2.5L14 8M4 6.6V13.5H12V6.6M8 9.2V9.3" }));
}
