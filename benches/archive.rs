//! How many articles a second the command line reads from a compressed archive, on one core and on more, and in how much
//! memory. Prints one JSON object; `cargo xtask bench` shows it.
//!
//! `SOURCELIGHT_ARTICLES` says how many articles the archive has: 2,000 without it, 100,000 for a large one.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::thread::available_parallelism;
use std::time::Instant;

use serde_json::{Value, json};

mod samples;
mod watch;

use samples::{altered, samples};
use watch::wait_and_watch;

fn main() -> ExitCode {
    // `cargo test --benches` starts this too, and wants no measurement.
    if !std::env::args().any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    let count = std::env::var("SOURCELIGHT_ARTICLES").ok().and_then(|count| count.parse().ok()).unwrap_or(2000);
    match measured(count) {
        Ok(figures) => {
            println!("{figures}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measured(count: u64) -> io::Result<Value> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("archive");
    fs::create_dir_all(&folder)?;
    let archive = folder.join("articles.jsonl.zst");
    let (words, bytes) = write_archive(&archive, count)?;
    let cores = available_parallelism()?.get();
    let runs: io::Result<Vec<Value>> = (0..)
        .map(|step| 1 << step)
        .take_while(|threads| *threads <= cores)
        .map(|threads| run(&archive, threads))
        .collect();
    Ok(json!({
        "articles": count, "words": words, "bytes": bytes, "archive_bytes": fs::metadata(&archive)?.len(), "runs": runs?,
    }))
}

/// Writes an archive of altered samples and gives its words and its bytes before compression.
fn write_archive(path: &Path, count: u64) -> io::Result<(usize, usize)> {
    let samples = samples();
    let mut archive = zstd::Encoder::new(BufWriter::new(File::create(path)?), 3)?;
    let (mut words, mut bytes) = (0, 0);
    for number in 0..count {
        let text = altered(&samples, number);
        words += text.split_whitespace().count();
        bytes += text.len();
        writeln!(archive, "{}", json!({"id": number, "text": text}))?;
    }
    archive.finish()?.flush()?;
    Ok((words, bytes))
}

/// Reads the archive with so many threads.
fn run(archive: &Path, threads: usize) -> io::Result<Value> {
    let output: PathBuf = archive.with_file_name(format!("reports-{threads}.jsonl"));
    let begin = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_sourcelight"))
        .args(["scan", "--format", "jsonl", "--progress", "lines", "--threads", &threads.to_string(), "--output"])
        .args([&output, archive])
        .stdin(Stdio::null())
        .spawn()?;
    let (status, peak) = wait_and_watch(&mut child)?;
    let seconds = begin.elapsed().as_secs_f64();
    if !status.success() {
        return Err(io::Error::other(format!("the scan ended with {status}")));
    }
    let output_bytes = fs::metadata(&output)?.len();
    fs::remove_file(&output)?;
    Ok(json!({"threads": threads, "seconds": seconds, "peak_bytes": peak, "output_bytes": output_bytes}))
}
