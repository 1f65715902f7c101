// @ts-check
/**
 * The service worker: keeps every file of the page on the visitor's machine, so that it opens without a network. The build
 * writes before this what the files are, and a version that changes with any of them.
 */

/**
 * As much of a service worker's world as is used here.
 * @typedef {object} Scope
 * @property {{ version: string, files: string[] }} OFFLINE
 * @property {{ scope: string }} registration
 * @property {(type: string, listener: (event: LifeEvent & FetchEvent) => void) => void} addEventListener
 */
/** @typedef {{ waitUntil(work: Promise<unknown>): void }} LifeEvent */
/** @typedef {{ request: Request, respondWith(answer: Promise<Response>): void }} FetchEvent */

const scope = /** @type {Scope} */ (/** @type {unknown} */ (self));
const PREFIX = "sourcelight-";
const CACHE = PREFIX + scope.OFFLINE.version;

scope.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) =>
    cache.addAll(scope.OFFLINE.files.map((file) => new Request(file, { cache: "no-cache" })))));
});

scope.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)))));
});

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope.registration.scope)) return;
  const file = request.mode === "navigate" ? new URL("index.html", scope.registration.scope).href : request.url;
  event.respondWith(caches.open(CACHE).then(async (cache) => await cache.match(file, { ignoreSearch: true }) ?? fetch(request)));
});
