// @ts-check
/** Where a text comes from: pasted, a file that is opened or dropped, an example, or the address. */

import { button, element } from "../extension/panel/elements.js";
import { text } from "../extension/panel/strings.js";

/** @typedef {import("./permalink.js").Source} Source */

/** In bytes; a larger file is no article. */
const LARGEST_FILE = 5_000_000;

/** What a file is, by its name. @type {Array<[RegExp, Source["kind"]]>} */
const KINDS = [[/\.(?:txt|text|md)$/iu, "text"], [/\.(?:x?html?)$/iu, "html"]];

/** @typedef {{ name: string, title: string }} Example */

/**
 * @typedef {object} SourceForm
 * @property {HTMLElement} node
 * @property {(source: Source) => void} fill Shows a text in the field.
 * @property {(words: string) => void} say Says what is the matter; empty takes it back.
 * @property {() => void} focus
 * @property {() => void} stop
 */

/**
 * What a file holds.
 * @param {File} file
 * @returns {Promise<Source | "play_not_a_file" | "play_too_large">} or what is the matter with it
 */
export async function sourceOfFile(file) {
  const kind = KINDS.find(([ending]) => ending.test(file.name))?.[1];
  if (kind === undefined) return "play_not_a_file";
  if (file.size > LARGEST_FILE) return "play_too_large";
  const bytes = await file.arrayBuffer();
  try {
    return { kind, content: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    // What is no UTF-8 was most likely saved by an old program of the West.
    return { kind, content: new TextDecoder("windows-1252").decode(bytes) };
  }
}

/**
 * @param {Example[]} examples
 * @param {(source: Source) => void} onSource
 * @param {() => void} onBack Called when the visitor wants the text back that was read before.
 * @returns {SourceForm}
 */
export function createSourceForm(examples, onSource, onBack) {
  const field = element("textarea", {
    id: "text", rows: "9", dir: "auto", spellcheck: "false", "aria-describedby": "text-meaning", placeholder: text("play_placeholder"),
  });
  const trouble = element("p", { class: "trouble-line", role: "alert" });
  /** @param {string} words */
  const say = (words) => {
    if (trouble.textContent !== words) trouble.textContent = words;
  };
  /** @param {File | undefined} file */
  const take = async (file) => {
    if (file === undefined) return;
    const found = await sourceOfFile(file);
    if (typeof found === "string") say(text(found));
    else onSource(found);
  };
  const read = () => {
    if (field.value.trim() === "") {
      say(text("play_no_text"));
      field.focus();
    } else onSource({ kind: "text", content: field.value });
  };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      read();
    }
  });
  const file = element("input", { type: "file", id: "file", class: "visually-hidden", accept: ".txt,.text,.md,.html,.htm,.xhtml" });
  file.addEventListener("change", async () => {
    await take(file.files?.[0]);
    // The same file may be chosen again.
    file.value = "";
  });
  const back = button({ class: "act", id: "back", hidden: true }, onBack, text("play_back"));
  const node = element(
    "form",
    { class: "source-form" },
    element("h1", {}, text("play_title")),
    element("p", { class: "intro" }, text("play_intro")),
    element("label", { for: "text", class: "field-label" }, text("play_text")),
    field,
    element("p", { class: "hint", id: "text-meaning" }, text("play_text_meaning")),
    trouble,
    element(
      "div",
      { class: "source-acts" },
      button({ class: "primary", id: "read" }, read, text("play_read")),
      element("span", { class: "file" }, file, element("label", { for: "file", class: "quiet" }, text("play_file"))),
      element("span", { class: "hint" }, text("play_file_meaning")),
      back,
    ),
    element(
      "section",
      { class: "examples", "aria-labelledby": "examples-title" },
      element("h2", { id: "examples-title" }, text("play_examples")),
      element("ul", {}, ...examples.map(({ name, title }) => element("li", {}, button(
        { class: "act", lang: "en", dir: "auto", "data-example": name },
        () => {
          fetch(`examples/${name}.html`).then(async (answer) => {
            if (!answer.ok) throw new Error(`${answer.status}`);
            onSource({ kind: "html", content: await answer.text() });
          }).catch((error) => {
            console.error(`the example ${name} could not be read`, error);
            say(text("play_no_example"));
          });
        },
        title,
      )))),
    ),
  );
  node.addEventListener("submit", (event) => event.preventDefault());

  /** @param {DragEvent} event */
  const hasFile = (event) => event.dataTransfer?.types.includes("Files") === true;
  const mark = (/** @type {boolean} */ on) => document.body.classList.toggle("dropping", on);
  const controller = new AbortController();
  const { signal } = controller;
  addEventListener("dragover", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    mark(true);
  }, { signal });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) mark(false);
  }, { signal });
  addEventListener("drop", (event) => {
    mark(false);
    if (!hasFile(event)) return;
    event.preventDefault();
    void take(event.dataTransfer?.files[0]);
  }, { signal });

  return {
    node,
    fill({ kind, content }) {
      // The source of a page is for nobody to read.
      field.value = kind === "text" ? content : "";
      back.hidden = false;
      say("");
    },
    say,
    focus: () => field.focus(),
    stop: () => controller.abort(),
  };
}
