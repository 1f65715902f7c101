// @ts-check
import { builtExtension } from "../driver.js";
import { openChromium } from "../chromium.js";
import { runScenarios } from "../scenarios.js";

runScenarios(openChromium, builtExtension("chrome"));
