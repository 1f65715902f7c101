// @ts-check
/**
 * What a test leaves behind if nobody cleans up: browsers, profile folders. Everything registered here is undone when
 * the process ends, however it ends: by itself, by a failure, by Ctrl-C.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** @type {Set<() => void>} */
const undoings = new Set();

/** The signals that end a process, with the numbers that its exit status tells of them. */
const SIGNALS = /** @type {const} */ ({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 });

function undoAll() {
  for (const undo of [...undoings].reverse()) {
    try {
      undo();
    } catch (error) {
      console.error("something was left behind:", error);
    }
  }
}

/**
 * Registers something that must be undone before the process ends.
 * @param {() => void} undo Runs at once, without awaiting anything: a process that ends does not wait.
 * @returns {() => void} undoes it now
 */
export function undoAtEnd(undo) {
  if (undoings.size === 0) {
    process.once("exit", undoAll);
    for (const [signal, number] of Object.entries(SIGNALS)) process.once(signal, () => process.exit(128 + number));
  }
  const once = () => {
    if (undoings.delete(once)) undo();
  };
  undoings.add(once);
  return once;
}

/**
 * A new folder that lives as long as it is needed, and never longer than the process.
 * @param {string} name
 * @returns {{ path: string, remove: () => void }}
 */
export function temporaryFolder(name) {
  const path = mkdtempSync(join(tmpdir(), `${name}-`));
  return { path, remove: undoAtEnd(() => removeFolder(path, 20)) };
}

/**
 * @param {string} path
 * @param {number} triesLeft A browser that was just ended may still write a last file while the folder is emptied.
 */
function removeFolder(path, triesLeft) {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    if (triesLeft === 0) throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    removeFolder(path, triesLeft - 1);
  }
}

/**
 * Ends a process and all that it has started; the process leads a group of its own.
 * @param {number | undefined} processId
 */
export function endGroup(processId) {
  if (processId === undefined) return;
  try {
    process.kill(-processId, "SIGKILL");
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ESRCH") throw error;
  }
}
