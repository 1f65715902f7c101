//! The numbers by which the network knows a token.

use super::features::TokenFeatures;
use super::model::{NibbleRows, QuantizedRows};

/// The tables of a pack in which a token's word, affixes, shape and reporting verb are looked up.
#[derive(Debug)]
pub(super) struct Embedding {
    /// Ascending; the hash at place i has row i + 1 of `words`.
    pub(super) hashes: Vec<u32>,
    pub(super) words: NibbleRows,
    pub(super) affixes: QuantizedRows,
    pub(super) shapes: QuantizedRows,
    pub(super) cues: QuantizedRows,
}

impl Embedding {
    /// Writes a token's numbers over `values`: word, three affixes, shape, cue, plain numbers. What a table has no row
    /// for is zeros.
    pub(super) fn write(&self, token: &TokenFeatures, values: &mut Vec<f32>) {
        values.clear();
        let word = self.hashes.binary_search(&token.word).map_or(0, |place| place + 1);
        self.write_word(word, values);
        for affix in token.affixes {
            write_row(&self.affixes, usize::from(affix), values);
        }
        write_row(&self.shapes, usize::from(token.shape), values);
        write_row(&self.cues, usize::from(token.cue), values);
        values.extend(token.dense);
    }

    fn write_word(&self, row: usize, values: &mut Vec<f32>) {
        let bytes = self.words.columns / 2;
        let scale = self.words.scales.get(row).copied().unwrap_or_default();
        let packed = self.words.values.get(row * bytes..(row + 1) * bytes).unwrap_or_default();
        let value = |bits: u8| (f32::from(bits) - 8.0) * scale;
        values.extend(packed.iter().flat_map(|byte| [value(byte & 15), value(byte >> 4)]));
    }
}

fn write_row(table: &QuantizedRows, row: usize, values: &mut Vec<f32>) {
    match table.row(row) {
        Some((scale, numbers)) => values.extend(numbers.iter().map(|number| f32::from(*number) * scale)),
        None => values.extend(std::iter::repeat_n(0.0, table.columns)),
    }
}
