//! The numbers by which the network knows a token.

use sourcelight_kernel::QuantizedRows;

use super::features::TokenFeatures;
use super::model::NibbleRows;

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
    /// Writes the numbers of a token's kind behind `values`: word, three affixes, shape, cue. The plain numbers are the
    /// token's own. What a table has no row for is zeros.
    pub(super) fn write(&self, token: &TokenFeatures, values: &mut Vec<f32>) {
        let word = self.hashes.binary_search(&token.word).map_or(0, |place| place + 1);
        self.write_word(word, values);
        for affix in token.affixes {
            write_row(&self.affixes, usize::from(affix), values);
        }
        write_row(&self.shapes, usize::from(token.shape), values);
        write_row(&self.cues, usize::from(token.cue), values);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::features::DENSE;

    /// The word tables have two columns, the others one; a row's numbers tell which row it is.
    fn embedding() -> Embedding {
        let table = |rows: i8, scale: f32| QuantizedRows {
            columns: 1,
            scales: vec![scale; rows as usize],
            values: (0..rows).collect(),
        };
        Embedding {
            hashes: vec![10, 20],
            words: NibbleRows { columns: 2, scales: vec![1.0, 2.0, 0.5], values: vec![0x98, 0x0f, 0xa7] },
            affixes: table(4, 0.5),
            shapes: table(3, 3.0),
            cues: table(2, -1.0),
        }
    }

    #[track_caller]
    fn check(word: u32, affixes: [u16; 3], shape: u8, cue: u8, expected: [f32; 7]) {
        let mut values = vec![9.0];
        embedding().write(&TokenFeatures { word, affixes, shape, cue, dense: [0.0; DENSE] }, &mut values);
        assert_eq!(values[1..], expected);
    }

    #[test]
    fn a_token_is_the_rows_of_its_tables() {
        check(10, [1, 2, 3], 2, 1, [14.0, -16.0, 0.5, 1.0, 1.5, 6.0, -1.0]);
        check(20, [0, 0, 1], 0, 0, [-0.5, 1.0, 0.0, 0.0, 0.5, 0.0, 0.0]);
    }

    #[test]
    fn an_unknown_word_has_row_0_and_a_missing_row_is_zeros() {
        check(15, [3, 4, 9], 200, 200, [0.0, 1.0, 1.5, 0.0, 0.0, 0.0, 0.0]);
    }
}
