// @ts-check
/** Texts to measure with: the paragraphs of our own samples, repeated until there are enough words. */

import { readdirSync } from "node:fs";

import { JSDOM } from "jsdom";

import { readSample } from "../browser/server.js";

const SAMPLES = new URL("../pages/", import.meta.url);

/** @typedef {{ words: number, paragraphs: string[] }} BenchText */

/** @returns {string[]} every paragraph of every sample, in order of their names */
function paragraphsOfSamples() {
  const samples = readdirSync(SAMPLES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return samples.map((entry) => entry.name).sort().flatMap((name) => {
    const { document } = new JSDOM(readSample(name)).window;
    return [...document.querySelectorAll("p")].map((element) => (element.textContent ?? "").replace(/\s+/gu, " ").trim());
  }).filter((text) => text !== "");
}

/**
 * @param {number} least
 * @returns {BenchText} a text of so many words, or a paragraph more
 */
export function textOfWords(least) {
  const all = paragraphsOfSamples();
  const paragraphs = [];
  let words = 0;
  for (let place = 0; words < least; place += 1) {
    const paragraph = all[place % all.length];
    paragraphs.push(paragraph);
    words += paragraph.split(" ").length;
  }
  return { words, paragraphs };
}
