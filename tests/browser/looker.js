// @ts-check
/**
 * A browser that looks at the stage: Chromium or Firefox without the extension, in the light, width and language that a
 * test asks for.
 */

import puppeteer from "puppeteer-core";
import { By, Key as WebDriverKey } from "selenium-webdriver";

import { startFirefox } from "./firefox.js";
import { AXE_SCRIPT, openStage } from "./stage.js";
import { PATIENCE_MS } from "./driver.js";

/** @typedef {import("./scenes.js").StagedScene} StagedScene */

/**
 * @typedef {object} Light
 * @property {"light" | "dark"} scheme
 * @property {boolean} [forcedColors]
 * @property {number} [width] In CSS pixels; Firefox has no window below some 500.
 * @property {string} [locale]
 */

/** @typedef {"Tab" | "Enter" | "Space" | "Escape" | "ArrowDown" | "Alt+ArrowDown"} Key */

/**
 * The reader's keys, as the browser takes them from a keyboard.
 * @typedef {object} Keyboard
 * @property {(key: Key) => Promise<void>} press
 * @property {(words: string) => Promise<void>} type
 */

/**
 * @typedef {object} Looker
 * @property {string} name
 * @property {(scene: StagedScene, light: Light) => Promise<void>} look Opens a scene and does what its reader does.
 * @property {(address: string, sign: string, light: Light) => Promise<void>} visit Opens another page, in a window of its own
 *   in Chromium, and waits for the sign.
 * @property {(x: number, y: number) => Promise<void>} pressPointer Clicks on the page there, in CSS pixels.
 * @property {(body: string) => Promise<any>} run Runs the body of an asynchronous function in the page.
 * @property {(tallest?: number) => Promise<void>} grow Makes the window as tall as the page, so that what sticks to its foot is where a
 *   reader who scrolled down sees it, and covers nothing.
 * @property {Keyboard} keyboard
 * @property {(selector: string) => Promise<string>} spokenName What a screen reader calls an element: `role: name`.
 * @property {() => Promise<Buffer>} picture The whole page, or the first screens of a long one.
 * @property {() => string[]} problems What the page's scripts complained of since it was opened, where the browser tells.
 * @property {() => Promise<void>} close
 */

/** A picture need not be longer, in CSS pixels. */
const TALLEST = 3000;
/** A page in which nothing is covered may have to be. */
const TALLEST_INSPECTED = 8000;

/** More than what Firefox's toolbars take of a window's height, in CSS pixels. */
const FRAME = 120;

/** The names of keys as WebDriver has them. @type {Record<string, string>} */
const WEBDRIVER_KEYS = {
  Tab: WebDriverKey.TAB, Enter: WebDriverKey.ENTER, Space: WebDriverKey.SPACE, Escape: WebDriverKey.ESCAPE,
  ArrowDown: WebDriverKey.ARROW_DOWN, Alt: WebDriverKey.ALT,
};

/**
 * @param {string | undefined} role
 * @param {string | undefined} name
 */
function spoken(role, name) {
  return `${role}: ${name}`.replaceAll(" ,", ",");
}

/** @param {Pick<StagedScene, "sign" | "act">} scene */
function afterwards({ sign, act = "" }) {
  return `
    const until = performance.now() + ${PATIENCE_MS};
    while (document.querySelector(${JSON.stringify(sign)}) === null) {
      if (performance.now() > until) throw new Error(location.href + ": waited for " + ${JSON.stringify(sign)});
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    ${act}`;
}

/**
 * What axe finds in the page, and what sticks out of it.
 * @param {Looker} looker
 * @returns {Promise<{ violations: string[], overflow: number }>}
 */
export async function inspect(looker) {
  await looker.grow(TALLEST_INSPECTED);
  const violations = await looker.run(AXE_SCRIPT);
  const overflow = await looker.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth;");
  return { violations, overflow };
}

