//! What the fuzzer found, run again.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use sourcelight_fuzz::Check;

/// One test, because the memory that is counted is the whole program's.
#[test]
fn every_input_that_was_found_keeps_the_promises() {
    let mut broken = Vec::new();
    for check in Check::ALL {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(check.name());
        let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        assert!(files.len() >= 5, "a corpus of {}", check.name());
        for file in files {
            let bytes = fs::read(&file).unwrap();
            if catch_unwind(AssertUnwindSafe(|| check.run(&bytes))).is_err() {
                broken.push(file);
            }
        }
    }
    assert!(broken.is_empty(), "the core breaks a promise on {broken:#?}");
}
