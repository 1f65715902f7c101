// @ts-check
/**
 * The side panel (Chromium), the sidebar (Firefox), or a tab of its own: joins the followed tab and the reader's wishes
 * to the view.
 */

import { writeCorrections } from "../shared/corrections.js";
import { changeSettings } from "../shared/settings.js";
import { watchActiveTab } from "./active-tab.js";
import { element } from "./elements.js";
import { listenToKeys } from "./keys.js";
import { brandMark, homeMark } from "./render/marks.js";
import { save } from "./save.js";
import { openSite } from "./site.js";
import { followTab } from "./state.js";
import { direction, language, text } from "./strings.js";
import { createView } from "./view.js";
import { followWishes } from "./wishes.js";

/** @typedef {import("./state.js").Followed} Followed */

/**
 * The keys that press the toolbar button, as the reader or the browser set them.
 * @returns {Promise<string>} empty where there are none
 */
async function toolbarShortcut() {
  const commands = await chrome.commands.getAll();
  return commands.find((command) => command.name === "_execute_action")?.shortcut ?? "";
}

/**
 * @param {string} selector
 * @returns {HTMLElement}
 */
function part(selector) {
  const found = document.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`panel.html has no ${selector}`);
  return found;
}

/**
 * Says in the console what failed.
 * @param {Promise<unknown>} work
 */
function noteFailure(work) {
  work.catch((error) => console.error("a wish could not be kept", error));
}

document.documentElement.lang = language();
document.documentElement.dir = direction();
part(".masthead").prepend(brandMark());
part(".colophon").replaceChildren(homeMark(), element("p", {}, text("panel_local")));

/** @type {Followed | null} */
let followed = null;
/** @type {number | null} */
let shownTab = null;
const wishes = followWishes(() => {
  if (followed !== null) view.show({ ...followed, ...wishes.current() });
});

/** @param {Followed} next */
async function show(next) {
  followed = next;
  await wishes.turnTo(next.state.page.url);
  if (followed === next) view.show({ ...next, ...wishes.current() });
}

const follower = followTab((next) => void show(next), await toolbarShortcut().catch(() => ""));
/** @param {"next" | "previous"} to */
const step = (to) => void follower.tell({ type: "step-quote", to });
const pageOfOwn = (/** @type {string} */ path) =>
  noteFailure(chrome.tabs.create({ url: chrome.runtime.getURL(`panel/${path}${shownTab === null ? "" : `?tab=${shownTab}`}`) }));
const view = createView(
  { main: part("#content"), live: part("#live"), masthead: part(".masthead"), drawer: part(".drawer") },
  {
    selectSpeaker: (speaker) => void follower.tell({ type: "select-speaker", speaker }),
    showQuote: (quote) => void follower.tell({ type: "show-quote", quote }),
    step,
    start: () => void follower.start(),
    stop: () => void follower.tell({ type: "stop" }),
    readFrames: () => void follower.tell({ type: "read-frames" }),
    copy: (words) => navigator.clipboard.writeText(words),
    save,
    print: () => pageOfOwn("print.html"),
    correct: (corrections) => writeCorrections(followed?.state.page.url ?? "", corrections),
    change: changeSettings,
    browser: {
      openSite: (site, open) => noteFailure(openSite(site, open)),
      openOptions: () => noteFailure(chrome.runtime.openOptionsPage()),
      openTab: () => pageOfOwn("panel.html"),
    },
    pasteText: () => noteFailure(chrome.tabs.create({ url: chrome.runtime.getURL("playground.html") })),
  },
);

listenToKeys(view, step);

const stopWatching = await watchActiveTab(
  new URL(location.href),
  (tabId) => {
    shownTab = tabId;
    void follower.turnTo(tabId);
  },
  () => void follower.askAgain(),
  () => follower.noteLeaving(),
);
addEventListener("pagehide", () => {
  stopWatching();
  follower.stop();
  wishes.stop();
});
