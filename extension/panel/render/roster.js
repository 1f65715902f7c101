// @ts-check
/**
 * The roster: who speaks, in groups, each with their quotes.
 */

import { isCountedIn } from "../audit.js";
import { button, discloser, element, isolated, spoken } from "../elements.js";
import { formatNumber, formatShare, plural, pluralSentence, text } from "../strings.js";
import { correctSpeaker } from "./correct.js";
import { lookAlikeNote } from "./look-alike.js";
import { quoteList } from "./quotes.js";
import { positionStrip, positionWords, wordsLine } from "./strip.js";

/** @typedef {import("../audit.js").Voice} Voice */
/** @typedef {import("../context.js").Context} Context */
/** @typedef {import("../elements.js").Child} Child */
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
 * @property {Voice} voice
 * @property {HTMLElement} node
 * @property {HTMLButtonElement} toggle
 * @property {(open: boolean) => void} setOpen
 * @property {(ids: Set<number> | null) => void} narrow Shows these quotes only; null shows all.
 * @property {(voice: Voice) => void} place Draws anew where the voice speaks.
 */

/** @typedef {{ node: HTMLElement, list: HTMLElement, entries: Entry[] }} Section */

/**
 * Role, affiliation and the reason for anonymity as printed; the affiliation only where the role does not name it already.
 * @param {Speaker} speaker
 * @returns {HTMLElement | null}
 */
function standing({ role, affiliation, anonymity }) {
  const printed = [role, role !== null && affiliation !== null && role.includes(affiliation) ? null : affiliation, anonymity ?? null]
    .filter((part) => part !== null && part !== "");
  if (printed.length === 0) return null;
  return element(
    "span",
    { class: "standing" },
    ...printed.flatMap((part, index) => [index === 0 ? null : text("panel_separator"), isolated(part ?? "")]),
  );
}

/**
 * What stands above a speaker's quotes: how much it is, where, and the way to correct it.
 * @param {Voice} voice
 * @param {Context} context
 * @returns {HTMLElement}
 */
function amount(voice, context) {
  const { audit } = context;
  const share = formatShare(voice.words, audit.report.article.quoted_words);
  const { speaker } = voice;
  const correcting = element("div", { class: "more", id: `correct-speaker-${speaker?.id ?? "nobody"}` });
  const names = speaker?.aliases.filter((alias) => alias !== speaker.name) ?? [];
  return element(
    "div",
    { class: "amount" },
    element("p", {}, plural("panel_amount", voice.words, share), text("panel_separator"), positionWords(voice, audit.blocks)),
    names.length === 0 ? null : element("p", {}, text("panel_also_called"), " ", ...names.flatMap((name, index) =>
      [index === 0 ? null : text("panel_comma"), isolated(name)])),
    speaker === null ? null : discloser(
      { class: "act", id: `open-correct-speaker-${speaker.id}` }, text("panel_correct_speaker"), correcting,
      () => correctSpeaker(speaker, context)),
    speaker === null ? null : correcting,
  );
}

/** Why quotes have no speaker. @param {Context} context */
function nobodyMeaning({ audit }) {
  return text(audit.isForeign ? "panel_nobody_unread" : "panel_nobody_meaning");
}

/**
 * @param {Voice} voice
 * @param {Context} context
 * @param {(entry: Entry) => void} onPress
 * @returns {Entry}
 */
function rosterEntry(voice, context, onPress) {
  const { speaker, quotes } = voice;
  const suffix = speaker === null ? "nobody" : `${speaker.id}`;
  const name = speaker === null
    ? element("span", { class: "name" }, text("panel_nobody"))
    : element("bdi", { class: "name", dir: "auto", "data-described": !isCountedIn("named", speaker) }, speaker.name);
  const role = speaker === null ? element("span", { class: "standing" }, nobodyMeaning(context)) : standing(speaker);
  const isCorrected = speaker !== null && context.audit.corrected.speakers.has(speaker.id);
  let strip = positionStrip(voice.places);
  const toggle = button(
    { class: "speaker", id: `speaker-${suffix}`, "aria-expanded": "false", "aria-controls": `quotes-${suffix}` },
    () => onPress(entry),
    element(
      "span",
      { class: "who" },
      element("span", { class: "name-line" }, name),
      role === null ? null : spoken(", "),
      role,
      speaker === null ? null : lookAlikeNote(speaker.name, context.audit),
    ),
    spoken(", "),
    element(
      "span",
      { class: "tally" },
      ...pluralSentence("panel_quotes", quotes.length, element("b", {}, formatNumber(quotes.length))),
    ),
    spoken(", "),
    element("span", { class: "measure" }, strip, element("span", { class: "word-count" }, wordsLine(voice))),
    isCorrected ? element("span", { class: "corrected" }, spoken(", "), text("panel_corrected")) : null,
  );
  const body = element("div", { class: "said", id: `quotes-${suffix}`, hidden: true });
  /** @type {Set<number> | null} */
  let shownIds = null;
  const applyNarrowing = () => {
    for (const card of body.querySelectorAll(".quote")) {
      const id = Number(card.getAttribute("data-quote"));
      /** @type {HTMLElement} */ (card).hidden = shownIds !== null && !shownIds.has(id);
    }
  };
  /** @type {Entry} */
  const entry = {
    speaker: speaker?.id ?? null,
    voice,
    node: element("li", { class: "entry" }, element("h3", {}, toggle), body),
    toggle,
    setOpen(open) {
      // Hundreds of quotes are put together only for the speaker whose quotes are asked for.
      if (open && body.childElementCount === 0) {
        body.append(amount(voice, context), quoteList(quotes, speaker?.id ?? null, context));
        applyNarrowing();
      }
      body.hidden = !open;
      entry.node.classList.toggle("open", open);
      toggle.setAttribute("aria-expanded", `${open}`);
    },
    narrow(ids) {
      shownIds = ids;
      applyNarrowing();
    },
    place(placed) {
      const next = positionStrip(placed.places);
      strip.replaceWith(next);
      strip = next;
    },
  };
  return entry;
}

/**
 * @param {string} title
 * @param {string} id
 * @param {Child[]} items
 * @returns {{ node: HTMLElement, list: HTMLElement }}
 */
export function rosterSection(title, id, items) {
  const list = element("ul", { class: "entries" }, ...items);
  return { list, node: element("section", { class: "group", "aria-labelledby": id }, element("h2", { id }, title), list) };
}

/**
 * All groups that have members, then the quotes for which no speaker was found.
 * @param {Context} context
 * @param {(entry: Entry) => void} onPress
 * @returns {Section[]}
 */
export function roster(context, onPress) {
  const { voices, orphans } = context.audit;
  /**
   * @param {string} title
   * @param {string} id
   * @param {Voice[]} members
   * @returns {Section}
   */
  const section = (title, id, members) => {
    const entries = members.map((voice) => rosterEntry(voice, context, onPress));
    return { ...rosterSection(title, id, entries.map(({ node }) => node)), entries };
  };
  const sections = GROUPS.flatMap(([kind, title]) => {
    const members = voices.filter(({ speaker }) => speaker?.kind === kind);
    return members.length === 0 ? [] : [section(text(title), `group-${kind}`, members)];
  });
  if (orphans !== null) sections.push(section(text("panel_group_nobody"), "group-nobody", [orphans]));
  return sections;
}
