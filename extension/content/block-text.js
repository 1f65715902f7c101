// @ts-check
/**
 * The text of one block while it is collected: white space as the reader sees it, together with the map back to the
 * text nodes. Both come from the same pass, so they cannot disagree.
 */

/** @typedef {import("../shared/contract.js").InputLink} InputLink */

/**
 * A run of a block's text that stands unbroken in one text node. A run's characters are the node's own, save that a
 * collapsed space may be any white space there.
 * @typedef {object} Segment
 * @property {Text} node
 * @property {number} nodeStart First code unit in the node.
 * @property {number} textStart First code unit in the block's text.
 * @property {number} length In code units.
 */

/**
 * A link whose end has not come.
 * @typedef {object} OpenLink
 * @property {string} url
 * @property {number | null} start Where its text in this block starts, once it has some.
 * @property {number} blocks The blocks before this one in which it has text.
 */

/**
 * Blocks that a link goes on over at most. A card is a link around its headline and a paragraph or two; a link that was
 * never closed must not stand on everything below it.
 */
const MOST_BLOCKS = 16;

/**
 * White space that collapses (not the non-breaking space), and words with nothing to collapse between them: most
 * paragraphs are one run.
 */
const RUNS = /[ \t\n\r\f]+|[^ \t\n\r\f]+(?: [^ \t\n\r\f]+)*/gu;

/** The same white space by its code units. */
const WHITE = new Set([..." \t\n\r\f"].map((each) => each.charCodeAt(0)));

export class BlockText {
  text = "";
  /** @type {Segment[]} */
  segments = [];
  /** @type {InputLink[]} */
  links = [];
  /** @type {OpenLink[]} */
  #openLinks;
  /** @type {{ node: Text, offset: number } | null} */
  #pendingSpace = null;
  #pendingBreak = false;

  /** @param {OpenLink[]} openLinks The links around the start of the block. */
  constructor(openLinks = []) {
    this.#openLinks = openLinks.map(({ url, start, blocks }) =>
      ({ url, start: null, blocks: start === null ? blocks : blocks + 1 }));
  }

  /** The links that are open, for the block after this one. */
  get openLinks() {
    return this.#openLinks;
  }

  /**
   * Adds a piece of a text node.
   * @param {Text} node
   * @param {string} piece
   * @param {number} start The first code unit of the piece in the node.
   */
  add(node, piece, start) {
    RUNS.lastIndex = 0;
    for (let match = RUNS.exec(piece); match !== null; match = RUNS.exec(piece)) {
      const run = match[0];
      const offset = start + match.index;
      if (WHITE.has(run.charCodeAt(0))) {
        // The last character of the white space stands for all of it, so that it joins the word after it.
        if (this.text !== "" && this.#pendingSpace === null) {
          this.#pendingSpace = { node, offset: offset + run.length - 1 };
        }
      } else {
        this.#addSpace();
        for (const link of this.#openLinks) if (link.blocks < MOST_BLOCKS) link.start ??= this.text.length;
        this.#map(node, offset, run);
      }
    }
  }

  /**
   * Adds characters that the reader sees and the document does not hold, such as the marks of a `q` element.
   * @param {string} characters
   */
  addGenerated(characters) {
    this.#addSpace();
    this.text += characters;
  }

  /**
   * Adds the end of a line. Two in a row end the block.
   * @returns {boolean} whether the block ends here
   */
  addBreak() {
    this.#pendingSpace = null;
    const isSecond = this.#pendingBreak;
    this.#pendingBreak = this.text !== "";
    return isSecond;
  }

  /** @param {string} url */
  openLink(url) {
    this.#openLinks.push({ url, start: null, blocks: 0 });
  }

  closeLink() {
    const link = this.#openLinks.pop();
    if (link !== undefined) this.#endLink(link);
  }

  /** Ends the links that go on after the block. */
  finish() {
    for (const link of this.#openLinks) this.#endLink(link);
    this.links.sort((left, right) => left.start - right.start || left.end - right.end);
  }

  /** @param {OpenLink} link */
  #endLink({ url, start }) {
    if (start !== null && start < this.text.length) this.links.push({ start, end: this.text.length, url });
  }

  #addSpace() {
    if (this.#pendingBreak) this.text += "\n";
    else if (this.#pendingSpace !== null) this.#map(this.#pendingSpace.node, this.#pendingSpace.offset, " ");
    this.#pendingBreak = false;
    this.#pendingSpace = null;
  }

  /**
   * @param {Text} node
   * @param {number} nodeStart
   * @param {string} characters
   */
  #map(node, nodeStart, characters) {
    const last = this.segments.at(-1);
    const textStart = this.text.length;
    this.text += characters;
    if (
      last !== undefined && last.node === node &&
      last.nodeStart + last.length === nodeStart && last.textStart + last.length === textStart
    ) {
      last.length += characters.length;
    } else {
      this.segments.push({ node, nodeStart, textStart, length: characters.length });
    }
  }
}
