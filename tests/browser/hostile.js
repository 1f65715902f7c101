// @ts-check
/** Pages that mean harm, or are made so that reading them does some. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { isPainted, paintedLayers } from "./painted.js";
import { servePages } from "./server.js";
import { askState, whenAnalyzed } from "./state.js";

/** @typedef {import("./driver.js").Driver} Driver */
/** @typedef {import("./driver.js").LaunchOptions} LaunchOptions */
/** @typedef {import("./driver.js").View} View */
/** @typedef {import("../../extension/shared/messages.js").PageState} PageState */

const SAID = "“The pier will open in the summer,” said Ada Quill, the harbour master.";
const PLAIN = "The boats of the old town have waited for the pier for nine years, and so have their owners.";
const ARTICLE = `<article><h1>Pier to open by summer</h1><p>${SAID}</p><p>${PLAIN}</p><p>${SAID.replace("summer", "autumn")}</p></article>`;

/** Members of the document whose place the page's elements take, by each kind of element that can. */
const TAKEN = [
  "body", "title", "URL", "documentElement", "querySelector", "contentType", "defaultView", "createRange", "hidden",
  "caretPositionFromPoint", "getSelection", "addEventListener", "removeEventListener", "nodeType",
];

/** Members of a form whose place its fields take. */
const TAKEN_IN_FORMS = [
  "attributes", "childNodes", "children", "closest", "contains", "firstChild", "getAttribute", "getBoundingClientRect",
  "getRootNode", "hasAttribute", "hasChildNodes", "id", "isConnected", "localName", "nextSibling", "nodeType",
  "ownerDocument", "parentElement", "parentNode", "querySelector", "scrollIntoView", "shadowRoot", "textContent",
];

/** Keeps what the browser gave before it puts something else in its place, and counts who calls that. */
const PATCHES = `
  window.called = [];
  window.armed = true;
  const patch = (owner, name) => {
    const original = owner[name];
    owner[name] = function (...values) {
      if (!window.armed) return new.target ? Reflect.construct(original, values, new.target) : Reflect.apply(original, this, values);
      window.called[window.called.length] = name;
      throw new Error("the page's own " + name);
    };
    owner[name].prototype = original.prototype;
  };
  for (const name of ["Highlight", "StaticRange", "Range", "Map", "Set", "WeakMap", "MutationObserver", "Proxy"]) patch(window, name);
  for (const name of ["getComputedStyle", "requestAnimationFrame", "structuredClone"]) patch(window, name);
  for (const name of ["map", "filter", "flatMap", "push", "includes", "entries", "forEach"]) patch(Array.prototype, name);
  for (const name of ["slice", "replaceAll", "matchAll", "split", "trim"]) patch(String.prototype, name);
  for (const name of ["set", "delete", "clear"]) patch(Object.getPrototypeOf(CSS.highlights), name);
  for (const name of ["setStart", "setEnd", "getClientRects"]) patch(Range.prototype, name);
  for (const name of ["createRange", "querySelector"]) patch(Document.prototype, name);
  for (const name of ["then", "catch"]) patch(Promise.prototype, name);`;

/** @param {string} body @param {string} [script] That of the page, which runs before the rest of it is there. */
const pageOf = (body, script = "") =>
  `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Pier</title>${script === "" ? "" : `<script>${script}</script>`}${body}</html>`;

/** A page whose article its own script makes: larger than one would send. @param {string} script */
const pageMadeBy = (script) => pageOf(`${ARTICLE}<script>
  const article = document.querySelector("article");
  const plain = ${JSON.stringify(`${PLAIN} `)};
  // Far below, where the browser itself takes no time to lay it out.
  const add = (text, style = "") => { const p = document.createElement("p"); p.style = style; p.append(text); article.append(p); return p; };
  const below = "content-visibility: auto; margin-top: 9000px";
  ${script}</script>`);

/** The direct quotes that are painted, on a page whose document cannot be asked for anything. Runs in the page. */
function paintedWords() {
  return [...CSS.highlights.get("sourcelight-direct") ?? []].map(({ startContainer, startOffset, endOffset }) =>
    /** @type {Text} */ (startContainer).data.slice(startOffset, endOffset)).join("");
}

/** Without what only separates pieces. @param {string} text */
const bare = (text) => text.replaceAll(/[\s…]+/gu, "");

/**
 * @param {(options?: LaunchOptions) => Promise<Driver>} launch
 */
