/** What the shell uses of the glue that the build puts beside it (see `src/wasm.rs`). */

/** Compiles and starts the wasm. */
export default function init(options: { module_or_path: string }): Promise<unknown>;

/** Puts a new instance in place of the current one; objects of the old one are of no use any more. */
export function __wbg_reset_state(): void;

/** The loaded core. */
export class Analyzer {
  constructor();
  /** Analyses a page: in goes a page input, out comes a report, both as the contract has them. */
  analyze(page: unknown): unknown;
}
