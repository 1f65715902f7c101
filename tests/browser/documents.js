// @ts-check
/** Documents that are no ordinary page in UTF-8 HTML: each has something to paint. */

/** @typedef {import("./every-page.js").Page} Page */

const SAID = "“The pier will open in the summer,” said Ada Quill, the harbour master.";
const PLAIN = "The boats of the old town have waited for the pier for nine years, and so have their owners.";

/** So many characters are more than is read of a page. */
const HUGE = 10_000_000;

/** @returns {Page[]} */
export function unusualDocuments() {
  const paragraph = `<p>${SAID}</p><p>${PLAIN}</p>`;
  /** @type {Omit<Page, "expected">[]} */
  const documents = [
    { name: "plain text", html: `Pier to open by summer\n\n${SAID}\n\n${PLAIN}\n`, options: { type: "text/plain" } },
    {
      name: "XHTML",
      html: `<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>Pier</title></head>
        <body><h1>Pier to open by summer</h1>${paragraph}<p>She added: <q>We are glad of it.</q><br/></p></body></html>`,
      options: { type: "application/xhtml+xml" },
    },
    { name: "quirks mode", html: `<title>Pier</title><font size=4><center><b>Pier to open</b></center><p>${SAID}<p>${PLAIN}<table><td>${SAID}` },
    {
      name: "the strictest policy and Trusted Types",
      html: `<!DOCTYPE html><html lang="en"><title>Pier</title><h1>Pier to open by summer</h1>${paragraph}`,
      options: { strict: true },
    },
    {
      name: "marks that a style sheet adds",
      html: `<!DOCTYPE html><html lang="en"><title>Pier</title><style>q::before { content: "«" } q::after { content: "»" }</style>
        <h1>Pier to open by summer</h1><p><q>The pier will open in the summer</q>, said Ada Quill, the harbour master.</p><p>${PLAIN}</p>`,
    },
    {
      name: "an open shadow root with slots",
      html: `<!DOCTYPE html><html lang="en"><title>Pier</title><article><h1>Pier to open by summer</h1><news-text>
        <template shadowrootmode="open"><p>${PLAIN}</p><slot></slot><p>${PLAIN}</p></template><p>${SAID}</p></news-text></article>`,
    },
    {
      name: "from right to left",
      html: `<!DOCTYPE html><html lang="ar" dir="rtl"><title>الرصيف</title><h1>الرصيف يفتح في الصيف</h1>
        <p>قالت مديرة الميناء: «سيفتح الرصيف أبوابه للقوارب في الصيف المقبل بعد تسع سنوات من الانتظار».</p>
        <p>انتظرت قوارب المدينة القديمة الرصيف تسع سنوات، وانتظره أصحابها كذلك حتى هذا اليوم.</p>`,
    },
    {
      name: "ten million characters",
      html: `<!DOCTYPE html><html lang="en"><title>Pier</title><h1>Pier to open by summer</h1><article>${
        paragraph.repeat(Math.ceil(HUGE / paragraph.length))}</article>`,
    },
  ];
  return documents.map((each) => ({ ...each, expected: { isPartial: each.html.length >= HUGE } }));
}
