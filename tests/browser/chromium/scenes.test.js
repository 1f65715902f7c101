// @ts-check
import { openChromiumLooker } from "../looker.js";
import { runSceneTests } from "../scene-tests.js";

runSceneTests(openChromiumLooker, [
  ["at 320 px in German", { scheme: "light", width: 320, locale: "de" }],
  ["at 320 px in French", { scheme: "light", width: 320, locale: "fr" }],
  ["from right to left", { scheme: "light", locale: "ar" }],
  ["in a tab", { scheme: "light", width: 1000 }],
]);
