// @ts-check
/**
 * The frame in which an article stands: a document of its own, without scripts, under the page's own policy, so that what
 * a visitor drops into it can neither run nor load anything, nor change the page around it.
 */

import { element } from "../extension/panel/elements.js";

/** @typedef {{ document: Document, window: Window & typeof globalThis }} Framed */

/**
 * Makes a frame with style sheets of the extension's, without anything in it.
 * @param {Record<string, string>} attributes
 * @param {string[]} styles Addresses of style sheets.
 * @returns {HTMLIFrameElement} to be put into the page
 */
export function frameWith(attributes, styles) {
  const links = styles.map((style) => `<link rel="stylesheet" href="${style}">`).join("");
  return element("iframe", {
    ...attributes, srcdoc: `<!doctype html><html><head><meta charset="utf-8">${links}</head><body></body></html>`,
  });
}

/**
 * The document of a frame that stands in the page, once its styles are there.
 * @param {HTMLIFrameElement} frame
 * @returns {Promise<Framed>}
 */
export async function framed(frame) {
  const isLoaded = () => frame.contentDocument?.URL === "about:srcdoc" && frame.contentDocument.readyState === "complete";
  // Some browsers tell first of the empty document that the frame begins with.
  while (!isLoaded()) await new Promise((resolve) => { frame.addEventListener("load", resolve, { once: true }); });
  const { contentDocument, contentWindow } = frame;
  if (contentDocument === null || contentWindow === null) throw new Error("the frame's document is closed to the page around it");
  return { document: contentDocument, window: /** @type {Framed["window"]} */ (contentWindow) };
}

/**
 * Puts a document's content in place of the frame's.
 * @param {Framed} frame
 * @param {Document} content
 */
export function fill({ document: shown, window }, content) {
  const root = shown.documentElement;
  for (const name of ["lang", "dir"]) {
    const value = content.documentElement.getAttribute(name);
    if (value === null) root.removeAttribute(name);
    else root.setAttribute(name, value);
  }
  for (const old of shown.head.querySelectorAll("meta:not([charset]), title")) old.remove();
  const facts = [...content.querySelectorAll("meta[property], meta[name], meta[itemprop]")].map((each) => shown.importNode(each));
  shown.head.append(...facts);
  shown.title = content.title;
  shown.body.replaceChildren(...[...content.body.childNodes].map((each) => shown.adoptNode(each)));
  window.scrollTo(0, 0);
}
