// @ts-check
/** Chromium with the extension loaded, in a new profile that is removed afterwards. */

import puppeteer from "puppeteer-core";

import { builtExtension, PATIENCE_MS, WINDOW } from "./driver.js";
import { endGroup, temporaryFolder, undoAtEnd } from "./ending.js";

/** @typedef {import("./driver.js").Driver} Driver */
/** @typedef {import("./driver.js").LaunchOptions} LaunchOptions */
/** @typedef {import("./driver.js").View} View */
/** @typedef {import("puppeteer-core").Page} Page */

/**
 * What only Chromium can do.
 * @typedef {object} ChromiumOnly
 * @property {Page} tab
 * @property {Promise<void>} ended Resolves when the reader has closed the browser.
 * @property {(origin: string) => Promise<void>} allowSite Opens a site to the extension, as the reader's "Allow" does.
 * @property {(tallest: number) => Promise<void>} showWhole Makes the window as tall as the page, up to so many CSS pixels.
 */

/** @typedef {Driver & ChromiumOnly} ChromiumDriver */

/** The entry in the menu of selected words. */
const MENU_ID = "who-said-this";

/** Nothing may call home, ask for a keyring, or want a graphics card. */
const FLAGS = [
  "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync", "--password-store=basic", `--window-size=${WINDOW.width},${WINDOW.height}`,
];

/**
 * @param {Page} page
 * @returns {View}
 */
function viewOf(page) {
  return {
    // Puppeteer's own types lose the link between a function's arguments and the values.
    evaluate: /** @type {View["evaluate"]} */ ((read, ...values) => page.evaluate(/** @type {any} */ (read), ...values)),
    run: (body) => page.evaluate(`(async () => {${body}\n})()`),
    async waitFor(what, holds, ...values) {
      try {
        // Looked at on a timer, not by frames: a panel behind another window draws none.
        await page.waitForFunction(/** @type {any} */ (holds), { timeout: PATIENCE_MS, polling: 20 }, ...values);
      } catch (error) {
        throw new Error(`${page.url()}: waited for ${what}`, { cause: error });
      }
    },
    async press(selector) {
      const until = performance.now() + PATIENCE_MS;
      for (;;) {
        const element = await page.waitForSelector(selector, { timeout: PATIENCE_MS });
        try {
          await element?.click();
          return;
        } catch (error) {
          // It was drawn anew meanwhile: the one that stands there now is pressed.
          if (!/detached from document/u.test(String(error)) || performance.now() > until) throw error;
        }
      }
    },
    screenshot: async () => Buffer.from(await page.screenshot()),
  };
}

/** So long a background may take to wake, in milliseconds. */
const WAKING_MS = 2000;

/**
 * Chromium without an extension.
 * @param {Omit<LaunchOptions, "extension" | "listens"> & { targetFilter?: import("puppeteer-core").TargetFilterCallback }} [options]
 *   `targetFilter` says to what a debugger is attached; default: to everything.
 * @returns {Promise<{ browser: import("puppeteer-core").Browser, close: () => Promise<void> }>}
 */
