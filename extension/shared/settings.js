// @ts-check
/**
 * The reader's settings, in `storage.local`. Nothing in them says which pages were read.
 */

import { boolean, hasShape, oneOf, record } from "./shape.js";

export const PALETTES = /** @type {const} */ (["lamp", "strong", "ink"]);
export const LINES = /** @type {const} */ (["solid", "dashed", "dotted", "double", "wavy"]);
export const TEXT_SIZES = /** @type {const} */ (["small", "medium", "large", "larger"]);
export const DENSITIES = /** @type {const} */ (["comfortable", "compact"]);

const kinds = record({ direct: boolean, mixed: boolean, indirect: boolean });
const line = oneOf(LINES);

const FIELDS = {
  /** Whether Sourcelight rests on every page. */
  paused: boolean,
  /** Which kinds of quotes are painted. */
  kinds,
  palette: oneOf(PALETTES),
  lines: record({ direct: line, mixed: line, indirect: line }),
  /** Whether quotes lie on a thin tint, or have their line only. */
  tint: boolean,
  textSize: oneOf(TEXT_SIZES),
  density: oneOf(DENSITIES),
  /** Whether the toolbar button shows the number of quotes. */
  badge: boolean,
};

export const settingsShape = record(FIELDS);

/** @typedef {import("./shape.js").Infer<typeof settingsShape>} Settings */
/** @typedef {typeof PALETTES[number]} Palette */
/** @typedef {typeof LINES[number]} Line */

/** @type {Settings} */
export const DEFAULT_SETTINGS = {
  paused: false,
  kinds: { direct: true, mixed: true, indirect: true },
  palette: "lamp",
  lines: { direct: "solid", mixed: "dashed", indirect: "dotted" },
  tint: true,
  textSize: "medium",
  density: "comfortable",
  badge: true,
};

const KEY = "settings";

/**
 * What of a stored value is a setting; the rest is as it comes with the extension. A version that knows other settings
 * than the one that stored them loses only those.
 * @param {unknown} stored
 * @returns {Settings}
 */
export function settingsFrom(stored) {
  const given = typeof stored === "object" && stored !== null ? Object.entries(stored) : [];
  const known = given.filter(([name, value]) =>
    Object.hasOwn(FIELDS, name) && hasShape(/** @type {any} */ (FIELDS)[name], value));
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(known) };
}

/** @returns {Promise<Settings>} */
export async function readSettings() {
  return settingsFrom((await chrome.storage.local.get(KEY))[KEY]);
}

/**
 * @param {Partial<Settings>} changes
 * @returns {Promise<void>}
 */
export async function changeSettings(changes) {
  await chrome.storage.local.set({ [KEY]: { ...await readSettings(), ...changes } });
}

/**
 * @param {(settings: Settings, before: Settings) => void} listener
 * @returns {() => void} stops it
 */
export function watchSettings(listener) {
  /** @param {{ [key: string]: chrome.storage.StorageChange }} changes */
  const onChanged = (changes) => {
    const change = changes[KEY];
    if (change !== undefined) listener(settingsFrom(change.newValue), settingsFrom(change.oldValue));
  };
  chrome.storage.local.onChanged.addListener(onChanged);
  return () => chrome.storage.local.onChanged.removeListener(onChanged);
}
