// @ts-check
/**
 * The trail of a quote: who said it, through which channel, to whom, and the link that the page gives. Where the page
 * says nothing, the trail says so.
 */

import { element, isolated } from "../elements.js";
import { sentence, text } from "../strings.js";

/** @typedef {import("../elements.js").Child} Child */
/** @typedef {import("../model.js").Quote} Quote */
/** @typedef {import("../model.js").Report} Report */
/** @typedef {NonNullable<Quote["channel"]>} Channel */

/** @type {Record<Channel, string>} */
export const CHANNELS = {
  interview: "panel_channel_interview",
  statement: "panel_channel_statement",
  post: "panel_channel_post",
  press_conference: "panel_channel_press_conference",
  report: "panel_channel_report",
  speech: "panel_channel_speech",
  other_outlet: "panel_channel_other_outlet",
};

/**
 * The link, where it leads to a page of the web and nowhere else.
 * @param {string | null} link
 * @returns {URL | null}
 */
export function webLink(link) {
  if (link === null || !URL.canParse(link)) return null;
  const url = new URL(link);
  return url.protocol === "https:" || url.protocol === "http:" ? url : null;
}

/**
 * @param {string | null} link
 * @param {(host: HTMLElement) => Child[]} label What is said of the site's name.
 * @returns {HTMLElement | null}
 */
function anchorTo(link, label) {
  const url = webLink(link);
  if (url === null) return null;
  const host = isolated(url.hostname.replace(/^www\./u, ""));
  return element("a", { href: url.href, target: "_blank", rel: "noreferrer" }, ...label(host));
}

/** @param {string | null} link */
export function sourceLink(link) {
  return anchorTo(link, (host) => sentence("panel_link", host));
}

/**
 * @param {string} key
 * @param {Child[] | null} value Null where the page is silent.
 * @returns {HTMLElement}
 */
function stage(key, value) {
  return element(
    "div",
    { class: value === null ? "stage silent" : "stage" },
    element("dt", {}, text(key)),
    element("dd", {}, ...(value ?? [text("panel_not_stated")])),
  );
}

/**
 * @param {Quote} quote
 * @param {Report} report
 * @returns {HTMLElement}
 */
export function trail(quote, report) {
  const names = quote.speakers.flatMap((id) => report.speakers[id] ?? [])
    .flatMap((speaker, index) => [index === 0 ? null : text("panel_separator"), isolated(speaker.name)]);
  const link = anchorTo(quote.link, (host) => [host]);
  return element(
    "dl",
    { class: "trail" },
    stage("panel_trail_speaker", names.length === 0 ? null : names),
    stage("panel_trail_channel", quote.channel === null ? null : [text(CHANNELS[quote.channel])]),
    stage("panel_trail_outlet", quote.addressee === null ? null : [isolated(quote.addressee)]),
    stage("panel_trail_link", link === null ? null : [link]),
  );
}
