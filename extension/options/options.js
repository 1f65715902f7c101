// @ts-check
/** The settings page. Every change is kept at once and shows in the sample, in the panel and on painted pages. */

import { button, element, isolated } from "../panel/elements.js";
import { toggle } from "../panel/render/controls.js";
import { kindLine, kindName } from "../panel/render/kinds.js";
import { brandMark, homeMark } from "../panel/render/marks.js";
import { openSite, watchSites } from "../panel/site.js";
import { direction, language, sentence, text } from "../panel/strings.js";
import { QUOTE_KINDS } from "../shared/contract.js";
import { forgetCorrections } from "../shared/corrections.js";
import { applyLook, COLORS } from "../shared/palette.js";
import {
  changeSettings, DEFAULT_SETTINGS, DENSITIES, LINES, PALETTES, readSettings, TEXT_SIZES, watchSettings,
} from "../shared/settings.js";
import { menu, radios, section } from "./controls.js";
import { sample } from "./sample.js";

/** @typedef {import("../shared/settings.js").Settings} Settings */
/** @typedef {import("../shared/settings.js").Palette} Palette */

const PALETTE_NAMES = { lamp: "options_palette_lamp", strong: "options_palette_strong", ink: "options_palette_ink" };
const LINE_NAMES = {
  solid: "options_line_solid", dashed: "options_line_dashed", dotted: "options_line_dotted", double: "options_line_double",
  wavy: "options_line_wavy",
};
const SIZE_NAMES = {
  small: "options_size_small", medium: "options_size_medium", large: "options_size_large", larger: "options_size_larger",
};
const DENSITY_NAMES = { comfortable: "options_density_comfortable", compact: "options_density_compact" };

const main = /** @type {HTMLElement} */ (document.querySelector("#content"));
const live = /** @type {HTMLElement} */ (document.querySelector("#live"));

/** @param {string} key */
function say(key) {
  live.textContent = text(key);
}

/** @param {Partial<Settings>} changes @param {string} [done] */
async function change(changes, done = "options_saved") {
  await changeSettings(changes);
  say(done);
}

/** @param {Palette} palette */
function swatches(palette) {
  const node = element("span", { class: "swatches", "aria-hidden": "true" });
  for (const kind of QUOTE_KINDS) {
    const swatch = element("span");
    swatch.style.setProperty("background", COLORS[palette][kind]);
    node.append(swatch);
  }
  return node;
}

/** @param {Settings} settings */
function pageSection({ kinds, palette, lines, tint }) {
  return section(
    "on-page", text("options_page"),
    element("h3", {}, text("options_preview")), sample(),
    element(
      "fieldset",
      { class: "radios" },
      element("legend", {}, text("panel_kinds_painted")),
      ...QUOTE_KINDS.map((kind) => {
        const box = element("input", { type: "checkbox", id: `paint-${kind}`, checked: kinds[kind] });
        box.addEventListener("change", () => void change({ kinds: { ...kinds, [kind]: box.checked } }));
        return element("label", { for: box.id }, box, kindLine(kind), kindName(kind));
      }),
    ),
    radios("palette", text("options_palette"), PALETTES.map((each) => [each, text(PALETTE_NAMES[each])]), palette,
      (chosen) => void change({ palette: chosen }), swatches),
    element("div", { class: "menus" }, ...QUOTE_KINDS.map((kind) => menu(
      `line-${kind}`, text("options_line", kindName(kind)), LINES.map((line) => [line, text(LINE_NAMES[line])]), lines[kind],
      (line) => void change({ lines: { ...lines, [kind]: line } })))),
    element("ul", {}, toggle("tint", [text("options_tint")], text("options_tint_meaning"), tint, (on) => void change({ tint: on }))),
  );
}

/** @param {Settings} settings */
function panelSection({ textSize, density, badge, paused }) {
  return section(
    "in-panel", text("options_panel"),
    radios("text-size", text("options_text_size"), TEXT_SIZES.map((each) => [each, text(SIZE_NAMES[each])]), textSize,
      (chosen) => void change({ textSize: chosen })),
    radios("density", text("options_density"), DENSITIES.map((each) => [each, text(DENSITY_NAMES[each])]), density,
      (chosen) => void change({ density: chosen })),
    element(
      "ul",
      {},
      toggle("badge", [text("options_badge")], text("options_badge_meaning"), badge, (on) => void change({ badge: on })),
      toggle("paused", [text("panel_pause")], text("panel_pause_meaning"), paused, (on) => void change({ paused: on })),
    ),
  );
}

/** @param {string[]} origins */
function sitesSection(origins) {
  if (origins.length === 0) return section("sites", text("options_sites"), element("p", { class: "hint" }, text("options_sites_none")));
  return section("sites", text("options_sites"), element("ul", { class: "rows" }, ...origins.map((pattern) => {
    const name = pattern.replace(/^\*:\/\/(?:\*\.)?(?:www\.)?/u, "").replace(/\/\*$/u, "");
    return element(
      "li",
      {},
      isolated(name, "name"),
      button({ class: "quiet" }, () => void openSite({ name, pattern, isOpen: true }, false), ...sentence("options_site_close", isolated(name))),
    );
  })));
}

/** @param {chrome.commands.Command[]} commands */
function keysSection(commands) {
  const { openShortcutSettings } = /** @type {{ openShortcutSettings?: () => Promise<void> }} */ (/** @type {unknown} */ (chrome.commands ?? {}));
  const open = () => void (openShortcutSettings?.call(chrome.commands) ?? chrome.tabs.create({ url: "chrome://extensions/shortcuts" }));
  return section(
    "keys", text("options_keys"),
    element("ul", { class: "rows" }, ...commands.map(({ name, shortcut, description }) => element(
      "li",
      {},
      element("span", {}, name === "_execute_action" ? text("options_keys_action") : (description ?? "")),
      shortcut ? element("kbd", {}, shortcut) : element("span", { class: "hint" }, text("options_keys_none")),
    ))),
    element("p", { class: "hint" }, text("options_keys_panel")),
    button({ class: "quiet", id: "change-keys" }, open, text("options_keys_change")),
  );
}

function dataSection() {
  return section(
    "data", text("options_data"),
    element("p", {}, text("options_data_text")),
    element(
      "p",
      { class: "buttons" },
      button({ class: "quiet", id: "forget" }, () => void forgetCorrections().then(() => say("options_forgotten")), text("options_forget")),
      button({ class: "quiet", id: "defaults" }, () => void change(DEFAULT_SETTINGS, "options_defaults_done"), text("options_defaults")),
    ),
  );
}

async function render() {
  const [settings, { origins = [] }, commands] = await Promise.all([
    readSettings(), chrome.permissions.getAll(), chrome.commands?.getAll() ?? [],
  ]);
  applyLook(document.documentElement, settings);
  const focused = main.contains(document.activeElement) ? (document.activeElement?.id ?? "") : "";
  main.replaceChildren(
    element("h1", {}, text("options_title")), pageSection(settings), panelSection(settings), sitesSection(origins.toSorted()),
    keysSection(commands), dataSection(),
  );
  if (focused !== "") document.getElementById(focused)?.focus({ preventScroll: true });
}

document.documentElement.lang = language();
document.documentElement.dir = direction();
document.querySelector(".masthead")?.prepend(brandMark());
document.querySelector(".colophon")?.replaceChildren(homeMark(), element("p", {}, text("panel_local")));
await render();
watchSettings(() => void render());
watchSites(() => void render());
