// @ts-check
/**
 * Reports as the core gives them, about invented people, for the tests of the panel.
 */

import { idleState } from "../../../extension/shared/messages.js";

/** @typedef {import("../../../extension/shared/messages.js").PageState} PageState */
/** @typedef {import("../../../extension/shared/contract.js").Report} Report */
/** @typedef {import("../../../extension/shared/contract.js").Quote} Quote */
/** @typedef {import("../../../extension/shared/contract.js").Speaker} Speaker */

/**
 * @param {number} id
 * @param {Partial<Quote> & { text: string }} fields
 * @returns {Quote}
 */
function quote(id, fields) {
  return {
    id,
    kind: "direct",
    statement: "speech",
    content: [{ block: id, start: 0, end: fields.text.length }],
    cue: [],
    source: [],
    speakers: [],
    addressee: null,
    channel: null,
    link: null,
    confidence: 0.9,
    why: [],
    ...fields,
  };
}

/**
 * @param {Omit<Speaker, "id" | "quotes" | "words">[]} people
 * @param {Quote[]} quotes
 * @param {Partial<Report>} [rest]
 * @returns {Report}
 */
export function reportOf(people, quotes, rest = {}) {
  /** @param {Quote} each */
  const words = (each) => each.text.split(/\s+/u).length;
  /** @param {Quote[]} some */
  const total = (some) => some.reduce((sum, each) => sum + words(each), 0);
  const speakers = people.map((person, id) => {
    const own = quotes.filter((each) => each.speakers.includes(id));
    return { ...person, id, quotes: own.map((each) => each.id), words: total(own) };
  });
  return {
    version: 1,
    article: {
      blocks: quotes.map((each) => each.id),
      words: 612,
      quoted_words: total(quotes),
      unattributed_words: total(quotes.filter((each) => each.speakers.length === 0)),
    },
    quotes,
    speakers,
    organizations: [],
    warnings: [],
    ...rest,
  };
}

/**
 * @param {string} name
 * @param {Speaker["kind"]} kind
 * @param {string | null} [role]
 * @param {string | null} [affiliation]
 */
function person(name, kind, role = null, affiliation = null) {
  return { name, aliases: [], kind, role, affiliation };
}

/** A council story: all groups, all kinds, a joint statement, a link, an unsure quote and one without a speaker. */
export const HARBOUR = reportOf(
  [
    person("Mara Ellison", "person", "mayor of Harrow Bay"),
    person("Tobias Renn", "person", "chief engineer", "Northmere Port Authority"),
    person("Ines Okafor-Lindqvist", "person", "owner of the Tern & Anchor, a café on the quay that floods each autumn"),
    person("Northmere Port Authority", "organization"),
    person("Coastal Flood Review", "document", null, "Institute for Tidal Research"),
    person("residents", "group"),
    { ...person("an official", "anonymous"), anonymity: "not authorised to speak publicly" },
  ],
  [
    quote(0, {
      text: "“We are not asking the sea for permission,” she told the chamber. “We are asking it for time.”",
      speakers: [0], addressee: "councillors", channel: "speech",
      why: [
        { code: "cue", text: "told", name: null },
        { code: "pronoun", text: "she", name: "Mara Ellison" },
      ],
    }),
    quote(1, {
      kind: "mixed", text: "the wall would be finished “before the spring tides, or not at all”", speakers: [0],
      link: "https://news.harrowbay.example/council/2031",
      why: [
        { code: "cue", text: "said", name: null },
        { code: "part_of_name", text: "Ellison", name: "Mara Ellison" },
      ],
    }),
    quote(2, {
      kind: "indirect", text: "the cost had doubled since the first estimate", speakers: [1, 3], channel: "statement",
      why: [
        { code: "cue", text: "acknowledged", name: null },
        { code: "name", text: "Tobias Renn", name: "Tobias Renn" },
        { code: "role_noun", text: "the authority", name: "Northmere Port Authority" },
      ],
    }),
    quote(3, {
      text: "“Concrete is honest. It tells you exactly where you went wrong.”", speakers: [1],
      addressee: "the Bay Courier", channel: "interview",
      why: [
        { code: "cue", text: "told", name: null },
        { code: "role_noun", text: "the engineer", name: "Tobias Renn" },
      ],
    }),
    quote(4, {
      text: "“Every October I carry the chairs upstairs. Every November I carry them down again. I would like to stop.”",
      speakers: [2],
      why: [
        { code: "cue", text: "said", name: null },
        { code: "name", text: "Ines Okafor-Lindqvist", name: "Ines Okafor-Lindqvist" },
      ],
    }),
    quote(5, {
      kind: "indirect", text: "three in four homes along the quay will see water by 2045", speakers: [4], statement: "finding",
      channel: "report",
      why: [
        { code: "cue", text: "according to", name: null },
        { code: "alias", text: "the CFR", name: "Coastal Flood Review" },
      ],
    }),
    quote(6, {
      kind: "indirect", text: "they had heard about the plan from a poster", speakers: [5], confidence: 0.32,
      why: [
        { code: "cue", text: "complained", name: null },
        { code: "unnamed", text: "residents", name: null },
      ],
    }),
    quote(7, {
      kind: "mixed", text: "talks with the ministry were “further along than anyone admits”", speakers: [6],
      why: [
        { code: "cue", text: "said", name: null },
        { code: "unnamed", text: "an official who was not authorised to speak publicly", name: null },
      ],
    }),
    quote(8, {
      text: "“Nobody measures a harbour in votes.”", speakers: [0],
      why: [{ code: "continues", text: "", name: "Mara Ellison" }],
    }),
    quote(9, {
      kind: "mixed", text: "the old breakwater was “a rumour held together by gulls”",
      why: [
        { code: "cue", text: "called", name: null },
        { code: "pronoun", text: "he", name: null },
      ],
    }),
  ],
  {
    organizations: [
      { name: "Northmere Port Authority", cited_as: "speaker", mentions: [{ block: 2, start: 0, end: 24 }] },
      { name: "Bay Courier", cited_as: "outlet", mentions: [{ block: 3, start: 0, end: 11 }] },
      {
        name: "Institute for Tidal Research", cited_as: "document",
        mentions: [{ block: 5, start: 0, end: 28 }, { block: 6, start: 0, end: 28 }],
      },
    ],
    mentioned: [{ name: "Harbour Club", mentions: [{ block: 8, start: 3, end: 15 }] }],
    silences: [
      { names: ["Harbour Club"], kind: "declined", text: "declined to comment", source: [{ block: 8, start: 3, end: 15 }], place: [{ block: 8, start: 16, end: 35 }] },
    ],
    warnings: [{ code: "unclosed_quotation", message: "The quotation was read to its paragraph's end.", block: 4 }],
  },
);

