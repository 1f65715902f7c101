// @ts-check
/** The states in which a visitor sees the built playground, and how they are brought about there. */

import { PATIENCE_MS } from "./driver.js";

/** Stands in the page once it can be used. */
export const READY = "html[data-ready]";

export const TEXT = [
  "Ferry to sail on Sunday",
  "“We repaired the ramp in a week,” said Mara Quill, the harbour master of Tarn Bay. “It will hold.”",
  "She told the Tarn Gazette that the ferry had been late.",
  "Anders Loe, a baker, called the wait “a winter of soup”.",
].join("\n\n");

/** Types a text and reads it. @param {string} text */
export const paste = (text) => `
  const field = document.querySelector("#text");
  field.value = ${JSON.stringify(text)};
  document.querySelector("#read").click();`;

/** Waits until an element is there. @param {string} selector */
const until = (selector) => `
  for (const end = performance.now() + ${PATIENCE_MS}; document.querySelector(${JSON.stringify(selector)}) === null;) {
    if (performance.now() > end) throw new Error(location.href + ": waited for " + ${JSON.stringify(selector)});
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }`;

const READ = `${paste(TEXT)} ${until("#speaker-0")} document.querySelector("#speaker-0").click();`;

/** What the visitor does in each. Their names, as those of scenes, choose pictures. @type {Record<string, string>} */
export const PLAYGROUND_SCENES = {
  playground: "",
  "playground-read": READ,
  "playground-stages": `${READ} document.querySelector(".stages summary").click(); ${until("#stage-entities")}
    document.querySelector(".stages").scrollIntoView();`,
};
