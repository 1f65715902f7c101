//! Reads texts with the core's own tokeniser and features and writes what the training learns from.
//!
//! `train tokens PREFIX < texts.jsonl` reads one `{"doc", "text"}` a line and writes `PREFIX.bin` (a record a token),
//! `PREFIX.jsonl` (the number of tokens of each block of each text) and `PREFIX.words` (hash, key and count of each word).
//!
//! `train evidence PACK < texts.jsonl` reads the same, or `{"doc", "html"}`, and writes one `{"doc", "text", "candidates"}`
//! a line: the attributions that the pack's network finds, in code points of the collected text, with their evidence.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufWriter, Write};

use std::ops::Range;

use serde::{Deserialize, Serialize};
use sourcelight::collect;
use sourcelight::training::{EvidenceReader, TrainingReader, TrainingToken};

#[derive(Deserialize)]
struct Text {
    doc: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    html: Option<String>,
}

#[derive(Serialize)]
struct Evidence<'a> {
    doc: &'a str,
    text: &'a str,
    candidates: Vec<Found>,
}

#[derive(Serialize)]
struct Found {
    content: Vec<[usize; 2]>,
    source: Vec<[usize; 2]>,
    evidence: Vec<f32>,
}

#[derive(Serialize)]
struct Blocks<'a> {
    doc: &'a str,
    tokens: Vec<usize>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["tokens", prefix] => tokens(prefix),
        ["evidence", pack] => evidence(pack),
        _ => Err("usage: train tokens PREFIX | train evidence PACK, with texts.jsonl as standard input".into()),
    }
}

fn evidence(pack: &str) -> Result<(), Box<dyn Error>> {
    let reader = EvidenceReader::with_model(&std::fs::read(pack)?)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let Text { doc, text, html } = serde_json::from_str(&line?)?;
        let collected = html.map_or_else(|| collect::plain_text(&text), |html| collect::html(&html));
        let text = &collected.text;
        let code_points = |pieces: &[Range<usize>]| -> Vec<[usize; 2]> {
            let before = |byte: usize| text.get(..byte).unwrap_or_default().chars().count();
            pieces.iter().map(|piece| [before(piece.start), before(piece.end)]).collect()
        };
        let candidates = reader
            .read(&collected)
            .into_iter()
            .map(|one| Found {
                content: code_points(&one.content),
                source: code_points(&one.source),
                evidence: one.evidence,
            })
            .collect();
        serde_json::to_writer(&mut out, &Evidence { doc: &doc, text, candidates })?;
        writeln!(out)?;
    }
    Ok(out.flush()?)
}

fn tokens(prefix: &str) -> Result<(), Box<dyn Error>> {
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
