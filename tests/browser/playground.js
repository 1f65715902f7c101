// @ts-check
/** The playground as `cargo xtask www` builds it, served with its own headers: what a visitor does there, once for all browsers. */

import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { PATIENCE_MS } from "./driver.js";
import { temporaryFolder } from "./ending.js";
import { inspect } from "./looker.js";
import { paste, READY, TEXT } from "./playground-scenes.js";
import { readSample } from "./server.js";
import { messagesOf } from "./stage.js";
import { serveWww, WWW } from "./www-server.js";

/** @typedef {import("./looker.js").Light} Light */
/** @typedef {import("./looker.js").Looker} Looker */

const SCREENSHOTS = fileURLToPath(new URL("../../target/browser-screenshots/", import.meta.url));
const SAMPLE = "wire-harbour-treaty";
const REPORT = JSON.parse(readFileSync(new URL(`../pages/${SAMPLE}/report.json`, import.meta.url), "utf8"));

/** A page that tries to run, to load and to change what is around it. */
const HOSTILE = `<!DOCTYPE html><html><head><title>Trap</title><base href="https://trap.invalid/">
<meta http-equiv="refresh" content="0;url=https://trap.invalid/"><style>body{display:none}</style>
<script>top.document.title = "taken"; parent.ran = true;</script></head>
<body onload="parent.ran = true"><img src="https://trap.invalid/pixel.png" onerror="parent.ran = true">
<iframe src="https://trap.invalid/"></iframe><svg><script>parent.ran = true</script></svg>
<p>“It is <b onclick="parent.ran = true">quite</b> safe,” said <a href="javascript:parent.ran=true" id="trap">Ida Marr</a>, a locksmith.</p>
<p style="display:none">“Nobody sees this,” said Nils Holm.</p>
<form action="https://trap.invalid/"><button autofocus>“Send me,” said Otto Lind.</button></form></body></html>`;

/** Drops a file on the page. @param {string} name @param {string} content */
const drop = (name, content) => `
  const data = new DataTransfer();
  data.items.add(new File([${JSON.stringify(content)}], ${JSON.stringify(name)}));
  for (const type of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));`;

/** The frame's window, as the name `framed` in a body that is run. */
const FRAMED = `
  const framed = document.querySelector(".article-frame").contentWindow;
  /** The painted ranges of a highlight, in the order of the text. */
  const rangesOf = (highlight) => {
    const ranges = [];
    highlight.forEach(({ startContainer, startOffset, endContainer, endOffset }) => {
      const range = framed.document.createRange();
      range.setStart(startContainer, startOffset);
      range.setEnd(endContainer, endOffset);
      ranges.push(range);
    });
    return ranges.sort((left, right) => left.compareBoundaryPoints(0, right));
  };`;

/** Without what only separates pieces of a quote, or words. @param {string} text */
const bare = (text) => text.replaceAll(/[\s…]+/gu, "");

