// @ts-check
/**
 * Whose words the article quotes: a bar of shares, the same in words, and who is heard first and last.
 */

import { element, isolated, spoken } from "../elements.js";
import { formatShare, plural, sentence, text } from "../strings.js";

/** @typedef {import("../audit.js").Audit} Audit */
/** @typedef {import("../elements.js").Child} Child */

/** So many speakers are named under the bar; the roster below names all. */
const NAMED = 3;

/**
 * @typedef {object} Share
 * @property {string} name
 * @property {number} words
 * @property {number | "nobody" | "others"} shade Which shade the share has, in the bar and under it.
 */

/**
 * The shares, the largest first, the words without a speaker last.
 * @param {Audit} audit
 * @returns {Share[]}
 */
function sharesOf({ voices, orphans }) {
  /** @type {Share[]} */
  const shares = voices.map(({ speaker, words }) => ({ name: speaker?.name ?? "", words, shade: 0 }))
    .filter(({ words }) => words > 0)
    .sort((left, right) => right.words - left.words)
    .map((share, index) => ({ ...share, shade: index < NAMED ? index : "others" }));
  if (orphans !== null && orphans.words > 0) shares.push({ name: text("panel_nobody"), words: orphans.words, shade: "nobody" });
  return shares;
}

/**
 * @param {Audit} audit
 * @returns {HTMLElement | null}
 */
export function voicesFigure(audit) {
  const shares = sharesOf(audit);
  // As everywhere in the panel: of all quoted words. A joint statement counts for each of its speakers.
  const total = audit.report.article.quoted_words;
  if (total === 0 || shares.length === 0) return null;
  const bar = element("div", { class: "voices-bar", "aria-hidden": "true" });
  for (const { name, words, shade } of shares) {
    const part = element("span", { class: "voice", "data-shade": `${shade}`, title: text("panel_voice", name, formatShare(words, total)) });
    part.style.setProperty("flex-grow", `${words}`);
    bar.append(part);
  }
  /** @param {Share} share */
  const item = ({ name, words, shade }) => element(
    "li",
    {},
    element("span", { class: "voice swatch", "data-shade": `${shade}`, "aria-hidden": "true" }),
    shade === "nobody" ? name : isolated(name), " ", element("b", {}, formatShare(words, total)),
  );
  const shown = shares.filter(({ shade }) => shade !== "others");
  const rest = shares.filter(({ shade }) => shade === "others");
  const restWords = rest.reduce((sum, { words }) => sum + words, 0);
  return element(
    "figure",
    { class: "voices", "aria-labelledby": "voices-title" },
    element("figcaption", { id: "voices-title" }, text("panel_voices")),
    bar,
    element(
      "ul",
      { class: "voices-list" },
      ...shown.filter(({ shade }) => shade !== "nobody").map(item),
      rest.length === 0 ? null : element(
        "li",
        {},
        element("span", { class: "voice swatch", "data-shade": "others", "aria-hidden": "true" }),
        plural("panel_voices_others", rest.length), " ", element("b", {}, formatShare(restWords, total)),
        spoken(": ", rest.map(({ name, words }) => text("panel_voice", name, formatShare(words, total))).join("; ")),
      ),
      ...shown.filter(({ shade }) => shade === "nobody").map(item),
    ),
    audit.quotes.some(({ speakers }) => speakers.length > 1) ? element("p", { class: "joint" }, text("panel_voices_joint")) : null,
    firstAndLast(audit),
  );
}

/**
 * @param {Audit} audit
 * @returns {HTMLElement | null}
 */
function firstAndLast({ first, last }) {
  if (first === null || last === null) return null;
  if (first === last) return element("p", { class: "first-last" }, ...sentence("panel_first_and_last", isolated(first.name, "name")));
  return element(
    "p",
    { class: "first-last" },
    ...sentence("panel_first_voice", isolated(first.name, "name")),
    text("panel_separator"),
    ...sentence("panel_last_voice", isolated(last.name, "name")),
  );
}
