/** The paragraphs of a plain text, as the command line reads them (`src/collect/plain_text.rs`). */

/**
 * Some line of more than 160 characters: lines were not broken to fit a column, each is a paragraph.
 */
const WIDER_THAN_A_COLUMN = /[^\n]{161}/u;

/**
 * An empty line ends a paragraph; a single line break ends one where lines are not folded.
 * @param {string} text
 * @returns {string[]}
 */
export function paragraphsOf(text) {
  const lines = text.replace(/^\uFEFF/u, "").split("\n").map((line) => line.trimEnd());
  return lines.join("\n").split(/\n{2,}/u)
    .flatMap((block) => (WIDER_THAN_A_COLUMN.test(block) ? block.split("\n") : [block]))
    .map((each) => each.trim()).filter((each) => each !== "");
}