export async function startChromium({ browser: program, headless = true, reducedMotion = true, offline = false, targetFilter } = {}) {
  const profile = temporaryFolder("sourcelight-chromium");
  const browser = await puppeteer.launch({
    executablePath: program ?? process.env.CHROMIUM_BIN ?? "/usr/bin/chromium",
    headless,
    userDataDir: profile.path,
    enableExtensions: true,
    pipe: true,
    ...(targetFilter === undefined ? {} : { targetFilter }),
    // Files that a page hands to the browser do not come to lie among the developer's own.
    ...(headless ? { downloadBehavior: { policy: /** @type {const} */ ("deny") } } : {}),
    // A headed window has the size that the reader gives it.
    defaultViewport: headless ? WINDOW : null,
    args: [
      ...FLAGS,
      // Chromium refuses its sandbox to root, and many containers have no other user.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      ...(reducedMotion ? ["--force-prefers-reduced-motion"] : []),
      ...(offline ? ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"] : []),
    ],
  });
  const end = undoAtEnd(() => endGroup(browser.process()?.pid));
  return {
    browser,
    async close() {
      await browser.close();
      end();
      profile.remove();
    },
  };
}

/**
 * @param {LaunchOptions} [options]
 * @returns {Promise<ChromiumDriver>}
 */
export async function openChromium({ extension = builtExtension("chrome"), listens = false, ...options } = {}) {
  const { browser, close } = await startChromium(options);
  try {
    return await driverOf(browser, extension, listens, close);
  } catch (error) {
    await close();
    throw new Error(`${extension} could not be opened in Chromium`, { cause: error });
  }
}

/**
 * Notes what the code under an address throws and what it writes to the console as a warning or an error.
 * @param {string} origin
 */
function noteComplaints(origin) {
  /** @type {string[]} */
  let noted = [];
  /** @param {object} about @param {string} words */
  const note = (about, words) => {
    if (JSON.stringify(about).includes(origin)) noted.push(words);
  };
  return {
    /** @param {import("puppeteer-core").CDPSession} session */
    async noteOf(session) {
      session.on("Runtime.exceptionThrown", ({ exceptionDetails }) =>
        note(exceptionDetails, exceptionDetails.exception?.description ?? exceptionDetails.text));
      session.on("Runtime.consoleAPICalled", ({ type, args, stackTrace }) => {
        if (type === "error" || type === "warning" || type === "assert") {
          note({ stackTrace }, args.map(({ value, description }) => description ?? String(value)).join(" "));
        }
      });
      await session.send("Runtime.enable");
    },
    async complaints() {
      const found = noted;
      noted = [];
      return found;
    },
  };
}

/**
 * @param {import("puppeteer-core").Browser} browser
 * @param {string} extension
 * @param {boolean} listens
 * @param {() => Promise<void>} close
 * @returns {Promise<ChromiumDriver>}
 */
async function driverOf(browser, extension, listens, close) {
  // Given to `launch`, the extension would be loaded some time later, and an error in its manifest would be lost.
  const id = await browser.installExtension(extension);
  const installed = (await browser.extensions()).get(id);
  if (installed === undefined) throw new Error(`${extension}: Chromium did not load the extension`);
  /** Backgrounds of an extension that began anew since. Puppeteer may not hear that they are gone. @type {Set<unknown>} */
  const left = new Set();
  const isBackground = (/** @type {import("puppeteer-core").Target} */ target) =>
    target.type() === "service_worker" && target.url().startsWith(`chrome-extension://${id}/`) && !left.has(target);
  /**
   * Runs the source of an expression in the background. A debugger that stayed would have it wait, when it wakes again
   * after it was ended, to be let on.
   * @param {import("puppeteer-core").Target} target
   * @param {string} expression
   */
  const inBackground = async (target, expression) => {
    const session = await target.createCDPSession();
    try {
      return (await session.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true })).result.value;
    } finally {
      await session.detach();
    }
  };
  /** The background, once it listens: what comes before would be lost, as is what is told to one that has just ended. */
  const listeningBackground = async () => {
    const until = performance.now() + PATIENCE_MS;
    while (performance.now() < until) {
      const target = await browser.waitForTarget(isBackground, { timeout: PATIENCE_MS });
      const isListening = await inBackground(target, "chrome.action?.onClicked.hasListeners()").catch(() => false);
      if (isListening === true) return target;
    }
    throw new Error("the background registered no listener for the toolbar button: does it load?");
  };
  await listeningBackground();

  // The first page opens in a tab of its own; a test begins with the one tab that it knows.
  const welcome = await browser.waitForTarget((target) => target.url().startsWith(`chrome-extension://${id}/welcome/`), { timeout: PATIENCE_MS });
  await (await welcome.asPage()).close();
  const [page = await browser.newPage()] = await browser.pages();
  // An alert stops the page, and a test with it.
  page.on("dialog", (dialog) => void dialog.dismiss());
  const isPanel = (/** @type {import("puppeteer-core").Target} */ target) =>
    target.url().startsWith(`chrome-extension://${id}/panel/`);

  const { noteOf, complaints } = noteComplaints(`chrome-extension://${id}/`);
  if (listens) await noteOf(await page.createCDPSession());
  const noteBackground = async (/** @type {import("puppeteer-core").Target} */ target) => {
    if (!listens || !isBackground(target)) return;
    const worker = await target.worker();
    if (worker !== null) await noteOf(worker.client);
  };
  browser.on("targetcreated", (target) => {
    noteBackground(target).catch((error) => {
      // A background that is ended as soon as it has begun has nothing to say.
      if (!/Target closed|Session closed|No target with given id/u.test(String(error))) throw error;
    });
  });
  for (const target of browser.targets()) await noteBackground(target);

  /** @type {Page | null} */
  let panelPage = null;
  /** @type {"light" | "dark"} */
  let scheme = "light";
  const applyScheme = async () => {
    await panelPage?.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  };

  /**
   * Does something in the browser's own list of extensions.
   * @template {unknown[]} A
   * @param {(id: string, ...values: A) => unknown} act
   * @param {A} values
   */
  const inExtensionList = async (act, ...values) => {
    const list = await browser.newPage();
    await list.goto("chrome://extensions");
    await list.evaluate(/** @type {any} */ (act), id, ...values);
    await list.close();
    await page.bringToFront();
  };
  // No driver can press the browser's own button.
  const allowSite = (/** @type {string} */ origin) => inExtensionList(
    (each, site) => Reflect.get(chrome, "developerPrivate").addHostPermission(each, site), origin);
  const closePanel = async () => {
    const target = browser.targets().find(isPanel);
    if (target !== undefined) await (await target.asPage()).close();
    panelPage = null;
  };
  /**
   * Has the extension begin anew. Puppeteer loses a panel that goes with its extension: it is closed before.
   * @param {(id: string) => unknown} act In the browser's own list of extensions.
   */
  const beginAnew = async (act) => {
    await closePanel();
    for (const target of browser.targets().filter(isBackground)) left.add(target);
    await inExtensionList(act);
    await listeningBackground();
  };
  const panelDocument = async () => {
    const target = await browser.waitForTarget(isPanel, { timeout: PATIENCE_MS });
    const found = await target.asPage();
    if (found !== panelPage) {
      panelPage = found;
      panelPage.once("close", () => { panelPage = null; });
      if (listens) await noteOf(await panelPage.createCDPSession());
      await applyScheme();
    }
    return found;
  };

  return {
    name: "chromium",
    tab: page,
    ended: new Promise((resolve) => browser.once("disconnected", () => resolve(undefined))),
    async showWhole(tallest) {
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewport({ ...WINDOW, height: Math.min(height, tallest) });
    },
    page: viewOf(page),
    closedPage: "chrome://version/",
    async open(url) {
      await page.goto(url, { waitUntil: "load" });
      await page.bringToFront();
    },
    clickAction: () => installed.triggerAction(page),
    panel: async () => viewOf(await panelDocument()),
    closePanel,
    async atOpened(path, look) {
      const target = await browser.waitForTarget((each) => each.url().startsWith(`chrome-extension://${id}/${path}`), { timeout: PATIENCE_MS });
      const opened = await target.asPage();
      try {
        return await look(viewOf(opened));
      } finally {
        await opened.close();
        await page.bringToFront();
      }
    },
    movePointer: (x, y) => page.mouse.move(x, y),
    pressPointer: (x, y) => page.mouse.click(x, y),
    async pressAllowing(selector, origin) {
      await allowSite(origin);
      await viewOf(await panelDocument()).press(selector);
    },
    allowSite,
    async askAboutSelection() {
      // No driver opens Chromium's own menu: the background is told of the choice as the browser tells it.
      const words = await page.evaluate(() => getSelection()?.toString() ?? "");
      await inBackground(await listeningBackground(), `(${async (/** @type {string} */ selectionText, /** @type {string} */ menuItemId) => {
        const [tab] = await chrome.tabs.query({ active: true });
        const info = { menuItemId, selectionText, editable: false, pageUrl: tab?.url ?? "" };
        /** @type {{ dispatch(info: object, tab: object | undefined): void }} */ (
          /** @type {unknown} */ (chrome.contextMenus.onClicked)).dispatch(info, tab);
      }})(${JSON.stringify(words)}, ${JSON.stringify(MENU_ID)})`);
    },
    async endBackground() {
      // One that has ended already, and that nothing wakes, does not come.
      await browser.waitForTarget(isBackground, { timeout: WAKING_MS }).catch(() => null);
      const session = await browser.target().createCDPSession();
      const { targetInfos } = await session.send("Target.getTargets");
      for (const { targetId, type, url } of targetInfos) {
        if (type !== "service_worker" || !url.startsWith(`chrome-extension://${id}/`)) continue;
        await session.send("Target.closeTarget", { targetId }).catch((error) => {
          // Where it is gone by then, what was asked for is done.
          if (!/No target with given id/u.test(String(error))) throw error;
        });
      }
      await session.detach();
    },
    switchOffAndOn: () => beginAnew(async (each) => {
      await chrome.management.setEnabled(each, false);
      await chrome.management.setEnabled(each, true);
    }),
    update: () => beginAnew(async (each) => {
      const developer = Reflect.get(chrome, "developerPrivate");
      // Without it Chromium switches an extension from a folder off as soon as that is loaded again.
      await developer.updateProfileConfiguration({ inDeveloperMode: true });
      await developer.reload(each, {});
    }),
    async preferScheme(wanted) {
      scheme = wanted;
      await applyScheme();
    },
    complaints,
    close,
  };
}
