// @ts-check
import { runEveryPage } from "../every-page.js";
import { openFirefox } from "../firefox.js";

runEveryPage(openFirefox);
