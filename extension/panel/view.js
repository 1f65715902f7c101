// @ts-check
/**
 * Puts a model on the screen. The roster is built once for a report and the reader's corrections; choosing a speaker or a
 * quote opens and marks what is there, so that focus, open reasons and the place in the list stay.
 */

import { withCorrection } from "../shared/corrections.js";
import { applyLook } from "../shared/palette.js";
import { auditOf } from "./audit.js";
import { element } from "./elements.js";
import { createBar } from "./render/bar.js";
import { controls } from "./render/controls.js";
import { createDrawers } from "./render/drawers.js";
import { countsLine } from "./render/glance.js";
import { noticeFor } from "./render/notices.js";
import { createReading } from "./render/reading.js";
import { takeAlong } from "./render/take.js";
import { plural, text } from "./strings.js";

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("./model.js").Actions} Actions */
/** @typedef {import("./model.js").Correction} Correction */
/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./render/reading.js").Reading} Reading */
/** @typedef {import("./render/roster.js").Entry} Entry */

/**
 * @typedef {object} View
 * @property {(model: Model) => void} show
 * @property {() => boolean} close Closes what was opened last; false where nothing was open.
 */

/**
 * Where the view stands.
 * @typedef {object} Parts
 * @property {HTMLElement} main
 * @property {HTMLElement} live Where changes are said aloud.
 * @property {HTMLElement} masthead
 * @property {HTMLElement} drawer
 */

/** What is said of each trouble. */
const TROUBLES = { page: "panel_trouble_page", background: "panel_trouble_background", storage: "panel_trouble_storage" };

/** @param {Model} model */
function isReading({ state, settings }) {
  return state.status === "ready" && state.report !== null && !settings.paused;
}

/**
 * What of a model decides which elements there are; two models with the same key differ at most in what is chosen. The
 * browser's storage gives back objects with their fields in another order, which means nothing.
 * @param {Model} model
 * @returns {string}
 */
function keyOf({ state, canStart, shortcut, corrections, settings }) {
  const { status, page, report, painted, hasUnreadFrames, error } = state;
  const isPartlyMarked = status === "working" && painted.ranges > 0;
  return JSON.stringify(
    [status, page, report, painted.dropped, isPartlyMarked, hasUnreadFrames, error, canStart, shortcut, corrections, settings.paused],
    (_name, value) => typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))) : value,
  );
}

/**
 * @param {Parts} parts
 * @param {Actions} givenActions
 * @returns {View}
 */
