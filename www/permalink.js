// @ts-check
/**
 * Addresses that hold a text: compressed (deflate) and written as base64url in the fragment, which browsers keep to
 * themselves and send to no server.
 *
 *     #text=…   plain text
 *     #html=…   the source of a page
 */

/**
 * A text, and how it is written.
 * @typedef {{ kind: "text" | "html", content: string }} Source
 */

/** In bytes; a fragment of a few kilobytes can hold much more than that. */
const LARGEST = 5_000_000;

/**
 * @param {Uint8Array} bytes
 * @returns {string}
 */
function base64url(bytes) {
  let characters = "";
  for (const byte of bytes) characters += String.fromCharCode(byte);
  return btoa(characters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/u, "");
}

/**
 * @param {string} written
 * @returns {Uint8Array<ArrayBuffer>}
 */
function bytesOf(written) {
  return Uint8Array.from(atob(written.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
}

/**
 * The fragment that holds a text, with its `#`.
 * @param {Source} source
 * @returns {Promise<string>}
 */
export async function fragmentOf({ kind, content }) {
  const packed = new Blob([content]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return `#${kind}=${base64url(new Uint8Array(await new Response(packed).arrayBuffer()))}`;
}

/**
 * The text that a fragment holds; null where it names none.
 * @param {string} fragment With its `#`, or empty.
 * @returns {Promise<Source | null>}
 * @throws where what it holds is damaged, or larger than any article
 */
export async function sourceOf(fragment) {
  const found = /^#(text|html)=([\w-]*)$/u.exec(fragment);
  if (found === null) return null;
  const [, kind, written = ""] = found;
  const reader = new Blob([bytesOf(written)]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let content = "";
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > LARGEST) {
      await reader.cancel();
      throw new RangeError(`the link holds more than ${LARGEST} bytes`);
    }
    content += decoder.decode(value, { stream: true });
  }
  return { kind: kind === "html" ? "html" : "text", content: content + decoder.decode() };
}
