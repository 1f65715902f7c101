// @ts-check
/**
 * What the panel says about a report: who speaks, how much and where. Counts only, and with the reader's corrections.
 */

import { applyCorrections } from "../shared/corrections.js";
import { findLookAlikes } from "./look-alikes.js";

/** @typedef {import("../shared/corrections.js").Correction} Correction */
/** @typedef {import("../shared/corrections.js").Corrected} Corrected */
/** @typedef {import("../shared/contract.js").Quote} Quote */
/** @typedef {import("../shared/contract.js").QuoteKind} QuoteKind */
/** @typedef {import("../shared/contract.js").Report} Report */
/** @typedef {import("../shared/contract.js").Speaker} Speaker */
/** @typedef {import("../shared/contract.js").Span} Span */
/** @typedef {import("../shared/messages.js").ArticleBlocks} ArticleBlocks */

/** Which kinds of speakers each figure counts. */
export const FIGURE_KINDS = /** @type {const} @satisfies {Record<string, readonly Speaker["kind"][]>} */ ({
  named: ["person", "organization"], unnamed: ["anonymous"], documents: ["document"], groups: ["group"],
});

/** @typedef {keyof typeof FIGURE_KINDS} Figure */

/**
 * @param {Figure} figure
 * @param {Speaker | null} speaker
 */
export function isCountedIn(figure, speaker) {
  /** @type {readonly Speaker["kind"][]} */
  const kinds = FIGURE_KINDS[figure];
  return speaker !== null && kinds.includes(speaker.kind);
}

/**
 * A place in the article, as shares of its length from 0 to 1; with its kind where it is a quote's.
 * @typedef {{ kind: QuoteKind | null, start: number, end: number }} Place
 */

/**
 * A speaker who says something, or the quotes without one.
 * @typedef {object} Voice
 * @property {Speaker | null} speaker Null for the quotes without a speaker.
 * @property {Quote[]} quotes In reading order.
 * @property {number} words
 * @property {Place[]} places
 * @property {number} firstBlock Number of the block of the article in which the voice is heard first, from 1.
 * @property {number} lastBlock The same for the last.
 */

/**
 * @typedef {object} Audit
 * @property {Report} report With the corrections in it.
 * @property {Corrected} corrected
 * @property {Quote[]} quotes Without those that the reader dismissed.
 * @property {Voice[]} voices In order of first appearance; those without a quote left out.
 * @property {Voice | null} orphans The quotes without a speaker; null where there are none.
 * @property {Record<Figure, number>} speakers How many of each speak.
 * @property {Speaker | null} first Who is heard first.
 * @property {Speaker | null} last Who is heard last.
 * @property {Map<string, string | null>} lookAlikes Names that are not what they look like; see `findLookAlikes`.
 * @property {boolean} isForeign Whether the page is in a language in which no speakers are looked for.
 * @property {number} blocks How many blocks the article has.
 * @property {(spans: Span[]) => Place[]} placesOf Where spans of the article stand in it.
 */

/**
 * @param {Report} original As the core gave it.
 * @param {Correction[]} corrections
 * @param {ArticleBlocks | null} article The article's text; places are exact with it, and as good as blocks tell without.
 * @returns {Audit}
 */
export function auditOf(original, corrections, article) {
  const corrected = applyCorrections(original, corrections);
  const { report } = corrected;
  const quotes = report.quotes.filter(({ id }) => !corrected.dismissed.has(id));
  const placesOf = placesIn(report, article);
  const blockNumbers = new Map(report.article.blocks.map((id, index) => [id, index + 1]));
  /**
   * @param {Speaker | null} speaker
   * @param {Quote[]} own
   * @param {number} words
   * @returns {Voice}
   */
  const voice = (speaker, own, words) => {
    const numbers = own.map((quote) => blockNumbers.get(quote.content[0]?.block ?? -1) ?? 1);
    return {
      speaker, quotes: own, words, places: own.flatMap(({ kind, content }) => placesOf(content, kind)),
      firstBlock: Math.min(...numbers), lastBlock: Math.max(...numbers),
    };
  };
  const voices = report.speakers.filter((speaker) => speaker.quotes.length > 0).map((speaker) =>
    voice(speaker, speaker.quotes.flatMap((id) => report.quotes[id] ?? []), speaker.words));
  const orphans = quotes.filter((quote) => quote.speakers.length === 0);
  const attributed = quotes.filter((quote) => quote.speakers.length > 0);
  /** @param {Quote | undefined} quote */
  const speakerOf = (quote) => report.speakers[quote?.speakers[0] ?? -1] ?? null;
  /** @param {Figure} figure */
  const count = (figure) => voices.filter(({ speaker }) => isCountedIn(figure, speaker)).length;
  return {
    report,
    corrected,
    quotes,
    voices,
    orphans: orphans.length === 0 ? null : voice(null, orphans, report.article.unattributed_words),
    speakers: {
      named: count("named"), unnamed: count("unnamed"), documents: count("documents"), groups: count("groups"),
    },
    first: speakerOf(attributed.at(0)),
    last: speakerOf(attributed.at(-1)),
    lookAlikes: findLookAlikes([...report.speakers, ...report.organizations, ...(report.mentioned ?? [])].map(({ name }) => name)),
    isForeign: report.warnings.some(({ code }) => code === "language"),
    blocks: report.article.blocks.length,
    placesOf: (spans) => placesOf(spans, null),
  };
}

/**
 * @param {Report} report
 * @param {ArticleBlocks | null} article
 * @returns {(spans: Span[], kind: QuoteKind | null) => Place[]}
 */
function placesIn(report, article) {
  const lengths = new Map((article ?? []).map(({ id, text }) => [id, text.length]));
  /** @type {Map<number, { start: number, length: number }>} */
  const extents = new Map();
  let total = 0;
  for (const id of report.article.blocks) {
    const length = Math.max(1, lengths.get(id) ?? 1);
    extents.set(id, { start: total, length });
    total += length;
  }
  return (spans, kind) => spans.flatMap(({ block, start, end }) => {
    const extent = extents.get(block);
    if (extent === undefined) return [];
    // Without the text, the whole block stands for the place in it.
    const isKnown = lengths.has(block);
    const from = extent.start + (isKnown ? Math.min(start, extent.length) : 0);
    const to = extent.start + (isKnown ? Math.min(end, extent.length) : extent.length);
    return [{ kind, start: from / total, end: to / total }];
  });
}
