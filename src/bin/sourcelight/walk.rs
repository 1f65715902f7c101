//! The files under a folder, in the order of their names.

use std::fs;
use std::path::{Path, PathBuf};

use crate::arguments::InputForm;
use crate::error::Error;
use crate::input::named_form;

/// A file that was found, or why a folder could not be read.
pub(crate) type Found = Result<PathBuf, Error>;

/// Walks a folder and those in it. Holds the names of the folders that it stands in, never those of the whole tree.
///
/// Names that begin with a dot are passed over, and folders behind links, which could lead in circles.
#[derive(Debug)]
pub(crate) struct Walk {
    /// What is still to be visited, the next one last.
    waiting: Vec<Found>,
    /// What all files are read as; otherwise only those are found whose names say what they are.
    form: Option<InputForm>,
}

impl Walk {
    /// A walk through a folder.
    pub(crate) fn new(folder: &Path, form: Option<InputForm>) -> Self {
        let mut walk = Self { waiting: Vec::new(), form };
        walk.enter(folder);
        walk
    }

    fn enter(&mut self, folder: &Path) {
        let entries = fs::read_dir(folder).and_then(Iterator::collect::<std::io::Result<Vec<_>>>);
        match entries {
            Ok(mut entries) => {
                entries.sort_by_key(fs::DirEntry::file_name);
                let paths = entries.iter().rev().filter(|entry| !is_hidden(entry)).map(|entry| Ok(entry.path()));
                self.waiting.extend(paths);
            }
            Err(error) => self.waiting.push(Err(Error::from_io(Some(folder), error))),
        }
    }
}

fn is_hidden(entry: &fs::DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            let path = match self.waiting.pop()? {
                Ok(path) => path,
                Err(error) => return Some(Err(error)),
            };
            if path.is_dir() {
                if !path.is_symlink() {
                    self.enter(&path);
                }
            } else if self.form.is_some() || named_form(&path).is_ok() {
                return Some(Ok(path));
            }
        }
    }
}
