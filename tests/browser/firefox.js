// @ts-check
/** Firefox with the extension loaded, in a new profile that is removed afterwards. */

import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { Browser, Builder, By } from "selenium-webdriver";
import { Context, Options } from "selenium-webdriver/firefox.js";

import { builtExtension, PATIENCE_MS, WINDOW } from "./driver.js";
import { endGroup, temporaryFolder, undoAtEnd } from "./ending.js";
import { allowNextSite, chooseFromMenu, placeInWindow } from "./firefox-window.js";

/** @typedef {import("./driver.js").Driver} Driver */
/** @typedef {import("./driver.js").LaunchOptions} LaunchOptions */
/** @typedef {import("./driver.js").View} View */
/** @typedef {import("selenium-webdriver/firefox.js").Driver} FirefoxDriver */

/** @typedef {{ backgroundState: string, terminateBackground(options: object): Promise<void> }} Extension */
/** @typedef {{ enable(): Promise<void>, disable(): Promise<void> }} Addon */
/** @typedef {{ getAddonByID(id: string): Promise<Addon> }} AddonManager */

/**
 * What the tests use of Firefox's own window and of the services in it.
 * @typedef {object} BrowserWindow
 * @property {{ isOpen: boolean, browser: HTMLIFrameElement, hide(): void }} SidebarController
 * @property {{ getByID(id: string): { mozExtensionHostname: string, extension: Extension } }} WebExtensionPolicy
 * @property {{ importESModule(url: string): { AddonManager: AddonManager } }} ChromeUtils
 * @property {{ console: { getMessageArray(): { sourceName: string }[], reset(): void } }} Services
 * @property {{ nsIScriptError: new () => object }} Ci
 * @property {{ panel: { state: string, firstElementChild: { id: string, button: HTMLElement } | null } }} PopupNotifications
 * @property {Document} document
 */

/**
 * @typedef {object} BrowsingContext
 * @property {string} prefersColorSchemeOverride
 * @property {{
 *   documentURI: { spec: string },
 *   getActor(name: string): { executeScript(script: string, args: unknown[], options: object): Promise<any> },
 *   drawSnapshot(rectangle: null, scale: number, background: string): Promise<ImageBitmap>,
 * } | null} currentWindowGlobal
 */

/** The entry in the menu of selected words, in the language of the tests. */
const MENU_LABEL = "Who said this?";

/** How often a condition is looked at. */
const LOOK_EVERY_MS = 25;
/** How long an element must stay where it is to count as at rest: what arrives above it pushes it down. */
const REST_MS = 200;

/** @returns {string} */
function geckodriverProgram() {
  const own = fileURLToPath(new URL("../../target/tools/bin/geckodriver", import.meta.url));
  return process.env.GECKODRIVER_BIN ?? (existsSync(own) ? own : "geckodriver");
}

/**
 * Starts geckodriver as the leader of a group, so that Firefox ends with it whatever happens.
 * @param {string} profileRoot The folder in which it makes the profile.
 * @returns {Promise<{ address: string, end: () => void }>}
 */
