// @ts-check
import { openFirefoxLooker } from "../looker.js";
import { runPlaygroundTests } from "../playground.js";

runPlaygroundTests(openFirefoxLooker);
