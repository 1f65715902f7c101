// @ts-check
/** What each stage of the core made of a text, for the curious and for reports of what went wrong. */

import { button, element, isolated, spoken } from "../extension/panel/elements.js";
import { formatNumber, formatShare, text } from "../extension/panel/strings.js";

/** @typedef {import("../extension/panel/elements.js").Child} Child */
/** @typedef {"source" | "cue" | "content"} Role */

/**
 * As `src/stages.rs` has them.
 * @typedef {{ text: string, kind: string, space: boolean, begins_sentence: boolean, role: Role | null, begins_role: boolean, certainty: number }} Token
 * @typedef {{ id: number, kind: string, tokens: Token[] }} Block
 * @typedef {{ text: string, depth: number, is_closed: boolean, goes_on: boolean }} Quotation
 * @typedef {{ code: string, text: string | null, name: string | null }} Step
 * @typedef {{ name: string, aliases: string[], kind: string, role: string | null, affiliation: string | null, mentions: string[] }} Entity
 */

/**
 * @typedef {object} Attribution
 * @property {string} kind
 * @property {string} statement
 * @property {string[]} content
 * @property {string[]} cue
 * @property {string[]} source
 * @property {number | null} continues
 * @property {string} found_by
 * @property {number} confidence
 * @property {number[]} speakers
 * @property {Step[]} why
 * @property {number} certainty
 */

/** @typedef {{ blocks: Block[], quotations: Quotation[], attributions: Attribution[], entities: Entity[] }} Stages */

/** More rows than these are in a copy only. */
const MOST_ROWS = 300;

/** @type {Record<Role, string>} */
const ROLE_NAMES = { source: "play_role_source", cue: "play_role_cue", content: "play_role_content" };

/**
 * The tokens of a block, those of one role set off together.
 * @param {Block} block
 * @returns {HTMLElement}
 */
function taggedBlock({ kind, tokens }) {
  const line = element("p", { class: "tagged", lang: "en", dir: "auto" });
  /** @type {HTMLElement | null} */
  let stretch = null;
  /** @type {Role | null} */
  let role = null;
  let least = 1;
  for (const token of tokens) {
    const space = token.space ? " " : "";
    if (token.begins_sentence && line.childNodes.length > 0) line.append(element("span", { class: "sentence-end", "aria-hidden": "true" }));
    if (token.role === null) {
      stretch = null;
      line.append(space + token.text);
    } else if (stretch === null || token.begins_role || token.role !== role || token.begins_sentence) {
      least = token.certainty;
      stretch = element("mark", { "data-role": token.role, title: `${token.role} ${least.toFixed(2)}` },
        element("bdi", { class: "role" }, text(ROLE_NAMES[token.role])), spoken(": "), token.text);
      line.append(space, stretch);
    } else {
      least = Math.min(least, token.certainty);
      stretch.title = `${token.role} ${least.toFixed(2)}`;
      stretch.append(space + token.text);
    }
    role = token.role;
  }
  return element("li", { class: "stage-block" }, element("code", { class: "block-kind" }, kind), line);
}

/**
 * @param {string} id
 * @param {string} title
 * @param {string} meaning
 * @param {Child[]} content
 */
function stage(id, title, meaning, ...content) {
  return element(
    "section",
    { class: "stage", id, "aria-labelledby": `${id}-title` },
    element("h3", { id: `${id}-title` }, text(title)),
    element("p", { class: "hint" }, text(meaning)),
    ...content,
  );
}

/**
 * @param {string} label
 * @param {string[]} columns Keys of messages.
 * @param {Child[][][]} rows
 * @returns {HTMLElement}
 */
function table(label, columns, rows) {
  const shown = rows.slice(0, MOST_ROWS);
  return element(
    "div",
    { class: "table", role: "group", tabindex: "0", "aria-label": text(label) },
    element(
      "table",
      {},
      element("thead", {}, element("tr", {}, element("th", { scope: "col" }, text("play_column_number")),
        ...columns.map((key) => element("th", { scope: "col" }, text(key))))),
      element("tbody", {}, ...shown.map((cells, index) => element(
        "tr", {}, element("th", { scope: "row" }, formatNumber(index + 1)), ...cells.map((cell) => element("td", {}, ...cell))))),
    ),
    rows.length > shown.length ? element("p", { class: "hint" }, text("play_more", formatNumber(MOST_ROWS))) : null,
  );
}