/** @param {() => Promise<Looker>} open */
export function runPlaygroundTests(open) {
  /** @type {Looker} */
  let looker;
  /** @type {Awaited<ReturnType<typeof serveWww>>} */
  let server;
  before(async () => {
    mkdirSync(SCREENSHOTS, { recursive: true });
    [server, looker] = await Promise.all([serveWww(), open()]);
  });
  after(async () => {
    await looker?.close();
    await server?.close();
  });

  /** @param {Partial<Light>} [light] @param {string} [address] What follows the page's own. */
  const visit = (light = {}, address = "") => looker.visit(server.address + address, READY, { scheme: "light", width: 1280, ...light });

  /** Waits until a body gives something true, and gives it. @param {string} what @param {string} body */
  const until = async (what, body) => {
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      // While one page takes the place of another, neither can be asked.
      const found = await looker.run(body).catch((error) => {
        if (performance.now() > end) throw error;
        return null;
      });
      if (found) return found;
      if (performance.now() > end) assert.fail(`waited for ${what}: ${await looker.run("return document.body.innerText.slice(0, 400);")}`);
    }
  };

  /** The names on the roster, once the text was read. @returns {Promise<string[]>} */
  const roster = () => until("the roster", `
    const names = [...document.querySelectorAll("button.speaker .name")].map((each) => each.textContent);
    return names.length > 0 && names;`);

  /** The painted words, by layer. @returns {Promise<Record<string, string>>} */
  const painted = () => looker.run(`${FRAMED}
    const layers = {};
    framed.CSS.highlights.forEach((highlight, name) => {
      layers[name.replace("sourcelight-", "")] = rangesOf(highlight).map(String).join(" ");
    });
    return layers;`);

  /** @param {string} selector */
  const press = (selector) => looker.run(`document.querySelector(${JSON.stringify(selector)}).click();`);

  test("a pasted text is read, painted and listed", async () => {
    await visit();
    await looker.run(paste(TEXT));
    assert.deepEqual(await roster(), ["Mara Quill", "Anders Loe"]);
    const layers = await painted();
    assert.equal(bare(layers["direct"] ?? ""), bare("“We repaired the ramp in a week,” “It will hold.”"));
    assert.match(layers["indirect"] ?? "", /the ferry had been late/u);
    assert.match(layers["mixed"] ?? "", /a winter of soup/u);
    assert.equal(await looker.run(`return document.querySelector("#content .headline").textContent;`), "Ferry to sail on Sunday");
  });

  test("an example comes out as it does on a page", async () => {
    await visit();
    await press(`[data-example="${SAMPLE}"]`);
    const names = await roster();
    const speaking = REPORT.sources.filter((/** @type {any} */ each) => each.quotes.length > 0).map((/** @type {any} */ each) => each.name);
    assert.deepEqual(names.toSorted(), [...speaking].sort());
    const counts = await looker.run(`return document.querySelector(".counts").textContent;`);
    assert.match(counts, new RegExp(`^${REPORT.quotes.length} `, "u"));
    writeFileSync(`${SCREENSHOTS}${looker.name}-playground.png`, await looker.picture());
  });

  test("choosing a speaker paints only their quotes; pressing a quote opens its card, hovering names its speaker", async () => {
    await visit();
    await looker.run(paste(TEXT));
    await roster();
    await press("#speaker-0");
    await until("the chosen speaker", `${FRAMED} return framed.CSS.highlights.has("sourcelight-selected");`);
    const layers = await painted();
    assert.equal(layers["mixed"], undefined);
    assert.match(layers["selected"] ?? "", /ramp/u);
    await press("#show-all");
    await until("all quotes", `${FRAMED} return !framed.CSS.highlights.has("sourcelight-selected");`);
    const { x, y } = await looker.run(`${FRAMED}
      const frame = document.querySelector(".article-frame").getBoundingClientRect();
      const [line] = rangesOf(framed.CSS.highlights.get("sourcelight-mixed"))[0].getClientRects();
      return { x: frame.left + line.left + 8, y: frame.top + (line.top + line.bottom) / 2 };`);
    await looker.pressPointer(x, y);
    await until("the card of the pressed quote", `return document.querySelector(".entry.open [aria-current]")?.textContent.includes("soup");`);
    await until("the speaker's name beside the pointer", `${FRAMED}
      return framed.getComputedStyle(framed.document.documentElement, "::after").content.includes("Anders Loe");`);
    assert.equal(await looker.run("return scrollY;"), 0, "the window stays, and panel and text scroll");
    await press("#step-next");
    await until("a flash", `${FRAMED} return framed.CSS.highlights.has("sourcelight-flash");`);
  });

  test("a correction is painted, counted and undone", async () => {
    await visit();
    await looker.run(paste(TEXT));
    await roster();
    await press("#speaker-0");
    const [, quote = ""] = await looker.run(`return document.querySelector('[id^="open-correct-"][id$="-of-0"]').id.match(/open-correct-(\\d+)/);`);
    await press(`#open-correct-${quote}-of-0`);
    await press(`#dismiss-${quote}-of-0`);
    await until("one quote less", `${FRAMED} return !String([...document.querySelectorAll(".quote")].map((each) => each.textContent)).includes("ramp");`);
    await press("#undo");
    await until("all quotes", `return document.querySelector("#content").textContent.includes("ramp");`);
  });

  test("a text is given, read and shared with the keyboard alone, and the focus is always seen", async () => {
    await visit();
    /** Goes on with Tab until the element has the focus. @param {string} id */
    const tabTo = async (id) => {
      for (let stop = 0; stop < 40; stop += 1) {
        await looker.keyboard.press("Tab");
        const [focused, isSeen] = await looker.run(`
          const element = document.activeElement;
          return [element.id, element === document.body || element.localName === "iframe" || getComputedStyle(element).outlineStyle !== "none"];`);
        assert(isSeen, `${focused} shows that it has the focus`);
        if (focused === id) return;
      }
      assert.fail(`Tab never reaches ${id}`);
    };
    await tabTo("text");
    await looker.keyboard.type("“It sails on Sunday,” said Mara Quill, the harbour master.");
    await tabTo("read");
    await looker.keyboard.press("Enter");
    assert.deepEqual(await roster(), ["Mara Quill"]);
    assert.equal(await looker.run("return document.activeElement.id;"), "content", "the panel has the focus");
    await tabTo("speaker-0");
    await looker.keyboard.press("Enter");
    await until("the open speaker", `return document.querySelector("#speaker-0[aria-expanded=true]") !== null;`);
    await looker.keyboard.press("Alt+ArrowDown");
    await until("a flash", `${FRAMED} return framed.CSS.highlights.has("sourcelight-flash");`);
    await looker.run(`document.querySelector("#another").focus();`);
    await tabTo("copy-link");
    await looker.keyboard.press("Enter");
    await until("the address", `return location.hash.startsWith("#text=");`);
  });

  test("the controls are those of a text, not of a browser; on paper stand the text and who says what", async () => {
    await visit();
    await looker.run(paste(TEXT));
    await roster();
    await press("#open-controls");
    assert.equal(await looker.run(`return document.querySelectorAll("#on-page, #on-site, #paused, #all-settings, #open-tab").length;`), 0);
    await press("#paint-mixed");
    await until("a text without mixed quotes", `${FRAMED} return !framed.CSS.highlights.has("sourcelight-mixed");`);
    await press("#paint-mixed");
    await until("mixed quotes", `${FRAMED} return framed.CSS.highlights.has("sourcelight-mixed");`);
    await press("#open-take");
    await press("#print");
    await until("the printed view", `return document.querySelector(".paper")?.contentDocument.querySelector(".roster") != null;`);
    const paper = await looker.run(`
      const paper = document.querySelector(".paper").contentDocument;
      return { numbers: paper.querySelectorAll("article sup").length, roster: paper.querySelector(".roster").textContent };`);
    assert.equal(paper.numbers, 3);
    assert.match(paper.roster, /Mara Quill.*Anders Loe/su);
  });

  test("files that are dropped are read; of other files it says what to do", async () => {
    await visit();
    await looker.run(drop("story.txt", TEXT));
    assert.deepEqual(await roster(), ["Mara Quill", "Anders Loe"]);
    await looker.run(drop("story.html", readSample("court-charity-fraud")));
    await until("the other article", `return document.querySelector("#content .headline")?.textContent.includes("Hospice");`);
    await press("#another");
    await press("#back");
    assert.equal(await looker.run(`return document.querySelector(".article-frame").checkVisibility();`), true, "the text is there again");
    await press("#another");
    await looker.run(drop("story.pdf", "%PDF-1.7"));
    await until("the word on other files", `return document.querySelector(".trouble-line").textContent.includes("PDF");`);
    await looker.run(paste("  "));
    await until("the word on an empty field", `return document.querySelector(".trouble-line").textContent.includes("no text");`);
  });

  test("what a dropped page holds neither runs nor loads, and hidden text stays hidden", async () => {
    await visit();
    await looker.run(drop("trap.html", HOSTILE));
    assert.deepEqual(await roster(), ["Ida Marr"]);
    await looker.run(`${FRAMED} framed.document.querySelector("#trap").click(); framed.document.querySelector("b").click();`);
    const facts = await looker.run(`${FRAMED}
      return {
        ran: globalThis.ran ?? false, title: document.title, text: framed.document.body.innerText,
        left: [...framed.document.querySelectorAll("script, img, iframe, style, base, svg, [onclick], [onload]")].length,
        elsewhere: performance.getEntriesByType("resource").concat(framed.performance.getEntriesByType("resource"))
          .map(({ name }) => name).filter((name) => !name.startsWith(location.origin)),
      };`);
    assert.equal(facts.ran, false);
    assert.match(facts.title, /^Sourcelight/u);
    assert.equal(facts.left, 0);
    assert.deepEqual(facts.elsewhere, []);
    assert.doesNotMatch(facts.text, /Nobody sees this/u);
    assert.match(facts.text, /quite safe/u);
  });

  test("each stage tells what it made of the text", async () => {
    await visit();
    await looker.run(paste(TEXT));
    await roster();
    await press(".stages summary");
    await until("the stages", `return document.querySelector("#stage-entities") !== null;`);
    const stages = await looker.run(`
      const words = (role) => [...document.querySelectorAll('.tagged mark[data-role="' + role + '"]')].map((each) => each.lastChild.textContent.trim());
      const rows = (id) => [...document.querySelectorAll("#" + id + " tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent.trim()));
      return {
        text: [...document.querySelectorAll(".tagged")].length, cues: words("cue").join("|"),
        marks: rows("stage-marks"), attributions: rows("stage-attributions"), entities: rows("stage-entities"),
        quotes: Number.parseInt(document.querySelector(".counts").textContent),
      };`);
    assert.equal(stages.text, 4);
    assert.match(stages.cues, /said.*told/su);
    assert.deepEqual(stages.marks.map((/** @type {string[]} */ row) => row[1]),
      ["“We repaired the ramp in a week,”", "“It will hold.”", "“a winter of soup”"]);
    assert.equal(stages.attributions.length, stages.quotes);
    const told = stages.attributions.find((/** @type {string[]} */ row) => row[1]?.includes("been late"));
    assert.equal(told?.[3], "She");
    assert.equal(told?.[4], "Mara Quill");
    assert.match(told?.[5] ?? "", /pronoun/u);
    assert(stages.entities.some((/** @type {string[]} */ row) => row[1]?.startsWith("Anders Loe")));
  });

  test("an address holds the text, and a damaged one says so", async () => {
    await visit();
    await looker.run(paste(TEXT));
    const names = await roster();
    await press("#copy-link");
    const address = await until("the address", `return location.hash.startsWith("#text=") && location.hash;`);
    assert.match(address, /^#text=[\w-]+$/u);
    await visit({}, address);
    assert.deepEqual(await roster(), names);
    assert.equal(await looker.run(`return document.querySelector("#text").value;`), TEXT);
    await visit({}, address.slice(0, address.length / 2));
    await until("the word on damage", `return document.querySelector(".trouble-line").textContent.includes("damaged");`);
  });

  test("a page that was open once opens without a network", async () => {
    await visit();
    await looker.run(`await navigator.serviceWorker.ready;`);
    const own = await serveWww();
    try {
      await looker.visit(own.address, READY, { scheme: "light" });
      await looker.run(`await navigator.serviceWorker.ready;`);
    } finally {
      await own.close();
    }
    await looker.visit(`${own.address}?lang=de`, READY, { scheme: "light" });
    await looker.run(paste(TEXT));
    assert.deepEqual(await roster(), ["Mara Quill", "Anders Loe"]);
  });

  test("a core that does not load is said, and tried again on demand", async () => {
    const broken = temporaryFolder("sourcelight-www-broken");
    cpSync(WWW, broken.path, { recursive: true });
    const wasm = `${broken.path}/wasm/sourcelight_bg.wasm`;
    writeFileSync(wasm, "not wasm");
    const own = await serveWww({ folder: broken.path });
    try {
      await looker.visit(own.address, READY, { scheme: "light" });
      await looker.run(paste(TEXT));
      await until("the notice", `return document.querySelector(".notice-title")?.textContent === "That did not work";`);
      cpSync(`${WWW}/wasm/sourcelight_bg.wasm`, wasm);
      await looker.run(`
        await navigator.serviceWorker.ready;
        for (const name of await caches.keys()) await caches.delete(name);`);
      await press("#start");
      assert.deepEqual(await roster(), ["Mara Quill", "Anders Loe"]);
    } finally {
      await own.close();
      broken.remove();
    }
  });

  test("a text of a hundred thousand words is read as far as a page would be, and says so", async () => {
    await visit();
    await looker.run(`
      const field = document.querySelector("#text");
      field.value = ${JSON.stringify(`${TEXT}\n\n`)}.repeat(2500);
      document.querySelector("#read").click();`);
    await roster();
    assert.notEqual(await looker.run(`return document.querySelector(".caveats")?.textContent ?? "";`), "");
  });

  test("it speaks the five languages, and keeps the text when another one is chosen", async () => {
    for (const locale of ["en", "de", "fr", "es", "ar"]) {
      await visit({}, `?lang=${locale}`);
      const { title, dir, lang } = await looker.run(`
        return { title: document.querySelector("h1").textContent, dir: document.documentElement.dir, lang: document.documentElement.lang };`);
      assert.equal(title, messagesOf(locale)["play_title"].message);
      assert.equal(lang, locale);
      assert.equal(dir, locale === "ar" ? "rtl" : "ltr");
    }
    await visit();
    await looker.run(paste(TEXT));
    await roster();
    await looker.run(`
      const choice = document.querySelector("#language");
      choice.value = "fr";
      choice.dispatchEvent(new Event("change"));`);
    await until("the text in the other language", `
      return document.documentElement.lang === "fr" && document.querySelectorAll("button.speaker").length === 2;`);
  });

  for (const [where, light] of /** @type {Array<[string, Partial<Light>]>} */ ([
    ["by day", {}], ["by night", { scheme: "dark" }], ["in forced colours", { scheme: "dark", forcedColors: true }],
    ["in a narrow window", { width: 320 }],
  ])) {
    test(`the playground is accessible and fits ${where}`, async () => {
      /** @param {string} state */
      const check = async (state) => {
        const { violations, overflow } = await inspect(looker);
        assert.deepEqual(violations, [], state);
        assert.equal(overflow, 0, `${state}: pixels that stick out`);
      };
      for (const lang of where === "in a narrow window" ? ["de", "ar"] : ["en"]) {
        await visit(light, `?lang=${lang}`);
        await check(`${lang}, empty`);
        await looker.run(paste(TEXT));
        await roster();
        await press("#speaker-0");
        await check(`${lang}, read`);
        if (light.width === 320) {
          await until("a frame that is no taller than its text", `${FRAMED}
            return document.querySelector(".article-frame").clientHeight <= Math.max(192, framed.document.body.offsetHeight + 60);`);
        }
        await press(".stages summary");
        await until("the stages", `return document.querySelector("#stage-entities") !== null;`);
        await check(`${lang}, stages`);
        assert.equal(await looker.run(`return getComputedStyle(document.querySelector(".tagged")).direction;`), "ltr", "English words stay English");
        if (where !== "in forced colours") writeFileSync(`${SCREENSHOTS}${looker.name}-playground-${where.replaceAll(" ", "-")}-${lang}.png`, await looker.picture());
      }
    });
  }
}
