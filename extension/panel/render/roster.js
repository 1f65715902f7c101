// @ts-check
/**
 * The roster: who speaks, in groups, each with their quotes.
 */

import { QUOTE_KINDS } from "../../shared/contract.js";
import { button, element, isolated, spoken } from "../elements.js";
import { formatNumber, formatShare, plural, pluralSentence, text } from "../strings.js";
import { wordsOf } from "./kinds.js";
import { quoteList } from "./quotes.js";

/** @typedef {import("../model.js").Actions} Actions */
/** @typedef {import("../model.js").PageState} PageState */
/** @typedef {import("../model.js").Quote} Quote */
/** @typedef {import("../model.js").Report} Report */
/** @typedef {import("../model.js").Speaker} Speaker */

/** The groups in the order in which they stand. @type {Array<[Speaker["kind"], string]>} */
const GROUPS = [
  ["person", "panel_group_person"],
  ["organization", "panel_group_organization"],
  ["document", "panel_group_document"],
  ["group", "panel_group_group"],
  ["anonymous", "panel_group_anonymous"],
];

/**
 * One entry of the roster that opens and closes.
 * @typedef {object} Entry
 * @property {number | null} speaker Null for the quotes without a speaker.
 * @property {HTMLElement} node
 * @property {(open: boolean) => void} setOpen
 */

/**
 * How much of all quoted words the quotes make, by kind, in the lines that mark them on the page.
 * @param {Quote[]} quotes
 * @param {number} longest Words of the entry with the most; its strip fills the width.
 * @returns {HTMLElement}
 */
function shareStrip(quotes, longest) {
  const strip = element("span", { class: "share", "aria-hidden": "true" });
  for (const kind of QUOTE_KINDS) {
    const words = quotes.filter((quote) => quote.kind === kind).reduce((sum, quote) => sum + wordsOf(quote), 0);
    if (words === 0) continue;
    const part = element("span", { class: "kind-line", "data-kind": kind });
    part.style.setProperty("--share", `${((words / Math.max(longest, 1)) * 100).toFixed(2)}%`);
    strip.append(part);
  }
  return strip;
}

/**
 * Role and affiliation as printed; the affiliation only where the role does not name it already.
 * @param {Speaker} speaker
 * @returns {HTMLElement | null}
 */
function standing(speaker) {
  const { role, affiliation } = speaker;
  const printed = [role, role !== null && affiliation !== null && role.includes(affiliation) ? null : affiliation]
    .filter((part) => part !== null && part !== "");
  if (printed.length === 0) return null;
  return element(
    "span",
    { class: "standing" },
    ...printed.flatMap((part, index) => [index === 0 ? null : text("panel_separator"), isolated(part ?? "")]),
  );
}

/**
 * @param {object} parts
 * @param {number | null} parts.speaker
 * @param {HTMLElement} parts.name
 * @param {HTMLElement | null} parts.standing
 * @param {Quote[]} parts.quotes
 * @param {number} parts.words
 * @param {number} parts.longest
 * @param {PageState} state
 * @param {Report} report
 * @param {Actions} actions
 * @param {(entry: Entry) => void} onPress
 * @returns {Entry}
 */
function rosterEntry(parts, state, report, actions, onPress) {
  const { speaker, quotes } = parts;
  const suffix = speaker === null ? "nobody" : `${speaker}`;
  const share = formatShare(parts.words, report.article.quoted_words);
  const toggle = button(
    { class: "speaker", id: `speaker-${suffix}`, "aria-expanded": "false", "aria-controls": `quotes-${suffix}` },
    () => onPress(entry),
    element(
      "span",
      { class: "who" },
      element("span", { class: "name-line" }, parts.name),
      parts.standing === null ? null : spoken(", "),
      parts.standing,
    ),
    spoken(", "),
    element(
      "span",
      { class: "tally" },
      ...pluralSentence("panel_quotes", quotes.length, element("b", {}, formatNumber(quotes.length))),
    ),
    shareStrip(quotes, parts.longest),
  );
  const body = element("div", { class: "said", id: `quotes-${suffix}`, hidden: true });
  /** @type {Entry} */
  const entry = {
    speaker,
    node: element("li", { class: "entry" }, element("h3", {}, toggle), body),
    setOpen(open) {
      // Hundreds of quotes are put together only for the speaker whose quotes are asked for.
      if (open && body.childElementCount === 0) {
        body.append(
          element("p", { class: "amount" }, plural("panel_amount", parts.words, share)),
          quoteList(quotes, speaker, state, report, actions),
        );
      }
      body.hidden = !open;
      entry.node.classList.toggle("open", open);
      toggle.setAttribute("aria-expanded", `${open}`);
    },
  };
  return entry;
}

/**
 * @param {string} title
 * @param {string} id
 * @param {HTMLElement[]} items
 * @returns {HTMLElement}
 */
export function rosterSection(title, id, items) {
  return element(
    "section",
    { class: "group", "aria-labelledby": id },
    element("h2", { id }, title),
    element("ul", { class: "entries" }, ...items),
  );
}

/**
 * All groups that have members, then the quotes for which no speaker was found.
 * @param {PageState} state
 * @param {Report} report
 * @param {Actions} actions
 * @param {(entry: Entry) => void} onPress
 * @returns {{ sections: HTMLElement[], entries: Entry[] }}
 */
export function roster(state, report, actions, onPress) {
  const speaking = report.speakers.filter((speaker) => speaker.quotes.length > 0);
  const orphans = report.quotes.filter((quote) => quote.speakers.length === 0);
  const longest = Math.max(report.article.unattributed_words, ...speaking.map((speaker) => speaker.words));
  /** @type {Entry[]} */
  const entries = [];
  /** @param {Entry} entry */
  const kept = (entry) => {
    entries.push(entry);
    return entry.node;
  };
  const sections = GROUPS.flatMap(([kind, title]) => {
    const members = speaking.filter((speaker) => speaker.kind === kind);
    if (members.length === 0) return [];
    return [rosterSection(text(title), `group-${kind}`, members.map((speaker) => kept(rosterEntry({
      speaker: speaker.id,
      name: element("bdi", { class: "name", dir: "auto" }, speaker.name),
      standing: standing(speaker),
      quotes: speaker.quotes.flatMap((id) => report.quotes[id] ?? []),
      words: speaker.words,
      longest,
    }, state, report, actions, onPress))))];
  });
  if (orphans.length > 0) {
    sections.push(rosterSection(text("panel_group_nobody"), "group-nobody", [kept(rosterEntry({
      speaker: null,
      name: element("span", { class: "name" }, text("panel_nobody")),
      standing: element("span", { class: "standing" }, text("panel_nobody_meaning")),
      quotes: orphans,
      words: report.article.unattributed_words,
      longest,
    }, state, report, actions, onPress))]));
  }
  return { sections, entries };
}