/** @returns {Promise<Looker & { page: () => import("puppeteer-core").Page }>} */
export async function openChromiumLooker() {
  const stage = await openStage();
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM_BIN ?? "/usr/bin/chromium",
    headless: true,
    // Files that a page hands to the browser do not come to lie among the developer's own.
    downloadBehavior: { policy: "deny" },
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  });
  /** @type {import("puppeteer-core").Page | null} */
  let page = null;
  /** @type {string[]} */
  let problems = [];
  const current = () => {
    if (page === null) throw new Error("nothing was opened");
    return page;
  };
  const grow = async (tallest = TALLEST) => {
    const { width } = current().viewport() ?? { width: 360 };
    const height = await current().evaluate(() => document.documentElement.scrollHeight);
    await current().setViewport({ width, height: Math.max(720, Math.min(height, tallest)) });
  };
  /** @type {Looker["visit"]} */
  const visit = async (address, sign, { scheme, forcedColors = false, width = 360 }) => {
    await page?.close();
    page = await browser.newPage();
    problems = [];
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    await page.setViewport({ width, height: 720 });
    const session = await page.createCDPSession();
    await session.send("Emulation.setEmulatedMedia", {
      features: [
        { name: "prefers-color-scheme", value: scheme }, { name: "prefers-reduced-motion", value: "reduce" },
        { name: "forced-colors", value: forcedColors ? "active" : "none" },
      ],
    });
    await page.goto(address);
    await page.evaluate(`(async () => {${afterwards({ sign })}})()`);
  };
  return {
    name: "chromium",
    page: current,
    visit,
    async look(scene, light) {
      await visit(stage.address({ ...scene, locale: light.locale ?? "en" }), "html", light);
      await current().evaluate(`(async () => {${afterwards(scene)}})()`);
    },
    pressPointer: (x, y) => current().mouse.click(x, y),
    run: (body) => current().evaluate(`(async () => {${body}})()`),
    grow,
    keyboard: {
      async press(keys) {
        const [key = "", modifier] = keys.split("+").reverse();
        const { keyboard } = current();
        if (modifier !== undefined) await keyboard.down(/** @type {import("puppeteer-core").KeyInput} */ (modifier));
        await keyboard.press(/** @type {import("puppeteer-core").KeyInput} */ (key));
        if (modifier !== undefined) await keyboard.up(/** @type {import("puppeteer-core").KeyInput} */ (modifier));
      },
      type: (words) => current().keyboard.type(words),
    },
    async spokenName(selector) {
      const session = await current().createCDPSession();
      const { root } = await session.send("DOM.getDocument");
      const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector });
      const { nodes } = await session.send("Accessibility.getPartialAXTree", { nodeId, fetchRelatives: false });
      return spoken(nodes[0]?.role?.value, nodes[0]?.name?.value);
    },
    async picture() {
      await grow();
      return Buffer.from(await current().screenshot());
    },
    problems: () => problems,
    async close() {
      await browser.close();
      await stage.close();
    },
  };
}

/** @returns {Promise<Looker>} */
export async function openFirefoxLooker() {
  const stage = await openStage();
  const { driver, setPreference, end } = await startFirefox({ reducedMotion: true });
  await driver.manage().setTimeouts({ script: PATIENCE_MS, pageLoad: PATIENCE_MS });
  /** @param {string} body */
  const run = (body) => driver.executeScript(`return (async () => {${body}})();`);
  const grow = async (tallest = TALLEST) => {
    const window = driver.manage().window();
    const [{ width }, height] = [await window.getRect(), await run("return document.documentElement.scrollHeight;")];
    await window.setRect({ width, height: Math.max(900, Math.min(height + FRAME, tallest)) });
    // What comes into the window is drawn in the frame after.
    await run("for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));");
  };
  /** @type {Looker["visit"]} */
  const visit = async (address, sign, { scheme, forcedColors = false, width = 520 }) => {
    await setPreference("layout.css.prefers-color-scheme.content-override", scheme === "dark" ? 0 : 1);
    await setPreference("browser.display.document_color_use", forcedColors ? 2 : 0);
    await driver.manage().window().setRect({ width, height: 900 });
    await driver.get(address);
    await run(afterwards({ sign }));
  };
  return {
    name: "firefox",
    visit,
    async look(scene, light) {
      await visit(stage.address({ ...scene, locale: light.locale ?? "en" }), "html", light);
      await run(afterwards(scene));
    },
    pressPointer: (x, y) => driver.actions().move({ x: Math.round(x), y: Math.round(y), duration: 0 }).click().perform(),
    run,
    grow,
    keyboard: {
      async press(keys) {
        const [key = "", modifier] = keys.split("+").reverse().map((name) => WEBDRIVER_KEYS[name] ?? "");
        const actions = driver.actions();
        if (modifier !== undefined) actions.keyDown(modifier);
        actions.sendKeys(key);
        if (modifier !== undefined) actions.keyUp(modifier);
        await actions.perform();
      },
      type: (words) => driver.actions().sendKeys(words).perform(),
    },
    async spokenName(selector) {
      const element = await driver.findElement(By.css(selector));
      return spoken(await element.getAriaRole(), await element.getAccessibleName());
    },
    async picture() {
      await grow();
      return Buffer.from(await driver.takeScreenshot(), "base64");
    },
    problems: () => [],
    async close() {
      await end();
      await stage.close();
    },
  };
}
