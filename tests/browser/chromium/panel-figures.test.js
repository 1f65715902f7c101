// @ts-check
/** The panel's own figures: how much it weighs, and how soon it shows and finds among five hundred quotes. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";

import { reportOf } from "../../js/panel/reports.js";
import { builtExtension } from "../driver.js";
import { openChromiumLooker } from "../looker.js";
import { SCENES } from "../scenes.js";

/** In bytes: the JavaScript and CSS that the panel loads. */
const LARGEST = 60_000;
/** From the report to the roster, and from a key to what it finds, at the median; on a machine that does nothing else. */
const [LONGEST_ROSTER_MS, LONGEST_KEY_MS] = [100, 10];

/** @type {Awaited<ReturnType<typeof openChromiumLooker>>} */
let looker;
before(async () => { looker = await openChromiumLooker(); });
after(() => looker?.close());

test("the panel's JavaScript and CSS stay under 60 KB gzip", () => {
  const page = `${builtExtension("chrome")}/panel/panel.html`;
  const named = [...readFileSync(page, "utf8").matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/gu)].map(([, path = ""]) => path);
  const bytes = named.reduce((sum, path) => sum + gzipSync(readFileSync(`${dirname(page)}/${path}`), { level: 9 }).length, 0);
  console.log(`${named.length} files, ${bytes} bytes gzip`);
  assert.doesNotMatch(readFileSync(`${dirname(page)}/panel.js`, "utf8"), /^import /mu, "all of its code is in that file");
  assert(bytes <= LARGEST, `${bytes} bytes`);
});

/** Fifty people who say ten things each. */
const PEOPLE = Array.from({ length: 50 }, (_, id) => ({
  name: `Speaker Number${id}`, aliases: [], kind: /** @type {const} */ ("person"), role: `member for district ${id}`, affiliation: null,
}));
const REPORT = reportOf(PEOPLE, Array.from({ length: 500 }, (_, id) => ({
  id, kind: /** @type {const} */ ("direct"), statement: /** @type {const} */ ("speech"), content: [{ block: id, start: 0, end: 60 }], cue: [], source: [],
  text: `“This is remark number ${id}, and it is as long as remarks in a chamber tend to be.”`, speakers: [id % 50], addressee: null,
  channel: null, link: null, confidence: 0.9, why: [{ code: /** @type {const} */ ("cue"), text: "said", name: null }],
})));

/** @param {number[]} values */
const median = (values) => values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;

test("a roster of five hundred quotes stands soon after its report, and each key of a search is answered at once", async () => {
  const ready = SCENES["ready"];
  assert(ready !== undefined);
  await looker.look(ready, { scheme: "light" });
  const { roster, keys, open, unseen } = /** @type {{ roster: number[], keys: Record<string, number[]>, open: number[], unseen: number }} */ (
    await looker.run(`
    const report = ${JSON.stringify(REPORT)};
    const tab = 1;
    const figures = { roster: [], keys: {}, open: [], unseen: 0 };
    const settle = () => new Promise((resolve) => setTimeout(resolve));
    for (let round = 0; round < 9; round += 1) {
      const url = "https://ledger.example/sitting-" + round;
      const state = { status: "ready", page: { title: "A sitting", url }, report, selectedSpeaker: null, chosen: null,
        painted: { ranges: 500, dropped: 0 }, hasUnreadFrames: false, error: null, revision: 1 };
      const start = performance.now();
      chrome.test.announce(tab, state);
      while (document.querySelectorAll("button.speaker").length !== 50) await settle();
      void document.body.offsetHeight;
      figures.roster.push(performance.now() - start);
      const field = document.querySelector("#search");
      for (const words of ["r", "re", "rem", "remark", "remark number 49", "district 7", ""]) {
        const key = performance.now();
        field.value = words;
        field.dispatchEvent(new Event("input"));
        void document.body.offsetHeight;
        (figures.keys["“" + words + "”"] ??= []).push(performance.now() - key);
      }
      figures.unseen = [...document.querySelectorAll(".speaker")].filter((each) => !each.checkVisibility({ contentVisibilityAuto: true })).length;
      const press = performance.now();
      document.querySelector("button.speaker").click();
      void document.body.offsetHeight;
      figures.open.push(performance.now() - press);
      chrome.test.announce(tab, { ...state, status: "working", report: null, revision: 9 });
      while (document.querySelector("button.speaker") !== null) await settle();
    }
    return figures;`));
  const [first = 0] = roster;
  // Each key has a cost of its own: to bring fifty entries back costs most.
  const [slowest = "", slowestMs = Infinity] = Object.entries(keys).map(([key, values]) => /** @type {const} */ ([key, median(values)]))
    .toSorted(([, left], [, right]) => right - left)[0] ?? [];
  console.log(`roster: first ${first.toFixed(1)} ms, median ${median(roster).toFixed(1)} ms; slowest key: ${slowest}, median ` +
    `${slowestMs.toFixed(1)} ms, most of any ${Math.max(...Object.values(keys).flat()).toFixed(1)} ms; ` +
    `opening a speaker: median ${median(open).toFixed(1)} ms`);
  assert(median(roster) <= LONGEST_ROSTER_MS, `roster: ${median(roster)} ms`);
  assert(slowestMs <= LONGEST_KEY_MS, `${slowest}: ${slowestMs} ms`);
  assert(unseen > 25, `of fifty entries that came back, ${unseen} were not laid out because nobody sees them`);
});
