//! How far an output has come: a small file beside it, from which an interrupted run goes on.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::arguments::ScanArguments;
use crate::articles::length;
use crate::error::Error;

/// What is safely written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Checkpoint {
    begun_with: BegunWith,
    /// Articles whose results are written, those that could not be read among them.
    pub(crate) articles: u64,
    /// How many of them could not be read.
    pub(crate) failed: u64,
    /// The last of these articles, to see that the input is still the same.
    pub(crate) last: Option<String>,
    /// Bytes of the output.
    pub(crate) bytes: u64,
    /// Parts of the output, where it comes in parts.
    pub(crate) parts: u32,
}

/// What an output depends on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BegunWith {
    version: String,
    format: String,
    input: Option<String>,
    max_bytes: u64,
    /// The patterns of speakers and words.
    wanted: [Option<String>; 2],
    /// The arguments, and the bytes of those that are files.
    files: Vec<(PathBuf, Option<u64>)>,
}

impl Checkpoint {
    /// The state of an output of which nothing is written.
    pub(crate) fn new(arguments: &ScanArguments) -> Self {
        let files = arguments.files.iter().map(|path| (path.clone(), path.is_file().then(|| length(path)))).collect();
        let begun_with = BegunWith {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            format: format!("{:?}", arguments.format),
            input: arguments.input.map(|form| format!("{form:?}")),
            max_bytes: arguments.max_bytes,
            wanted: [&arguments.speaker, &arguments.words].map(|pattern| Some(pattern.as_ref()?.as_str().to_owned())),
            files,
        };
        Self { begun_with, articles: 0, failed: 0, last: None, bytes: 0, parts: 0 }
    }

    /// The checkpoint of an output; `None` where there is none, because the output is complete or was never begun.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or the output was begun with other input or options than `expected`.
    pub(crate) fn read(output: &Path, expected: &Self) -> Result<Option<Self>, Error> {
        let path = beside(output);
        let text = match fs::read_to_string(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            text => text.map_err(|error| Error::from_io(Some(&path), error))?,
        };
        let found: Self = serde_json::from_str(&text).map_err(|error| Error::no_progress(&path, error.to_string()))?;
        if found.begun_with == expected.begun_with { Ok(Some(found)) } else { Err(Error::changed(output)) }
    }

    /// Replaces the checkpoint of an output in one step, so that at any time there is a whole one.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub(crate) fn write(&self, output: &Path) -> io::Result<()> {
        let path = beside(output);
        let new = path.with_added_extension("new");
        let mut file = File::create(&new)?;
        file.write_all(&serde_json::to_vec(self)?)?;
        file.sync_data()?;
        fs::rename(new, path)
    }

    /// Takes the checkpoint away: the output is complete.
    ///
    /// # Errors
    ///
    /// If it cannot be removed.
    pub(crate) fn remove(output: &Path) -> io::Result<()> {
        fs::remove_file(beside(output))
    }
}

fn beside(output: &Path) -> PathBuf {
    output.with_added_extension("progress")
}
