//! What an analysis may cost.

use std::time::Duration;

use cpu_time::ThreadTime;
use peak_alloc::PeakAlloc;

/// Counts what is allocated, in the tests and in the fuzzer alike.
#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Ten microseconds of the processor for every byte: a second for 100 KB.
const TIME_PER_BYTE: Duration = Duration::from_micros(10);
/// How many times as long it may take here: the fuzzer's build notes every branch and comparison, and machines that test are
/// slower than others or do other work. What grows with the square of a text is beyond either.
const SLOWDOWN: u32 = if cfg!(feature = "libfuzzer") { 10 } else { 4 };
/// What any analysis may take, however short its text: a machine that does other work too makes single ones late.
const TIME_FOR_ANY: Duration = Duration::from_millis(250);
/// 320 MB of memory for every MB of the input: that of a text in which every byte is a word for the network. Prose takes 50
/// to 70.
const MEMORY_PER_BYTE: usize = 320;
/// What any analysis may use: the network's own memory.
const MEMORY_FOR_ANY: usize = 8 * 1024 * 1024;

/// Does the work; the input's size says what it may cost.
///
/// # Panics
///
/// If it takes more time of this thread, or more memory of the whole program at its highest, than such an input may.
pub(crate) fn within_limits<T>(input_bytes: usize, work: impl FnOnce() -> T) -> T {
    let used = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let clock = ThreadTime::now();
    let outcome = work();
    let elapsed = clock.elapsed();
    let memory = MEMORY.peak_usage().saturating_sub(used);
    let most_time = TIME_FOR_ANY + SLOWDOWN * TIME_PER_BYTE * u32::try_from(input_bytes).unwrap_or(u32::MAX);
    let most_memory = MEMORY_FOR_ANY + MEMORY_PER_BYTE * input_bytes;
    assert!(elapsed <= most_time, "{input_bytes} bytes took {elapsed:?}, expected {most_time:?} at most");
    assert!(memory <= most_memory, "{input_bytes} bytes took {memory} bytes of memory, expected {most_memory} at most");
    outcome
}
