//! The forms of output, one file each.

mod csv;
#[cfg(test)]
mod golden;
mod html;
mod jsonl;
mod markdown;
mod text;
mod words;

use std::io::{self, Write};

use crate::arguments::Format;
use crate::scanned::Scanned;

/// Writes reports one after the other.
#[derive(Debug)]
pub(crate) struct Output<W> {
    format: Format,
    sink: W,
    is_first: bool,
}

impl<W: Write> Output<W> {
    /// An output in a format.
    pub(crate) fn new(format: Format, sink: W) -> Self {
        Self { format, sink, is_first: true }
    }

    /// Writes what stands before the first report.
    pub(crate) fn start(&mut self) -> io::Result<()> {
        match self.format {
            Format::Csv => csv::start(&mut self.sink),
            Format::Html => html::start(&mut self.sink),
            Format::Jsonl | Format::Md | Format::Text => Ok(()),
        }
    }

    /// Writes a report and hands it on at once.
    pub(crate) fn write(&mut self, scanned: &Scanned) -> io::Result<()> {
        let is_first = std::mem::replace(&mut self.is_first, false);
        match self.format {
            Format::Csv => csv::write(&mut self.sink, scanned),
            Format::Html => html::write(&mut self.sink, scanned),
            Format::Jsonl => jsonl::write(&mut self.sink, scanned),
            Format::Md => markdown::write(&mut self.sink, scanned, is_first),
            Format::Text => text::write(&mut self.sink, scanned, is_first),
        }?;
        self.sink.flush()
    }

    /// Writes what stands after the last report.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        match self.format {
            Format::Html => html::finish(&mut self.sink)?,
            Format::Csv | Format::Jsonl | Format::Md | Format::Text => {}
        }
        self.sink.flush()
    }
}
