// @ts-check
/**
 * Serves the built playground on loopback with the headers that it asks for: what the tests open, and what
 * `cargo xtask www --serve` starts.
 */

import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const TYPES = /** @type {Record<string, string>} */ ({
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json",
  ".png": "image/png", ".svg": "image/svg+xml", ".wasm": "application/wasm",
});

/** The folder that `cargo xtask www` makes. */
export const WWW = process.env.WWW_DIR ?? fileURLToPath(new URL("../../target/www", import.meta.url));

/**
 * The headers for every file, as `_headers` lists them.
 * @param {string} folder
 * @returns {Record<string, string>}
 */
function headersOf(folder) {
  const lines = readFileSync(`${folder}/_headers`, "utf8").split("\n").filter((line) => line.startsWith("  "));
  return Object.fromEntries(lines.map((line) => line.trim().split(/:\s*(.*)/su)).map(([name = "", value = ""]) => [name, value]));
}

/**
 * @param {{ folder?: string, port?: number }} [options]
 * @returns {Promise<{ address: string, close: () => Promise<void> }>}
 */
export async function serveWww({ folder = WWW, port = 0 } = {}) {
  if (!existsSync(`${folder}/index.html`)) throw new Error(`${folder} holds no playground: run \`cargo xtask www\` first, or set WWW_DIR`);
  const headers = headersOf(folder);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file = resolve(folder, `.${pathname.endsWith("/") ? `${pathname}index.html` : pathname}`);
    if (!file.startsWith(folder + sep) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404, headers).end();
      return;
    }
    response.writeHead(200, { ...headers, "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(readFileSync(file));
  });
  await new Promise((done) => server.listen(port, "127.0.0.1", () => done(undefined)));
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the server has no port");
  return {
    address: `http://127.0.0.1:${bound.port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(() => done(undefined)));
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { address } = await serveWww();
  console.log(`${address} (Ctrl+C ends it)`);
}