export function createView({ main, live, masthead, drawer }, givenActions) {
  let shownKey = "";
  let shownUrl = "";
  let shownPress = 0;
  let shownControls = "";
  /** @type {Context | null} */
  let context = null;
  /** @type {Reading | null} */
  let reading = null;
  /** The speaker whose quotes alone the page marks. @type {number | null} */
  let selected = null;
  /** The entry that is open while the page marks all quotes. @type {Entry["speaker"] | undefined} */
  let opened;
  /** The quote at which the reader is. @type {number | null} */
  let current = null;
  /** What was just corrected, or is to be said in its place. @type {{ words: string, undo: (() => void) | null } | null} */
  let done = null;

  /** @type {Model | null} */
  let shownModel = null;
  /** Whether the browser did not keep what the reader wanted last. */
  let isUnkept = false;

  /**
   * Says where the browser does not keep a wish, and shows again what holds instead of it.
   * @param {() => Promise<void>} wish
   */
  const keep = async (wish) => {
    if (isUnkept) {
      isUnkept = false;
      showBar();
      showTrouble();
    }
    try {
      await wish();
    } catch (error) {
      console.warn("a wish could not be kept", error);
      const held = document.activeElement?.closest(".quote, .entry, .correction")?.querySelector("button")?.id ?? "";
      isUnkept = true;
      done = null;
      shownKey = "";
      shownControls = "";
      if (shownModel !== null) view.show(shownModel);
      if (held !== "") focusOn(held);
      announce(text("panel_trouble_storage"));
    }
  };
  /** @type {Actions} */
  const actions = {
    ...givenActions,
    correct: (corrections) => keep(() => givenActions.correct(corrections)),
    change: (changes) => keep(() => givenActions.change(changes)),
  };

  const troubleBar = element("div", { class: "trouble", role: "alert" });
  const content = element("div", { class: "content" });
  const bar = createBar((to) => actions.step(to), () => choose(null));
  const drawers = createDrawers(masthead, drawer);
  main.replaceChildren(troubleBar, content, bar.node);

  /** @param {string} words */
  const announce = (words) => {
    if (live.textContent !== words) live.textContent = words;
  };

  /** @param {string} id */
  const focusOn = (id) => {
    const target = id === "" ? null : document.getElementById(id);
    (target ?? main).focus({ preventScroll: target === null });
  };

  const showBar = () => {
    if (context === null) {
      bar.show(null);
      return;
    }
    const { quotes, report } = context.audit;
    const chosen = selected === null ? null : (report.speakers[selected] ?? null);
    const ids = chosen?.quotes ?? quotes.map(({ id }) => id);
    const place = current === null ? -1 : ids.indexOf(current);
    const told = isUnkept ? { words: text("panel_trouble_storage"), undo: null } : done;
    bar.show({ quotes: ids.length, at: place < 0 ? null : place + 1, chosen, done: told });
  };

  const applySelection = () => {
    const chosen = selected === null ? undefined : context?.audit.report.speakers[selected];
    for (const entry of reading?.entries ?? []) {
      entry.setOpen(selected === null ? opened !== undefined && entry.speaker === opened : entry.speaker === selected);
    }
    content.classList.toggle("filtered", chosen !== undefined);
    reading?.mark(current);
    showBar();
  };

  /** @param {number | null} speaker */
  const choose = (speaker) => {
    const fromBar = bar.node.contains(document.activeElement);
    const before = selected;
    selected = speaker;
    opened = undefined;
    done = null;
    isUnkept = false;
    applySelection();
    actions.selectSpeaker(speaker);
    const chosen = speaker === null ? undefined : context?.audit.report.speakers[speaker];
    announce(chosen === undefined
      ? text("panel_all_shown")
      : plural("panel_selected_spoken", chosen.quotes.length, chosen.name));
    // The bar's button is gone now: the focus goes to where the reader came from.
    if (fromBar) focusOn(`speaker-${before ?? "nobody"}`);
  };

  /** @param {Entry} entry */
  const press = (entry) => {
    const { speaker } = entry;
    if (speaker !== null && speaker === selected) choose(null);
    else if (selected === null && opened === speaker) {
      opened = undefined;
      applySelection();
    } else if (speaker === null) {
      if (selected !== null) choose(null);
      opened = null;
      applySelection();
    } else choose(speaker);
  };

  /** @param {number} quote */
  const showQuote = (quote) => {
    current = quote;
    reading?.mark(quote);
    showBar();
    actions.showQuote(quote);
  };

  /**
   * Opens the card of a quote that was chosen on the page.
   * @param {number | null} quote
   */
  const turnToQuote = (quote) => {
    done = quote === null ? { words: text("panel_no_quote_there"), undo: null } : null;
    if (quote === null || context === null || reading === null) {
      announce(quote === null ? text("panel_no_quote_there") : "");
      showBar();
      return;
    }
    current = quote;
    const holding = reading.entries.filter((entry) => entry.voice.quotes.some(({ id }) => id === quote));
    const isOpen = holding.some((entry) => entry.toggle.getAttribute("aria-expanded") === "true");
    if (!isOpen && holding[0] !== undefined) opened = holding[0].speaker;
    reading.reveal(quote);
    applySelection();
    reading.scrollTo(quote);
    const { quotes, report } = context.audit;
    const names = (report.quotes[quote]?.speakers ?? []).map((id) => report.speakers[id]?.name ?? "").join(text("panel_comma"));
    announce(text("panel_turned_to", String(quotes.findIndex(({ id }) => id === quote) + 1), names === "" ? text("panel_nobody") : names));
  };

  /**
   * @param {Model} model
   * @param {boolean} isSamePage
   */
  const build = (model, isSamePage) => {
    context = null;
    main.setAttribute("aria-busy", `${model.state.status === "working"}`);
    if (!isReading(model) || model.state.report === null) {
      reading = null;
      const notice = noticeFor(model, actions);
      content.replaceChildren(notice);
      announce(notice.querySelector("h1")?.textContent ?? "");
      return;
    }
    const built = {
      model,
      audit: auditOf(model.state.report, model.corrections, model.article),
      actions: { ...actions, showQuote },
      announce,
      /** @param {Correction} correction @param {string} words */
      correct(correction, words) {
        const before = built.model.corrections;
        done = { words, undo: () => { done = null; void actions.correct(before); announce(text("panel_undone")); } };
        void actions.correct(withCorrection(before, correction));
        announce(words);
      },
    };
    context = built;
    reading = createReading(built, isSamePage ? (reading?.wish ?? null) : null, press);
    content.replaceChildren(...reading.nodes);
    if (done === null) announce(countsLine(built.audit));
  };

  /** @param {Model} model */
  const fillDrawers = (model) => {
    const { state, site, settings, canStart } = model;
    const key = JSON.stringify([state.status, site, settings, canStart, shownKey === "", context === null]);
    if (key === shownControls) return;
    shownControls = key;
    drawers.fill({
      take: context === null ? null : () => takeAlong(/** @type {Context} */ (context)),
      controls: () => controls(model, actions),
    });
  };

  const showTrouble = () => {
    // The bar at the foot says it where the reader is; without a bar, there is room here.
    const trouble = isUnkept && bar.node.hidden ? "storage" : (shownModel?.trouble ?? null);
    const words = trouble === null ? "" : text(TROUBLES[trouble]);
    if (troubleBar.textContent !== words) troubleBar.replaceChildren(...(words === "" ? [] : [element("p", {}, words)]));
  };

  /** @type {View} */
  const view = {
    show(model) {
      const { url } = model.state.page;
      const isSamePage = url === shownUrl;
      shownModel = model;
      applyLook(document.documentElement, model.settings);
      if (!isSamePage) {
        opened = undefined;
        current = null;
        done = null;
        isUnkept = false;
        shownPress = 0;
      }
      const key = keyOf(model);
      const selectedBefore = selected;
      selected = model.state.selectedSpeaker;
      if (selected !== null && selected !== selectedBefore) opened = undefined;
      if (key !== shownKey) {
        const focused = main.contains(document.activeElement) ? (document.activeElement?.id ?? "") : null;
        shownKey = key;
        build(model, isSamePage);
        applySelection();
        if (focused !== null) focusOn(document.getElementById(focused) === null && done !== null ? "undo" : focused);
        if (!isSamePage) window.scrollTo(0, 0);
        shownUrl = url;
      } else {
        if (context !== null && context.model.article !== model.article && model.state.report !== null) {
          context.audit = auditOf(model.state.report, model.corrections, model.article);
          reading?.place(context.audit);
        }
        if (context !== null) context.model = model;
        if (selected !== selectedBefore) applySelection();
      }
      const { chosen } = model.state;
      if (chosen !== null && chosen.press > shownPress) {
        shownPress = chosen.press;
        if (chosen.quote !== current || chosen.quote === null) turnToQuote(chosen.quote);
        else reading?.scrollTo(chosen.quote);
      }
      fillDrawers(model);
      showTrouble();
    },
    close() {
      if (drawers.close()) return true;
      if (selected === null && opened === undefined) return false;
      const focused = document.activeElement?.closest(".entry")?.querySelector("button.speaker");
      if (selected !== null) choose(null);
      opened = undefined;
      applySelection();
      if (focused instanceof HTMLElement) focused.focus();
      return true;
    },
  };
  return view;
}
