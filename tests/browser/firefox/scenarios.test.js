// @ts-check
import { builtExtension } from "../driver.js";
import { openFirefox } from "../firefox.js";
import { runScenarios } from "../scenarios.js";

runScenarios(openFirefox, builtExtension("firefox"));
