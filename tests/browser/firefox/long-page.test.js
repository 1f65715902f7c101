// @ts-check
import { openFirefox } from "../firefox.js";
import { runLongPage } from "../long-page.js";

runLongPage(openFirefox);
