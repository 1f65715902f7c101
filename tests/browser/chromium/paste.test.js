// @ts-check
import { openChromium } from "../chromium.js";
import { runPasteTests } from "../paste.js";

runPasteTests(openChromium);
