// @ts-check
import { runHostile } from "../hostile.js";
import { openFirefox } from "../firefox.js";

runHostile(openFirefox);
