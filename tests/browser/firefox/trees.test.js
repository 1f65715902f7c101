// @ts-check
import { openFirefox } from "../firefox.js";
import { runTrees } from "../trees.js";

runTrees(openFirefox);
