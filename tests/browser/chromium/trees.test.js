// @ts-check
import { openChromium } from "../chromium.js";
import { runTrees } from "../trees.js";

runTrees(openChromium);
