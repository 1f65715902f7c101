// @ts-check
import { runChanges } from "../changes.js";
import { openFirefox } from "../firefox.js";

runChanges(openFirefox);
