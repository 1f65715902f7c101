// @ts-check
import { openFirefoxLooker } from "../looker.js";
import { runSceneTests } from "../scene-tests.js";

runSceneTests(openFirefoxLooker);
