//! Texts to measure and test with, made of the paragraphs of our own samples.

use std::fs;
use std::path::Path;

use sourcelight::collect::html;
use sourcelight::contract::BlockKind;

/// The paragraphs of each sample, in order of the samples' names.
pub(crate) fn samples() -> Vec<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut paths: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path().join("article.html")).collect();
    paths.sort();
    let pages = paths.iter().filter_map(|path| fs::read_to_string(path).ok()).map(|source| html(&source).page);
    let paragraphs = pages.map(|page| {
        let paragraphs = page.blocks.into_iter().filter(|block| block.kind == BlockKind::Paragraph);
        paragraphs.map(|block| block.text).collect()
    });
    paragraphs.filter(|paragraphs: &Vec<String>| !paragraphs.is_empty()).collect()
}

/// An article for an archive: a sample that begins and ends elsewhere, with a paragraph of another one in it and with
/// other figures. The same number always gives the same article, and hardly any two numbers do.
pub(crate) fn altered(samples: &[Vec<String>], number: u64) -> String {
    // A linear congruential generator (Knuth, MMIX), of which the upper half is used.
    let mut state = number;
    let mut below = |limit: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % limit.max(1)
    };
    below(1);
    let of = |place: usize| samples.get(place).map(Vec::as_slice).unwrap_or_default();
    let sample = of(below(samples.len()));
    let begin = below(sample.len().div_ceil(3));
    let end = sample.len() - below(sample.len().div_ceil(3));
    let mut paragraphs = sample.get(begin..end).unwrap_or(sample).to_vec();
    let other = of(below(samples.len()));
    if let Some(guest) = other.get(below(other.len())) {
        paragraphs.insert(below(paragraphs.len() + 1), guest.clone());
    }
    let turn = u8::try_from(below(10)).unwrap_or(0);
    let figure = |character: char| match u8::try_from(character) {
        Ok(digit @ b'0'..=b'9') => char::from(b'0' + (digit - b'0' + turn) % 10),
        _ => character,
    };
    paragraphs.join("\n\n").chars().map(figure).collect()
}
