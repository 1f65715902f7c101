//! The kernel's measurements as a module of WebAssembly: `tests/bench/kernel.js` calls them and looks at the clock.
//!
//! Built without glue, so that its functions bear their own names.

// A name that the module exports is an attribute that could clash with another one.
#![allow(unsafe_code)]

use std::cell::OnceCell;

use sourcelight_kernel::measure::{self, Reading};

thread_local! {
    static READING: OnceCell<Reading> = const { OnceCell::new() };
}

/// The network over a text.
#[unsafe(no_mangle)]
pub extern "C" fn network(rounds: u32) -> f64 {
    READING.with(|reading| reading.get_or_init(Reading::new).run(rounds)) as f64
}

/// The inner loop alone.
#[unsafe(no_mangle)]
pub extern "C" fn inner(rounds: u32) -> f64 {
    measure::inner(rounds) as f64
}

/// What the instructions of the inner loop could do at most.
#[unsafe(no_mangle)]
pub extern "C" fn peak(rounds: u32) -> f64 {
    measure::peak(rounds) as f64
}
