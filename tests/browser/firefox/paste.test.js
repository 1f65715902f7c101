// @ts-check
import { openFirefox } from "../firefox.js";
import { runPasteTests } from "../paste.js";

runPasteTests(openFirefox);
