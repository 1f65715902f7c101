// @ts-check
/**
 * The measuring itself, the same in Node and in a browser. Programs take turns, so that what else the machine does
 * meanwhile slows all of them.
 */

/** @typedef {import("./texts.js").BenchText} BenchText */

/**
 * @typedef {object} Spread Milliseconds of one analysis.
 * @property {number} best
 * @property {number} p50
 * @property {number} p99
 */

/** @typedef {{ name: string, run: (text: BenchText) => unknown }} Program */

/**
 * @param {number[]} times
 * @returns {Spread}
 */
export function spread(times) {
  const sorted = [...times].sort((left, right) => left - right);
  const at = (/** @type {number} */ share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { best: sorted[0], p50: at(0.5), p99: at(0.99) };
}

/**
 * @param {Program[]} programs
 * @param {BenchText} text
 * @param {number} rounds
 * @returns {Record<string, Spread>} by the programs' names
 */
export function measure(programs, text, rounds) {
  /** @type {Record<string, number[]>} */
  const times = {};
  for (const { name, run } of programs) {
    // Once for nothing: the first call is the engine's. What is measured once only takes so long that it is none.
    if (rounds > 1) run(text);
    times[name] = [];
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, run } of programs) {
      const start = performance.now();
      run(text);
      times[name].push(performance.now() - start);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, each]) => [name, spread(each)]));
}

/**
 * The core as a program.
 * @param {{ analyze: (page: unknown) => unknown }} analyzer
 * @returns {Program}
 */
export function coreProgram(analyzer) {
  return {
    name: "sourcelight",
    run: ({ paragraphs }) => analyzer.analyze({
      version: 1, lang: "en",
      blocks: paragraphs.map((text, id) => ({ id, kind: "paragraph", text, region: "unknown", group: 0 })),
    }),
  };
}

/**
 * What compromise offers for the same: the quotations and the people of a text.
 * @param {(text: string) => any} read
 * @returns {Program}
 */
export function compromiseProgram(read) {
  return {
    name: "compromise",
    run({ paragraphs }) {
      const document = read(paragraphs.join("\n\n"));
      return [document.quotations().out("array"), document.people().out("array")];
    },
  };
}