async function startGeckodriver(profileRoot) {
  const program = geckodriverProgram();
  const child = spawn(program, ["--port", "0", "--allow-system-access", "--profile-root", profileRoot], {
    detached: true,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const end = undoAtEnd(() => endGroup(child.pid));
  const failure = new Promise((_resolve, reject) => {
    child.once("error", (error) => reject(new Error(
      `${program} does not start; install it with \`cargo install geckodriver\` or set GECKODRIVER_BIN`, { cause: error })));
    child.once("exit", (code) => reject(new Error(`${program} ended with ${code} before it listened`)));
  });
  failure.catch(() => {});
  const lines = createInterface({ input: child.stdout });
  const address = await Promise.race([failure, new Promise((resolve) => {
    lines.on("line", (line) => {
      const found = /Listening on (\S+:\d+)/u.exec(line);
      if (found !== null) resolve(`http://${found[1]}`);
    });
  })]);
  return { address, end };
}

/**
 * A function of a test as the source that WebDriver runs.
 * @param {Function} read
 */
function scriptOf(read) {
  return `return (${read}).apply(null, arguments);`;
}

/**
 * The document in the sidebar; null where the sidebar is closed or shows something else. Runs in Firefox's own window.
 * @param {BrowserWindow} browserWindow
 * @returns {BrowsingContext | null}
 */
function panelContext({ SidebarController: { isOpen, browser } }) {
  const frame = isOpen ? browser.contentDocument?.getElementById("webext-panels-browser") : null;
  const { browsingContext } = /** @type {{ browsingContext?: BrowsingContext }} */ (/** @type {unknown} */ (frame ?? {}));
  return browsingContext?.currentWindowGlobal?.documentURI.spec.startsWith("moz-extension:") === true ? browsingContext : null;
}

/**
 * Presses an element as far as a script can: it must be there and not be covered by another one.
 * @param {string} selector
 */
function pressFirst(selector) {
  const element = /** @type {HTMLElement | null} */ (document.querySelector(selector));
  if (element === null) throw new Error(`nothing matches ${selector}`);
  element.scrollIntoView({ block: "center", behavior: "instant" });
  const { left, top, width, height } = element.getBoundingClientRect();
  const hit = document.elementFromPoint(left + width / 2, top + height / 2);
  if (hit === null || !element.contains(hit)) throw new Error(`${selector} is covered by ${hit?.outerHTML ?? "nothing"}`);
  element.focus();
  element.click();
}

/**
 * Brings an element into view; gives the middle of it, in CSS pixels of the document's window.
 * @param {string} selector
 */
function middleOf(selector) {
  const element = document.querySelector(selector);
  if (element === null) throw new Error(`nothing matches ${selector}`);
  element.scrollIntoView({ block: "center", behavior: "instant" });
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

/**
 * @param {(script: string, values: unknown[]) => Promise<any>} execute Runs the body of a function.
 * @param {() => Promise<Buffer>} screenshot
 * @returns {View}
 */
function viewOf(execute, screenshot) {
  /** @type {View["evaluate"]} */
  const evaluate = (read, ...values) => execute(scriptOf(read), values);
  /** @type {View["waitFor"]} */
  const waitFor = async (what, holds, ...values) => {
    const until = performance.now() + PATIENCE_MS;
    while (!await evaluate(holds, ...values)) {
      if (performance.now() > until) throw new Error(`${await evaluate(() => location.href)}: waited for ${what}`);
      await pause(LOOK_EVERY_MS);
    }
  };
  return {
    evaluate,
    run: (body) => execute(`return (async () => {${body}\n})();`, []),
    waitFor,
    screenshot,
    async press(selector) {
      await waitFor(selector, (each) => document.querySelector(each) !== null, selector);
      await evaluate(pressFirst, selector);
    },
  };
}

/**
 * Firefox without an extension.
 * @param {{ browser?: string, headless?: boolean, reducedMotion: boolean, offline?: boolean }} options
 * @returns {Promise<{
 *   driver: FirefoxDriver, setPreference: (name: string, value: number | boolean) => Promise<void>, end: () => Promise<void>,
 * }>}
 */
export async function startFirefox({ browser, headless = true, reducedMotion, offline = false }) {
  const profiles = temporaryFolder("sourcelight-firefox");
  const geckodriver = await startGeckodriver(profiles.path);
  const options = new Options();
  options.setBinary(browser ?? process.env.FIREFOX_BIN ?? "/usr/bin/firefox-esr");
  options.addArguments(`--width=${WINDOW.width}`, `--height=${WINDOW.height}`);
  if (headless) options.addArguments("-headless");
  // An alert stops the page, and a test with it.
  options.setAlertBehavior("dismiss");
  options.setPreference("ui.prefersReducedMotion", reducedMotion ? 1 : 0);
  // What a page saves goes with the profile, and no list of it takes the focus from the page.
  for (const [name, value] of /** @type {const} */ ([
    ["browser.download.folderList", 2], ["browser.download.dir", profiles.path], ["browser.download.alwaysOpenPanel", false],
    // Nobody is there to answer how to print.
    ["print.enabled", false],
  ])) options.setPreference(name, value);
  if (offline) {
    // A proxy that refuses every call; what is on this machine is never asked of a proxy.
    for (const [name, value] of /** @type {const} */ ([
      ["network.proxy.type", 1], ["network.proxy.http", "127.0.0.1"], ["network.proxy.http_port", 9],
      ["network.proxy.ssl", "127.0.0.1"], ["network.proxy.ssl_port", 9],
    ])) options.setPreference(name, value);
  }
  const clear = () => {
    geckodriver.end();
    profiles.remove();
  };
  try {
    const driver = /** @type {FirefoxDriver} */ (/** @type {unknown} */ (
      await new Builder().disableEnvironmentOverrides().forBrowser(Browser.FIREFOX).usingServer(geckodriver.address)
        .setFirefoxOptions(options).build()));
    return {
      driver,
      async setPreference(name, value) {
        await driver.setContext(Context.CHROME);
        try {
          await driver.executeScript(
            typeof value === "number" ? "Services.prefs.setIntPref(...arguments);" : "Services.prefs.setBoolPref(...arguments);", name, value);
        } finally {
          await driver.setContext(Context.CONTENT);
        }
      },
      async end() {
        await driver.quit();
        clear();
      },
    };
  } catch (error) {
    clear();
    throw error;
  }
}

/**
 * @param {LaunchOptions} [options]
 * @returns {Promise<Driver>}
 */
export async function openFirefox({ extension = builtExtension("firefox"), browser, headless = true, reducedMotion = true, offline = false } = {}) {
  const { driver, end } = await startFirefox({ browser, headless, reducedMotion, offline });
  try {
    return await driverOf(driver, extension, end);
  } catch (error) {
    await end();
    throw new Error(`${extension} could not be opened in Firefox`, { cause: error });
  }
}

/**
 * Closes the first page, which opens in a tab of its own, so that a test begins with the one tab that it knows.
 * @param {FirefoxDriver} driver
 */
async function closeWelcome(driver) {
  const own = await driver.getWindowHandle();
  await driver.wait(async () => (await driver.getAllWindowHandles()).length > 1, PATIENCE_MS, "the first page did not open", LOOK_EVERY_MS);
  for (const handle of await driver.getAllWindowHandles()) {
    if (handle === own) continue;
    await driver.switchTo().window(handle);
    await driver.close();
  }
  await driver.switchTo().window(own);
}

/**
 * @param {FirefoxDriver} driver
 * @param {string} extension
 * @param {() => Promise<void>} close
 * @returns {Promise<Driver>}
 */
async function driverOf(driver, extension, close) {
  await driver.manage().setTimeouts({ script: PATIENCE_MS, pageLoad: PATIENCE_MS });
  const id = await driver.installAddon(extension, true);
  await closeWelcome(driver);
  const buttonId = `${id.toLowerCase().replaceAll(/[^a-z0-9_-]/gu, "_")}-BAP`;

  /**
   * Does something with the rights of the browser's own window.
   * @template R
   * @param {() => Promise<R>} action
   * @returns {Promise<R>}
   */
  const inBrowser = async (action) => {
    await driver.setContext(Context.CHROME);
    try {
      return await action();
    } finally {
      await driver.setContext(Context.CONTENT);
    }
  };
  /**
   * Runs a function in the browser's own window.
   * @template {unknown[]} A
   * @template R
   * @param {(browserWindow: BrowserWindow, panel: BrowsingContext | null, ...values: A) => R} read
   * @param {A} values
   * @returns {Promise<Awaited<R>>}
   */
  const evaluateInBrowser = (read, ...values) => inBrowser(() => driver.executeScript(
    `return (${read})(window, (${panelContext})(window), ...arguments);`, ...values));

  const page = viewOf(
    (script, values) => driver.executeScript(script, ...values),
    async () => Buffer.from(await driver.takeScreenshot(), "base64"),
  );

  // WebDriver knows no sidebars: what it would send to a tab is handed to the sidebar's document directly.
  const panel = viewOf(
    (script, values) => evaluateInBrowser(
      (_window, context, body, args) => context?.currentWindowGlobal?.getActor("MarionetteCommands")
        .executeScript(body, args, { async: false }),
      script, values),
    async () => Buffer.from(await evaluateInBrowser(async (_window, context) => {
      const image = await context?.currentWindowGlobal?.drawSnapshot(null, 1, "white");
      if (image === undefined) throw new Error("the sidebar is closed");
      const canvas = /** @type {HTMLCanvasElement} */ (document.createElementNS("http://www.w3.org/1999/xhtml", "canvas"));
      canvas.width = image.width;
      canvas.height = image.height;
      canvas.getContext("2d")?.drawImage(image, 0, 0);
      return canvas.toDataURL("image/png").replace(/^.*,/u, "");
    }), "base64"),
  );
  /** @type {"light" | "dark"} */
  let preferred = "light";
  const applyScheme = () => evaluateInBrowser((_window, context, scheme) => {
    if (context !== null) context.prefersColorSchemeOverride = scheme;
  }, preferred);

  /**
   * The middle of an element of the panel in the window, once panel and window have settled.
   * @param {string} selector
   */
  const whereItRests = async (selector) => {
    const place = async () => evaluateInBrowser(placeInWindow, await panel.evaluate(middleOf, selector));
    for (let before = await place(); ; ) {
      await pause(REST_MS);
      const now = await place();
      if (now.x === before.x && now.y === before.y) return now;
      before = now;
    }
  };

  const closePanel = () => evaluateInBrowser(({ SidebarController }) => SidebarController.hide());
  const untilReady = () => driver.wait(() => evaluateInBrowser(({ WebExtensionPolicy, document }, _panel, each, button) => {
    const state = WebExtensionPolicy.getByID(each)?.extension.backgroundState;
    return (state === "running" || state === "suspended") && document.getElementById(button) !== null;
  }, id, buttonId), PATIENCE_MS, "the extension did not begin anew", LOOK_EVERY_MS);

  return {
    name: "firefox",
    page,
    closedPage: "about:support",
    open: (url) => driver.get(url),
    clickAction: () => inBrowser(() => driver.findElement(By.id(buttonId)).click()),
    async panel() {
      const isThere = () => evaluateInBrowser((_window, context) => context !== null);
      await driver.wait(isThere, PATIENCE_MS, "the sidebar did not open", LOOK_EVERY_MS);
      await applyScheme();
      return panel;
    },
    closePanel,
    async atOpened(path, look) {
      const own = await driver.getWindowHandle();
      const isOpened = async () => {
        for (const handle of await driver.getAllWindowHandles()) {
          if (handle === own) continue;
          await driver.switchTo().window(handle);
          if (new URL(await driver.getCurrentUrl()).pathname === `/${path}`) return true;
        }
        return false;
      };
      await driver.wait(isOpened, PATIENCE_MS, `${path} did not open`, LOOK_EVERY_MS);
      try {
        return await look(page);
      } finally {
        await driver.close();
        await driver.switchTo().window(own);
      }
    },
    async pressAllowing(selector) {
      // Firefox asks for a reader's own press, which no script in the panel can give, and then for their word.
      await panel.waitFor(`${selector}, ready to be pressed`, (each) => document.querySelector(`${each}:enabled`) !== null, selector);
      const { x, y } = await whereItRests(selector);
      await inBrowser(() => driver.actions().move({ x, y, duration: 0 }).click().perform());
      await driver.wait(() => evaluateInBrowser(allowNextSite), PATIENCE_MS, "Firefox did not ask for the site", LOOK_EVERY_MS);
    },
    async askAboutSelection() {
      const { x, y } = await page.evaluate(() => {
        const { left, top, width, height } = getSelection()?.getRangeAt(0).getClientRects()[0] ?? new DOMRect();
        return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
      });
      await driver.actions().move({ x, y, duration: 0 }).contextClick().perform();
      await driver.wait(() => evaluateInBrowser(chooseFromMenu, MENU_LABEL), PATIENCE_MS, "the menu has no such entry", LOOK_EVERY_MS);
    },
    pressPointer: (x, y) => driver.actions().move({ x, y, duration: 0 }).click().perform(),
    movePointer: (x, y) => driver.actions().move({ x, y, duration: 0 }).perform(),
    endBackground: () => evaluateInBrowser(({ WebExtensionPolicy }, _panel, each) =>
      WebExtensionPolicy.getByID(each).extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true }), id),
    async switchOffAndOn() {
      await closePanel();
      await evaluateInBrowser(async ({ ChromeUtils }, _panel, each) => {
        const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
        const addon = await AddonManager.getAddonByID(each);
        await addon.disable();
        await addon.enable();
      }, id);
      await untilReady();
    },
    async update() {
      await closePanel();
      // What is installed is a copy of the folder.
      await driver.installAddon(extension, true);
      await untilReady();
    },
    async preferScheme(scheme) {
      preferred = scheme;
      await applyScheme();
    },
    // Of all processes, only errors that nobody caught reach the window's console. That a page was left before it had
    // the answer to its last message is told as an error, too; it is none.
    complaints: () => evaluateInBrowser(({ Services, Ci, WebExtensionPolicy }, _panel, each) => {
      const { mozExtensionHostname } = WebExtensionPolicy.getByID(each);
      const errors = Services.console.getMessageArray().filter((message) => message instanceof Ci.nsIScriptError)
        .filter(({ sourceName }) => sourceName.includes(mozExtensionHostname)).map((error) => error.toString());
      Services.console.reset();
      return errors.filter((error) => !error.match(/Promise (?:resolved|rejected) (?:while context is inactive|after context unloaded)/u) === null);
    }, id),
    close,
  };
}
