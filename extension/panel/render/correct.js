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
 * A form that keeps its line: what is chosen or typed, and the button that takes it. A choice alone takes nothing: who chooses
 * with keys passes what lies between.
 * @param {string} label
 * @param {HTMLSelectElement | HTMLInputElement} control
 * @param {HTMLElement | null} further What a choice asks for besides.
 * @param {() => void} onSave
 */
function savingForm(label, control, further, onSave) {
  const form = element(
    "form",
    { class: "field" },
    element("label", { for: control.id }, label),
    element("span", { class: "line" }, control, further,
      element("button", { type: "submit", class: "quiet", id: `save-${control.id}` }, text("panel_save"))),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    onSave();
  });
  return form;
}

/**
 * @param {string} id
 * @param {string} value
 */
function nameInput(id, value) {
  return element("input", { id, type: "text", value, required: true, autocomplete: "off", dir: "auto" });
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
  const input = nameInput(`name-of-${suffix}`, "");
  const naming = element("span", { class: "naming" }, element("label", { for: input.id }, text("panel_name")), input);
  const showNaming = () => {
    naming.hidden = select.value !== OTHER;
    input.required = !naming.hidden;
  };
  showNaming();
  select.addEventListener("change", showNaming);
  const form = savingForm(text("panel_who_said_it"), select, naming, () => {
    const chosen = audit.report.speakers[Number(select.value)];
    if (select.value === NOBODY) {
      if (current !== undefined) give(null);
    } else if (select.value === OTHER) {
      if (input.value.trim() !== "") give(input.value.trim());
    } else if (chosen !== undefined && chosen.id !== current) give(keyName(chosen, context));
  });
  return [
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
  const input = nameInput(`rename-${speaker.id}`, speaker.name);
  const renaming = savingForm(text("panel_rename"), input, null, () => {
    const next = input.value.trim();
    if (next !== "" && next !== speaker.name) correct({ type: "rename", speaker: name, name: next }, text("panel_corrected_rename"));
  });
  const others = audit.voices.flatMap((voice) => voice.speaker === null || voice.speaker.id === speaker.id ? [] : [voice.speaker]);
  if (others.length === 0) return [renaming];
  const select = element(
    "select",
    { id: `merge-${speaker.id}`, required: true },
    element("option", { value: "" }, text("panel_merge_choose")),
    ...others.map((other) => element("option", { value: `${other.id}` }, other.name)),
  );
  const merging = savingForm(text("panel_merge"), select, null, () => {
    const into = select.value === "" ? undefined : audit.report.speakers[Number(select.value)];
    if (into !== undefined) correct({ type: "merge", speaker: name, into: keyName(into, context) }, text("panel_corrected_merge"));
  });
  return [renaming, merging];
}
