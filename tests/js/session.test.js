// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { Session, shownFacts } from "../../extension/content/session.js";
import { collect, pageOf } from "./page.js";

/** @typedef {import("../../extension/content/session.js").Analysis} Analysis */
/** @typedef {import("../../extension/shared/messages.js").PageState} PageState */

/**
 * A report that takes every text in “ ” for a quote of one speaker.
 * @param {import("../../extension/shared/contract.js").PageInput} input
 * @returns {Extract<Analysis, { type: "report" }>}
 */
function reportOn(input) {
  const quotes = input.blocks.flatMap(({ id: block, text }) =>
    [...text.matchAll(/“[^”]*”/gu)].map((match) => ({ text: match[0], block, start: match.index })))
    .map(({ text, block, start }, id) => ({
      id, kind: /** @type {const} */ ("direct"), statement: /** @type {const} */ ("speech"), text, content: [{ block, start, end: start + text.length }],
      cue: [], source: [], speakers: [0], addressee: null, channel: null, link: null, confidence: 1, why: [],
    }));
  const speakers = quotes.length === 0 ? [] : [{
    id: 0, name: "Ada Orme", aliases: [], kind: /** @type {const} */ ("person"), role: null, affiliation: null,
    quotes: quotes.map(({ id }) => id), words: 1,
  }];
  const article = { blocks: input.blocks.map(({ id }) => id), words: 1, quoted_words: 1, unattributed_words: 0 };
  return { type: "report", report: { version: 1, article, quotes, speakers, organizations: [], warnings: [] } };
}

/**
 * A session on a page, with all that it does written down.
 * @param {Document} document
 * @param {(input: import("../../extension/shared/contract.js").PageInput) => Promise<Analysis>} [analyze]
 * @param {() => Promise<import("../../extension/content/collect.js").Collected | null>} [collectFirst]
 */
function sessionOn(document, analyze = async (input) => reportOn(input), collectFirst = async () => null) {
  /** @type {PageState[]} */
  const told = [];
  /** @type {{ painted: string[], selected: number[] | null, watches: number, revealed: number[] }} */
  const page = { painted: [], selected: null, watches: 0, revealed: [] };
  const painter = {
    paint: (/** @type {unknown} */ _quotes, /** @type {import("../../extension/content/anchor.js").Piece[]} */ pieces) => {
      page.painted = pieces.map(({ node, start, end }) => node.data.slice(start, end));
    },
    select: (/** @type {number[] | null} */ quotes) => { page.selected = quotes; },
    clear: () => { page.painted = []; page.selected = []; },
    isWhole: true,
  };
  /** @type {Set<number>} */
  const hidden = new Set();
  const session = new Session({
    document,
    facts: () => shownFacts(document),
    painter: /** @type {import("../../extension/content/paint.js").Painter} */ (/** @type {unknown} */ (painter)),
    revealer: { show: (quote) => void page.revealed.push(quote), stop() {} },
    collect: () => collect(document),
    collectFirst,
    analyze,
    choices: { load: async () => {}, apply: (report) => ({ report, hidden }) },
    selectedQuote: () => 1,
    tell: (state) => { told.push(state); },
    watch() {
      page.watches += 1;
      return () => { page.watches -= 1; };
    },
  });
  return { session, told, page, hidden };
}

const BODY = "<p>“No,” said Ada Orme. “Never.”</p>";

test("a start works and then paints; a stop takes it all away", async () => {
  const { session, told, page } = sessionOn(pageOf(BODY));
  await session.start();
  assert.deepEqual(told.map(({ status }) => status), ["working", "ready"]);
  assert.deepEqual(page, { painted: ["“No,”", "“Never.”"], selected: null, watches: 1, revealed: [] });
  assert.deepEqual(session.state.painted, { ranges: 2, dropped: 0 });
  session.answer({ type: "stop" });
  assert.deepEqual(page, { painted: [], selected: [], watches: 0, revealed: [] });
  assert.equal(session.state.status, "idle");
  assert.equal(session.state.report, null);
  const revisions = told.map(({ revision }) => revision);
  assert.deepEqual(revisions, [...revisions].sort((left, right) => left - right), "revisions grow");
});

test("of a long page, what is in view is painted before the whole is read", async () => {
  const document = pageOf(`${BODY}<p>“Later,” said Bo Lind.</p>`);
  /** @type {string[][]} */
  const painted = [];
  const { session, told, page } = sessionOn(document, async (input) => {
    painted.push(page.painted);
    return reportOn(input);
  }, () => collect(pageOf(BODY)));
  await session.start();
  assert.deepEqual(painted, [[], ["“No,”", "“Never.”"]], "what is painted as each of the two analyses begins");
  assert.deepEqual(told.map(({ status, painted: { ranges } }) => [status, ranges]), [["working", 0], ["working", 2], ["ready", 3]]);
});

test("a stop during the first step of a long page leaves nothing painted", async () => {
  const { session, page } = sessionOn(pageOf(BODY), async (input) => {
    session.answer({ type: "stop" });
    return reportOn(input);
  }, () => collect(pageOf(BODY)));
  await session.start();
  assert.deepEqual([session.state.status, page.painted], ["idle", []]);
});

test("a report that comes after a stop is dropped", async () => {
  const { session, page } = sessionOn(pageOf(BODY));
  const started = session.start();
  session.answer({ type: "stop" });
  await started;
  assert.equal(session.state.status, "idle");
  assert.deepEqual(page.painted, []);
});

