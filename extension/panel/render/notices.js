// @ts-check
/**
 * The states in which there is no roster to show: what is the case, what the reader can do.
 */

import { button, element } from "../elements.js";
import { plural, sentence, text } from "../strings.js";
import { framesButton } from "./remarks.js";
import { closedScene, emptyScene, pausedScene, unlitScene, unpluggedScene, workingScene } from "./marks.js";

/** @typedef {import("../elements.js").Child} Child */
/** @typedef {import("../model.js").Actions} Actions */
/** @typedef {import("../model.js").ErrorCode} ErrorCode */
/** @typedef {import("../model.js").Model} Model */

/**
 * @param {SVGElement} picture
 * @param {string} title
 * @param {Child[]} rest
 * @returns {HTMLElement}
 */
function notice(picture, title, ...rest) {
  return element("section", { class: "notice" }, picture, element("h1", { class: "notice-title" }, title), ...rest);
}

/**
 * @param {Child[]} children
 * @returns {HTMLElement}
 */
function paragraph(...children) {
  return element("p", {}, ...children);
}

/**
 * The button that starts from here, where the browser lets it.
 * @param {Model} model
 * @param {Actions} actions
 * @param {string} label
 * @returns {HTMLElement | null}
 */
function startButton(model, actions, label) {
  return model.canStart ? button({ class: "primary", id: "start" }, actions.start, label) : null;
}

/**
 * How to start where only the browser's own button can.
 * @param {Model} model
 * @returns {HTMLElement}
 */
function howToStart(model) {
  const steps = [element("li", {}, text("panel_idle_click"))];
  if (model.shortcut !== "") {
    steps.push(element("li", {}, ...sentence("panel_idle_shortcut", element("kbd", {}, model.shortcut))));
  }
  return element("ul", { class: "ways" }, ...steps);
}

/**
 * @param {Model} model
 * @param {Actions} actions
 */
function idleNotice(model, actions) {
  const refused = model.state.error?.code === "permission";
  return notice(
    unlitScene(),
    text("panel_idle_title"),
    paragraph(refused ? text("panel_permission_text") : text("panel_idle_text")),
    model.canStart && !refused ? startButton(model, actions, text("panel_start")) : howToStart(model),
  );
}

/** @param {Actions} actions */
function pausedNotice(actions) {
  return notice(
    pausedScene(),
    text("panel_paused_title"),
    paragraph(text("panel_paused_text")),
    button({ class: "primary", id: "go-on" }, () => actions.change({ paused: false }), text("panel_go_on")),
  );
}

/** @param {Model} model */
function workingNotice({ state: { painted } }) {
  const first = painted.ranges > 0 ? [paragraph(text("panel_working_first"))] : [];
  return notice(workingScene(), text("panel_working_title"), paragraph(text("panel_working_text")), ...first);
}

/**
 * @param {Model} model
 * @param {Actions} actions
 */
function emptyNotice(model, actions) {
  const { report } = model.state;
  const words = report?.article.words ?? 0;
  const isForeign = report?.warnings.some(({ code }) => code === "language") ?? false;
  return notice(
    emptyScene(),
    text(words === 0 ? "panel_no_article_title" : "panel_empty_title"),
    paragraph(words === 0 ? text("panel_empty_no_article") : plural("panel_empty_text", words)),
    isForeign ? paragraph(text("panel_warning_language")) : null,
    element("p", { class: "hint" }, text("panel_empty_hint")),
    element("div", { class: "acts" }, startButton(model, actions, text("panel_start_again")), pasteButton(actions)),
    model.state.hasUnreadFrames ? paragraph(text("panel_frames")) : null,
    framesButton(model, actions),
  );
}

/**
 * The way to text that no extension can read where it stands.
 * @param {Actions} actions
 */
function pasteButton(actions) {
  return button({ class: "quiet", id: "paste-text" }, actions.pasteText, text("panel_paste_text"));
}

/** @param {Actions} actions */
function unreadableNotice(actions) {
  return notice(
    closedScene(),
    text("panel_unreadable_title"),
    paragraph(text("panel_unreadable_text")),
    element("p", { class: "hint" }, text("panel_unreadable_hint")),
    element("p", { class: "hint" }, text("panel_paste_hint")),
    pasteButton(actions),
  );
}

/** What each error means to a reader. @type {Record<ErrorCode, string>} */
const EXPLANATIONS = {
  permission: "panel_permission_text",
  unreadable: "panel_unreadable_text",
  analyzer: "panel_failed_analyzer",
  disconnected: "panel_failed_disconnected",
  message: "panel_failed_message",
};

/**
 * @param {Model} model
 * @param {Actions} actions
 */
function failedNotice(model, actions) {
  const { error, page } = model.state;
  const code = error?.code ?? "message";
  const details = `${code}: ${error?.message ?? ""}\n${page.url}\n${navigator.userAgent}`;
  const copy = button({ class: "quiet", id: "copy" }, () => {
    actions.copy(details).then(
      () => copy.replaceChildren(text("panel_copied")),
      () => copy.replaceChildren(text("panel_not_copied")),
    );
  }, text("panel_copy"));
  copy.setAttribute("aria-live", "polite");
  return notice(
    unpluggedScene(),
    code === "disconnected" ? text("panel_disconnected_title") : text("panel_failed_title"),
    paragraph(text(EXPLANATIONS[code])),
    element("p", { class: "hint" }, text("panel_failed_hint")),
    startButton(model, actions, text("panel_start_again")) ?? howToStart(model),
    element(
      "details",
      { class: "what-happened" },
      element("summary", {}, text("panel_failed_details")),
      element("pre", { tabindex: "0" }, details),
      copy,
    ),
  );
}

/**
 * The notice of a state that has no roster.
 * @param {Model} model
 * @param {Actions} actions
 * @returns {HTMLElement}
 */
export function noticeFor(model, actions) {
  if (model.settings.paused) return pausedNotice(actions);
  switch (model.state.status) {
    case "working":
      return workingNotice(model);
    case "empty":
      return emptyNotice(model, actions);
    case "unreadable":
      return unreadableNotice(actions);
    case "failed":
      return failedNotice(model, actions);
    default:
      return idleNotice(model, actions);
  }
}
