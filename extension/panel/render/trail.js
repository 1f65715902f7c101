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
 * @param {string} name
 * @param {Child[]} value
 * @returns {HTMLElement}
 */
function stage(name, ...value) {
  return element("div", { class: "stage" }, element("dt", {}, name), element("dd", {}, ...value));
}

/**
 * What is known, one below the other; then, in one line, of what the page says nothing.
 * @param {Quote} quote
 * @param {Report} report
 * @returns {HTMLElement}
 */
export function trail(quote, report) {
  const names = quote.speakers.flatMap((id) => report.speakers[id] ?? [])
    .flatMap((speaker, index) => [index === 0 ? null : text("panel_separator"), isolated(speaker.name)]);
  /** @type {Array<[string, Child | null]>} */
  const further = [
    [text("panel_trail_channel"), quote.channel === null ? null : text(CHANNELS[quote.channel])],
    [text("panel_trail_outlet"), quote.addressee === null ? null : isolated(quote.addressee)],
    [text("panel_trail_link"), anchorTo(quote.link, (host) => [host])],
  ];
  const silent = further.filter(([, value]) => value === null).map(([name]) => name);
  return element(
    "dl",
    { class: "trail" },
    stage(text("panel_trail_speaker"), ...(names.length === 0 ? [text("panel_not_found")] : names)),
    ...further.flatMap(([name, value]) => (value === null ? [] : [stage(name, value)])),
    silent.length === 0 ? null : stage(text("panel_trail_silent"), element("span", { class: "silent" }, silent.join(text("panel_comma")))),
  );
}
