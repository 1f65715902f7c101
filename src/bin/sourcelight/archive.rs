//! Archives: JSON Lines, one article a line, as they are or compressed with zstd.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::Error;

/// What a file that is compressed with zstd begins with (RFC 8878, 3.1.1).
const ZSTD_MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// A line of an archive.
#[derive(Debug)]
pub(crate) struct Line {
    /// The archive; `None` for standard input.
    pub(crate) path: Option<Arc<PathBuf>>,
    /// Counted from 1.
    pub(crate) number: u64,
    /// The line without its end.
    pub(crate) bytes: Vec<u8>,
}

/// The lines of an archive. Holds one of them at a time, and none that is longer than the limit.
pub(crate) struct Lines {
    path: Option<Arc<PathBuf>>,
    reader: Box<dyn BufRead + Send>,
    number: u64,
    limit: u64,
    /// After an error of the file nothing more can be read.
    is_over: bool,
}

impl fmt::Debug for Lines {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Lines").field("path", &self.path).field("number", &self.number).finish_non_exhaustive()
    }
}

impl Lines {
    /// Opens an archive, or standard input; `read` counts the bytes of the file that have been read.
    ///
    /// # Errors
    ///
    /// If the file cannot be opened or its first bytes not be read.
    pub(crate) fn open(path: Option<&Path>, limit: u64, read: Arc<AtomicU64>) -> Result<Self, Error> {
        let failed = |error| Error::from_io(path, error);
        let source: Box<dyn Read + Send> = match path {
            Some(path) => Box::new(Counted { reader: File::open(path).map_err(failed)?, read }),
            None => Box::new(io::stdin()),
        };
        let (is_compressed, source) = is_compressed(source).map_err(failed)?;
        let reader: Box<dyn BufRead + Send> = if is_compressed {
            Box::new(BufReader::new(zstd::stream::read::Decoder::new(source).map_err(failed)?))
        } else {
            Box::new(BufReader::new(source))
        };
        let path = path.map(|path| Arc::new(path.to_path_buf()));
        Ok(Self { path, reader, number: 0, limit, is_over: false })
    }

    fn path(&self) -> Option<&Path> {
        self.path.as_deref().map(PathBuf::as_path)
    }

    /// The next line, without its end; `None` after the last one.
    fn read_line(&mut self) -> io::Result<Option<Content>> {
        let mut bytes = Vec::new();
        // One byte for the line feed, and one that shows that the line goes on.
        let most = self.limit.saturating_add(2);
        let length = self.reader.by_ref().take(most).read_until(b'\n', &mut bytes)?;
        if length == 0 {
            return Ok(None);
        }
        self.number += 1;
        if bytes.last() == Some(&b'\n') {
            bytes.pop();
        } else if u64::try_from(length).is_ok_and(|length| length == most) {
            self.reader.skip_until(b'\n')?;
            return Ok(Some(Content::TooLong));
        }
        Ok(Some(if u64::try_from(bytes.len()).is_ok_and(|length| length > self.limit) {
            Content::TooLong
        } else {
            Content::Whole(bytes)
        }))
    }
}

/// A line, or that it was passed over.
enum Content {
    Whole(Vec<u8>),
    TooLong,
}

impl Iterator for Lines {
    type Item = Result<Line, Error>;

    /// Lines of white space alone are passed over.
    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_over {
            match self.read_line() {
                Ok(Some(Content::Whole(bytes))) if bytes.trim_ascii().is_empty() => {}
                Ok(Some(Content::Whole(bytes))) => {
                    return Some(Ok(Line { path: self.path.clone(), number: self.number, bytes }));
                }
                Ok(Some(Content::TooLong)) => {
                    return Some(Err(Error::too_long(self.path(), self.limit).at_line(self.number)));
                }
                Ok(None) => self.is_over = true,
                Err(error) => {
                    self.is_over = true;
                    return Some(Err(Error::from_io(self.path(), error).at_line(self.number + 1)));
                }
            }
        }
        None
    }
}

/// A stream whose beginning has been looked at.
type Peeked<R> = Chain<Cursor<Vec<u8>>, R>;

/// Whether a stream begins as zstd does, and the whole stream.
fn is_compressed<R: Read>(mut stream: R) -> io::Result<(bool, Peeked<R>)> {
    let mut start = Vec::with_capacity(ZSTD_MAGIC.len());
    let most = u64::try_from(ZSTD_MAGIC.len()).unwrap_or(u64::MAX);
    stream.by_ref().take(most).read_to_end(&mut start)?;
    Ok((start == ZSTD_MAGIC, Cursor::new(start).chain(stream)))
}

/// Counts what is read.
struct Counted<R> {
    reader: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.reader.read(buffer)?;
        self.read.fetch_add(u64::try_from(length).unwrap_or(0), Ordering::Relaxed);
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8], limit: u64) -> Vec<String> {
        let reader = Box::new(BufReader::with_capacity(3, Cursor::new(bytes.to_vec())));
        let lines = Lines { path: None, reader, number: 0, limit, is_over: false };
        lines
            .map(|line| match line {
                Ok(line) => format!("{}:{}", line.number, String::from_utf8_lossy(&line.bytes)),
                Err(error) => error.to_string(),
            })
            .collect()
    }

    #[test]
    fn lines_are_numbered_and_bounded() {
        assert_eq!(lines(b"", 9), [""; 0]);
        assert_eq!(lines(b"ab\n\n \r\ncd", 9), ["1:ab", "4:cd"]);
        let long = "found more than 2 bytes, expected at most that; --max-bytes raises the limit";
        for end in ["c", "cdefghij"] {
            let expected = format!("standard input: line 2: {long}");
            assert_eq!(lines(format!("ab\nab{end}\ncd\n").as_bytes(), 2), ["1:ab", &expected, "3:cd"]);
            assert_eq!(lines(format!("ab\nab{end}").as_bytes(), 2), ["1:ab", &expected]);
        }
    }
}
