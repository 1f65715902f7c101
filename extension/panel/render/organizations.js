// @ts-check
/**
 * The cited organisations, and what else is worth knowing about the report.
 */

import { element, isolated } from "../elements.js";
import { plural, text } from "../strings.js";
import { rosterSection } from "./roster.js";

/** @typedef {import("../model.js").PageState} PageState */
/** @typedef {import("../model.js").Report} Report */
/** @typedef {Report["organizations"][number]} Organization */
/** @typedef {Report["warnings"][number]["code"]} WarningCode */

/** @type {Record<Organization["cited_as"], string>} */
const CITED_AS = {
  speaker: "panel_cited_as_speaker",
  outlet: "panel_cited_as_outlet",
  affiliation: "panel_cited_as_affiliation",
  document: "panel_cited_as_document",
};

/** What a reader should know; null for what concerns only developers. @type {Record<WarningCode, string | null>} */
const WARNINGS = {
  version: "panel_warning_version",
  too_long: "panel_warning_too_long",
  duplicate_block: null,
  no_article: "panel_warning_no_article",
  language: "panel_warning_language",
  unclosed_quotation: "panel_warning_unclosed_quotation",
  unreadable: "panel_warning_unreadable",
  model: "panel_warning_model",
};

/**
 * @param {Report} report
 * @returns {HTMLElement | null}
 */
export function citedOrganizations(report) {
  if (report.organizations.length === 0) return null;
  const section = rosterSection(text("panel_organizations"), "organizations", report.organizations.map((organization) =>
    element(
      "li",
      { class: "organization" },
      element("bdi", { class: "name", dir: "auto" }, organization.name),
      element(
        "span",
        { class: "standing" },
        text(CITED_AS[organization.cited_as]),
        text("panel_separator"),
        plural("panel_mentions", organization.mentions.length),
      ),
    )));
  section.classList.add("cited");
  return section;
}

/**
 * What was not read, or not painted; null where there is nothing to say.
 * @param {PageState} state
 * @param {Report} report
 * @returns {HTMLElement | null}
 */
export function remarks(state, report) {
  const codes = [...new Set(report.warnings.map((warning) => warning.code))];
  const lines = codes.flatMap((code) => WARNINGS[code] ?? []).map((key) => text(key));
  if (state.painted.dropped > 0) lines.push(plural("panel_dropped", state.painted.dropped));
  if (lines.length === 0) return null;
  return element(
    "section",
    { class: "remarks", "aria-labelledby": "remarks" },
    element("h2", { id: "remarks" }, text("panel_remarks")),
    element("ul", {}, ...lines.map((line) => element("li", {}, isolated(line)))),
  );
}
