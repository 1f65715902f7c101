// @ts-check
/** The whole audit for programs, with the article's text to which its positions refer. */

/** @typedef {import("./rows.js").Rows} Rows */

/**
 * @param {Rows} rows
 * @returns {string}
 */
export function json({ page, text, rows, audit, model }) {
  const { article, organizations, warnings } = audit.report;
  return `${JSON.stringify({
    schema: "sourcelight-audit/1",
    page,
    counts: {
      words: article.words, quoted_words: article.quoted_words, unattributed_words: article.unattributed_words,
      quotes: rows.length, speakers: audit.speakers,
    },
    speakers: audit.voices.flatMap(({ speaker, words, quotes }) => speaker === null ? [] : [{
      id: speaker.id, name: speaker.name, aliases: speaker.aliases, kind: speaker.kind, role: speaker.role,
      affiliation: speaker.affiliation, words, quotes: quotes.map(({ id }) => id),
      corrected: audit.corrected.speakers.has(speaker.id),
    }]),
    quotes: rows.map(({ number, quote, cue, isUncertain, isCorrected, address, pieces }) => ({
      id: quote.id, number, text: quote.text, kind: quote.kind, statement: quote.statement, speakers: quote.speakers, cue,
      addressee: quote.addressee, channel: quote.channel, link: quote.link, uncertain: isUncertain, corrected: isCorrected,
      why: quote.why, url: address, content: pieces.map(({ start, end }) => [start, end]),
    })),
    organizations: organizations.map(({ name, cited_as: citedAs, mentions }) => ({
      name, cited_as: citedAs, mentions: mentions.length,
    })),
    mentioned: (audit.report.mentioned ?? []).map(({ name, mentions }) => ({ name, mentions: mentions.length })),
    silences: (audit.report.silences ?? []).map(({ names, kind, text: words }) => ({ names, kind, text: words })),
    corrections: model.corrections,
    warnings: warnings.map(({ code, message }) => ({ code, message })),
    text,
  }, null, 2)}\n`;
}
