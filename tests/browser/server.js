// @ts-check
/** Serves articles on loopback: the samples of tests/pages, and pages that a test or a reader gives. */

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename } from "node:path";

import { paragraphsOf } from "../../npm/paragraphs.js";

const SAMPLES = new URL("../pages/", import.meta.url);

/** Allows nothing, and no text to become markup or code; the strictest that a page can ask for. */
const STRICT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; require-trusted-types-for 'script'; trusted-types 'none'";

/** @typedef {{ strict?: boolean, type?: string }} PageOptions Whether under the strictest policy; the type of the content. */

/**
 * @typedef {object} PageServer
 * @property {string} origin
 * @property {(sample: string) => string} sample The address of an article of tests/pages.
 * @property {(html: string, options?: PageOptions) => string} page Serves a page; gives its address.
 * @property {() => Promise<void>} close
 */

/**
 * @param {string} text
 * @returns {string}
 */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/**
 * A text as a simple page; its first paragraph is the title.
 * @param {string} text
 * @returns {string}
 */
export function pageOfText(text) {
  const [title = "", ...paragraphs] = paragraphsOf(text);
  return [
    "<!DOCTYPE html>", '<html lang="en">', '<meta charset="utf-8">', `<title>${escaped(title)}</title>`,
    "<style>body{font:18px/1.6 Georgia,serif;max-width:680px;margin:24px auto;padding:0 16px}</style>",
    "<article>", `<h1>${escaped(title)}</h1>`, ...paragraphs.map((each) => `<p>${escaped(each)}</p>`), "</article>", "</html>",
  ].join("\n");
}

/**
 * Reads an article as a page.
 * @param {string | URL} file `.html` or `.txt`
 * @returns {string}
 */
export function readArticle(file) {
  const name = basename(String(file)).toLowerCase();
  if (!/\.(?:html?|txt)$/u.test(name)) throw new Error(`${name}: expected a file that ends in .html or .txt`);
  const content = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  return name.endsWith(".txt") ? pageOfText(content) : content;
}

/**
 * @param {string} name
 * @returns {string}
 */
export function readSample(name) {
  try {
    return readArticle(new URL(`${name}/article.html`, SAMPLES));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ENOENT") throw error;
    return readArticle(new URL(`${name}/article.txt`, SAMPLES));
  }
}

/** @returns {Promise<PageServer>} */
export async function servePages() {
  /** @type {Map<string, { html: string, strict: boolean, type: string }>} */
  const pages = new Map();
  const server = createServer((request, response) => {
    const page = pages.get(request.url ?? "");
    if (page === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "content-type": `${page.type}; charset=utf-8`,
      ...(page.strict ? { "content-security-policy": STRICT_POLICY } : {}),
    });
    response.end(page.html);
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve(undefined));
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const origin = `http://127.0.0.1:${address.port}`;

  /** @type {PageServer["page"]} */
  const page = (html, { strict = false, type = "text/html" } = {}) => {
    const path = `/${pages.size}/article.html`;
    pages.set(path, { html, strict, type });
    return `${origin}${path}`;
  };
  return {
    origin,
    sample: (name) => page(readSample(name)),
    page,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(() => resolve(undefined)));
    },
  };
}
