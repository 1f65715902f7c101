//! How far a scan is: a bar on a terminal, or lines for a log.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::arguments::{ProgressForm, ScanArguments};

/// How often a line is written.
const LINE_EVERY: Duration = Duration::from_secs(5);

/// Tells how far a scan is. Its position counts bytes of the input, which are known beforehand; articles are not.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    lines: Option<Lines>,
    total_bytes: Option<u64>,
}

#[derive(Debug)]
struct Lines {
    begin: Instant,
    last: Mutex<Instant>,
    /// Bytes that an earlier run had read.
    bytes_before: u64,
}

impl Progress {
    /// Progress of a scan of so many bytes, of which an earlier run read `bytes_before`.
    pub(crate) fn new(arguments: &ScanArguments, total_bytes: Option<u64>, bytes_before: u64) -> Self {
        let is_seen = arguments.progress == ProgressForm::Auto
            && io::stderr().is_terminal()
            && (arguments.output.is_some() || !io::stdout().is_terminal());
        let target = if is_seen { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(total_bytes, target);
        let template = "{bar:40} {percent} %, {msg}, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(if total_bytes.is_some() { template } else { "{msg}" }) {
            bar.set_style(style);
        }
        bar.set_position(bytes_before);
        bar.reset_eta();
        let now = Instant::now();
        let lines = Lines { begin: now, last: Mutex::new(now), bytes_before };
        Self { bar, lines: (arguments.progress == ProgressForm::Lines).then_some(lines), total_bytes }
    }

    /// Says that so many articles and bytes lie behind, those of earlier runs among the bytes.
    pub(crate) fn tell(&self, articles: u64, bytes: u64) {
        self.bar.set_position(bytes);
        let rate = |begin: Duration| articles as f64 / begin.as_secs_f64().max(0.001);
        self.bar.set_message(format!("{articles} articles, {:.0} a second", rate(self.bar.elapsed())));
        let Some(Lines { begin, last, bytes_before }) = &self.lines else { return };
        let Ok(mut last) = last.lock() else { return };
        if last.elapsed() < LINE_EVERY {
            return;
        }
        *last = Instant::now();
        let elapsed = begin.elapsed();
        let left = self.total_bytes.map(|total| {
            let bytes_now = bytes.saturating_sub(*bytes_before).max(1) as f64;
            let seconds = elapsed.as_secs_f64() * total.saturating_sub(bytes) as f64 / bytes_now;
            let share = bytes.min(total) * 100 / total.max(1);
            format!(", {share} % of the input read, {seconds:.0} seconds left")
        });
        self.say(&format_args!("{articles} articles, {:.0} a second{}", rate(elapsed), left.unwrap_or_default()));
    }

    /// Says how it ended.
    pub(crate) fn finish(&self, articles: u64) {
        self.bar.finish_and_clear();
        if let Some(Lines { begin, .. }) = &self.lines {
            let elapsed = begin.elapsed().as_secs_f64();
            let rate = articles as f64 / elapsed.max(0.001);
            self.say(&format_args!("{articles} articles in {elapsed:.1} seconds, {rate:.0} a second"));
        }
    }

    /// Says something on standard error, above the bar. Nothing can be done where even that cannot be written.
    pub(crate) fn say(&self, message: &dyn Display) {
        self.bar.suspend(|| {
            let _ = writeln!(io::stderr().lock(), "sourcelight: {message}");
        });
    }
}
