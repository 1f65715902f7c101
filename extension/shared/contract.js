// @ts-check
/**
 * The contract between the core and the shells, as `src/contract/` has it. Both sides read the same example files in
 * tests/contract. All positions count UTF-16 code units of a block's own text, which is what JavaScript strings count.
 */

import { boolean, count, expectShape, fraction, list, nullable, oneOf, optional, record, string } from "./shape.js";

/** @template S @typedef {import("./shape.js").Infer<S>} Infer */

export const CONTRACT_VERSION = 1;

export const BLOCK_KINDS = /** @type {const} */ ([
  "headline", "heading", "paragraph", "list_item", "blockquote", "caption", "cell", "other",
]);
export const REGIONS = /** @type {const} */ ([
  "unknown", "main", "article", "navigation", "aside", "header", "footer", "form", "comments",
]);
export const QUOTE_KINDS = /** @type {const} */ (["direct", "mixed", "indirect"]);
export const STATEMENTS = /** @type {const} */ (["speech", "writing", "thought", "intention", "finding"]);
export const CHANNELS = /** @type {const} */ ([
  "interview", "statement", "post", "press_conference", "report", "speech", "other_outlet",
]);
export const REASON_CODES = /** @type {const} */ ([
  "cue", "label", "name", "part_of_name", "alias", "pronoun", "role_noun", "continues", "unnamed", "blockquote",
  "repeats",
]);
export const SPEAKER_KINDS = /** @type {const} */ (["person", "organization", "document", "group", "anonymous"]);
export const CITED_AS = /** @type {const} */ (["speaker", "outlet", "affiliation", "document"]);
export const SILENCE_KINDS = /** @type {const} */ (["declined", "no_reply", "not_reached"]);
export const WARNING_CODES = /** @type {const} */ ([
  "version", "too_long", "duplicate_block", "no_article", "other_article", "language", "unclosed_quotation", "unreadable", "model",
]);

const inputLink = record({ start: count, end: count, url: string });

const inputBlock = record({
  /** The shell's own number for the block; spans of the report name it. */
  id: count,
  kind: oneOf(BLOCK_KINDS),
  /** The text as the reader sees it. */
  text: string,
  /** The innermost landmark around the block. */
  region: optional(oneOf(REGIONS)),
  /** The same number for blocks of the same parent container; 0 where it is not known. */
  group: optional(count),
  /** The same number for blocks of the same outermost article of the page; 0 outside of any. */
  article: optional(count),
  links: optional(list(inputLink)),
});

export const pageInputShape = record({
  version: count,
  /** The declared language, a BCP 47 tag. */
  lang: optional(string),
  url: optional(string),
  title: optional(string),
  /** The outlet's name as the page's metadata give it. */
  outlet: optional(string),
  /** Whether the page goes on behind the last block. */
  is_partial: optional(boolean),
  /** In reading order. */
  blocks: list(inputBlock),
});

const span = record({ block: count, start: count, end: count });

const reason = record({ code: oneOf(REASON_CODES), text: string, name: nullable(string) });

const quote = record({
  /** Index of the quote in the report. */
  id: count,
  kind: oneOf(QUOTE_KINDS),
  /** What kind of act the cue reports. */
  statement: oneOf(STATEMENTS),
  /** The words of the content; " … " stands for what is left out between two pieces, a space for a paragraph's end. */
  text: string,
  content: list(span),
  cue: list(span),
  source: list(span),
  /** None where it is not known, several for a joint statement. */
  speakers: list(count),
  /** To whom it was said, as printed. */
  addressee: nullable(string),
  channel: nullable(oneOf(CHANNELS)),
  link: nullable(string),
  confidence: fraction,
  /** The steps from the cue to the name. */
  why: list(reason),
});

const speaker = record({
  /** Index of the speaker in the report. */
  id: count,
  name: string,
  aliases: list(string),
  kind: oneOf(SPEAKER_KINDS),
  role: nullable(string),
  affiliation: nullable(string),
  /** Why the article does not name the speaker, as printed. */
  anonymity: optional(string),
  /** Ids of the speaker's quotes, in order. */
  quotes: list(count),
  /** Words in the speaker's quotes. */
  words: count,
});

const organization = record({ name: string, cited_as: oneOf(CITED_AS), mentions: list(span) });

/** Named without being cited. */
const mentioned = record({ name: string, mentions: list(span) });

/** Somebody who was asked and said nothing. */
const silence = record({
  /** The printed words where the article names nobody. */
  names: list(string),
  kind: oneOf(SILENCE_KINDS),
  /** The words that say so, as printed. */
  text: string,
  source: list(span),
  place: list(span),
});

const warning = record({ code: oneOf(WARNING_CODES), message: string, block: nullable(count) });

export const reportShape = record({
  version: count,
  article: record({ blocks: list(count), words: count, quoted_words: count, unattributed_words: count }),
  /** In reading order. */
  quotes: list(quote),
  /** In order of first appearance as a speaker. */
  speakers: list(speaker),
  organizations: list(organization),
  /** Left out where there are none. */
  mentioned: optional(list(mentioned)),
  /** In reading order; left out where there are none. */
  silences: optional(list(silence)),
  warnings: list(warning),
});

/** @typedef {Infer<typeof inputLink>} InputLink */
/** @typedef {Infer<typeof inputBlock>} InputBlock */
/** @typedef {Infer<typeof pageInputShape>} PageInput */
/** @typedef {Infer<typeof span>} Span */
/** @typedef {Infer<typeof reason>} Reason */
/** @typedef {Infer<typeof quote>} Quote */
/** @typedef {Infer<typeof speaker>} Speaker */
/** @typedef {Infer<typeof organization>} Organization */
/** @typedef {Infer<typeof warning>} Warning */
/** @typedef {Infer<typeof reportShape>} Report */
/** @typedef {typeof BLOCK_KINDS[number]} BlockKind */
/** @typedef {typeof REGIONS[number]} Region */
/** @typedef {typeof QUOTE_KINDS[number]} QuoteKind */

/**
 * A page input, checked.
 * @param {unknown} value
 * @returns {PageInput}
 * @throws {TypeError} that says where the value differs from the contract
 */
export function parsePageInput(value) {
  return expectShape(pageInputShape, value, "page");
}

/**
 * A report, checked: its shape, and that every id in it leads somewhere.
 * @param {unknown} value
 * @returns {Report}
 * @throws {TypeError} that says where the value differs from the contract
 */
export function parseReport(value) {
  const report = expectShape(reportShape, value, "report");
  if (report.version !== CONTRACT_VERSION) {
    throw new TypeError(`report.version: found ${report.version}, expected ${CONTRACT_VERSION}`);
  }
  expectIndexes("quotes", report.quotes, "speakers", report.speakers);
  expectIndexes("speakers", report.speakers, "quotes", report.quotes);
  return report;
}

/**
 * Checks that the ids of a list are its indexes and that its references lie in the other list.
 * @template {string} R
 * @param {string} name
 * @param {Array<{ id: number } & Record<R, number[]>>} items
 * @param {R} reference
 * @param {unknown[]} target
 */
function expectIndexes(name, items, reference, target) {
  for (const [index, item] of items.entries()) {
    if (item.id !== index) throw new TypeError(`report.${name}[${index}].id: found ${item.id}, expected ${index}`);
    for (const id of item[reference]) {
      if (id >= target.length) {
        throw new TypeError(
          `report.${name}[${index}].${reference}: found ${id}, expected an id below ${target.length}`,
        );
      }
    }
  }
}
