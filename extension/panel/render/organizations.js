// @ts-check
/**
 * The cited organisations: how the article cites each, and where.
 */

import { element } from "../elements.js";
import { plural, text } from "../strings.js";
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
 * @param {Context} context
 * @returns {HTMLElement | null}
 */
export function citedOrganizations({ audit }) {
  const { organizations } = audit.report;
  if (organizations.length === 0) return null;
  const { node } = rosterSection(text("panel_organizations"), "organizations", organizations.map((organization) => element(
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
    positionStrip(audit.placesOf(organization.mentions)),
  )));
  node.classList.add("cited");
  return node;
}
