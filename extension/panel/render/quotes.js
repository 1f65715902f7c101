// @ts-check
/**
 * A list of quotes in the order of the article.
 */

import { isUncertain } from "../../shared/uncertain.js";
import { button, element, isolated, spoken } from "../elements.js";
import { sentence, text } from "../strings.js";
import { kindLine, kindMeaning, kindName } from "./kinds.js";
import { reasons } from "./reasons.js";

/** @typedef {import("../elements.js").Child} Child */
/** @typedef {import("../model.js").Actions} Actions */
/** @typedef {import("../model.js").PageState} PageState */
/** @typedef {import("../model.js").Quote} Quote */
/** @typedef {import("../model.js").Report} Report */
/** @typedef {NonNullable<Quote["channel"]>} Channel */

/** @type {Record<Channel, string>} */
const CHANNELS = {
  interview: "panel_channel_interview",
  statement: "panel_channel_statement",
  post: "panel_channel_post",
  press_conference: "panel_channel_press_conference",
  report: "panel_channel_report",
  speech: "panel_channel_speech",
  other_outlet: "panel_channel_other_outlet",
};

/** What is said of a statement that is not speech. @type {Record<Quote["statement"], string | null>} */
const STATEMENTS = {
  speech: null,
  writing: "panel_statement_writing",
  thought: "panel_statement_thought",
  intention: "panel_statement_intention",
  finding: "panel_statement_finding",
};

/**
 * The link, where it leads to a page of the web and nowhere else.
 * @param {string | null} link
 * @returns {HTMLElement | null}
 */
function sourceLink(link) {
  if (link === null || !URL.canParse(link)) return null;
  const url = new URL(link);
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  const host = isolated(url.hostname.replace(/^www\./u, ""));
  return element("a", { href: url.href, target: "_blank", rel: "noreferrer" }, ...sentence("panel_link", host));
}

/**
 * What the article says about how the quote came about. What it does not say is left out.
 * @param {Quote} quote
 * @param {number | null} owner The speaker under whom the quote is listed.
 * @param {Report} report
 * @returns {Child[][]}
 */
function facts(quote, owner, report) {
  /** @type {Child[][]} */
  const list = [[
    element("span", { class: "kind", title: kindMeaning(quote.kind) }, kindLine(quote.kind), kindName(quote.kind)),
  ]];
  const statement = STATEMENTS[quote.statement];
  if (statement !== null) list.push([text(statement)]);
  const cue = quote.why.find((reason) => reason.code === "cue")?.text ?? "";
  if (cue !== "") list.push(sentence("panel_cue", isolated(cue, "printed")));
  if (quote.addressee !== null) list.push(sentence("panel_addressee", isolated(quote.addressee)));
  if (quote.channel !== null) list.push([text(CHANNELS[quote.channel])]);
  for (const id of quote.speakers) {
    const other = id === owner ? undefined : report.speakers[id];
    if (other !== undefined) list.push(sentence("panel_together_with", isolated(other.name)));
  }
  const link = sourceLink(quote.link);
  if (link !== null) list.push([link]);
  if (isUncertain(quote)) {
    list.push([element("span", { class: "uncertain", title: text("panel_uncertain_meaning") }, text("panel_uncertain"))]);
  }
  return list;
}

/**
 * @param {Quote} quote
 * @param {number | null} owner
 * @param {PageState} state
 * @param {Report} report
 * @param {Actions} actions
 * @returns {HTMLElement}
 */
function quoteItem(quote, owner, state, report, actions) {
  const words = button(
    { class: "words", id: `quote-${quote.id}-of-${owner ?? "nobody"}`, title: text("panel_show_quote") },
    () => {
      for (const other of words.closest(".quotes")?.querySelectorAll("[aria-current]") ?? []) {
        other.removeAttribute("aria-current");
      }
      words.setAttribute("aria-current", "true");
      actions.showQuote(quote.id);
    },
    element("bdi", { lang: state.page.lang ?? null, dir: "auto" }, element("span", {}, quote.text)),
    spoken(text("panel_show_quote_spoken")),
  );
  return element(
    "li",
    { class: "quote", "data-kind": quote.kind },
    words,
    element("ul", { class: "facts" }, ...facts(quote, owner, report).map((fact) => element("li", {}, ...fact))),
    reasons(quote),
  );
}

/**
 * @param {Quote[]} quotes
 * @param {number | null} owner The speaker under whom they are listed; null for none.
 * @param {PageState} state
 * @param {Report} report
 * @param {Actions} actions
 * @returns {HTMLElement}
 */
export function quoteList(quotes, owner, state, report, actions) {
  return element(
    "ol",
    { class: "quotes" },
    ...quotes.map((quote) => quoteItem(quote, owner, state, report, actions)),
  );
}
