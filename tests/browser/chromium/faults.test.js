// @ts-check
import { openChromium } from "../chromium.js";
import { builtExtension } from "../driver.js";
import { runFaults } from "../faults.js";

runFaults(openChromium, builtExtension("chrome"));
