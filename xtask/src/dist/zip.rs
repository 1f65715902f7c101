//! Archives that hold the same bytes whenever and wherever they are made: files in order, without times and owners.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Writes an archive of the files, which are relative to `root`; in the archive `prefix` stands before their names.
///
/// # Errors
///
/// If a file cannot be read, or the archive not be written.
pub(super) fn write(archive: &Path, root: &Path, prefix: &str, files: &[PathBuf]) -> Result<()> {
    let file = File::create(archive).with_context(|| format!("{} could not be written", archive.display()))?;
    let mut writer = ZipWriter::new(file);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for path in files {
        let contents = fs::read(root.join(path)).with_context(|| format!("{} could not be read", path.display()))?;
        writer.start_file(format!("{prefix}{}", path.to_string_lossy().replace('\\', "/")), options)?;
        writer.write_all(&contents)?;
    }
    writer.finish()?;
    Ok(())
}

/// Unpacks an archive into a folder.
///
/// # Errors
///
/// If it is no archive, or a file cannot be written.
pub(super) fn unpack(archive: &Path, folder: &Path) -> Result<()> {
    let mut archive = ZipArchive::new(File::open(archive)?)?;
    for place in 0..archive.len() {
        let mut file = archive.by_index(place)?;
        let name = file.enclosed_name().context("a name in the archive leads out of it")?;
        let path = folder.join(name);
        fs::create_dir_all(path.parent().context("a file without a folder")?)?;
        io::copy(&mut file, &mut File::create(path)?)?;
    }
    Ok(())
}
