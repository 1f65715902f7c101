// @ts-check
/**
 * A page that is read before the reader's own. Browsers translate each function of the wasm when it is first called; a
 * few sentences that pass through all stages have that done while the page is still being collected.
 */

import { CONTRACT_VERSION } from "../shared/contract.js";

/** @type {Array<[import("../shared/contract.js").BlockKind, string]>} */
const BLOCKS = [
  ["headline", "Ferry to sail on Sunday, harbour master says"],
  ["paragraph", "“We repaired the ramp in a week,” said Mara Quill, the harbour master of Tarn Bay. “It will hold.”"],
  ["paragraph", "She told the Tarn Gazette that the ferry had been late for “eleven days in a row” before the repair."],
  ["paragraph", "According to a report by the Tarn Bay Council, tickets will cost less in spring. Officials said they agreed."],
];

/** @type {import("../shared/contract.js").PageInput} */
export const REHEARSAL = {
  version: CONTRACT_VERSION,
  lang: "en",
  title: "Ferry to sail on Sunday",
  url: "https://rehearsal.example/",
  blocks: BLOCKS.map(([kind, text], id) => ({ id, kind, text, region: "article", group: 1 })),
};
