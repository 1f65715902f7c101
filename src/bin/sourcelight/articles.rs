//! The articles of the command line's arguments, in order: of files, of folders, of archives.

use std::iter::Peekable;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::vec::IntoIter;

use crate::archive::{Line, Lines};
use crate::arguments::InputForm;
use crate::error::Error;
use crate::input::{self, Input, Reading};
use crate::walk::Walk;

/// An article that is still to be read.
#[derive(Debug)]
pub(crate) enum Article {
    /// A file, or standard input where there is no path, with its name in the output.
    File { path: Option<PathBuf>, name: String },
    /// A line of an archive.
    Line(Line),
}

impl Article {
    /// Reads the article.
    ///
    /// # Errors
    ///
    /// If its file cannot be read, or it is no text or no record.
    pub(crate) fn read(self, reading: Reading) -> Result<Input, Error> {
        match self {
            Self::File { path, name } => input::read_file(path.as_deref(), name, reading),
            Self::Line(line) => input::read_record(&line),
        }
    }

    /// What it is known by from run to run.
    pub(crate) fn label(&self) -> String {
        let (path, line) = match self {
            Self::File { path, .. } => (path.as_deref(), None),
            Self::Line(line) => (line.path.as_deref().map(PathBuf::as_path), Some(line.number)),
        };
        let path = path.unwrap_or(Path::new("-")).display();
        line.map_or_else(|| path.to_string(), |line| format!("{path}:{line}"))
    }

    /// Bytes that it holds in memory now.
    pub(crate) fn held_bytes(&self) -> usize {
        match self {
            Self::File { .. } => 0,
            Self::Line(line) => line.bytes.len(),
        }
    }
}

/// The articles one after the other. Those that cannot even be named come as errors, in their place.
#[derive(Debug)]
pub(crate) struct Articles {
    arguments: IntoIter<PathBuf>,
    reading: Reading,
    folder: Option<(PathBuf, Peekable<Walk>)>,
    archive: Option<Lines>,
    /// Bytes of the files that lie behind.
    read: Arc<AtomicU64>,
}

impl Articles {
    /// The articles of the arguments.
    pub(crate) fn new(arguments: Vec<PathBuf>, reading: Reading) -> Self {
        let read = Arc::new(AtomicU64::new(0));
        Self { arguments: arguments.into_iter(), reading, folder: None, archive: None, read }
    }

    /// Bytes of the files that have been read, as they lie on the disk; of standard input none.
    pub(crate) fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// A file that was found in the folder, or of the arguments.
    fn file(&mut self, path: &Path, folder: Option<&Path>) -> Result<Option<Article>, Error> {
        let form = match self.reading.form {
            Some(form) => form,
            None => input::named_form(path)?,
        };
        if form == InputForm::Jsonl {
            self.archive = Some(Lines::open(Some(path), self.reading.max_bytes, Arc::clone(&self.read))?);
            return Ok(None);
        }
        self.read.fetch_add(length(path), Ordering::Relaxed);
        Ok(Some(Article::File { path: Some(path.to_path_buf()), name: name_of(path, folder) }))
    }

    /// The next argument; `None` in the result where it has no article of its own.
    fn argument(&mut self, path: &Path) -> Result<Option<Article>, Error> {
        if path == Path::new("-") {
            if self.reading.form == Some(InputForm::Jsonl) {
                self.archive = Some(Lines::open(None, self.reading.max_bytes, Arc::clone(&self.read))?);
                return Ok(None);
            }
            return Ok(Some(Article::File { path: None, name: "stdin".to_owned() }));
        }
        if !path.is_dir() {
            return self.file(path, None);
        }
        let mut walk = Walk::new(path, self.reading.form).peekable();
        if walk.peek().is_none() {
            return Err(Error::no_articles(path));
        }
        self.folder = Some((path.to_path_buf(), walk));
        Ok(None)
    }

    /// The next file of the folder that is walked through.
    fn in_folder(&mut self) -> Option<Result<Option<Article>, Error>> {
        let (folder, walk) = self.folder.as_mut()?;
        let folder = folder.clone();
        match walk.next() {
            Some(found) => Some(found.and_then(|path| self.file(&path, Some(&folder)))),
            None => {
                self.folder = None;
                Some(Ok(None))
            }
        }
    }
}

impl Iterator for Articles {
    type Item = Result<Article, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(archive) = &mut self.archive {
                match archive.next() {
                    Some(line) => return Some(line.map(Article::Line)),
                    None => self.archive = None,
                }
            }
            let found = match self.in_folder() {
                Some(found) => found,
                None => {
                    let path = self.arguments.next()?;
                    self.argument(&path)
                }
            };
            if let Some(article) = found.transpose() {
                return Some(article);
            }
        }
    }
}

/// The bytes of all files of the arguments, as they lie on the disk; `None` where standard input is among them.
pub(crate) fn bytes_of(arguments: &[PathBuf], form: Option<InputForm>) -> Option<u64> {
    arguments
        .iter()
        .map(|path| match path {
            path if path == Path::new("-") => None,
            path if path.is_dir() => Some(Walk::new(path, form).flatten().map(|path| length(&path)).sum()),
            path => Some(length(path)),
        })
        .sum()
}

/// Bytes of a file; 0 where there is none.
pub(crate) fn length(path: &Path) -> u64 {
    path.metadata().map_or(0, |metadata| metadata.len())
}

/// The file's name without its extension; with the folders between where it was found in a folder.
fn name_of(path: &Path, folder: Option<&Path>) -> String {
    let path = folder.and_then(|folder| path.strip_prefix(folder).ok()).or_else(|| path.file_name().map(Path::new));
    path.map(|path| path.with_extension("").to_string_lossy().replace('\\', "/")).unwrap_or_default()
}
