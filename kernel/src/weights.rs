//! The weights that a network is made of.

/// How many scores a token gets.
pub const OUTPUTS: usize = 7;

/// A matrix of `i8` with one scale a row: value = scale * number.
#[derive(Debug)]
pub struct QuantizedRows {
    /// Numbers of a row.
    pub columns: usize,
    /// One a row.
    pub scales: Vec<f32>,
    /// Row by row.
    pub values: Vec<i8>,
}

impl QuantizedRows {
    /// Scale and numbers of a row; `None` beyond the last one.
    #[must_use]
    pub fn row(&self, row: usize) -> Option<(f32, &[i8])> {
        let start = row.checked_mul(self.columns)?;
        Some((*self.scales.get(row)?, self.values.get(start..start.checked_add(self.columns)?)?))
    }
}

/// The weights of one direction of a layer. Rows are those of the input gate of every unit, then of the forget gate, the
/// cell and the output gate.
#[derive(Debug)]
pub struct DirectionWeights {
    /// `[4 hidden x input]`
    pub input: QuantizedRows,
    /// `[4 hidden x hidden]`
    pub state: QuantizedRows,
    /// `[4 hidden]`
    pub bias: Vec<f32>,
}

/// What turns the last layer and the input of a token into its scores.
#[derive(Debug)]
pub struct OutputWeights {
    /// `[outputs x 2 hidden]`
    pub hidden: Vec<f32>,
    /// `[outputs x input]`
    pub skip: Vec<f32>,
    /// `[outputs]`
    pub bias: [f32; OUTPUTS],
}
