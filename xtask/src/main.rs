//! The project's own commands: `cargo xtask run`, `cargo xtask test` and their parts.

fn main() {}
