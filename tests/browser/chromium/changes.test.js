// @ts-check
import { runChanges } from "../changes.js";
import { openChromium } from "../chromium.js";

runChanges(openChromium);
