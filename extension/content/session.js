// @ts-check
/**
 * What happens on one page, from the reader's click to the next: collect, have it analysed, paint, watch.
 * The state that the panel shows lives here; every change of it is told.
 */

import { failure, idleState } from "../shared/messages.js";
import { anchor } from "./anchor.js";
import { pageFacts } from "./collect.js";
import { headlineOf } from "./headline.js";
import { publishedOn } from "./published.js";

/** @typedef {import("../shared/messages.js").Answer} Answer */
/** @typedef {import("../shared/messages.js").PageState} PageState */
/** @typedef {import("../shared/messages.js").ToContent} ToContent */
/** @typedef {import("../shared/contract.js").PageInput} PageInput */
/** @typedef {import("../shared/contract.js").Report} Report */
/** @typedef {import("./collect.js").Collected} Collected */
/** @typedef {import("./paint.js").Painter} Painter */
/** @typedef {import("./choices.js").Chosen} Chosen */

/** @typedef {Extract<Answer, { type: "report" | "failure" }>} Analysis */

/**
 * What a session needs from around it.
 * @typedef {object} Surroundings
 * @property {Document} document
 * @property {() => PageState["page"]} facts What the panel shows of the page.
 * @property {Painter} painter
 * @property {{ show(quote: number): void, stop(): void }} revealer
 * @property {(withFrames: boolean) => Promise<Collected>} collect
 * @property {() => Promise<Collected | null>} [collectFirst] What is in view, where the whole would take long; otherwise null.
 * @property {(input: PageInput) => Promise<Analysis>} analyze
 * @property {{ load(url: string): Promise<void>, apply(report: Report): Chosen }} choices What the reader corrected and wants painted.
 * @property {() => number | null} selectedQuote The quote in which the selected words of the page stand.
 * @property {(state: PageState) => void} tell Told of every change.
 * @property {(collected: Collected, report: Report) => () => void} watch
 *   Starts what goes on while quotes are painted; gives back what stops it.
 */

/** From so many code units on, a text that comes into a block beside the article may be a part of it that was loaded. */
const LONG_TEXT = 120;

