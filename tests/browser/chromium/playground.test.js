// @ts-check
import { openChromiumLooker } from "../looker.js";
import { runPlaygroundTests } from "../playground.js";

runPlaygroundTests(openChromiumLooker);
