// @ts-check
/**
 * The side panel (Chromium), the sidebar (Firefox), or a tab of its own: joins the followed tab to the view.
 */

import { watchActiveTab } from "./active-tab.js";
import { element } from "./elements.js";
import { brandMark, homeMark } from "./render/marks.js";
import { followTab } from "./state.js";
import { direction, language, text } from "./strings.js";
import { createView } from "./view.js";

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

document.documentElement.lang = language();
document.documentElement.dir = direction();
part(".masthead").prepend(brandMark());
part(".colophon").replaceChildren(homeMark(), element("p", {}, text("panel_local")));

const follower = followTab((model) => view.show(model), await toolbarShortcut().catch(() => ""));
const view = createView(part("#content"), part("#live"), {
  selectSpeaker: (speaker) => void follower.tell({ type: "select-speaker", speaker }),
  showQuote: (quote) => void follower.tell({ type: "show-quote", quote }),
  start: () => void follower.start(),
  copy: (words) => navigator.clipboard.writeText(words),
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented && view.clearSelection()) event.preventDefault();
});

const stopWatching = await watchActiveTab(
  new URL(location.href),
  (tabId) => void follower.turnTo(tabId),
  () => void follower.askAgain(),
  () => follower.noteLeaving(),
);
addEventListener("pagehide", () => {
  stopWatching();
  follower.stop();
});
