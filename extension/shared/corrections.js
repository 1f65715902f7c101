// @ts-check
/**
 * What a reader corrects in a report: a list of wishes, kept per page on this machine and applied to every report on it.
 *
 * A wish names a quote by its words and a speaker by the name that the core found, because ids differ from one analysis
 * to the next. One that finds nothing any more is left alone. Ids stay what they were, so that the page and the panel,
 * which both apply the same wishes, always mean the same: a quote that is none keeps its place and has no content, a
 * speaker who was merged into another keeps theirs and has no quotes.
 */

import { count, hasShape, list, nullable, record, string, tag, union } from "./shape.js";
import { wordsIn } from "./words.js";

/** @typedef {import("./contract.js").Quote} Quote */
/** @typedef {import("./contract.js").Report} Report */
/** @typedef {import("./contract.js").Speaker} Speaker */

const quoteKey = record({
  /** The quote's words, as the report has them. */
  text: string,
  /** Which of the quotes with these words, from 0. */
  nth: count,
});

const correctionShape = union({
  /** Another speaker, found or typed in; null for none. */
  speaker: record({ type: tag("speaker"), quote: quoteKey, speaker: nullable(string) }),
  dismiss: record({ type: tag("dismiss"), quote: quoteKey }),
  merge: record({ type: tag("merge"), speaker: string, into: string }),
  rename: record({ type: tag("rename"), speaker: string, name: string }),
});

const correctionsShape = list(correctionShape);

/** @typedef {import("./shape.js").Infer<typeof quoteKey>} QuoteKey */
/** @typedef {import("./shape.js").Infer<typeof correctionShape>} Correction */

/**
 * A report with the reader's corrections in it.
 * @typedef {object} Corrected
 * @property {Report} report
 * @property {Set<number>} dismissed Ids of quotes that are none.
 * @property {Set<number>} quotes Ids of quotes whose speaker the reader chose.
 * @property {Set<number>} speakers Ids of speakers whom the reader renamed, merged others into, or added.
 */

/**
 * @param {Report} report
 * @param {number} id
 * @returns {QuoteKey}
 */
export function quoteKeyOf(report, id) {
  const text = report.quotes[id]?.text ?? "";
  return { text, nth: report.quotes.filter((quote) => quote.id < id && quote.text === text).length };
}

/**
 * The reader's corrections without those that a new one takes the place of, and with it.
 * @param {Correction[]} corrections
 * @param {Correction} added
 * @returns {Correction[]}
 */
export function withCorrection(corrections, added) {
  return [...corrections.filter((each) => subject(each) !== subject(added)), added];
}

/**
 * What a correction is about; a later one about the same thing takes its place.
 * @param {Correction} correction
 */
function subject(correction) {
  if ("quote" in correction) return `quote ${correction.quote.nth} ${correction.quote.text}`;
  return `${correction.type} ${correction.speaker}`;
}

/**
 * @param {Report} report As the core gave it.
 * @param {Correction[]} corrections
 * @returns {Corrected}
 */
export function applyCorrections(report, corrections) {
  /** @type {Corrected} */
  const corrected = { report, dismissed: new Set(), quotes: new Set(), speakers: new Set() };
  if (corrections.length === 0) return corrected;
  const quotes = report.quotes.map((quote) => ({ ...quote }));
  const speakers = report.speakers.map((speaker) => ({ ...speaker }));
  /** @type {Map<number, number>} */
  const mergedInto = new Map();
  /** @param {string} name As the core, or the reader, first gave it. */
  const find = (name) => {
    const found = report.speakers.findIndex((speaker) => speaker.name === name);
    return found >= 0 ? found : speakers.findIndex((speaker, id) => id >= report.speakers.length && speaker.name === name);
  };
  /** @param {string} name */
  const findOrAdd = (name) => {
    const found = find(name);
    if (found >= 0) return found;
    const id = speakers.length;
    speakers.push({ id, name, aliases: [], kind: "person", role: null, affiliation: null, quotes: [], words: 0 });
    corrected.speakers.add(id);
    return id;
  };

  for (const correction of corrections) {
    if (correction.type !== "speaker" && correction.type !== "dismiss") continue;
    const quote = findQuote(report, quotes, correction.quote);
    if (quote === undefined) continue;
    if (correction.type === "dismiss") {
      corrected.dismissed.add(quote.id);
      quote.content = [];
      quote.speakers = [];
    } else {
      corrected.quotes.add(quote.id);
      quote.speakers = correction.speaker === null ? [] : [findOrAdd(correction.speaker)];
      quote.why = [];
      // How sure the core was of somebody else says nothing of the reader's choice.
      quote.confidence = 1;
    }
  }
  for (const correction of corrections) {
    if (correction.type === "merge") {
      const [from, into] = [find(correction.speaker), find(correction.into)];
      if (from < 0 || into < 0 || lead(mergedInto, into) === from) continue;
      mergedInto.set(from, into);
      corrected.speakers.add(lead(mergedInto, into));
    } else if (correction.type === "rename") {
      const speaker = speakers[find(correction.speaker)];
      if (speaker === undefined) continue;
      speaker.aliases = [...speaker.aliases, speaker.name];
      speaker.name = correction.name;
      corrected.speakers.add(speaker.id);
    }
  }
  for (const [from, into] of mergedInto) {
    const target = speakers[lead(mergedInto, into)];
    const source = speakers[from];
    if (target === undefined || source === undefined) continue;
    target.aliases = [...new Set([...target.aliases, source.name, ...source.aliases])];
    target.role ??= source.role;
    target.affiliation ??= source.affiliation;
  }
  for (const quote of quotes) quote.speakers = [...new Set(quote.speakers.map((id) => lead(mergedInto, id)))];
  return { ...corrected, report: counted(report, quotes, speakers, corrected.dismissed) };
}

