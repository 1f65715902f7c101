// @ts-check
/** The content script: one session for the page, and the messages to and from it. */

import { USUAL_ELEMENT } from "../shared/elements.js";
import { failure, parseToContent } from "../shared/messages.js";
import { isInvalidated, request } from "../shared/request.js";
import { Choices } from "./choices.js";
import { collectPage } from "./collect.js";
import { ElementLook, elementsAround, ruledBest } from "./element-look.js";
import { inPage, watchPointer } from "./hover.js";
import { collectView, isLong, joined } from "./long-page.js";
import { articleRoot, ChangeWatcher } from "./observe.js";
import { Painter } from "./paint.js";
import { quoteOfSelection, watchPresses } from "./press.js";
import { pristine } from "./pristine.js";
import { Revealer } from "./reveal.js";
import { Session, shownFacts } from "./session.js";
import { speakersOf } from "./speakers.js";
import { Tooltip } from "./tooltip.js";
import { TreeLook } from "./tree-look.js";

/** @typedef {import("../shared/messages.js").PageState} PageState */

/** Where a session of an older copy of the extension is found by a newer one, in the world that only they share. */
const scope = /** @type {{ sourcelight?: { dispose(): void } }} */ (globalThis);

/** Lets the page's own work in. Older browsers than ours have no `scheduler`. */
function pause() {
  const { scheduler } = /** @type {{ scheduler?: { yield(): Promise<void> } }} */ (/** @type {unknown} */ (globalThis));
  return scheduler?.yield() ?? new Promise((resolve) => { setTimeout(resolve); });
}

/** @param {unknown} message */
function send(message) {
  return chrome.runtime.sendMessage(message);
}

/** The last state that was to be told. @type {PageState | null} */
let latest = null;

/** @param {PageState} state */
async function tell(state) {
  latest = state;
  if (state.report !== null) {
    // A long report takes its time on its way. What is told of the page meanwhile has all that this one has.
    await pause();
    if (latest !== state) return;
  }
  try {
    await send({ type: "state-changed", state });
  } catch (error) {
    // The extension was reloaded or removed: this copy cannot be reached any more, so it leaves nothing behind.
    if (isInvalidated(error)) scope.sourcelight?.dispose();
    else console.warn("the state could not be told", error);
  }
}

/** @type {import("./tooltip.js").ChangeTip} */
async function changeTip(change) {
  return (await request(send, { type: "tip", ...change }, "done")).type === "done";
}

/** The rules that paint quotes; none where the background cannot give them. */
async function rules() {
  const answer = await request(send, { type: "look" }, "look");
  if (answer.type === "look") return answer.css;
  console.warn("quotes in shadow roots and frames are not painted", answer.message);
  return "";
}

/**
 * Has quotes painted in elements of these names.
 * @param {string[]} elements
 */
async function giveLookIn(elements) {
  const answer = await request(send, { type: "look-in", elements }, "done");
  if (answer.type === "failure") console.warn("some quotes are not painted yet", answer.message);
  return answer.type === "done";
}

function begin() {
  const page = pristine(document);
  const painter = new Painter();
  const tooltip = new Tooltip(window, changeTip);
  const treeLook = new TreeLook(rules);
  const elementLook = new ElementLook(giveLookIn);
  const watcher = new ChangeWatcher(page, {
    look: () => session.refresh(),
    forget: (node) => painter.forget(node),
  });
  const choices = new Choices(() => session.applyChoices(), () => {
    elementLook.renew();
    void treeLook.refresh();
  });
  const session = new Session({
    document: page,
    facts: () => shownFacts(page),
    painter,
    revealer: new Revealer(window, painter),
    async collect(withFrames) {
      const collected = await collectPage(page, pause, { withFrames });
      return collected.input.is_partial === true ? joined(collected, await collectView({ document: page, innerHeight }, pause, collected)) : collected;
    },
    async collectFirst() {
      // They are there before the quotes are.
      void elementLook.showIn(ruledBest(page, [USUAL_ELEMENT]));
      // The first look at the page's measures has the browser work out its styles.
      await pause();
      return isLong({ document: page, innerHeight }) ? await collectView({ document: page, innerHeight }, pause) : null;
    },
    async analyze(input) {
      const analysis = await request(send, { type: "analyze", input }, "report");
      // To take a long report in has taken its time.
      await pause();
      return analysis;
    },
    choices,
    selectedQuote: () => quoteOfSelection(page, painter),
    tell: (state) => void tell(state),
    watch(collected, report) {
      const documents = [page, ...collected.readFrames.map(pristine)];
      const stops = documents.flatMap((each) => [
        watchPointer(each, painter, collected.shadowRoots, (hovered) => {
          if (hovered === null) tooltip.hide();
          else tooltip.show(speakersOf(report, hovered.quote), inPage(hovered, each, document));
        }),
        watchPresses(each, painter, collected.shadowRoots, (quote) => session.choose(quote)),
      ]);
      const trees = [...collected.shadowRoots, ...collected.readFrames];
      watcher.watch(articleRoot(collected, report) ?? page.body, trees);
      void treeLook.showIn(trees);
      void elementLook.showIn(ruledBest(page, elementsAround(painter.nodes)));
      return () => {
        elementLook.stop();
        treeLook.clear();
        for (const stop of stops) stop();
        watcher.stop();
      };
    },
  });

  /** @type {Parameters<typeof chrome.runtime.onMessage.addListener>[0]} */
  const onMessage = (value, _sender, sendResponse) => {
    // Whoever speaks may have woken a background that could not be reached.
    void elementLook.again();
    try {
      sendResponse(session.answer(parseToContent(value)));
    } catch (error) {
      console.warn("a message was refused", error);
      sendResponse(failure("message", error));
    }
  };
  /** @param {PageTransitionEvent} event */
  const onPageShow = (event) => {
    if (event.persisted) session.tellAgain();
  };
  const onPageHide = () => session.tellLeft();

  chrome.runtime.onMessage.addListener(onMessage);
  window.addEventListener("pageshow", onPageShow);
  window.addEventListener("pagehide", onPageHide);
  let isLeft = false;
  // Injected because the reader asked for this page. To read the script itself has taken its time.
  void pause().then(() => (isLeft ? undefined : session.start()));
  return {
    dispose() {
      isLeft = true;
      scope.sourcelight = { dispose() {} };
      window.removeEventListener("pageshow", onPageShow);
      window.removeEventListener("pagehide", onPageHide);
      session.stop();
      try {
        choices.stop();
      } catch (error) {
        // Of a copy that was left behind, the browser ended this long ago.
        if (!isInvalidated(error)) throw error;
      }
    },
  };
}

scope.sourcelight?.dispose();
scope.sourcelight = begin();
