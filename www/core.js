// @ts-check
/** The core in a worker, so that the page never waits for it. */

import { request } from "../extension/shared/request.js";

/** @typedef {import("../extension/shared/contract.js").PageInput} PageInput */
/** @typedef {import("./stages.js").Stages} Stages */

/**
 * @typedef {object} Core
 * @property {(input: PageInput) => Promise<import("../extension/content/session.js").Analysis>} analyze
 * @property {(input: PageInput) => Promise<Stages | null>} stages Null where this build of the core does not tell.
 */

/** @returns {Core} */
export function openCore() {
  const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  /** @type {Map<number, { resolve: (answer: any) => void, reject: (error: Error) => void }>} */
  const waiting = new Map();
  let count = 0;
  /** Why the worker does not answer any more. @type {Error | null} */
  let broken = null;
  worker.addEventListener("message", ({ data: { id, answer } }) => {
    waiting.get(id)?.resolve(answer);
    waiting.delete(id);
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    broken = new Error(event.message || "the worker could not be started");
    for (const { reject } of waiting.values()) reject(broken);
    waiting.clear();
  });
  /** @param {{ type: string, input?: PageInput }} message */
  const send = (message) => new Promise((resolve, reject) => {
    if (broken !== null) {
      reject(broken);
      return;
    }
    count += 1;
    waiting.set(count, { resolve, reject });
    worker.postMessage({ id: count, ...message });
  });
  send({ type: "prepare" }).catch((error) => console.error("the core could not be made ready", error));
  return {
    analyze: (input) => request((message) => send(/** @type {any} */ (message)), { type: "analyze", input }, "report"),
    stages: async (input) => /** @type {Stages | null} */ (await send({ type: "stages", input })),
  };
}