/** A page in another language: what stands in marks, and nobody who says it. */
export const FOREIGN = reportOf(
  [],
  [
    quote(0, { text: "« La mer ne demande pas la permission »", confidence: 0.5 }),
    quote(1, { text: "« une rumeur tenue par des mouettes »", confidence: 0.5 }),
  ],
  { warnings: [{ code: "language", message: "The page is in fr.", block: null }] },
);

/** What follows each quote of the council story in its block. */
const REST = [
  " It was the third time that evening that somebody clapped.", ", Ellison said.",
  ", Tobias Renn and the Northmere Port Authority acknowledged in a statement.", " the engineer told the Bay Courier.",
  " said Ines Okafor-Lindqvist, who has run the café since 1998 and keeps a tide table by the till.",
  ", according to the CFR.", ", residents complained.", ", an official who was not authorised to speak publicly said.", "",
  ", as he called it.",
];

/** The text of the council story, block by block. */
export const HARBOUR_BLOCKS = HARBOUR.quotes.map(({ id, text }) => ({ id, kind: "paragraph", text: `${text}${REST[id] ?? ""}` }));

/** The words of page and people try to be markup; one name is written from right to left. */
export const HOSTILE = reportOf(
  [
    person("<img src=x onerror=alert(1)>", "person", "<b>chair</b>", "\u202Eevil & co"),
    person("ליאורה ברק", "person", "שרת החינוך"),
  ],
  [
    quote(0, {
      text: "<script>alert(\"quoted\")</script> & so on $1 $2", speakers: [0], addressee: "<i>us</i>",
      link: "javascript:alert(1)",
      why: [{ code: "cue", text: "<u>said</u>", name: null }],
    }),
    quote(1, { text: "זה לא נגמר כאן", speakers: [1], why: [{ code: "pronoun", text: "היא", name: "ליאורה ברק" }] }),
  ],
);

/** A name in Cyrillic letters that imitate those of another speaker, one that mixes scripts, and one that is honest. */
export const IMITATED = reportOf(
  [
    person("Ada Coppe", "person", "mayor"), person("\u0410d\u0430 \u0421\u043e\u0440\u0440\u0435", "person", "mayor"),
    person("H\u0435lmut Quay", "person"), person("\u041e\u043b\u044c\u0433\u0430 \u041b\u0435\u0441", "person", "pilot"),
  ],
  [
    quote(0, { text: "“The pier is safe.”", speakers: [0] }), quote(1, { text: "“The pier is for sale.”", speakers: [1] }),
    quote(2, { text: "“I buy it.”", speakers: [2] }), quote(3, { text: "“I sail at noon.”", speakers: [3] }),
  ],
);

