// @ts-check
import { openChromium } from "../chromium.js";
import { runLongPage } from "../long-page.js";

runLongPage(openChromium);
