import type { PageInput, Report } from "./contract.js";

export type {
  BlockKind, InputBlock, InputLink, Organization, PageInput, Quote, QuoteKind, Reason, Region, Report, Span, Speaker,
  Warning,
} from "./contract.js";

/** The loaded core. Load one, keep it, and analyse as many pages with it as you like. */
export interface Analyzer {
  /**
   * Analyses a page. Positions of the report count UTF-16 code units of each block's text, as JavaScript strings do.
   * What could not be done stands in the report's `warnings`.
   *
   * @throws {Error} that says what was found and what was expected, if the page does not keep the contract
   */
  analyze(page: PageInput): Report;
  /** Gives the core's memory back. */
  free(): void;
}

/**
 * Compiles the core and reads its model, both from the files of this package. Takes some 10 ms.
 *
 * @throws {Error} if a file cannot be read, or the model is damaged
 */
export function load(): Promise<Analyzer>;

/**
 * Compiles the core with files that you have read yourself: `sourcelight_bg.wasm` and `sourcelight.pack`.
 *
 * @throws {Error} if they are damaged
 */
export function loadFrom(core: BufferSource | WebAssembly.Module, model: Uint8Array): Promise<Analyzer>;

/** What is known of a text besides its words. */
export interface TextFacts {
  /** A BCP 47 tag. Only English is analysed in full. */
  lang?: string;
  url?: string;
  title?: string;
}

/**
 * Plain text as a page: a line without visible characters ends a paragraph, and where lines are not folded, every line is
 * one.
 */
export function pageOfText(text: string, facts?: TextFacts): PageInput;