/** One person says five hundred things. */
export const LONG = reportOf(
  [person("Petra Vanterpool", "person", "speaker of the assembly")],
  Array.from({ length: 500 }, (_, id) => quote(id, {
    text: `“This is remark number ${id}, and it is as long as remarks in a chamber tend to be.”`,
    speakers: [0],
    why: [{ code: "cue", text: "said", name: null }, { code: "pronoun", text: "she", name: "Petra Vanterpool" }],
  })),
);

const HARBOUR_PAGE = {
  title: "Harrow Bay votes for its wall, and for ten more years of arguing about it",
  outlet: "The Northmere Ledger",
  url: "https://ledger.example/harrow-bay",
  lang: "en-GB",
  published: "2026-03-12T06:40:00Z",
};

/**
 * The council story with something that a reader must know.
 * @param {Report["warnings"][number]["code"]} code
 * @returns {Report}
 */
function withWarning(code) {
  return { ...HARBOUR, warnings: [{ code, message: code, block: null }] };
}

/**
 * A state for each face of the panel.
 * @type {Record<string, PageState>}
 */
export const STATES = {
  idle: idleState(),
  refused: idleState({ page: HARBOUR_PAGE, error: { code: "permission", message: "no access" } }),
  working: idleState({ status: "working", page: HARBOUR_PAGE, revision: 1 }),
  withFrames: idleState({
    status: "ready", page: HARBOUR_PAGE, report: HARBOUR, painted: { ranges: 12, dropped: 0 }, hasUnreadFrames: true, revision: 2,
  }),
  workingOnMore: idleState({ status: "working", page: HARBOUR_PAGE, painted: { ranges: 7, dropped: 0 }, revision: 2 }),
  ready: idleState({
    status: "ready", page: HARBOUR_PAGE, report: HARBOUR, painted: { ranges: 12, dropped: 2 }, revision: 2,
  }),
  selected: idleState({
    status: "ready", page: HARBOUR_PAGE, report: HARBOUR, selectedSpeaker: 0,
    painted: { ranges: 12, dropped: 0 }, revision: 3,
  }),
  hostile: idleState({
    status: "ready", page: { title: "<h1>Not a heading</h1>", url: "https://ledger.example/hostile" }, report: HOSTILE,
    selectedSpeaker: 1, revision: 2,
  }),
  imitated: idleState({
    status: "ready", page: { title: "Pier to open by summer", url: "https://ledger.example/pier" }, report: IMITATED, revision: 2,
  }),
  long: idleState({
    status: "ready", page: { title: "A long sitting", url: "https://ledger.example/long" }, report: LONG, revision: 2,
  }),
  chosen: idleState({
    status: "ready", page: HARBOUR_PAGE, report: HARBOUR, chosen: { quote: 3, press: 1 },
    painted: { ranges: 12, dropped: 0 }, revision: 3,
  }),
  asked: idleState({
    status: "ready", page: HARBOUR_PAGE, report: HARBOUR, chosen: { quote: null, press: 1 },
    painted: { ranges: 12, dropped: 0 }, revision: 3,
  }),
  partial: idleState({
    status: "ready", page: HARBOUR_PAGE, report: withWarning("too_long"), painted: { ranges: 12, dropped: 0 }, revision: 2,
  }),
  foreign: idleState({
    status: "ready", page: { title: "Le port vote son mur", url: "https://ledger.example/port", lang: "fr" }, report: FOREIGN,
    painted: { ranges: 2, dropped: 0 }, revision: 2,
  }),
  changed: idleState({
    status: "ready", page: HARBOUR_PAGE, report: HARBOUR, painted: { ranges: 8, dropped: 4 }, revision: 4,
  }),
  nothing: idleState({
    status: "empty", page: HARBOUR_PAGE, revision: 2, report: {
      ...reportOf([], [], { warnings: [{ code: "no_article", message: "no article", block: null }] }),
      article: { blocks: [], words: 0, quoted_words: 0, unattributed_words: 0 },
    },
  }),
  empty: idleState({ status: "empty", page: HARBOUR_PAGE, report: reportOf([], []), revision: 2 }),
  unreadable: idleState({ status: "unreadable", error: null }),
  failed: idleState({
    status: "failed", page: HARBOUR_PAGE, error: { code: "analyzer", message: "RuntimeError: unreachable" }, revision: 2,
  }),
  disconnected: idleState({
    status: "failed", page: HARBOUR_PAGE, revision: 2,
    error: { code: "disconnected", message: "The message channel closed before a response was received." },
  }),
};
