// @ts-check
import { openChromium } from "../chromium.js";
import { runSiteTests } from "../sites.js";

runSiteTests(openChromium);
