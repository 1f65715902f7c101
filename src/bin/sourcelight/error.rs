//! What can go wrong with a file.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// The endings of files that are read.
const ENDINGS: &str = ".txt, .html, .htm, .xhtml, .jsonl or .jsonl.zst";

/// Why a file could not be read or the output not be written.
#[derive(Debug)]
pub(crate) struct Error {
    /// The file that it concerns; `None` for standard input.
    path: Option<PathBuf>,
    /// The line of an archive, counted from 1.
    line: Option<u64>,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Missing,
    NoArticles,
    NoRecord { found: String },
    NoText,
    Changed,
    Unfinished,
    InsideInput,
    NoProgress { found: String },
    NotUtf8 { byte: usize },
    UnpairedSurrogate { byte: usize },
    TooLong { limit: u64 },
    Binary { found: &'static str },
    UnknownExtension { extension: String },
    Io(io::Error),
}

impl Error {
    fn new(path: Option<&Path>, kind: Kind) -> Self {
        Self { path: path.map(Path::to_owned), line: None, kind }
    }

    /// The same, of a line of an archive, counted from 1.
    pub(crate) fn at_line(self, line: u64) -> Self {
        Self { line: Some(line), ..self }
    }

    /// A file that cannot be opened or read.
    pub(crate) fn from_io(path: Option<&Path>, error: io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::NotFound => Kind::Missing,
            _ => Kind::Io(error),
        };
        Self::new(path, kind)
    }

    /// A folder in which nothing can be read.
    pub(crate) fn no_articles(path: &Path) -> Self {
        Self::new(Some(path), Kind::NoArticles)
    }

    /// A line of an archive that is no JSON object of the form of a record.
    pub(crate) fn no_record(path: Option<&Path>, found: String) -> Self {
        Self::new(path, Kind::NoRecord { found })
    }

    /// A record without the text of an article.
    pub(crate) fn no_text(path: Option<&Path>) -> Self {
        Self::new(path, Kind::NoText)
    }

    /// An output whose input or options are not what they were when it was begun.
    pub(crate) fn changed(output: &Path) -> Self {
        Self::new(Some(output), Kind::Changed)
    }

    /// An output of an interrupted run that nobody asked to go on with.
    pub(crate) fn unfinished(output: &Path) -> Self {
        Self::new(Some(output), Kind::Unfinished)
    }

    /// An output that stands in a folder that is read.
    pub(crate) fn inside_input(output: &Path) -> Self {
        Self::new(Some(output), Kind::InsideInput)
    }

    /// A file that should say how far an output has come, and does not.
    pub(crate) fn no_progress(path: &Path, found: String) -> Self {
        Self::new(Some(path), Kind::NoProgress { found })
    }

    /// Text whose bytes are not UTF-8, first at `byte`, counted from 0.
    pub(crate) fn not_utf8(path: Option<&Path>, byte: usize) -> Self {
        Self::new(path, Kind::NotUtf8 { byte })
    }

    /// UTF-16 with half of a surrogate pair, or half of a code unit, at `byte`, counted from 0.
    pub(crate) fn unpaired_surrogate(path: Option<&Path>, byte: usize) -> Self {
        Self::new(path, Kind::UnpairedSurrogate { byte })
    }

    /// More bytes than the limit.
    pub(crate) fn too_long(path: Option<&Path>, limit: u64) -> Self {
        Self::new(path, Kind::TooLong { limit })
    }

    /// A file that its first bytes show to be something else than text.
    pub(crate) fn binary(path: Option<&Path>, found: &'static str) -> Self {
        Self::new(path, Kind::Binary { found })
    }

    /// A file whose name does not say what is in it.
    pub(crate) fn unknown_extension(path: &Path, extension: String) -> Self {
        Self::new(Some(path), Kind::UnknownExtension { extension })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => write!(formatter, "{}: ", path.display())?,
            None => write!(formatter, "standard input: ")?,
        }
        if let Some(line) = self.line {
            write!(formatter, "line {line}: ")?;
        }
        match &self.kind {
            Kind::Missing => write!(formatter, "found no such file, expected a .txt or .html file"),
            Kind::NoArticles => write!(formatter, "found a folder without articles, expected {ENDINGS} files in it"),
            Kind::NoRecord { found } => {
                write!(formatter, "found {found}, expected a JSON object with `text` or `html`")
            }
            Kind::NoText => write!(formatter, "found neither `text` nor `html`, expected one of them"),
            Kind::Changed => write!(
                formatter,
                "found other input or options than those with which it was begun, expected the same; \
                 without its .progress file a new run replaces it"
            ),
            Kind::Unfinished => write!(
                formatter,
                "found the output of an interrupted run, expected none; --resume goes on with it, \
                 without its .progress file a new run replaces it"
            ),
            Kind::InsideInput => {
                write!(formatter, "found it inside a folder that is read, expected the output in another place")
            }
            Kind::NoProgress { found } => write!(formatter, "found {found}, expected what an interrupted run left"),
            Kind::NotUtf8 { byte } => write!(
                formatter,
                "found a byte that is not UTF-8 at byte {byte}, expected UTF-8 or UTF-16 with a byte order mark"
            ),
            Kind::UnpairedSurrogate { byte } => {
                write!(formatter, "found half of a character at byte {byte}, expected whole UTF-16")
            }
            Kind::TooLong { limit } => {
                write!(formatter, "found more than {limit} bytes, expected at most that; --max-bytes raises the limit")
            }
            Kind::Binary { found } => write!(formatter, "found {found}, expected HTML or plain text"),
            Kind::UnknownExtension { extension } if extension.is_empty() => {
                write!(formatter, "found no extension, expected {ENDINGS}; --input says what it is")
            }
            Kind::UnknownExtension { extension } => {
                write!(formatter, "found the extension .{extension}, expected {ENDINGS}; --input says what it is")
            }
            Kind::Io(error) => write!(formatter, "{error}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::Io(error) => Some(error),
            _ => None,
        }
    }
}