test("a page without quotes is empty, one that is no text is unreadable", async () => {
  const { session } = sessionOn(pageOf("<p>Nothing.</p>"));
  await session.start();
  assert.equal(session.state.status, "empty");
  const document = pageOf("");
  Object.defineProperty(document, "contentType", { value: "application/pdf" });
  const film = sessionOn(document).session;
  await film.start();
  assert.equal(film.state.status, "unreadable");
});

test("a failure is told with its code, and a new start recovers", async () => {
  /** @type {Analysis[]} */
  const answers = [{ type: "failure", code: "analyzer", message: "trap" }];
  const { session } = sessionOn(pageOf(BODY), async (input) => answers.pop() ?? reportOn(input));
  await session.start();
  assert.equal(session.state.status, "failed");
  assert.deepEqual(session.state.error, { code: "analyzer", message: "trap" });
  await session.start();
  assert.equal(session.state.status, "ready");
  assert.equal(session.state.error, null);
});

test("a page that cannot be read or painted is told, and nobody waits", async () => {
  const { session, told, page } = sessionOn(pageOf(BODY), async () => { throw new RangeError("too many"); });
  await session.start();
  assert.deepEqual(told.map(({ status }) => status), ["working", "failed"]);
  assert.deepEqual(session.state.error, { code: "unreadable", message: "too many" });
  assert.deepEqual(page.painted, []);
});

test("choosing a speaker sets the speaker's quotes off; one that is not there chooses nobody", async () => {
  const { session, page } = sessionOn(pageOf(BODY));
  await session.start();
  session.answer({ type: "select-speaker", speaker: 0 });
  assert.deepEqual([session.state.selectedSpeaker, page.selected], [0, [0, 1]]);
  session.answer({ type: "select-speaker", speaker: 9 });
  assert.deepEqual([session.state.selectedSpeaker, page.selected], [null, null]);
});

test("a text that changed is analysed again and keeps the chosen speaker; one that did not is left alone", async () => {
  const document = pageOf(BODY);
  let analyses = 0;
  const { session, told, page } = sessionOn(document, async (input) => {
    analyses += 1;
    return reportOn(input);
  });
  await session.start();
  session.answer({ type: "select-speaker", speaker: 0 });
  await session.refresh();
  assert.equal(analyses, 1);
  const paragraph = document.querySelector("p");
  paragraph?.replaceChildren("“No,” said Ada Orme. “Never.”");
  await session.refresh();
  assert.equal(analyses, 1, "the same text in new nodes is only painted anew");
  assert.deepEqual(page.painted, ["“No,”", "“Never.”"]);
  paragraph?.replaceChildren("“Well,” said Ada Orme.");
  await session.refresh();
  assert.equal(analyses, 2);
  assert.deepEqual(page, { painted: ["“Well,”"], selected: [0], watches: 1, revealed: [] });
  assert.equal(session.state.selectedSpeaker, 0);
  assert.ok(told.slice(1).every(({ status }) => status === "ready"), "the old report stays until the new one is there");
});

test("a clock beside the article is no reason to analyse it again; a text that is loaded there is", async () => {
  const document = pageOf(`<p id="clock">9:59</p><p id="more">Loading</p>${BODY}`);
  let analyses = 0;
  const { session } = sessionOn(document, async (input) => {
    analyses += 1;
    const answer = reportOn(input);
    answer.report.article.blocks = [2];
    return answer;
  });
  await session.start();
  const set = (/** @type {string} */ id, /** @type {string} */ text) => {
    const element = document.getElementById(id);
    if (element !== null) element.textContent = text;
    return session.refresh();
  };
  await set("clock", "10:00");
  assert.equal(analyses, 1);
  await set("more", "The boats of the old town waited for the pier. ".repeat(4));
  assert.equal(analyses, 2);
});

test("steps go from quote to quote, among the chosen speaker's, and past the last to the first", async () => {
  const { session, page } = sessionOn(pageOf(BODY));
  await session.start();
  for (const to of /** @type {const} */ (["next", "next", "next", "previous"])) session.answer({ type: "step-quote", to });
  assert.deepEqual(page.revealed, [0, 1, 0, 1]);
  assert.deepEqual(session.state.chosen, { quote: 1, press: 4 });
});

test("a quote that the reader does not want painted is not, and no step leads to it", async () => {
  const { session, page, hidden } = sessionOn(pageOf(BODY));
  await session.start();
  hidden.add(0);
  session.applyChoices();
  assert.deepEqual(page.painted, ["“Never.”"]);
  session.answer({ type: "step-quote", to: "next" });
  assert.deepEqual(page.revealed, [1]);
  assert.equal(session.state.report?.quotes.length, 2, "the report stays as the core gave it");
});

test("a question about selected words waits for the report", async () => {
  const { session } = sessionOn(pageOf(BODY));
  const started = session.start();
  session.answer({ type: "find-selection" });
  assert.equal(session.state.chosen, null);
  await started;
  assert.deepEqual(session.state.chosen, { quote: 1, press: 1 });
});

test("the article's blocks are given once there is a report", async () => {
  const { session } = sessionOn(pageOf(BODY));
  assert.deepEqual(session.answer({ type: "get-article" }), { type: "article", blocks: [] });
  await session.start();
  const answer = session.answer({ type: "get-article" });
  assert(answer.type === "article");
  assert.deepEqual(answer.blocks.map(({ text }) => text), ["“No,” said Ada Orme. “Never.”"]);
});
