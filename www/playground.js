// @ts-check
/** The playground: the extension's reading, painting and panel on a text that a visitor gives. */

import { button, element } from "../extension/panel/elements.js";
import { listenToKeys } from "../extension/panel/keys.js";
import { unknownTab } from "../extension/panel/model.js";
import { brandMark, homeMark } from "../extension/panel/render/marks.js";
import { save } from "../extension/panel/save.js";
import { direction, formatNumber, language, text } from "../extension/panel/strings.js";
import { createView } from "../extension/panel/view.js";
import { followWishes } from "../extension/panel/wishes.js";
import { writeCorrections } from "../extension/shared/corrections.js";
import { changeSettings } from "../extension/shared/settings.js";
import { openCore } from "./core.js";
import { framed, frameWith } from "./frame.js";
import { LOCALES, settleIn } from "./host.js";
import { printAudit } from "./paper.js";
import { fragmentOf, sourceOf } from "./permalink.js";
import { createReader } from "./reader.js";
import { createSourceForm } from "./source.js";
import { stagesView } from "./stages.js";

/** @typedef {import("../extension/panel/model.js").Model} Model */
/** @typedef {import("../extension/shared/messages.js").PageState} PageState */
/** @typedef {import("./permalink.js").Source} Source */

/** Longer addresses are cut by some programs, in characters. */
const LONGEST_LINK = 8000;

/**
 * @param {string} selector
 * @returns {HTMLElement}
 */
function part(selector) {
  const found = document.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`index.html has no ${selector}`);
  return found;
}

/** @param {Promise<unknown>} work */
function noteFailure(work) {
  work.catch((error) => console.error("a wish could not be kept", error));
}

/** The language that is shown; null in the extension. */
const locale = await settleIn();
const core = openCore();
document.documentElement.lang = language();
document.documentElement.dir = direction();
document.title = `${document.title} · ${text("play_title")}`;
const [site, content] = [part(".masthead.site"), part("#content")];
site.prepend(brandMark());
part(".panel .brand").textContent = text("play_panel");
part(".colophon").replaceChildren(homeMark(), element("p", {}, text("panel_local")));
const [articlePart, stagesPart, panel, live] = [part(".article-part"), part(".stages"), part(".panel"), part("#live")];
panel.setAttribute("aria-label", text("play_panel"));
articlePart.setAttribute("aria-label", text("play_article"));

const frame = frameWith(
  { class: "article-frame", sandbox: "allow-same-origin", title: text("play_article") },
  ["playground/article.css"],
);
const status = element("p", { class: "hint", role: "status", id: "link-status" });
const tools = element(
  "div",
  { class: "article-tools" },
  button({ class: "quiet", id: "another" }, () => showForm(true), text("play_another")),
  locale === null ? null : button({ class: "quiet", id: "copy-link" }, () => noteFailure(copyLink()), text("play_link")),
  status,
);
articlePart.append(tools, frame);

/** What was read last. @type {Source | null} */
let source = null;
/** @type {Model} */
let model = { ...unknownTab(), canStart: true };
const wishes = followWishes(() => show({}));

/** @param {Partial<Model>} changes */
function show(changes) {
  model = { ...model, ...wishes.current(), ...changes };
  view.show(model);
}

/** @param {PageState} state */
async function onState(state) {
  model = { ...model, state };
  await wishes.turnTo(state.page.url);
  // A later state may have come meanwhile, and is shown already.
  if (model.state === state) show({ state, article: reader === null ? null : reader.article() });
}

/** @type {import("./reader.js").Reader | null} */
let reader = null;
/** @param {import("../extension/shared/messages.js").ToContent} message */
const tell = (message) => reader?.tell(message);
/** @param {"next" | "previous"} to */
const step = (to) => tell({ type: "step-quote", to });
const view = createView(
  { main: content, live, masthead: part(".panel .masthead"), drawer: part(".drawer") },
  {
    selectSpeaker: (speaker) => tell({ type: "select-speaker", speaker }),
    showQuote: (quote) => tell({ type: "show-quote", quote }),
    step,
    start: () => tell({ type: "start" }),
    // A text that is pasted has no frames.
    readFrames: () => {},
    stop: () => tell({ type: "stop" }),
    copy: (words) => navigator.clipboard.writeText(words),
    save,
    print: () => noteFailure(printAudit(model)),
    correct: (corrections) => writeCorrections(model.state.page.url, corrections),
    change: changeSettings,
    browser: null,
    pasteText: () => showForm(true),
  },
);
listenToKeys(view, step);

