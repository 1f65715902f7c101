//! The forms of output, one file each.

mod csv;
#[cfg(test)]
mod golden;
mod html;
mod jsonl;
mod markdown;
pub(crate) mod parquet;
mod text;
mod words;

use std::io;

use self::parquet::Row;
use crate::arguments::Format;
use crate::scanned::Scanned;

/// What an article adds to the output.
#[derive(Debug)]
pub(crate) enum Rendered {
    /// Text, to be written as it is.
    Text(Vec<u8>),
    /// Rows of a table.
    Rows(Vec<Row>),
}

/// What an article adds to an output in this format.
///
/// # Errors
///
/// If it cannot be written down.
pub(crate) fn render(format: Format, scanned: &Scanned) -> io::Result<Rendered> {
    let mut text = Vec::new();
    match format {
        Format::Csv => csv::write(&mut text, scanned),
        Format::Html => html::write(&mut text, scanned),
        Format::Jsonl => jsonl::write(&mut text, scanned),
        Format::Md => markdown::write(&mut text, scanned),
        Format::Text => text::write(&mut text, scanned),
        Format::Parquet => return Ok(Rendered::Rows(parquet::rows(scanned))),
    }?;
    Ok(Rendered::Text(text))
}

/// What stands before the first article.
///
/// # Errors
///
/// If it cannot be written down.
pub(crate) fn head(format: Format) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    match format {
        Format::Csv => csv::start(&mut head),
        Format::Html => html::start(&mut head),
        Format::Jsonl | Format::Md | Format::Parquet | Format::Text => Ok(()),
    }?;
    Ok(head)
}

/// What stands between two articles.
pub(crate) fn separator(format: Format) -> &'static [u8] {
    match format {
        Format::Md | Format::Text => b"\n",
        Format::Csv | Format::Html | Format::Jsonl | Format::Parquet => b"",
    }
}

/// What stands after the last article.
pub(crate) fn tail(format: Format) -> &'static [u8] {
    match format {
        Format::Html => html::TAIL,
        Format::Csv | Format::Jsonl | Format::Md | Format::Parquet | Format::Text => b"",
    }
}
