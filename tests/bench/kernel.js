// @ts-check
/**
 * How near the kernel comes to what WebAssembly's vectors could do, in Node. Prints one JSON object, in billions of
 * multiplications with their additions a second. All take turns; the best turn of each counts.
 */

import { readFileSync } from "node:fs";

const TURNS = 60;
const TURN_MS = 20;
const NAMES = /** @type {const} */ (["network", "inner", "peak"]);

const file = process.env["KERNEL_WASM"];
if (file === undefined) throw new Error("KERNEL_WASM names the module to measure");
const { instance } = await WebAssembly.instantiate(readFileSync(file));
const works = /** @type {Record<string, (rounds: number) => number>} */ (instance.exports);

/**
 * @param {(rounds: number) => number} work
 * @param {number} rounds
 * @returns {{ elapsed_ms: number, rate: number }}
 */
function turn(work, rounds) {
  const begin = performance.now();
  const done = work(rounds);
  const elapsed = performance.now() - begin;
  return { elapsed_ms: elapsed, rate: done / elapsed / 1e6 };
}

/** @param {(rounds: number) => number} work */
function roundsOfATurn(work) {
  let rounds = 1;
  while (turn(work, rounds).elapsed_ms < TURN_MS / 2) rounds *= 2;
  return rounds;
}

const measured = NAMES.map((name) => ({ name, work: works[name], rounds: roundsOfATurn(works[name]), best: 0 }));
for (let count = 0; count < TURNS; count += 1) {
  for (const each of measured) each.best = Math.max(each.best, turn(each.work, each.rounds).rate);
}
console.log(JSON.stringify(Object.fromEntries(measured.map(({ name, best }) => [name, Math.round(best * 100) / 100]))));
