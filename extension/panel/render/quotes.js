// @ts-check
/**
 * The cards of quotes, in the order of the article.
 */

import { isUncertain } from "../../shared/uncertain.js";
import { button, discloser, element, isolated, spoken } from "../elements.js";
import { citation } from "../export/citation.js";
import { sentence, text } from "../strings.js";
import { correctQuote } from "./correct.js";
import { kindLine, kindMeaning, kindName } from "./kinds.js";
import { reasons, reportingWords } from "./reasons.js";
import { CHANNELS, sourceLink, trail } from "./trail.js";

/** @typedef {import("../context.js").Context} Context */
/** @typedef {import("../elements.js").Child} Child */
/** @typedef {import("../model.js").Quote} Quote */

/** What is said of a statement that is not speech. @type {Record<Quote["statement"], string | null>} */
const STATEMENTS = {
  speech: null,
  writing: "panel_statement_writing",
  thought: "panel_statement_thought",
  intention: "panel_statement_intention",
  finding: "panel_statement_finding",
};

/**
 * Where speakers are not looked for, the panel says so once, and not of every quote that it is uncertain.
 * @param {Quote} quote
 * @param {Context["audit"]} audit
 */
function isDoubtful(quote, { corrected, isForeign }) {
  return isUncertain(quote) && !corrected.quotes.has(quote.id) && !isForeign;
}

/**
 * Whether there is anything to tell of where a quote comes from.
 * @param {Quote} quote
 */
function isKnown({ speakers, why, channel, addressee, link }) {
  return speakers.length > 0 || why.length > 0 || channel !== null || addressee !== null || link !== null;
}

/**
 * What it means that a quote is uncertain; null where it is not.
 * @param {Quote} quote
 * @param {Context} context
 */
function doubt(quote, { audit }) {
  return isDoubtful(quote, audit) ? element("p", { class: "doubt" }, text("panel_uncertain_meaning")) : null;
}

/**
 * What the article says about how the quote came about. What it does not say is left out.
 * @param {Quote} quote
 * @param {number | null} owner The speaker under whom the quote is listed.
 * @param {Context} context
 * @returns {Child[][]}
 */
function facts(quote, owner, { audit }) {
  /** @type {Child[][]} */
  const list = [[
    element("span", { class: "kind", title: kindMeaning(quote.kind) }, kindLine(quote.kind), kindName(quote.kind)),
  ]];
  const statement = STATEMENTS[quote.statement];
  if (statement !== null) list.push([text(statement)]);
  const cue = reportingWords(quote.why.find((reason) => reason.code === "cue")?.text ?? "");
  if (cue !== "") list.push(sentence("panel_cue", isolated(cue, "printed")));
  if (quote.addressee !== null) list.push(sentence("panel_addressee", isolated(quote.addressee)));
  if (quote.channel !== null) list.push([text(CHANNELS[quote.channel])]);
  for (const id of quote.speakers) {
    const other = id === owner ? undefined : audit.report.speakers[id];
    if (other !== undefined) list.push(sentence("panel_together_with", isolated(other.name)));
  }
  const link = sourceLink(quote.link);
  if (link !== null) list.push([link]);
  if (audit.corrected.quotes.has(quote.id)) {
    list.push([element("span", { class: "corrected" }, text("panel_corrected"))]);
  } else if (isDoubtful(quote, audit)) {
    list.push([element("span", { class: "uncertain", title: text("panel_uncertain_meaning") }, text("panel_uncertain"))]);
  }
  return list;
}

/**
 * A button that copies, and says on itself whether it did.
 * @param {string} id
 * @param {string} label
 * @param {() => string} words
 * @param {Context} context
 * @param {string | null} [title] What is copied, where the label leaves it open.
 * @returns {HTMLButtonElement}
 */
export function copyButton(id, label, words, { actions, announce }, title = null) {
  const copy = button({ class: "act", id, title }, () => {
    /** @param {string} key */
    const say = (key) => {
      copy.replaceChildren(text(key));
      announce(text(key));
    };
    actions.copy(words()).then(() => say("panel_copied"), () => say("panel_not_copied"));
  }, label);
  return copy;
}

/**
 * @param {Quote} quote
 * @param {number | null} owner
 * @param {Context} context
 * @returns {HTMLElement}
 */
function card(quote, owner, context) {
  const { model, actions } = context;
  const suffix = `${quote.id}-of-${owner ?? "nobody"}`;
  const words = button(
    { class: "words", id: `quote-${suffix}`, title: text("panel_show_quote") },
    () => actions.showQuote(quote.id),
    element("bdi", { lang: model.state.page.lang ?? null, dir: "auto" }, element("span", {}, quote.text)),
    spoken(text("panel_show_quote_spoken")),
  );
  const why = element("div", { class: "more", id: `why-${suffix}` });
  const correcting = element("div", { class: "more", id: `correct-${suffix}` });
  const whyKey = quote.speakers.length === 0 ? "panel_why_nobody" : "panel_why";
  return element(
    "li",
    { class: "quote", "data-kind": quote.kind, "data-quote": `${quote.id}` },
    words,
    element("ul", { class: "facts" }, ...facts(quote, owner, context).map((fact) => element("li", {}, ...fact))),
    element(
      "div",
      { class: "acts" },
      isKnown(quote) ? discloser({ class: "act", id: `open-why-${suffix}` }, text(whyKey), why, () => [
        reasons(quote, context.audit.report), doubt(quote, context), trail(quote, context.audit.report)]) : null,
      copyButton(`copy-${suffix}`, text("panel_copy"), () => citation(context.model, context.audit, quote), context,
        text("panel_copy_quote")),
      discloser({ class: "act", id: `open-correct-${suffix}` }, text("panel_correct"), correcting, () =>
        correctQuote(quote, suffix, context)),
    ),
    why,
    correcting,
  );
}

/**
 * @param {Quote[]} quotes
 * @param {number | null} owner The speaker under whom they are listed; null for none.
 * @param {Context} context
 * @returns {HTMLElement}
 */
export function quoteList(quotes, owner, context) {
  return element("ol", { class: "quotes" }, ...quotes.map((quote) => card(quote, owner, context)));
}
