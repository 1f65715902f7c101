/** What Node and browsers share of loading the core. */

import initialise, { Analyzer } from "./sourcelight.js";
import { CONTRACT_VERSION } from "./contract.js";
import { paragraphsOf } from "./paragraphs.js";

export async function loadFrom(core, model) {
  await initialise({ module_or_path: core });
  return Analyzer.withModel(model);
}

export function pageOfText(text, facts = {}) {
  return { version: CONTRACT_VERSION, ...facts, blocks: paragraphsOf(text).map((words, id) => ({ id, kind: "paragraph", text: words })) };
}