export function runHostile(launch) {
  /** @type {Driver} */
  let driver;
  /** @type {Awaited<ReturnType<typeof servePages>>} */
  let server;
  /** @type {View} */
  let panel;

  before(async () => {
    [server, driver] = await Promise.all([servePages(), launch({ listens: true })]);
    await driver.open(server.page(pageOf("<p>Nothing to see.")));
    await driver.clickAction();
    panel = await driver.panel();
    await whenAnalyzed(panel, server.origin);
  });
  after(async () => {
    await driver?.close();
    await server?.close();
  });

  /** Opens a page and switches it on. @param {string} html */
  const read = async (html) => {
    const url = server.page(html);
    await driver.complaints();
    await driver.open(url);
    await driver.clickAction();
    return { url, state: await whenAnalyzed(panel, url) };
  };
  /** @param {PageState} state */
  const reportIn = ({ status, report, error }) => {
    assert(status === "ready" && report !== null, `${status}: ${error?.message ?? ""}`);
    return report;
  };
  /** What is painted is what the report says. @param {PageState} state */
  const assertPainted = async (state) => {
    const words = reportIn(state).quotes.filter(({ kind }) => kind === "direct").map(({ text }) => text).join("");
    assert.equal(bare(await driver.page.evaluate(paintedWords)), bare(words));
    assert.equal(state.painted.dropped, 0);
  };
  /** The page goes on, and can be switched off. @param {string} url */
  const switchOff = async (url) => {
    await driver.clickAction();
    await panel.waitFor("the page to be switched off", askState, { url, statuses: ["idle"] });
    assert.deepEqual(await driver.page.evaluate(paintedLayers), []);
    assert.deepEqual(await driver.complaints(), []);
  };

  test("a page that puts its own in the place of what paints and reads is read by the browser's", async () => {
    const { url, state } = await read(pageOf(ARTICLE, PATCHES));
    await driver.page.run("window.armed = false");
    assert.deepEqual(await driver.page.evaluate(() => Reflect.get(window, "called")), [], "the page saw us at work");
    await assertPainted(state);
    await switchOff(url);
  });

  test("a page whose elements bear the names of the document's members is read", async () => {
    const taken = TAKEN.map((name) => `<img name="${name}"><form name="${name}"></form>`).join("");
    const { url, state } = await read(pageOf(taken + ARTICLE));
    assert.notEqual(await driver.page.evaluate(() => typeof document.title), "string", "the page takes the title's place");
    assert.equal(state.page.title, "Pier");
    await assertPainted(state);
    await switchOff(url);
  });

  test("a form whose fields bear the names of its members hides nothing of what it holds", async () => {
    const fields = TAKEN_IN_FORMS.map((name) => `<input type="hidden" name="${name}">`).join("");
    const { url, state } = await read(pageOf(`<form>${fields}${SAID}${ARTICLE}</form>`));
    assert.equal(await driver.page.evaluate(() => typeof document.forms[0]?.localName), "object", "a field takes the name's place");
    assert.equal(reportIn(state).quotes.length, 3);
    await assertPainted(state);
    await panel.press("button.speaker");
    await panel.press(".entry.open button.words");
    await driver.page.waitFor("the quote that stands in the form itself", isPainted, "flash");
    await driver.page.evaluate(() => { document.querySelectorAll("form p")[1]?.append(" “We have no ships,” said Ada Quill."); });
    await driver.page.waitFor("the new quote", () =>
      [...CSS.highlights.get("sourcelight-direct") ?? []].some(({ startContainer }) => startContainer.textContent?.includes("ships")));
    await switchOff(url);
  });

  test("a page that deletes our highlights again and again harms nothing but its own look", async () => {
    const { url, state } = await read(pageOf(ARTICLE, `
      window.isHostile = true;
      (function loop() { if (!window.isHostile) return; CSS.highlights.clear(); requestAnimationFrame(loop); })();`));
    const [first] = reportIn(state).speakers;
    await driver.page.evaluate(() => Reflect.set(window, "isHostile", false));
    await panel.press(`#speaker-${first?.id}`);
    await driver.page.waitFor("what the reader chose", isPainted, "selected");
    await switchOff(url);
  });

  test("a page that replaces its article in a loop is followed, and is right once it rests", async () => {
    const { url } = await read(pageOf(ARTICLE, `
      window.isHostile = true;
      addEventListener("DOMContentLoaded", () => {
        const html = document.querySelector("article").innerHTML;
        const loop = () => {
          document.querySelector("article").innerHTML = html;
          if (window.isHostile) requestAnimationFrame(loop);
        };
        loop();
      });`));
    await driver.page.evaluate(() => Reflect.set(window, "isHostile", false));
    await driver.page.waitFor("painted quotes", () => {
      const highlight = CSS.highlights.get("sourcelight-direct");
      return highlight !== undefined && [...highlight].every(({ startContainer }) => startContainer.isConnected);
    });
    const state = await panel.evaluate(askState, { url, statuses: ["ready"] });
    assert(state !== null);
    await assertPainted(state);
    await switchOff(url);
  });

  for (const [name, script] of Object.entries({
    "a million text nodes": "const p = add('', below); for (let n = 0; n < 1_000_000; n += 1) p.append(document.createTextNode('a '));",
    "a paragraph of 50 MB": "add(plain.repeat(Math.ceil(50e6 / plain.length)), below);",
  })) {
    test(`of ${name} the beginning is read, and the panel says so`, async () => {
      const { url, state } = await read(pageMadeBy(script));
      assert(reportIn(state).warnings.some(({ code }) => code === "too_long"));
      await assertPainted(state);
      await switchOff(url);
    });
  }

  test("a hundred thousand quotation marks are read", async () => {
    const { url, state } = await read(pageMadeBy("for (let n = 0; n < 500; n += 1) add('“a” '.repeat(100));"));
    assert(reportIn(state).quotes.length >= 2);
    await assertPainted(state);
    await switchOff(url);
  });

  test("a name of a megabyte is nobody's, and costs the panel nothing", async () => {
    const { url, state } = await read(pageMadeBy("add('“We go,” said Ana' + 'Ana'.repeat(120_000) + '.'); add('“We go,” said ' + 'Ana '.repeat(20_000) + '.');"));
    const { speakers } = reportIn(state);
    assert(speakers.every(({ name: each, aliases }) => [each, ...aliases].every((one) => one.length <= 200)), "names longer than a name can be");
    await switchOff(url);
  });

  test("markup and script in names and words are text, and nothing runs", async () => {
    const { url, state } = await read(pageOf(`<article><h1>Pier &lt;script>window.ran = 1&lt;/script></h1>
      <p>“&lt;img src=x onerror='window.ran = 1'> we open in the summer,” said Ada &lt;b>Quill&lt;/b>, the &lt;script>window.ran = 1&lt;/script> master.</p>
      <p>“=HYPERLINK('https://a.example') is what we sell,” <a href="javascript:window.ran = 1">said</a> Ada Quill.</p><p>${PLAIN}</p></article>`));
    const report = reportIn(state);
    assert(report.quotes.some(({ text }) => text.includes("<img src=x")), "the words as they stand");
    assert(report.quotes.every(({ link }) => link === null), "a link that is a script");
    await panel.press("#show-organizations, button.speaker");
    await panel.waitFor("the words in the panel", () => document.body.textContent?.includes("<img src=x") === true);
    const found = await panel.evaluate(() => ({
      ran: Reflect.get(window, "ran") ?? null,
      elements: document.querySelectorAll("img[src=x], [onerror], main script, main b b, a[href^='javascript']").length,
    }));
    assert.deepEqual(found, { ran: null, elements: 0 });
    assert.equal(await driver.page.evaluate(() => Reflect.get(window, "ran") ?? null), null);
    await switchOff(url);
  });

  test("a name is shown without what would turn its letters round, and one in look-alike letters is another's", async () => {
    const { url, state } = await read(pageOf(`<article><h1>Pier to open by summer</h1><p>${SAID.replace("Ada Quill", "Ada \u202EQ\u2066ui\u200Fll")}</p>
      <p>“We sell the pier to nobody,” said \u0410da Quill, the mayor.</p><p>${PLAIN}</p></article>`));
    const { speakers } = reportIn(state);
    const turned = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
    assert(speakers.every((each) => !turned.test(JSON.stringify(each))), JSON.stringify(speakers));
    assert(speakers.some(({ name }) => name === "Ada Quill"), JSON.stringify(speakers));
    assert(speakers.every(({ name, aliases }) => !(name === "Ada Quill" && aliases.includes("\u0410da Quill"))), "look-alikes are not merged");
    const isIsolated = await panel.evaluate(() => [...document.querySelectorAll("button.speaker .name")].every((name) =>
      name.localName === "bdi" || name.querySelector("bdi") !== null));
    assert(isIsolated, "names stand in a direction of their own");
    await panel.waitFor("the panel to say what a name looks like", () =>
      [...document.querySelectorAll(".speaker .look-alike")].some(({ textContent }) => textContent?.includes("Looks like Ada Quill") === true));
    await switchOff(url);
  });

  test("on paper, too, what a page says is text, and turns nothing round but itself", async () => {
    const said = Array.from({ length: 12 }, (_, day) => `<p>“We \u202Ewait for day ${day} of the pier,” said Ada &lt;img src=x onerror='window.ran = 1'> Quill.</p>`);
    const { url, state } = await read(pageOf(`<meta property="og:site_name" content="Pier \u202EGazette &lt;script>window.ran = 1&lt;/script>">
      <meta property="og:title" content="Pier \u202Eto open"><meta property="article:published_time" content="2026-03-14"><article><h1>Pier \u202Eto open &lt;script>window.ran = 1&lt;/script></h1>
      <p>“=HYPERLINK('https://a.example') is what we sell,” <a href="javascript:window.ran = 1">said</a> Ben Tarn.</p>${said.join("")}</article>`));
    assert(reportIn(state).quotes.length >= 12);
    assert(!/[\u202a-\u202e\u2066-\u2069]/u.test(JSON.stringify(state.page)), JSON.stringify(state.page));
    await panel.press("#open-take");
    await panel.press("#print");
    await driver.atOpened("panel/print.html", async (paper) => {
      await paper.waitFor("the roster", () => document.querySelector(".roster li") !== null);
      const found = await paper.evaluate(() => ({
        ran: Reflect.get(window, "ran") ?? null,
        elements: document.querySelectorAll("main img, main script, [onerror], main a").length,
        isTold: ["<img src=x", "=HYPERLINK(", "<script>"].every((words) => document.body.textContent?.includes(words)),
        // Where the two digits of a number stand.
        digits: [...document.querySelectorAll("sup")].filter(({ textContent }) => textContent?.length === 2).map(({ firstChild }) =>
          [0, 1].map((at) => {
            const range = document.createRange();
            range.setStart(/** @type {Text} */ (firstChild), at);
            range.setEnd(/** @type {Text} */ (firstChild), at + 1);
            return range.getBoundingClientRect().left;
          })),
      }));
      assert.deepEqual({ ...found, digits: [] }, { ran: null, elements: 0, isTold: true, digits: [] });
      assert(found.digits.length >= 3, "numbers of two digits");
      for (const [first = NaN, second = NaN] of found.digits) assert(first < second, "a number is turned round");
    });
    await switchOff(url);
  });

  test("a page cannot speak to the extension, nor find out that it is there", async () => {
    const { url, state } = await read(pageOf(ARTICLE));
    const own = await panel.evaluate(() => chrome.runtime.getURL(""));
    const reached = await driver.page.evaluate(async (base) => {
      const messages = [{ type: "stop" }, { type: "start-here", tabId: 1 }, { type: "state-changed", state: {} }];
      const { runtime } = /** @type {{ runtime?: typeof chrome.runtime }} */ (Reflect.get(window, "chrome") ?? {});
      const found = [];
      for (const message of messages) {
        window.postMessage(message, "*");
        document.dispatchEvent(new CustomEvent("sourcelight", { detail: message }));
        try {
          await runtime?.sendMessage(new URL(base).hostname, message);
          if (runtime !== undefined) found.push("a receiver");
        } catch {
          // Nobody there: as it should be.
        }
      }
      for (const file of ["manifest.json", "panel/panel.html", "content/content.js", "icons/icon-128.png", "wasm/sourcelight_bg.wasm"]) {
        try {
          await fetch(base + file);
          found.push(file);
        } catch {
          // Not for pages.
        }
      }
      return [...found, ...Object.keys(window).filter((name) => /sourcelight/iu.test(name))];
    }, own);
    assert.deepEqual(reached, []);
    const after = await panel.evaluate(askState, { url, statuses: ["ready"] });
    assert.equal(after?.revision, state.revision, "nothing changed");
    const answer = await panel.evaluate(async () => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      return chrome.runtime.sendMessage({ type: "start-here", tabId: tab?.id });
    });
    assert.deepEqual(answer, { type: "done" }, "the panel can");
    await whenAnalyzed(panel, url);
    await switchOff(url);
  });
}