/** @type {Array<import("./source.js").Example>} */
const examples = await (await fetch("examples/index.json")).json();
const form = createSourceForm(examples, (given) => noteFailure(read(given)), () => showForm(false));
part(".source").append(form.node);

/** @param {boolean} isShown */
function showForm(isShown) {
  document.body.classList.toggle("reading", !isShown);
  part(".source").hidden = !isShown;
  for (const each of [articlePart, panel]) each.hidden = isShown;
  // The extension's own core goes without what tells of them.
  stagesPart.hidden = isShown || locale === null;
  if (!isShown) return;
  form.focus();
  scrollTo({ top: 0 });
}

/** @param {import("./frame.js").Framed} opened */
function openReader(opened) {
  // In a narrow window the frame is no taller than its text, which grows when the window becomes narrower still.
  const sizes = new ResizeObserver(() => {
    const { height } = opened.document.body.getBoundingClientRect();
    frame.style.setProperty("--content-block-size", `${Math.ceil(height) + 2}px`);
  });
  sizes.observe(opened.document.body);
  return createReader(opened, core, (state) => void onState(state));
}

/** @param {Source} given */
async function read(given) {
  source = given;
  form.fill(given);
  status.textContent = "";
  showForm(false);
  reader ??= openReader(await framed(frame));
  await reader.read(given);
  offerStages();
  content.focus({ preventScroll: true });
}

/** Puts the stages where the visitor can open them; they are told when that happens. */
function offerStages() {
  const body = element("div", { class: "stages-body" });
  const opener = element("details", {}, element("summary", {}, element("h2", {}, text("play_stages")),
    element("span", { class: "hint" }, text("play_stages_meaning"))), body);
  opener.addEventListener("toggle", () => {
    if (opener.open && body.childElementCount === 0) noteFailure(fillStages(body));
  });
  stagesPart.replaceChildren(opener);
}

/** @param {HTMLElement} body */
async function fillStages(body) {
  const input = reader?.input() ?? null;
  const stages = input === null ? null : await core.stages(input);
  if (stages === null) {
    body.replaceChildren(element("p", {}, text("play_no_stages")));
    return;
  }
  const report = JSON.stringify({ input, report: model.state.report, corrections: model.corrections, stages }, null, 1);
  body.replaceChildren(...stagesView(stages, (words) => navigator.clipboard.writeText(words), report));
}

/** Makes an address that holds the text, puts it into the address bar and the clipboard. */
async function copyLink() {
  if (source === null) return;
  const address = new URL(location.href);
  address.hash = await fragmentOf(source);
  history.replaceState(null, "", address);
  try {
    await navigator.clipboard.writeText(address.href);
    status.textContent = address.href.length > LONGEST_LINK
      ? text("play_link_long", formatNumber(address.href.length)) : text("play_link_copied");
  } catch {
    status.textContent = text("play_link_shown");
  }
}

/** Reads the text that the address holds, if any. */
async function readAddress() {
  try {
    const held = await sourceOf(location.hash);
    if (held !== null) await read(held);
  } catch (error) {
    console.warn("the address holds no text", error);
    showForm(true);
    form.say(text("play_bad_link"));
  }
}

if (locale !== null) {
  const choice = element("select", { id: "language", "aria-label": text("play_language") }, ...LOCALES.map((each) => element(
    "option", { value: each, lang: each, selected: each === locale },
    new Intl.DisplayNames([each], { type: "language" }).of(each) ?? each)));
  choice.addEventListener("change", async () => {
    const address = new URL(location.href);
    address.searchParams.set("lang", choice.value);
    // The text goes along in the address, which nobody else sees.
    if (source !== null) address.hash = await fragmentOf(source);
    location.assign(address);
  });
  site.append(choice);
  addEventListener("hashchange", () => void readAddress());
  if ("serviceWorker" in navigator && location.protocol !== "file:") {
    navigator.serviceWorker.register("offline.js").catch((error) => console.warn("the page will need the network", error));
  }
}
await readAddress();
document.documentElement.dataset["ready"] = "";
