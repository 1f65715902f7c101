/** What Node and browsers share of loading the core. */

import initialise, { Analyzer } from "./sourcelight.js";
import { CONTRACT_VERSION } from "./contract.js";

export async function loadFrom(core, model) {
  await initialise({ module_or_path: core });
  return Analyzer.withModel(model);
}

export function pageOfText(text, facts = {}) {
  const paragraphs = text.split(/\r?\n[^\S\n]*\r?\n/u).map((paragraph) => paragraph.trim()).filter((paragraph) => paragraph !== "");
  return { version: CONTRACT_VERSION, ...facts, blocks: paragraphs.map((words, id) => ({ id, kind: "paragraph", text: words })) };
}
