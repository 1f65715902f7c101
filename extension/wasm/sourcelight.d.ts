/** What the shell uses of the glue that the build puts beside it (see `src/wasm.rs`). */

/** Compiles and starts the wasm. */
export default function init(options: { module_or_path: string }): Promise<unknown>;

/** Puts a new instance in place of the current one; objects of the old one are of no use any more. */
export function __wbg_reset_state(): void;

/** The loaded core. */
export class Analyzer {
  /** Without the trained model: quotations in marks only. */
  constructor();
  /** With the model whose pack these bytes are; an error that says what is wrong with them. */
  static withModel(pack: Uint8Array): Analyzer;
  /** Analyses a page: in goes a page input, out comes a report, both as the contract has them. */
  analyze(page: unknown): unknown;
  /** The same report, sooner where most of the page was given to this method before. */
  analyzeAgain(page: unknown): unknown;
  /** What each stage makes of a page (see `src/stages.rs`); only in builds with that feature, such as the playground's. */
  stages?(page: unknown): unknown;
}
