//! `sourcelight scan`: reads files in parallel, writes their reports in the order of the arguments.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use sourcelight::Analyzer;

use crate::arguments::ScanArguments;
use crate::error::Error;
use crate::input::{self, Reading};
use crate::output::Output;
use crate::scanned::Scanned;

/// How a scan ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Every file was read.
    AllRead,
    /// Some file could not be read, or the output not be written.
    SomeFailed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::AllRead => Self::SUCCESS,
            Outcome::SomeFailed => Self::FAILURE,
        }
    }
}

/// Scans the files.
pub(crate) fn run(arguments: &ScanArguments) -> Outcome {
    match scan(arguments) {
        Ok(outcome) => outcome,
        // Whoever reads the output has seen enough, as `head` has.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Outcome::AllRead,
        Err(error) => {
            complain(&format_args!("standard output: {error}"));
            Outcome::SomeFailed
        }
    }
}

/// Files of one round: enough that no thread waits long for the slowest, few enough that memory stays small.
fn files_per_round() -> usize {
    rayon::current_num_threads() * 8
}

fn scan(arguments: &ScanArguments) -> io::Result<Outcome> {
    let analyzer = Analyzer::new();
    let reading = Reading { kind: arguments.input, max_bytes: arguments.max_bytes };
    let progress = progress_bar(arguments.files.len());
    let mut output = Output::new(arguments.format, BufWriter::new(io::stdout().lock()));
    let mut outcome = Outcome::AllRead;
    output.start()?;
    for files in arguments.files.chunks(files_per_round()) {
        let scanned: Vec<Result<Scanned, Error>> = files
            .par_iter()
            .map(|file| {
                let scanned = input::read(file, reading).map(|input| Scanned::new(&analyzer, input));
                progress.inc(1);
                scanned
            })
            .collect();
        for result in scanned {
            match result {
                Ok(scanned) => output.write(&scanned)?,
                Err(error) => {
                    outcome = Outcome::SomeFailed;
                    progress.suspend(|| complain(&error));
                }
            }
        }
    }
    progress.finish_and_clear();
    output.finish()?;
    Ok(outcome)
}

/// Says on standard error what went wrong. Nothing can be done where even that cannot be written.
fn complain(message: &dyn std::fmt::Display) {
    let _ = writeln!(io::stderr().lock(), "sourcelight: {message}");
}

/// A bar on standard error where a person sees it and it does not stand between the lines of the output.
fn progress_bar(file_count: usize) -> ProgressBar {
    let is_seen = file_count > 1 && io::stderr().is_terminal() && !io::stdout().is_terminal();
    let target = if is_seen { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(u64::try_from(file_count).ok(), target);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} files, {eta} left") {
        bar.set_style(style);
    }
    bar
}