/**
 * @param {Report} report
 * @param {Quote[]} quotes
 * @param {QuoteKey} key
 */
function findQuote(report, quotes, { text, nth }) {
  const found = report.quotes.filter((quote) => quote.text === text)[nth];
  return found === undefined ? undefined : quotes[found.id];
}

/**
 * Into whom a speaker was merged in the end.
 * @param {Map<number, number>} mergedInto
 * @param {number} id
 */
function lead(mergedInto, id) {
  let last = id;
  for (let step = 0; step < mergedInto.size && mergedInto.has(last); step += 1) last = mergedInto.get(last) ?? last;
  return last;
}

/**
 * The report with its sums drawn up anew. The core's own count of words stays where nothing changed.
 * @param {Report} report
 * @param {Quote[]} quotes
 * @param {Speaker[]} speakers
 * @param {Set<number>} dismissed
 * @returns {Report}
 */
function counted(report, quotes, speakers, dismissed) {
  for (const speaker of speakers) {
    const own = quotes.filter((quote) => quote.speakers.includes(speaker.id));
    if (own.length === speaker.quotes.length && own.every((quote, index) => quote.id === speaker.quotes[index])) continue;
    speaker.quotes = own.map((quote) => quote.id);
    speaker.words = own.reduce((sum, quote) => sum + wordsIn(quote.text), 0);
  }
  let { quoted_words: quoted, unattributed_words: unattributed } = report.article;
  for (const { id, text, speakers: found } of report.quotes) {
    const words = wordsIn(text);
    const isNone = dismissed.has(id);
    const isOrphan = !isNone && quotes[id]?.speakers.length === 0;
    if (isNone) quoted -= words;
    if (found.length === 0 && !isOrphan) unattributed -= words;
    if (found.length > 0 && isOrphan) unattributed += words;
  }
  quoted = Math.max(0, quoted);
  unattributed = Math.min(quoted, Math.max(0, unattributed));
  return { ...report, quotes, speakers, article: { ...report.article, quoted_words: quoted, unattributed_words: unattributed } };
}

/**
 * Where the corrections of a page lie. A place within the page is no other page.
 * @param {string} url
 */
function keyOf(url) {
  return `corrections:${url.replace(/#.*$/su, "")}`;
}

/**
 * @param {string} url
 * @returns {Promise<Correction[]>}
 */
export async function readCorrections(url) {
  const key = keyOf(url);
  const stored = (await chrome.storage.local.get(key))[key];
  return hasShape(correctionsShape, stored) ? stored : [];
}

/**
 * @param {string} url
 * @param {Correction[]} corrections
 * @returns {Promise<void>}
 */
export async function writeCorrections(url, corrections) {
  const key = keyOf(url);
  if (corrections.length === 0) await chrome.storage.local.remove(key);
  else await chrome.storage.local.set({ [key]: corrections });
}

/** Forgets the corrections of all pages. @returns {Promise<void>} */
export async function forgetCorrections() {
  const keys = Object.keys(await chrome.storage.local.get(null)).filter((key) => key.startsWith("corrections:"));
  await chrome.storage.local.remove(keys);
}

/**
 * @param {string} url
 * @param {(corrections: Correction[]) => void} listener
 * @returns {() => void} stops it
 */
export function watchCorrections(url, listener) {
  const key = keyOf(url);
  /** @param {{ [key: string]: chrome.storage.StorageChange }} changes */
  const onChanged = (changes) => {
    const change = changes[key];
    if (change !== undefined) listener(hasShape(correctionsShape, change.newValue) ? change.newValue : []);
  };
  chrome.storage.local.onChanged.addListener(onChanged);
  return () => chrome.storage.local.onChanged.removeListener(onChanged);
}
