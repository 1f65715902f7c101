// @ts-check
/**
 * Puts a model on the screen. The roster is built once for a report; choosing a speaker opens and closes what is there,
 * so that focus, open reasons and the place in the list stay.
 */

import { button, element, isolated } from "./elements.js";
import { articleHeader, countsLine } from "./render/article.js";
import { emptyNotice, failedNotice, idleNotice, unreadableNotice, workingNotice } from "./render/notices.js";
import { citedOrganizations, remarks } from "./render/organizations.js";
import { roster } from "./render/roster.js";
import { plural, sentence, text } from "./strings.js";

/** @typedef {import("./model.js").Actions} Actions */
/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Report} Report */
/** @typedef {import("./render/roster.js").Entry} Entry */

/**
 * @typedef {object} View
 * @property {(model: Model) => void} show
 * @property {() => boolean} clearSelection Closes what is open; false where nothing was.
 */

/**
 * What of a model decides which elements there are; two models with the same key differ at most in the selection.
 * @param {Model} model
 * @returns {string}
 */
function keyOf({ state, canStart, shortcut }) {
  const { status, page, report, painted, error } = state;
  return JSON.stringify([status, page, report, painted.dropped, error, canStart, shortcut]);
}

/**
 * @param {HTMLElement} main Where the view stands.
 * @param {HTMLElement} live Where changes are said aloud.
 * @param {Actions} actions
 * @returns {View}
 */
export function createView(main, live, actions) {
  let shownKey = "";
  let shownUrl = "";
  /** @type {Report | null} */
  let report = null;
  /** @type {Entry[]} */
  let entries = [];
  /** Whether the quotes without a speaker are open; the page paints all quotes meanwhile. */
  let orphansOpen = false;
  /** @type {number | null} */
  let selected = null;
  const troubleBar = element("div", { class: "trouble", role: "alert" });
  const selectionBar = element("div", { class: "selection" });
  const content = element("div", { class: "content" });
  main.replaceChildren(troubleBar, content, selectionBar);

  /** @param {string} words */
  const announce = (words) => {
    if (live.textContent !== words) live.textContent = words;
  };

  /** @param {number | null} speaker */
  const applySelection = (speaker) => {
    selected = speaker;
    if (speaker !== null) orphansOpen = false;
    for (const entry of entries) {
      entry.setOpen(entry.speaker === null ? orphansOpen : entry.speaker === speaker);
    }
    const chosen = speaker === null ? undefined : report?.speakers[speaker];
    content.classList.toggle("filtered", chosen !== undefined);
    if (chosen === undefined) {
      selectionBar.replaceChildren();
      return;
    }
    selectionBar.replaceChildren(
      element("p", {}, ...sentence("panel_selected", isolated(chosen.name, "name"))),
      button({ class: "quiet", id: "show-all" }, () => choose(null), text("panel_show_all")),
    );
  };

  /** @param {number | null} speaker */
  const choose = (speaker) => {
    const fromBar = selectionBar.contains(document.activeElement);
    const before = selected;
    applySelection(speaker);
    actions.selectSpeaker(speaker);
    const chosen = speaker === null ? undefined : report?.speakers[speaker];
    if (chosen !== undefined) {
      announce(plural("panel_selected_spoken", chosen.quotes.length, chosen.name));
    } else if (report !== null) {
      announce(text("panel_all_shown"));
    }
    // The bar's button is gone now: the focus goes to where the reader came from.
    if (fromBar) focusOn(`speaker-${before ?? "nobody"}`);
  };

  /** @param {string} id */
  const focusOn = (id) => {
    const target = id === "" ? null : document.getElementById(id);
    (target ?? main).focus({ preventScroll: target === null });
  };

  /** @param {Entry} entry */
  const press = (entry) => {
    if (entry.speaker !== null) {
      choose(entry.speaker === selected ? null : entry.speaker);
      return;
    }
    orphansOpen = !orphansOpen;
    if (selected !== null) choose(null);
    else applySelection(null);
  };

  /** @param {Model} model */
  const build = (model) => {
    const { state } = model;
    report = null;
    entries = [];
    main.setAttribute("aria-busy", `${state.status === "working"}`);
    if (state.status === "ready" && state.report !== null) {
      report = state.report;
      const built = roster(state, report, actions, press);
      entries = built.entries;
      const parts = [citedOrganizations(report), remarks(state, report)].filter((part) => part !== null);
      content.replaceChildren(articleHeader(state, report), ...built.sections, ...parts);
      announce(countsLine(report));
      return;
    }
    const notice = noticeFor(model, actions);
    content.replaceChildren(notice);
    announce(notice.querySelector("h1")?.textContent ?? "");
  };

  /** @param {Model["trouble"]} trouble */
  const showTrouble = (trouble) => {
    if (trouble === null) {
      troubleBar.replaceChildren();
      return;
    }
    const words = text(trouble === "page" ? "panel_trouble_page" : "panel_trouble_background");
    if (troubleBar.textContent !== words) troubleBar.replaceChildren(element("p", {}, words));
  };

  return {
    show(model) {
      const key = keyOf(model);
      if (key !== shownKey) {
        const focused = main.contains(document.activeElement) ? (document.activeElement?.id ?? "") : null;
        const samePage = model.state.page.url === shownUrl;
        if (!samePage) orphansOpen = false;
        build(model);
        applySelection(model.state.selectedSpeaker);
        if (focused !== null) focusOn(focused);
        if (!samePage) window.scrollTo(0, 0);
        shownKey = key;
        shownUrl = model.state.page.url;
      } else if (model.state.selectedSpeaker !== selected) {
        applySelection(model.state.selectedSpeaker);
      }
      showTrouble(model.trouble);
    },
    clearSelection() {
      if (selected === null && !orphansOpen) return false;
      orphansOpen = false;
      const focused = document.activeElement?.closest(".entry")?.querySelector("button.speaker");
      choose(null);
      if (focused instanceof HTMLElement) focused.focus();
      return true;
    },
  };
}

/**
 * @param {Model} model
 * @param {Actions} actions
 * @returns {HTMLElement}
 */
function noticeFor(model, actions) {
  switch (model.state.status) {
    case "working":
      return workingNotice();
    case "empty":
      return emptyNotice(model, actions);
    case "unreadable":
      return unreadableNotice();
    case "failed":
      return failedNotice(model, actions);
    default:
      return idleNotice(model, actions);
  }
}
