//! From a path to collected blocks.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sourcelight::collect::{self, Collected};

use crate::arguments::InputKind;
use crate::error::Error;

/// A file that was read.
#[derive(Debug)]
pub(crate) struct Input {
    /// The file's name without its extension; `stdin` for standard input.
    pub(crate) name: String,
    pub(crate) kind: InputKind,
    pub(crate) collected: Collected,
}

/// How files are to be read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    /// What all files are; `None` where each one's name says it.
    pub(crate) kind: Option<InputKind>,
    /// Bytes of a file at most.
    pub(crate) max_bytes: u64,
}

/// Reads a file, or standard input for `-`.
pub(crate) fn read(path: &Path, reading: Reading) -> Result<Input, Error> {
    if path == Path::new("-") {
        let bytes = read_bytes(io::stdin().lock(), None, reading.max_bytes)?;
        let text = decode(bytes, None)?;
        let kind = reading.kind.unwrap_or_else(|| sniffed_kind(&text));
        return Ok(collected("stdin".to_owned(), kind, &text));
    }
    if path.is_dir() {
        return Err(Error::folder(path));
    }
    let file = File::open(path).map_err(|error| Error::from_io(Some(path), error))?;
    let kind = match reading.kind {
        Some(kind) => kind,
        None => named_kind(path)?,
    };
    let text = decode(read_bytes(file, Some(path), reading.max_bytes)?, Some(path))?;
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(collected(name, kind, &text))
}

fn collected(name: String, kind: InputKind, text: &str) -> Input {
    let collected = match kind {
        InputKind::Html => collect::html(text),
        InputKind::Txt => collect::plain_text(text),
    };
    Input { name, kind, collected }
}

/// Reads at most one byte more than the limit, so that an endless file ends in an error.
fn read_bytes(reader: impl Read, path: Option<&Path>, limit: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| Error::from_io(path, error))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limit {
        return Err(Error::too_long(path, limit));
    }
    Ok(bytes)
}

/// What the file's name says that it is.
fn named_kind(path: &Path) -> Result<InputKind, Error> {
    let extension =
        path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "txt" | "text" => Ok(InputKind::Txt),
        "html" | "htm" | "xhtml" => Ok(InputKind::Html),
        _ => Err(Error::unknown_extension(path, extension)),
    }
}

/// What standard input is, by its first character: markup starts with a tag, a comment or a declaration.
fn sniffed_kind(text: &str) -> InputKind {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let mut characters = start.chars();
    match (characters.next(), characters.next()) {
        (Some('<'), Some(next)) if next.is_ascii_alphabetic() || matches!(next, '!' | '?' | '/') => InputKind::Html,
        _ => InputKind::Txt,
    }
}

/// First bytes of files that people take for articles, and what they are.
const SIGNATURES: [(&[u8], &str); 8] = [
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text document"),
];

/// The text of a file: UTF-8, or UTF-16 with a byte order mark.
fn decode(bytes: Vec<u8>, path: Option<&Path>) -> Result<String, Error> {
    if let Some((_, found)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Err(Error::binary(path, found));
    }
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => decode_utf16(rest, u16::from_le_bytes, path),
        [0xfe, 0xff, rest @ ..] => decode_utf16(rest, u16::from_be_bytes, path),
        _ if bytes.iter().take(1024).any(|byte| *byte == 0) => Err(Error::binary(path, "binary data")),
        _ => String::from_utf8(bytes).map_err(|error| Error::not_utf8(path, error.utf8_error().valid_up_to())),
    }
}

/// Decodes what follows a UTF-16 byte order mark.
fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, path: Option<&Path>) -> Result<String, Error> {
    const MARK_BYTES: usize = 2;
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut byte = MARK_BYTES;
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let character = decoded.map_err(|_| Error::unpaired_surrogate(path, byte))?;
        byte += character.len_utf16() * 2;
        text.push(character);
    }
    if rest.is_empty() { Ok(text) } else { Err(Error::unpaired_surrogate(path, byte)) }
}
