// @ts-check
import { runKeyboardTests } from "../keyboard.js";
import { openFirefoxLooker } from "../looker.js";

runKeyboardTests(openFirefoxLooker);
