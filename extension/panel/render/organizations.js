// @ts-check
/**
 * The cited organisations: how the article cites each, and where; and those that it merely names.
 */

import { element } from "../elements.js";
import { plural, text } from "../strings.js";
import { lookAlikeNote } from "./look-alike.js";
import { rosterSection } from "./roster.js";
import { positionStrip } from "./strip.js";

/** @typedef {import("../context.js").Context} Context */
/** @typedef {import("../model.js").Report} Report */
/** @typedef {Report["organizations"][number]} Organization */

/** @type {Record<Organization["cited_as"], string>} */
const CITED_AS = {
  speaker: "panel_cited_as_speaker",
  outlet: "panel_cited_as_outlet",
  affiliation: "panel_cited_as_affiliation",
  document: "panel_cited_as_document",
};

/**
 * Those that are named without being cited, folded away.
 * @param {Context} context
 * @returns {HTMLElement | null}
 */
function mentionedOnly({ audit }) {
  const mentioned = audit.report.mentioned ?? [];
  if (mentioned.length === 0) return null;
  return element(
    "details",
    { class: "mentioned" },
    element("summary", {}, plural("panel_mentioned", mentioned.length)),
    element("ul", {}, ...mentioned.map(({ name, mentions }) => element(
      "li",
      { class: "organization" },
      element("bdi", { class: "name", dir: "auto" }, name),
      lookAlikeNote(name, audit),
      element("span", { class: "standing" }, plural("panel_mentions", mentions.length)),
      positionStrip(audit.placesOf(mentions)),
    ))),
  );
}

/**
 * @param {Context} context
 * @returns {HTMLElement | null}
 */
export function citedOrganizations(context) {
  const { audit } = context;
  const { organizations } = audit.report;
  const mentioned = mentionedOnly(context);
  if (organizations.length === 0 && mentioned === null) return null;
  const { node } = rosterSection(text("panel_organizations"), "organizations", organizations.map((organization) => element(
    "li",
    { class: "organization" },
    element("bdi", { class: "name", dir: "auto" }, organization.name),
    lookAlikeNote(organization.name, audit),
    element(
      "span",
      { class: "standing" },
      text(CITED_AS[organization.cited_as]),
      text("panel_separator"),
      plural("panel_mentions", organization.mentions.length),
    ),
    positionStrip(audit.placesOf(organization.mentions)),
  )));
  node.classList.add("cited");
  if (organizations.length > 0) node.querySelector("h2")?.after(element("p", { class: "standing" }, text("panel_organizations_meaning")));
  if (mentioned !== null) node.append(mentioned);
  return node;
}
