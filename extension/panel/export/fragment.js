// @ts-check
/**
 * Addresses that lead to a quote: the page's own with a text directive, as the URL Fragment Text Directives draft of the
 * WICG has it (`#:~:text=[prefix-,]start[,end][,-suffix]`). Browsers that do not know it open the page at its top.
 */

/** @typedef {import("../../shared/contract.js").Span} Span */
/** @typedef {import("../../shared/messages.js").ArticleBlocks} ArticleBlocks */

/** Longer words are named by their start and their end. */
const LONGEST_EXACT = 100;
/** So many words name a start, an end, and what stands around, where that is enough. */
const WORDS = 4;
/** More pieces make an address that nobody can send. */
const MOST_PIECES = 4;

/**
 * A part of a directive. A dash has a meaning of its own there, which encoding an address leaves alone.
 * @param {string} text
 */
function encoded(text) {
  return encodeURIComponent(text).replaceAll("-", "%2D");
}

/**
 * As browsers compare: without case, with single spaces.
 * @param {string} text
 */
function comparable(text) {
  return text.replaceAll(/\s+/gu, " ").toLowerCase();
}

/**
 * How often the words stand in the texts.
 * @param {string[]} texts
 * @param {string} words
 */
function occurrences(texts, words) {
  const wanted = comparable(words);
  return texts.reduce((sum, each) => sum + each.split(wanted).length - 1, 0);
}

/**
 * The first so many words of a text, with what stands between them.
 * @param {string} text
 * @param {number} words
 */
function head(text, words) {
  return new RegExp(`^(?:\\s*\\S+){1,${words}}`, "u").exec(text)?.[0].trim() ?? "";
}

/**
 * @param {string} text
 * @param {number} words
 */
function tail(text, words) {
  return new RegExp(`(?:\\S+\\s*){1,${words}}$`, "u").exec(text)?.[0].trim() ?? "";
}

/**
 * The directive that finds a piece of a block.
 * @param {string} text The block's.
 * @param {Span} span
 * @param {string[]} texts All of the article, comparable.
 * @returns {string}
 */
function directive(text, { start, end }, texts) {
  const words = text.slice(start, end).trim();
  // A match ends with its line: over several, the first and the last words are named.
  const isOneLine = !/[\n\r]/u.test(words);
  const isShort = isOneLine && (words.length <= LONGEST_EXACT || words.split(/\s+/u).length < 2 * WORDS);
  if (isShort && occurrences(texts, words) === 1) return encoded(words);
  if (!isShort) {
    const [line = ""] = words.split(/[\n\r]/u);
    for (let count = WORDS; count <= 4 * WORDS; count += 1) {
      const [from, to] = [head(line, count), tail(words.split(/[\n\r]/u).at(-1) ?? "", count)];
      if (occurrences(texts, from) === 1) return `${encoded(from)},${encoded(to)}`;
    }
  }
  // The same words stand elsewhere: what stands around them tells which are meant.
  const before = tail(text.slice(0, start), WORDS);
  const after = head(text.slice(end), WORDS);
  return [
    before === "" ? "" : `${encoded(before)}-,`,
    isShort ? encoded(words) : `${encoded(head(words, WORDS))},${encoded(tail(words, WORDS))}`,
    after === "" ? "" : `,-${encoded(after)}`,
  ].join("");
}

/**
 * The page's address with the directives that find a quote; the bare address where the article's text is not known.
 * @param {string} url
 * @param {Span[]} content The pieces of the quote.
 * @param {ArticleBlocks | null} article
 * @returns {string}
 */
export function quoteAddress(url, content, article) {
  const bare = url.replace(/#.*$/su, "");
  const blocks = new Map((article ?? []).map(({ id, text }) => [id, text]));
  const texts = [...blocks.values()].map(comparable);
  const directives = content.slice(0, MOST_PIECES).flatMap((span) => {
    const text = blocks.get(span.block);
    return text === undefined || text.slice(span.start, span.end).trim() === "" ? [] : [`text=${directive(text, span, texts)}`];
  });
  return directives.length === 0 ? bare : `${bare}#:~:${directives.join("&")}`;
}
