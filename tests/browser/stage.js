// @ts-check
/**
 * The stage: the extension's own pages in an ordinary browser, over states given beforehand and with its own content
 * security policy. So every state can be reached, looked at and tested without a page that brings it about.
 */

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname } from "node:path";

import { HARBOUR_BLOCKS, STATES } from "../js/panel/reports.js";

const EXTENSION = new URL("../../extension/", import.meta.url);
const STUB = readFileSync(new URL("../js/panel/chrome-stub.js", import.meta.url), "utf8");
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const POLICY = JSON.parse(readFileSync(new URL("manifest.json", EXTENSION), "utf8")).content_security_policy.extension_pages;
const TYPES = /** @type {Record<string, string>} */ ({
  ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".png": "image/png", ".json": "application/json",
  ".svg": "image/svg+xml",
});

/** The rules of the WCAG up to 2.2 AA, and what is good practice beyond them. */
export const AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * @typedef {object} Scene
 * @property {string} [state] The name of a state of tests/js/panel/reports.js.
 * @property {string} [path] The page; default: the panel.
 * @property {string} [locale]
 * @property {Record<string, any>} [local] What `storage.local` holds.
 * @property {string[]} [origins] The sites that the reader opened.
 */

/** @param {string} locale */
export function messagesOf(locale) {
  return JSON.parse(readFileSync(new URL(`_locales/${locale}/messages.json`, EXTENSION), "utf8"));
}

/**
 * What the stub of the browser's interface is given.
 * @param {Scene} scene
 */
export function optionsOf({ state: name = "idle", locale = "en", local, origins }) {
  const state = STATES[name];
  if (state === undefined) throw new Error(`there is no state named ${name}`);
  // A page that could be started from here says its address; a page without a content script does not answer.
  const isStarted = state.status !== "idle" && state.status !== "unreadable";
  return {
    messages: messagesOf(locale),
    local: local ?? {},
    origins: origins ?? [],
    tabs: [{
      id: 1, active: true, state: isStarted ? state : null, stored: state,
      article: state.page.url === STATES["ready"]?.page.url ? HARBOUR_BLOCKS : [],
      ...(isStarted ? { url: state.page.url } : {}),
    }],
  };
}

/**
 * Serves the extension's pages. Each address names its scene, for a page's scripts run before a browser could be told.
 * @returns {Promise<{ address: (scene: Scene) => string, close: () => Promise<void> }>}
 */
export async function openStage() {
  /** @type {Scene[]} */
  const scenes = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const [, number = "", path = ""] = /^\/(\d+)\/(.*)$/u.exec(pathname) ?? [];
    try {
      if (path === "stub.js") {
        const options = JSON.stringify(optionsOf(scenes[Number(number)] ?? {}));
        response.writeHead(200, { "content-type": "text/javascript" });
        response.end(`${STUB.replaceAll(/^export /gmu, "")}\ninstallChrome(${options});`);
        return;
      }
      const file = readFileSync(new URL(path, EXTENSION));
      const isPage = path.endsWith(".html");
      const body = isPage ? file.toString("utf8").replace("<meta charset", `<script src="/${number}/stub.js"></script><meta charset`) : file;
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "text/plain", ...(isPage ? { "content-security-policy": POLICY } : {}) });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the stage has no port");
  return {
    address(scene) {
      scenes.push(scene);
      return `http://127.0.0.1:${address.port}/${scenes.length - 1}/${scene.path ?? "panel/panel.html"}`;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(() => resolve(undefined)));
    },
  };
}

/** The source that looks for what axe finds; gives a list of sentences. */
export const AXE_SCRIPT = `${AXE};
  return window.axe.run(document, { runOnly: ${JSON.stringify(AXE_RULES)} }).then(({ violations, passes }) => {
    if (passes.length === 0) throw new Error("axe looked at nothing");
    return violations.map((each) => each.id + ": " + each.nodes[0].html.slice(0, 160) + " " + each.nodes[0].failureSummary);
  });`;