/** Characters by which text runs in another direction until another one ends that: embeddings, overrides, isolates. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/gu;

export class Session {
  /** @type {Surroundings} */
  #around;
  #state = idleState();
  /** @type {Collected | null} */
  #collected = null;
  /** The report with the reader's corrections; what is painted and chosen is of this one. @type {Chosen | null} */
  #shown = null;
  /** Whether the reader wants the documents in the page's frames read, too. */
  #withFrames = false;
  /** Whether the reader asked about selected words before the report was there. */
  #isAsked = false;
  #stopWatching = () => {};
  /** Counts starts and stops; what an older run brings is dropped. */
  #run = 0;

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
  }

  get state() {
    return this.#state;
  }

  /**
   * Does what a message asks for.
   * @param {ToContent} message
   * @returns {Answer}
   */
  answer(message) {
    switch (message.type) {
      case "start":
        if (this.#state.status !== "working") void this.start();
        break;
      case "stop":
        this.stop();
        break;
      case "read-frames":
        this.#withFrames = true;
        void this.start();
        break;
      case "select-speaker":
        this.#select(message.speaker);
        break;
      case "show-quote":
        this.choose(message.quote);
        this.#around.revealer.show(message.quote);
        break;
      case "step-quote":
        this.#step(message.to);
        break;
      case "find-selection":
        this.#findSelection();
        break;
      case "get-article":
        return { type: "article", blocks: this.#articleBlocks() };
      case "get-state":
        break;
    }
    return { type: "state", state: this.#state };
  }

  /** Collects, has it analysed, paints. Resolves when that is done, or was overtaken by another start or stop. */
  async start() {
    this.#run += 1;
    const run = this.#run;
    const isOvertaken = () => run !== this.#run;
    const page = this.#around.facts();
    if (!isReadable(this.#around.document)) {
      this.#change({ ...idleState(), status: "unreadable", page });
      return;
    }
    this.#change({ ...idleState(), status: "working", page });
    await this.#orFail(isOvertaken, async () => {
      const [first] = await Promise.all([this.#around.collectFirst?.() ?? null, this.#around.choices.load(page.url)]);
      if (first !== null && !isOvertaken()) await this.#paintFirst(first, isOvertaken);
      if (isOvertaken()) return;
      const collected = await this.#around.collect(this.#withFrames);
      if (!isOvertaken()) await this.#analyze(collected, isOvertaken);
    });
  }

  /** Paints anew what the reader corrected, or wants painted now. */
  applyChoices() {
    const { report } = this.#state;
    if (report !== null && this.#collected !== null) this.#show(this.#collected, report);
  }

  /**
   * Tells that the reader is at a quote.
   * @param {number | null} quote Null where the reader asked about words that are in no quote.
   */
  choose(quote) {
    if (this.#shown === null) return;
    this.#change({ chosen: { quote, press: (this.#state.chosen?.press ?? 0) + 1 } });
  }

  /** Looks at the page again: paints anew what moved, and has the page analysed again where its text changed. */
  async refresh() {
    const { report } = this.#state;
    const before = this.#collected;
    if (report === null || before === null) return;
    const run = this.#run;
    const isOvertaken = () => run !== this.#run;
    await this.#orFail(isOvertaken, async () => {
      const collected = await this.#around.collect(this.#withFrames);
      if (isOvertaken()) return;
      if (!isSameArticle(before.input, collected.input, report)) await this.#analyze(collected, isOvertaken);
      else if (hasMoved(before, collected) || !this.#around.painter.isWhole) this.#show(collected, report);
    });
  }

  /** Takes every highlight away and stops all that was started. */
  stop() {
    this.#run += 1;
    this.#withFrames = false;
    this.#endPainting();
    this.#change({ ...idleState(), page: this.#state.page });
  }

  /** Says that the tab goes to another page. The state is kept, for the reader may come back to this one. */
  tellLeft() {
    this.#around.tell({ ...idleState(), revision: this.#state.revision });
  }

  /** Tells the state once more, when the reader comes back. */
  tellAgain() {
    this.#change({});
  }

  /**
   * Paints what is in view, before the whole is read. What goes wrong is met again, and told, with the whole.
   * @param {Collected} collected
   * @param {() => boolean} isOvertaken
   */
  async #paintFirst(collected, isOvertaken) {
    const analysis = await this.#around.analyze(collected.input);
    if (isOvertaken() || analysis.type === "failure") return;
    const ranges = this.#paint(collected, this.#around.choices.apply(analysis.report)).pieces.length;
    this.#change({ painted: { ranges, dropped: 0 } });
  }

  /**
   * @param {Collected} collected
   * @param {Chosen} shown
   */
  #paint(collected, { report, hidden }) {
    const found = anchor(collected.blocks, report);
    this.#around.painter.paint(
      report.quotes.filter(({ id }) => !hidden.has(id)), found.pieces.filter(({ quote }) => !hidden.has(quote)));
    return found;
  }

  /**
   * @param {Collected} collected
   * @param {() => boolean} isOvertaken
   */
  async #analyze(collected, isOvertaken) {
    const analysis = await this.#around.analyze(collected.input);
    if (isOvertaken()) return;
    if (analysis.type === "failure") this.#fail(analysis);
    else this.#show(collected, analysis.report);
  }

  /**
   * Does the work; a page on which it cannot be done is told, so that no reader waits for what does not come.
   * @param {() => boolean} isOvertaken
   * @param {() => Promise<void>} work
   */
  async #orFail(isOvertaken, work) {
    try {
      await work();
    } catch (error) {
      if (!isOvertaken()) this.#fail(failure("unreadable", error));
    }
  }

  /** @param {Extract<Answer, { type: "failure" }>} failed */
  #fail({ code, message }) {
    this.#endPainting();
    this.#change({ ...idleState(), status: "failed", page: this.#state.page, error: { code, message } });
  }

  /**
   * @param {Collected} collected
   * @param {Report} report
   */
  #show(collected, report) {
    const selectedName = this.#shown?.report.speakers[this.#state.selectedSpeaker ?? -1]?.name;
    this.#endPainting();
    const shown = this.#around.choices.apply(report);
    const { pieces, dropped } = this.#paint(collected, shown);
    const selected = shown.report.speakers.find(({ name, quotes }) => name === selectedName && quotes.length > 0);
    this.#around.painter.select(selected?.quotes ?? null);
    this.#collected = collected;
    this.#shown = shown;
    this.#stopWatching = this.#around.watch(collected, shown.report);
    this.#change({
      status: report.quotes.length === 0 ? "empty" : "ready",
      page: this.#around.facts(),
      report,
      selectedSpeaker: selected?.id ?? null,
      painted: { ranges: pieces.length, dropped },
      hasUnreadFrames: collected.hasUnreadFrames,
    });
    if (this.#isAsked) this.#findSelection();
  }

  /** @param {"next" | "previous"} to */
  #step(to) {
    if (this.#shown === null) return;
    const { report, hidden } = this.#shown;
    const own = report.speakers[this.#state.selectedSpeaker ?? -1]?.quotes;
    const ids = (own ?? report.quotes.map(({ id }) => id)).filter((id) => !hidden.has(id));
    const here = this.#state.chosen?.quote ?? null;
    const quote = to === "next" ? ids.find((id) => here === null || id > here) : ids.findLast((id) => here !== null && id < here);
    // Past the last comes the first again.
    const target = quote ?? (to === "next" ? ids.at(0) : ids.at(-1));
    if (target === undefined) return;
    this.choose(target);
    this.#around.revealer.show(target);
  }

  #findSelection() {
    this.#isAsked = this.#shown === null;
    if (!this.#isAsked) this.choose(this.#around.selectedQuote());
  }

  #articleBlocks() {
    const { report } = this.#state;
    if (report === null || this.#collected === null) return [];
    const wanted = new Set(report.article.blocks);
    return this.#collected.input.blocks.filter(({ id }) => wanted.has(id)).map(({ id, kind, text }) => ({ id, kind, text }));
  }

  /** @param {number | null} speaker */
  #select(speaker) {
    if (this.#shown === null) return;
    const chosen = speaker === null ? undefined : this.#shown.report.speakers[speaker];
    this.#around.painter.select(chosen?.quotes ?? null);
    this.#change({ selectedSpeaker: chosen?.id ?? null });
  }

  #endPainting() {
    this.#stopWatching();
    this.#stopWatching = () => {};
    this.#around.revealer.stop();
    this.#around.painter.clear();
    this.#collected = null;
    this.#shown = null;
  }

  /** @param {Partial<PageState>} changes */
  #change(changes) {
    const revision = this.#state.revision + 1;
    this.#state = { ...this.#state, ...changes, revision };
    this.#around.tell(this.#state);
  }
}