/**
 * The pieces of a text, apart.
 * @param {string[]} pieces
 * @returns {Child[]}
 */
function pieces(pieces) {
  return pieces.length === 0 ? ["—"] : pieces.flatMap((piece, index) => [index === 0 ? null : " … ", isolated(piece)]);
}

/**
 * @param {Stages} stages
 * @param {Attribution} attribution
 * @returns {Child[][]}
 */
function attributionRow({ entities }, attribution) {
  const { kind, content, cue, source, speakers, confidence, certainty, why, found_by: foundBy } = attribution;
  return [
    pieces(content),
    pieces(cue),
    pieces(source),
    speakers.length === 0 ? ["—"] : speakers.flatMap((id, index) => [index === 0 ? null : text("panel_comma"), isolated(entities[id]?.name ?? "?", "name")]),
    [element("ol", { class: "steps-of" }, element("li", {}, element("code", {}, foundBy)),
      ...why.map(({ code, text: words, name }) => element("li", {}, element("code", {}, code),
        ...(words === null || words === "" ? [] : [" ", isolated(words)]), ...(name === null ? [] : [" → ", isolated(name)]))))],
    [element("code", {}, kind), " ", formatShare(confidence, 1), " · ", formatShare(certainty, 1)],
  ];
}

/**
 * @param {Stages} stages
 * @param {(words: string) => Promise<void>} copy
 * @param {string} report What is copied.
 * @returns {HTMLElement[]}
 */
export function stagesView(stages, copy, report) {
  const { blocks, quotations, attributions, entities } = stages;
  const copied = button({ class: "quiet", id: "copy-stages" }, () => {
    copy(report).then(() => copied.replaceChildren(text("panel_copied")), () => copied.replaceChildren(text("panel_not_copied")));
  }, text("play_copy_stages"));
  copied.setAttribute("aria-live", "polite");
  return [
    copied,
    stage("stage-tags", "play_stage_tags", "play_stage_tags_meaning",
      element("ol", { class: "stage-blocks" }, ...blocks.slice(0, MOST_ROWS).map(taggedBlock)),
      blocks.length > MOST_ROWS ? element("p", { class: "hint" }, text("play_more", formatNumber(MOST_ROWS))) : null),
    stage("stage-marks", "play_stage_marks", "play_stage_marks_meaning", table(
      "play_stage_marks", ["play_column_words", "play_column_depth", "play_column_end"],
      quotations.map(({ text: words, depth, is_closed: isClosed, goes_on: goesOn }) => [
        [isolated(words)], [formatNumber(depth)],
        [text(isClosed ? "play_closed" : "play_open"), ...(goesOn ? [text("panel_comma"), text("play_goes_on")] : [])],
      ]))),
    stage("stage-attributions", "play_stage_attributions", "play_stage_attributions_meaning", table(
      "play_stage_attributions",
      ["play_column_content", "play_column_cue", "play_column_source", "play_column_speaker", "play_column_steps", "play_column_sure"],
      attributions.map((attribution) => attributionRow(stages, attribution)))),
    stage("stage-entities", "play_stage_entities", "play_stage_entities_meaning", table(
      "play_stage_entities", ["play_column_name", "play_column_kind", "play_column_role", "play_column_mentions"],
      entities.map(({ name, aliases, kind, role, affiliation, mentions }) => [
        [isolated(name, "name"), ...aliases.flatMap((alias) => [text("panel_comma"), isolated(alias)])],
        [element("code", {}, kind)],
        pieces([role, affiliation].filter((each) => each !== null)),
        [formatNumber(mentions.length), ": ", ...pieces([...new Set(mentions)])],
      ]))),
  ];
}
