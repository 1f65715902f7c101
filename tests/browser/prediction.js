// @ts-check
/** A report in the form that the scorer of pages reads, the same that it is given of the command line's reports. */

/** @typedef {import("../../extension/shared/contract.js").Report} Report */

/** @typedef {import("../../extension/shared/messages.js").ArticleBlocks} ArticleBlocks */

/**
 * The words of a quote as the article prints them, as the command line gives them: reported speech that its own cue
 * interrupts runs on through the cue; of a relative clause, what follows the cue is given.
 * @param {Report["quotes"][number]} quote
 * @param {ArticleBlocks} blocks
 */
function printed({ kind, text, content, cue: [cue] }, blocks) {
  const [first, next] = content;
  const last = content.at(-1);
  if (kind === "direct" || cue === undefined || first === undefined || next === undefined || last === undefined) return text;
  const isOneBlock = content.every(({ block }) => block === cue.block);
  if (!isOneBlock || first.end > cue.start || cue.end > last.start) return text;
  const words = blocks.find(({ id }) => id === cue.block)?.text ?? "";
  const isPronoun = !/\s/u.test(words.slice(first.start, first.end)) && cue.end <= next.start;
  return words.slice(isPronoun ? next.start : first.start, last.end).replaceAll(/\s+/gu, " ");
}

/**
 * @param {string} page
 * @param {Report} report
 * @param {ArticleBlocks} [blocks] The article's text; without it, texts are taken as they are.
 */
export function predictionOf(page, { quotes, speakers, organizations }, blocks) {
  return {
    page,
    quotes: quotes.map((quote) => ({
      text: blocks === undefined ? quote.text : printed(quote, blocks),
      kind: quote.kind,
      speaker: speakers[quote.speakers[0] ?? -1]?.name ?? null,
    })),
    sources: speakers.map(({ name, kind }) => ({ name, kind })),
    organizations: organizations.map(({ name }) => name),
  };
}
