//! The command line of Sourcelight.

fn main() {}
