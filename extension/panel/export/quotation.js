// @ts-check
/** The quotes as schema.org Quotations (https://schema.org/Quotation) in JSON-LD. */

import { webLink } from "../render/trail.js";

/** @typedef {import("./rows.js").Rows} Rows */
/** @typedef {import("./rows.js").Row["speakers"][number]} Speaker */

/** Somebody unnamed is said to be somebody, not to be a person. @type {Record<Speaker["kind"], string>} */
const TYPES = {
  person: "Person", organization: "Organization", document: "CreativeWork", group: "Thing", anonymous: "Thing",
};

/** @param {Speaker} speaker */
function creator({ kind, name, role, affiliation }) {
  return {
    "@type": TYPES[kind],
    name,
    ...(kind === "person" && role !== null ? { jobTitle: role } : {}),
    ...(kind === "person" && affiliation !== null ? { affiliation: { "@type": "Organization", name: affiliation } } : {}),
  };
}

/**
 * @param {Rows} rows
 * @returns {string}
 */
export function quotations({ page, rows }) {
  const article = {
    "@type": "Article",
    "@id": page.url,
    url: page.url,
    headline: page.title,
    ...(page.outlet === "" ? {} : { publisher: { "@type": "Organization", name: page.outlet } }),
    ...(page.published === "" ? {} : { datePublished: page.published }),
  };
  return `${JSON.stringify({
    "@context": "https://schema.org/",
    "@graph": [article, ...rows.map(({ number, quote, speakers, address }) => ({
      "@type": "Quotation",
      "@id": `${page.url}#sourcelight-quote-${number}`,
      text: quote.text,
      url: address,
      isPartOf: { "@id": page.url },
      ...(speakers.length === 0 ? {} : { spokenByCharacter: speakers.map(creator) }),
      ...(webLink(quote.link) === null ? {} : { citation: quote.link }),
      ...(page.lang === "" ? {} : { inLanguage: page.lang }),
    }))],
  }, null, 2)}\n`;
}
