// @ts-check
/** The first page: what Sourcelight does, in five sentences, and that nothing leaves the machine. */

import { sample } from "../options/sample.js";
import { button, element } from "../panel/elements.js";
import { brandMark, homeMark } from "../panel/render/marks.js";
import { direction, language, sentence, text } from "../panel/strings.js";
import { applyLook } from "../shared/palette.js";
import { readSettings } from "../shared/settings.js";

const SENTENCES = /** @type {const} */ (["welcome_one", "welcome_two", "welcome_three", "welcome_four", "welcome_five"]);

/** What helps where the button is not seen. */
function otherWays() {
  const keys = shortcut === "" ? [] : [" ", ...sentence("welcome_keys", element("kbd", {}, shortcut))];
  return [...keys, " ", text("welcome_pin")];
}

document.documentElement.lang = language();
document.documentElement.dir = direction();
document.querySelector(".masthead")?.prepend(brandMark());
document.querySelector(".colophon")?.replaceChildren(homeMark(), element("p", {}, text("panel_local")));
const [settings, commands] = await Promise.all([readSettings(), chrome.commands?.getAll() ?? []]);
applyLook(document.documentElement, settings);
const shortcut = commands.find(({ name }) => name === "_execute_action")?.shortcut ?? "";
document.querySelector("#content")?.replaceChildren(
  element("h1", {}, text("welcome_title")),
  sample(),
  element("ol", { class: "sentences" }, ...SENTENCES.map((key) => element("li", {}, text(key), ...(key === "welcome_two" ? otherWays() : [])))),
  element(
    "div",
    { class: "acts" },
    button({ class: "quiet", id: "settings" }, () => void chrome.runtime.openOptionsPage(), text("welcome_settings")),
    button({ class: "quiet", id: "paste-text" },
      () => void chrome.tabs.create({ url: chrome.runtime.getURL("playground.html") }), text("panel_paste_text")),
  ),
);
