//! Where the output goes: standard output, a file that can be gone on with, or a folder of parts.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek, Stdout, Write};
use std::path::{Path, PathBuf};

use crate::arguments::{Format, ScanArguments};
use crate::checkpoint::Checkpoint;
use crate::output::parquet::{self, Row};
use crate::output::{Rendered, head, separator, tail};

/// An output that is being written.
#[derive(Debug)]
pub(crate) enum Destination {
    /// Text on standard output.
    Terminal { format: Format, sink: BufWriter<Stdout>, is_begun: bool },
    /// Text in a file.
    File { format: Format, path: PathBuf, sink: BufWriter<File>, bytes: u64 },
    /// Rows in a folder of files, each of at least `rows` but for the last one. They wait in memory until there are so many.
    Parts { folder: PathBuf, rows: usize, waiting: Vec<Row>, parts: u32 },
}

impl Destination {
    /// Standard output.
    pub(crate) fn terminal(format: Format) -> io::Result<Self> {
        let mut sink = BufWriter::new(io::stdout());
        sink.write_all(&head(format)?)?;
        Ok(Self::Terminal { format, sink, is_begun: false })
    }

    /// The output at a path as the checkpoint has it; what was written behind it is taken away.
    pub(crate) fn open(arguments: &ScanArguments, path: &Path, checkpoint: &Checkpoint) -> io::Result<Self> {
        let format = arguments.format;
        if format == Format::Parquet {
            fs::create_dir_all(path)?;
            remove_parts(path, checkpoint.parts)?;
            let (folder, rows, parts) = (path.to_path_buf(), arguments.part_rows.max(1), checkpoint.parts);
            return Ok(Self::Parts { folder, rows, waiting: Vec::new(), parts });
        }
        let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
        file.set_len(checkpoint.bytes)?;
        file.seek(io::SeekFrom::Start(checkpoint.bytes))?;
        let (sink, path) = (BufWriter::new(file), path.to_path_buf());
        let mut output = Self::File { format, path, sink, bytes: checkpoint.bytes };
        if checkpoint.bytes == 0 {
            output.put(&head(format)?)?;
        }
        Ok(output)
    }

    /// Adds what came of an article.
    pub(crate) fn write(&mut self, rendered: Rendered) -> io::Result<()> {
        match (rendered, self) {
            (Rendered::Rows(rows), Self::Parts { waiting, .. }) => waiting.extend(rows),
            (Rendered::Text(text), output) => {
                output.put_separator()?;
                output.put(&text)?;
            }
            (Rendered::Rows(_), _) => return Err(io::Error::other("found rows, expected text")),
        }
        Ok(())
    }

    /// Brings what is written to the reader, or safely to the disk with the checkpoint beside it.
    pub(crate) fn settle(&mut self, checkpoint: &mut Checkpoint) -> io::Result<()> {
        match self {
            Self::Terminal { sink, .. } => sink.flush(),
            Self::File { path, sink, bytes, .. } => {
                sink.flush()?;
                sink.get_ref().sync_data()?;
                checkpoint.bytes = *bytes;
                checkpoint.write(path)
            }
            Self::Parts { waiting, rows, .. } if waiting.len() < *rows => Ok(()),
            Self::Parts { folder, waiting, parts, .. } => {
                write_part(folder, *parts, waiting)?;
                waiting.clear();
                *parts += 1;
                checkpoint.parts = *parts;
                checkpoint.write(folder)
            }
        }
    }

    /// Writes what stands after the last article, and takes the checkpoint away.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        match &mut self {
            Self::Terminal { format, sink, .. } => {
                sink.write_all(tail(*format))?;
                sink.flush()
            }
            Self::File { format, path, sink, .. } => {
                sink.write_all(tail(*format))?;
                sink.flush()?;
                sink.get_ref().sync_data()?;
                Checkpoint::remove(path)
            }
            Self::Parts { folder, waiting, parts, .. } => {
                // A table without rows is a table all the same.
                if !waiting.is_empty() || *parts == 0 {
                    write_part(folder, *parts, waiting)?;
                }
                Checkpoint::remove(folder)
            }
        }
    }

    /// Writes what stands between two articles, unless this is the first one.
    fn put_separator(&mut self) -> io::Result<()> {
        let (is_between, format) = match self {
            Self::Terminal { format, is_begun, .. } => (std::mem::replace(is_begun, true), *format),
            Self::File { format, bytes, .. } => (*bytes > 0, *format),
            Self::Parts { .. } => (false, Format::Parquet),
        };
        self.put(if is_between { separator(format) } else { b"" })
    }

    fn put(&mut self, text: &[u8]) -> io::Result<()> {
        match self {
            Self::Terminal { sink, .. } => sink.write_all(text),
            Self::File { sink, bytes, .. } => {
                *bytes += u64::try_from(text.len()).unwrap_or(0);
                sink.write_all(text)
            }
            Self::Parts { .. } if text.is_empty() => Ok(()),
            Self::Parts { .. } => Err(io::Error::other("found text, expected rows")),
        }
    }
}

fn part_name(part: u32) -> String {
    format!("part-{part:05}.parquet")
}

/// Writes a part under a name that readers pass over, and names it when it is whole.
fn write_part(folder: &Path, part: u32, rows: &[Row]) -> io::Result<()> {
    let new = folder.join(".part.new");
    parquet::write(&new, rows).map_err(io::Error::other)?;
    fs::rename(new, folder.join(part_name(part)))
}

/// Removes the parts from a number on.
fn remove_parts(folder: &Path, first: u32) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let part = name.strip_prefix("part-").and_then(|rest| rest.strip_suffix(".parquet")?.parse::<u32>().ok());
        if part.is_some_and(|part| part >= first && part_name(part) == name) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
