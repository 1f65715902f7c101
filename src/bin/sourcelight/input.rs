//! From a file or a record of an archive to collected blocks.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use sourcelight::collect::{self, Collected};

use crate::archive::Line;
use crate::arguments::InputForm;
use crate::error::Error;

/// An article that was read.
#[derive(Debug)]
pub(crate) struct Input {
    /// What the output calls it.
    pub(crate) name: String,
    pub(crate) kind: TextKind,
    pub(crate) collected: Collected,
}

/// What the text of an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextKind {
    Html,
    Plain,
}

/// How files are to be read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    /// What all files are; `None` where each one's name says it.
    pub(crate) form: Option<InputForm>,
    /// Bytes of an article at most.
    pub(crate) max_bytes: u64,
}

/// Reads a file, or standard input where there is no path.
pub(crate) fn read_file(path: Option<&Path>, name: String, reading: Reading) -> Result<Input, Error> {
    let bytes = match path {
        Some(path) => {
            let file = File::open(path).map_err(|error| Error::from_io(Some(path), error))?;
            read_bytes(file, Some(path), reading.max_bytes)?
        }
        None => read_bytes(io::stdin().lock(), None, reading.max_bytes)?,
    };
    let text = decode(bytes, path)?;
    let form = match (reading.form, path) {
        (Some(form), _) => form,
        (None, Some(path)) => named_form(path)?,
        (None, None) => sniffed_form(&text),
    };
    Ok(collected(name, if form == InputForm::Html { TextKind::Html } else { TextKind::Plain }, &text))
}

/// One line of an archive. Fields beyond these are passed over.
#[derive(Debug, Deserialize)]
struct Record {
    id: Option<Id>,
    text: Option<String>,
    html: Option<String>,
    lang: Option<String>,
    url: Option<String>,
    title: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Id {
    Number(u64),
    Text(String),
}

/// Reads a line of an archive. Its name is its `id`, or the archive's name with the number of the line.
pub(crate) fn read_record(line: &Line) -> Result<Input, Error> {
    let path = line.path.as_deref().map(PathBuf::as_path);
    let record: Record = serde_json::from_slice(line.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line.bytes))
        .map_err(|error| Error::no_record(path, json_problem(&error)).at_line(line.number))?;
    let name = match record.id {
        Some(Id::Text(id)) => id,
        Some(Id::Number(id)) => id.to_string(),
        None => format!("{}:{}", archive_name(path), line.number),
    };
    let mut input = match (record.html, record.text) {
        (Some(html), _) => collected(name, TextKind::Html, &html),
        (None, Some(text)) => collected(name, TextKind::Plain, &text),
        (None, None) => return Err(Error::no_text(path).at_line(line.number)),
    };
    let page = &mut input.collected.page;
    for (of_page, of_record) in
        [(&mut page.lang, record.lang), (&mut page.url, record.url), (&mut page.title, record.title)]
    {
        if of_record.is_some() {
            *of_page = of_record;
        }
    }
    Ok(input)
}

/// What a JSON parser found. The line that it counts is always the first one; the archive's is said elsewhere.
fn json_problem(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let (what, _) = said.split_once(" at line ").unwrap_or((&said, ""));
    format!("no record ({what}, column {})", error.column())
}

fn archive_name(path: Option<&Path>) -> String {
    let Some(name) = path.and_then(Path::file_name) else { return "stdin".to_owned() };
    let name = name.to_string_lossy();
    name.split_once(".jsonl").or_else(|| name.split_once(".ndjson")).map_or(&*name, |(stem, _)| stem).to_owned()
}

fn collected(name: String, kind: TextKind, text: &str) -> Input {
    let collected = match kind {
        TextKind::Html => collect::html(text),
        TextKind::Plain => collect::plain_text(text),
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
pub(crate) fn named_form(path: &Path) -> Result<InputForm, Error> {
    let lower = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().to_ascii_lowercase());
    let extension = lower(path.extension()).unwrap_or_default();
    match extension.as_str() {
        "txt" | "text" => Ok(InputForm::Txt),
        "html" | "htm" | "xhtml" => Ok(InputForm::Html),
        "jsonl" | "ndjson" => Ok(InputForm::Jsonl),
        "zst" if lower(path.file_stem()).is_some_and(|stem| stem.ends_with(".jsonl") || stem.ends_with(".ndjson")) => {
            Ok(InputForm::Jsonl)
        }
        _ => Err(Error::unknown_extension(path, extension)),
    }
}

/// What standard input is, by its first character: markup starts with a tag, a comment or a declaration.
fn sniffed_form(text: &str) -> InputForm {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let mut characters = start.chars();
    match (characters.next(), characters.next()) {
        (Some('<'), Some(next)) if next.is_ascii_alphabetic() || matches!(next, '!' | '?' | '/') => InputForm::Html,
        _ => InputForm::Txt,
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
