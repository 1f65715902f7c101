//! Reads texts with the core's own tokeniser and features and writes what the training learns from.
//!
//! `train PREFIX < texts.jsonl` reads one `{"doc", "text"}` a line and writes `PREFIX.bin` (a record a token),
//! `PREFIX.jsonl` (the number of tokens of each block of each text) and `PREFIX.words` (hash, key and count of each word).

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufWriter, Write};

use serde::{Deserialize, Serialize};
use sourcelight::training::{TrainingReader, TrainingToken};

#[derive(Deserialize)]
struct Text {
    doc: String,
    text: String,
}

#[derive(Serialize)]
struct Blocks<'a> {
    doc: &'a str,
    tokens: Vec<usize>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let prefix = std::env::args().nth(1).ok_or("usage: train PREFIX < texts.jsonl")?;
    let reader = TrainingReader::default();
    let mut records = BufWriter::new(File::create(format!("{prefix}.bin"))?);
    let mut blocks = BufWriter::new(File::create(format!("{prefix}.jsonl"))?);
    let mut words: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for line in std::io::stdin().lock().lines() {
        let text: Text = serde_json::from_str(&line?)?;
        let read = reader.read(&text.text);
        for token in read.iter().flatten() {
            write_record(&mut records, token)?;
            words.entry(token.key.clone()).or_insert((token.word, 0)).1 += 1;
        }
        let line = Blocks { doc: &text.doc, tokens: read.iter().map(Vec::len).collect() };
        serde_json::to_writer(&mut blocks, &line)?;
        writeln!(blocks)?;
    }
    let mut listed = BufWriter::new(File::create(format!("{prefix}.words"))?);
    for (key, (hash, count)) in words {
        writeln!(listed, "{hash}\t{count}\t{key}")?;
    }
    Ok(())
}

/// Little endian: start, end, word (u32), affixes (u16), shape, cue (u8), the plain numbers (f32).
fn write_record(out: &mut impl Write, token: &TrainingToken) -> Result<(), Box<dyn Error>> {
    out.write_all(&u32::try_from(token.start)?.to_le_bytes())?;
    out.write_all(&u32::try_from(token.end)?.to_le_bytes())?;
    out.write_all(&token.word.to_le_bytes())?;
    for affix in token.affixes {
        out.write_all(&affix.to_le_bytes())?;
    }
    out.write_all(&[token.shape, token.cue])?;
    for number in &token.dense {
        out.write_all(&number.to_le_bytes())?;
    }
    Ok(())
}
