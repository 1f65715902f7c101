// @ts-check
import { openChromium } from "../chromium.js";
import { runHostile } from "../hostile.js";

runHostile(openChromium);
