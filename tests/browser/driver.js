// @ts-check
/**
 * What the scenarios need of a browser. `chromium.js` and `firefox.js` each give one; nothing here waits for a time,
 * only for a condition.
 */

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * A document that a test looks into. Functions run there, with arguments and results that JSON can carry.
 * @typedef {object} View
 * @property {<A extends unknown[], R>(read: (...values: A) => R, ...values: A) => Promise<Awaited<R>>} evaluate
 * @property {(body: string) => Promise<unknown>} run Runs the source of a library, which no policy of the document stops.
 *   `body` is that of an asynchronous function.
 * @property {<A extends unknown[]>(what: string, holds: (...values: A) => unknown, ...values: A) => Promise<void>} waitFor
 *   Waits until the function gives a true value; `what` says in the error what did not come.
 * @property {(selector: string) => Promise<void>} press Clicks the first element that the selector finds.
 * @property {() => Promise<Buffer>} screenshot As PNG.
 */

/**
 * @typedef {object} Driver
 * @property {string} name
 * @property {View} page The tab in which the reader reads.
 * @property {string} closedPage The address of a page that no extension may read.
 * @property {(url: string) => Promise<void>} open Loads an address into the reader's tab.
 * @property {() => Promise<void>} clickAction Presses the toolbar button.
 * @property {() => Promise<View>} panel The open panel; waits until it is there.
 * @property {() => Promise<void>} closePanel
 * @property {<R>(path: string, look: (view: View) => Promise<R>) => Promise<R>} atOpened Looks at a page of the extension that
 *   opened in a tab of its own, and closes it.
 * @property {(selector: string, origin: string) => Promise<void>} pressAllowing Presses a control of the panel that asks the
 *   reader for a site, and allows it. `origin` is the pattern that it asks for.
 * @property {() => Promise<void>} askAboutSelection Chooses “Who said this?” from the menu of the words that are selected.
 * @property {(x: number, y: number) => Promise<void>} movePointer Moves the mouse over the page, in CSS pixels.
 * @property {(x: number, y: number) => Promise<void>} pressPointer Clicks on the page there.
 * @property {() => Promise<void>} endBackground Ends the extension's background, as browsers do when it is idle.
 * @property {() => Promise<void>} switchOffAndOn Switches the extension off and on in the browser's list; waits until it listens again.
 * @property {() => Promise<void>} update Has the browser load the extension's folder anew, as for a new version; waits likewise.
 *   Both close the panel.
 * @property {(scheme: "light" | "dark") => Promise<void>} preferScheme
 * @property {() => Promise<string[]>} complaints Errors and warnings of the extension's own code since the last call.
 * @property {() => Promise<void>} close
 */

/**
 * @typedef {object} LaunchOptions
 * @property {string} [extension] The folder of the built extension; default: the one for this browser in DIST_DIR.
 * @property {string} [browser] The browser's program.
 * @property {boolean} [headless] Default: true.
 * @property {boolean} [reducedMotion] Whether the reader asks for less motion. Default: true, so that nothing moves while a test looks.
 * @property {boolean} [offline] Whether only this machine can be reached. Default: false.
 * @property {boolean} [listens] Whether complaints are listened for, in Chromium with a debugger on each part. Default: false.
 */

/** How long a condition may take. Machines that run tests are slow; a test that holds does not wait. */
export const PATIENCE_MS = 20_000;

/** The reader's window in CSS pixels. */
export const WINDOW = { width: 1280, height: 900 };

/**
 * The built extension.
 * @param {"chrome" | "firefox"} target
 * @returns {string}
 */
export function builtExtension(target) {
  const dist = process.env.DIST_DIR ?? fileURLToPath(new URL("../../dist", import.meta.url));
  const folder = `${dist}/${target}`;
  if (!existsSync(`${folder}/manifest.json`)) {
    throw new Error(`${folder} holds no built extension: run \`cargo xtask build\` first, or set DIST_DIR`);
  }
  return folder;
}