/**
 * What a page says of itself, as the panel shows it and exports quote it: without what would turn round the words beside it.
 * @param {Document} document
 * @returns {PageState["page"]}
 */
export function shownFacts(document) {
  const { outlet, ...facts } = pageFacts(document);
  const published = publishedOn(document);
  return {
    ...facts,
    title: headlineOf(document).replaceAll(TURNING, ""),
    ...(outlet === undefined ? {} : { outlet: outlet.replaceAll(TURNING, "") }),
    ...(published === null ? {} : { published }),
  };
}

/**
 * Whether a document holds text: browsers wrap PDF files, pictures and films in one.
 * @param {Document} document
 */
function isReadable(document) {
  return document.body !== null && /^(?:text\/|application\/(?:xhtml\+)?xml)/u.test(document.contentType);
}

/**
 * Whether the article is the same, whatever changed in blocks beside it, such as a clock or an advertisement.
 * @param {PageInput} before
 * @param {PageInput} after
 * @param {Report} report On the page before.
 */
function isSameArticle(before, after, report) {
  if (before.blocks.length !== after.blocks.length) return false;
  const article = new Set(report.article.blocks);
  return before.blocks.every(({ id, text, kind }, index) => {
    const other = after.blocks[index];
    return other !== undefined && other.kind === kind &&
      (other.text === text || (!article.has(id) && other.text.length < LONG_TEXT));
  });
}

/**
 * Whether blocks of the same text stand in other nodes, or elsewhere in them.
 * @param {Collected} before
 * @param {Collected} after
 */
function hasMoved(before, after) {
  for (const [id, { segments }] of before.blocks) {
    const others = after.blocks.get(id)?.segments;
    if (others === undefined || others.length !== segments.length) return true;
    if (segments.some((each, index) =>
      each.node !== others[index]?.node || each.nodeStart !== others[index]?.nodeStart)) return true;
  }
  return false;
}
