// @ts-check
import { runEveryPage } from "../every-page.js";
import { openChromium } from "../chromium.js";

runEveryPage(openChromium);
