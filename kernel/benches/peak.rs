//! How near the kernel comes to what the processor could do. Prints one JSON object, in billions of multiplications with
//! their additions a second; `cargo xtask bench` shows it.
//!
//! One thread. All take turns, so that what else the machine does meanwhile slows each of them; the best turn counts.

use std::time::Instant;

use sourcelight_kernel::measure::{Reading, inner, peak, plain_peak, widest};

/// Turns, and how long each takes about.
const TURNS: usize = 40;
const TURN_MS: f64 = 20.0;

fn main() {
    // `cargo test --benches` starts this too, and wants no measurement.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let reading = Reading::new();
    let network = |rounds| reading.run(rounds);
    let widest_or_none = |rounds| widest(rounds).unwrap_or_default();
    let works: [(&str, &dyn Fn(u32) -> u64); 5] = [
        ("network", &network),
        ("inner", &inner),
        ("peak", &peak),
        ("plain_peak", &plain_peak),
        ("widest_peak", &widest_or_none),
    ];
    let rounds = works.map(|(_, work)| rounds_of_a_turn(work));
    let mut best = works.map(|_| 0.0_f64);
    for _ in 0..TURNS {
        for (((_, work), rounds), best) in works.iter().zip(rounds).zip(&mut best) {
            let begin = Instant::now();
            let done = work(rounds);
            *best = best.max(done as f64 / begin.elapsed().as_secs_f64() / 1e9);
        }
    }
    let figures: Vec<String> =
        works.iter().zip(best).map(|((name, _), best)| format!("\"{name}\": {best:.2}")).collect();
    println!("{{{}}}", figures.join(", "));
}

/// How many rounds take as long as a turn.
fn rounds_of_a_turn(work: &dyn Fn(u32) -> u64) -> u32 {
    let mut rounds = 1;
    loop {
        let begin = Instant::now();
        work(rounds);
        let elapsed_ms = begin.elapsed().as_secs_f64() * 1000.0;
        if elapsed_ms >= TURN_MS / 2.0 || rounds > u32::MAX / 4 {
            return rounds;
        }
        rounds *= 2;
    }
}
