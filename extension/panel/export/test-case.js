// @ts-check
/** A corrected quote as a case for the project's tests: the smallest text that shows it, and what it should give. */

/** @typedef {import("../audit.js").Audit} Audit */
/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Quote} Quote */

/**
 * The blocks of the quote, and the first one that names its speaker where none of those does.
 * @param {Model} model
 * @param {Audit} audit
 * @param {Quote} quote Of the corrected report.
 * @returns {string}
 */
export function testCase({ state, article, corrections }, audit, quote) {
  const original = state.report?.quotes[quote.id] ?? quote;
  const speakers = quote.speakers.flatMap((id) => audit.report.speakers[id] ?? []);
  const wanted = new Set([...original.content, ...original.cue, ...original.source].map(({ block }) => block));
  const blocks = article ?? [];
  for (const { name } of speakers) {
    const surname = name.split(" ").at(-1) ?? name;
    const namesThem = blocks.filter(({ text }) => text.includes(surname));
    const [first] = namesThem;
    if (first !== undefined && !namesThem.some(({ id }) => wanted.has(id))) wanted.add(first.id);
  }
  return `${JSON.stringify({
    blocks: blocks.filter(({ id }) => wanted.has(id)).map(({ kind, text }) => ({ kind, text })),
    found: {
      text: original.text, kind: original.kind,
      speakers: original.speakers.flatMap((id) => state.report?.speakers[id]?.name ?? []),
      why: original.why.map(({ code, text }) => (text === "" ? code : `${code}: ${text}`)),
    },
    wanted: audit.corrected.dismissed.has(quote.id) ? null : { text: quote.text, speakers: speakers.map(({ name }) => name) },
    corrected: corrections.length > 0,
  }, null, 2)}\n`;
}
