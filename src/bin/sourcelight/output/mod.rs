//! The forms of output, one file each.

mod jsonl;

use std::io::{self, Write};

use crate::arguments::Format;
use crate::scanned::Scanned;

/// Writes reports one after the other.
#[derive(Debug)]
pub(crate) struct Output<W> {
    format: Format,
    sink: W,
}

impl<W: Write> Output<W> {
    /// An output in a format.
    pub(crate) fn new(format: Format, sink: W) -> Self {
        Self { format, sink }
    }

    /// Writes what stands before the first report.
    pub(crate) fn start(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Writes a report.
    pub(crate) fn write(&mut self, scanned: &Scanned) -> io::Result<()> {
        jsonl::write(&mut self.sink, scanned)?;
        self.sink.flush()
    }

    /// Writes what stands after the last report.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}
