//! The fuzzer: libFuzzer with one of the checks, which `SOURCELIGHT_FUZZ` names. `cargo xtask fuzz` builds and starts it.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sourcelight_fuzz::Check;

/// An unknown name would otherwise fuzz nothing for hours.
static CHECK: LazyLock<Option<Check>> =
    LazyLock::new(|| std::env::var("SOURCELIGHT_FUZZ").ok().and_then(|name| Check::named(&name)));

fuzz_target!(|bytes: &[u8]| {
    assert!(CHECK.is_some(), "found no check's name in SOURCELIGHT_FUZZ");
    if let Some(check) = *CHECK {
        check.run(bytes);
    }
});
