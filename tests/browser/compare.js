// @ts-check
/**
 * Whether a page gives the same quotes in the browser and as a file.
 *
 *     SOURCELIGHT_PAGES=all node --test tests/browser/chromium/every-page.test.js
 *     node tests/browser/compare.js PROGRAM [target/eval/pages-chromium.jsonl]
 *
 * PROGRAM is the command line. Prints what only one of the two found, page by page. The first step leaves its
 * predictions in a form that the scorer of pages reads, too.
 */

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { predictionOf } from "./prediction.js";

/** @typedef {ReturnType<typeof predictionOf>} Prediction */

const [program, predictions = fileURLToPath(new URL("../../target/eval/pages-chromium.jsonl", import.meta.url))] = process.argv.slice(2);

/**
 * The file behind a page, if it is one that can be read here.
 * @param {string} page
 */
function fileOf(page) {
  return [`../pages/${page}/article.html`, `../../../shared/data/pages/${page}/source.html`]
    .map((path) => fileURLToPath(new URL(path, import.meta.url))).find((path) => existsSync(path));
}

/**
 * A quote in a line, without its white space: a browser knows style sheets that a file does not.
 * @param {Prediction["quotes"][number]} quote
 */
function lineOf({ kind, speaker, text }) {
  return `${kind}, ${speaker ?? "nobody"}: ${text.replaceAll(/\s+/gu, " ")}`;
}

/** @param {string} program */
function compare(program) {
  let same = 0;
  let different = 0;
  for (const line of readFileSync(predictions, "utf8").trimEnd().split("\n")) {
    const { page, quotes } = /** @type {Prediction} */ (JSON.parse(line));
    const file = fileOf(page);
    if (file === undefined) continue;
    const scanned = JSON.parse(execFileSync(program, ["scan", "--format", "jsonl", file], { encoding: "utf8", maxBuffer: 2 ** 28 }));
    const theirs = predictionOf(page, { ...scanned, speakers: scanned.sources }).quotes.map(lineOf);
    const ours = quotes.map(lineOf);
    const only = [
      ...ours.filter((each) => !theirs.includes(each)).map((each) => `  browser: ${each}`),
      ...theirs.filter((each) => !ours.includes(each)).map((each) => `  file:    ${each}`),
    ];
    if (only.length === 0) same += 1;
    else {
      different += 1;
      console.log([page, ...only].join("\n"));
    }
  }
  console.log(`${same} pages give the same quotes in both, ${different} do not.`);
}

if (program === undefined) {
  console.error("usage: compare.js PROGRAM [PREDICTIONS.jsonl]");
  process.exitCode = 2;
} else {
  compare(program);
}
