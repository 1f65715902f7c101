// @ts-check
/**
 * The forms with which a reader corrects a quote or a speaker. Each change is one wish; see shared/corrections.js.
 */

import { quoteKeyOf } from "../../shared/corrections.js";
import { button, element } from "../elements.js";
import { testCase } from "../export/test-case.js";
import { text } from "../strings.js";
import { copyButton } from "./quotes.js";

/** @typedef {import("../context.js").Context} Context */
/** @typedef {import("../elements.js").Child} Child */
/** @typedef {import("../model.js").Quote} Quote */
/** @typedef {import("../model.js").Speaker} Speaker */

/** Values of a choice that are no speaker's id. */
const NOBODY = "nobody";
const OTHER = "other";

/**
 * The name under which corrections know a speaker: the one that the core found, or the one that the reader typed in.
 * @param {Speaker} speaker
 * @param {Context} context
 */
function keyName(speaker, { model }) {
  return model.state.report?.speakers[speaker.id]?.name ?? speaker.name;
}

/**
 * @param {string} id
 * @param {string} label
 * @param {HTMLElement} control
 */
function field(id, label, control) {
  return element("div", { class: "field" }, element("label", { for: id }, label), control);
}

/**
 * A form that keeps its line: what is typed, and the button that takes it.
 * @param {string} id
 * @param {string} label
 * @param {string} value
 * @param {(name: string) => void} onName
 */
function nameForm(id, label, value, onName) {
  const input = element("input", { id, type: "text", value, required: true, autocomplete: "off", dir: "auto" });
  const form = element(
    "form",
    { class: "field" },
    element("label", { for: id }, label),
    element("span", { class: "line" }, input, element("button", { type: "submit", class: "quiet" }, text("panel_save"))),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = input.value.trim();
    if (name !== "" && name !== value) onName(name);
  });
  return { form, input };
}

/**
 * @param {Quote} quote
 * @param {string} suffix
 * @param {Context} context
 * @returns {Child[]}
 */
export function correctQuote(quote, suffix, context) {
  const { model, audit, correct } = context;
  const key = quoteKeyOf(model.state.report ?? audit.report, quote.id);
  const current = quote.speakers[0];
  /** @param {string | null} speaker */
  const give = (speaker) => correct({ type: "speaker", quote: key, speaker }, text("panel_corrected_speaker"));

  const select = element(
    "select",
    { id: `speaker-of-${suffix}` },
    ...audit.voices.flatMap(({ speaker }) => speaker === null ? [] : [element(
      "option", { value: `${speaker.id}`, selected: speaker.id === current }, speaker.name)]),
    element("option", { value: NOBODY, selected: current === undefined }, text("panel_nobody_known")),
    element("option", { value: OTHER }, text("panel_somebody_else")),
  );
  const { form, input } = nameForm(`name-of-${suffix}`, text("panel_name"), "", give);
  form.hidden = true;
  select.addEventListener("change", () => {
    form.hidden = select.value !== OTHER;
    if (select.value === OTHER) input.focus();
    else if (select.value === NOBODY) give(null);
    else {
      const speaker = audit.report.speakers[Number(select.value)];
      if (speaker !== undefined) give(keyName(speaker, context));
    }
  });
  return [
    field(`speaker-of-${suffix}`, text("panel_who_said_it"), select),
    form,
    element(
      "div",
      { class: "acts" },
      button({ class: "act", id: `dismiss-${suffix}` }, () =>
        correct({ type: "dismiss", quote: key }, text("panel_corrected_dismiss")), text("panel_not_a_quote")),
      copyButton(`case-${suffix}`, text("panel_copy_case"), () => testCase(context.model, context.audit, quote), context),
    ),
  ];
}

/**
 * @param {Speaker} speaker
 * @param {Context} context
 * @returns {Child[]}
 */
export function correctSpeaker(speaker, context) {
  const { audit, correct } = context;
  const name = keyName(speaker, context);
  const { form } = nameForm(`rename-${speaker.id}`, text("panel_rename"), speaker.name, (next) =>
    correct({ type: "rename", speaker: name, name: next }, text("panel_corrected_rename")));
  const others = audit.voices.flatMap((voice) => voice.speaker === null || voice.speaker.id === speaker.id ? [] : [voice.speaker]);
  if (others.length === 0) return [form];
  const select = element(
    "select",
    { id: `merge-${speaker.id}` },
    element("option", { value: "" }, text("panel_merge_choose")),
    ...others.map((other) => element("option", { value: `${other.id}` }, other.name)),
  );
  select.addEventListener("change", () => {
    const into = select.value === "" ? undefined : audit.report.speakers[Number(select.value)];
    if (into !== undefined) correct({ type: "merge", speaker: name, into: keyName(into, context) }, text("panel_corrected_merge"));
  });
  return [form, field(`merge-${speaker.id}`, text("panel_merge"), select)];
}
