// @ts-check
/** Answers the page's questions to the core, one after the other. */

import { analyze, prepare, stages } from "../extension/background/analyzer.js";
import { failure } from "../extension/shared/messages.js";

/** @typedef {import("../extension/shared/contract.js").PageInput} PageInput */

/**
 * @param {{ type: string, input: PageInput }} message
 * @returns {Promise<unknown>}
 */
async function answer({ type, input }) {
  switch (type) {
    case "prepare":
      await prepare();
      return { type: "done" };
    case "analyze":
      try {
        return { type: "report", report: await analyze(input) };
      } catch (error) {
        return failure("analyzer", error);
      }
    case "stages":
      return stages(input).catch((error) => {
        console.error("the stages could not be told", error);
        return null;
      });
    default:
      return failure("message", `message: a type that the core does not know, ${type}`);
  }
}

addEventListener("message", async ({ data: { id, ...message } }) => {
  postMessage({ id, answer: await answer(message) });
});
