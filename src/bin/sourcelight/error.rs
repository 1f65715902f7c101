//! What can go wrong with a file.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a file could not be read or the output not be written.
#[derive(Debug)]
pub(crate) struct Error {
    /// The file that it concerns; `None` for standard input and output.
    path: Option<PathBuf>,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Missing,
    Folder,
    NotUtf8 { byte: usize },
    UnpairedSurrogate { byte: usize },
    TooLong { limit: u64 },
    Binary { found: &'static str },
    UnknownExtension { extension: String },
    Io(io::Error),
}

impl Error {
    fn new(path: Option<&Path>, kind: Kind) -> Self {
        Self { path: path.map(Path::to_owned), kind }
    }

    /// A file that cannot be opened or read.
    pub(crate) fn from_io(path: Option<&Path>, error: io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::NotFound => Kind::Missing,
            io::ErrorKind::IsADirectory => Kind::Folder,
            _ => Kind::Io(error),
        };
        Self::new(path, kind)
    }

    /// A folder where a file was expected.
    pub(crate) fn folder(path: &Path) -> Self {
        Self::new(Some(path), Kind::Folder)
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
        match &self.kind {
            Kind::Missing => write!(formatter, "found no such file, expected a .txt or .html file"),
            Kind::Folder => write!(formatter, "found a folder, expected a .txt or .html file"),
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
                write!(formatter, "found no extension, expected .txt, .html, .htm or .xhtml; --input says what it is")
            }
            Kind::UnknownExtension { extension } => write!(
                formatter,
                "found the extension .{extension}, expected .txt, .html, .htm or .xhtml; --input says what it is"
            ),
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
