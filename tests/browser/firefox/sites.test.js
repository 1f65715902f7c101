// @ts-check
import { openFirefox } from "../firefox.js";
import { runSiteTests } from "../sites.js";

runSiteTests(openFirefox);
