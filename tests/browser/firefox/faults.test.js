// @ts-check
import { builtExtension } from "../driver.js";
import { runFaults } from "../faults.js";
import { openFirefox } from "../firefox.js";

runFaults(openFirefox, builtExtension("firefox"));
