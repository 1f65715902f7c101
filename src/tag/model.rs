//! The model pack: the tagger's weights as they lie in a file.
//!
//! All numbers are little endian and nothing is padded. The head:
//!
//! | byte | what |
//! | --- | --- |
//! | 0 | `SLTAG\r\n\x1a` |
//! | 8 | version, `u32` |
//! | 12 | CRC-32 (IEEE) of everything from byte 16, `u32` |
//! | 16 | length of the whole pack in bytes, `u32` |
//! | 20 | 13 sizes, `u32`, in the order of [`Sizes`] |
//!
//! Then, with `Q[rows x columns]` for a scale (`f32`) of each row followed by `i8` values row by row:
//!
//! | section | what |
//! | --- | --- |
//! | word hashes | `u32`, ascending; the one at place i has row i + 1 of the word table, row 0 is of unknown words |
//! | word table | a scale (`f32`) of each row, then 4 bits a value, low half first; value = (bits - 8) * scale |
//! | affixes, shapes, cues | `Q` each |
//! | every layer, forward, backward | `Q[4 hidden x input]`, `Q[4 hidden x hidden]`, bias `f32[4 hidden]` |
//! | output | `f32[labels x 2 hidden]`, `f32[labels x input]` past the layers, bias `f32[labels]` |
//! | tags | `f32[labels x labels]` from one tag to the next, `f32[labels]` of the first, `f32[labels]` of the last |
//! | worth | `f32[evidence]`, a weight of each piece of evidence for an attribution |
//!
//! The first layer reads of each token: word, three affixes, shape, cue, plain numbers; the others read the forward
//! states, then the backward ones. Gates stand in the order input, forget, cell, output, as PyTorch has them. The scores
//! of a token's tags are the output's two products and its bias together. All `f32` are finite.

use std::fmt;

use sourcelight_kernel::{DirectionWeights, OUTPUTS, OutputWeights, QuantizedRows, UNITS};

use super::embedding::Embedding;
use super::features::{AFFIX_ROWS, CUES, DENSE, SHAPES};
use super::worth::{EVIDENCE, Worth};

/// The version of the format that this build reads.
pub(crate) const VERSION: u32 = 2;
/// How many tags the network chooses from.
pub(crate) const LABELS: usize = OUTPUTS;

pub(super) const MAGIC: [u8; 8] = *b"SLTAG\r\n\x1a";
pub(super) const HEAD_BYTES: usize = 72;
/// Sums of so many products of an `i16` above -32,768 and an `i8` stay within `i32`.
const MAX_COLUMNS: usize = 512;
const MAX_WORDS: usize = 1 << 24;
const MAX_LAYERS: usize = 8;
const AFFIXES: usize = 3;

/// Why bytes are not a model pack that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelError(Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Magic,
    Version(u32),
    Length { found: usize, expected: usize },
    Checksum { found: u32, expected: u32 },
    Size { name: &'static str, found: usize, expected: &'static str },
    Constant { name: &'static str, found: usize, expected: usize },
    Sections { found: usize, expected: u64 },
    NotFinite { section: &'static str },
    Order { place: usize },
}

impl fmt::Display for ModelError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("model pack: ")?;
        match &self.0 {
            Kind::Magic => formatter.write_str("found other bytes at its start, expected SLTAG; this is another file"),
            Kind::Version(found) => {
                write!(formatter, "found version {found}, this build reads {VERSION}; ")?;
                formatter.write_str(if *found > VERSION { "update Sourcelight" } else { "get a newer pack" })
            }
            Kind::Length { found, expected } if found < expected => {
                write!(formatter, "truncated: found {found} bytes, expected {expected}")
            }
            Kind::Length { found, expected } => write!(formatter, "found {found} bytes, expected {expected}"),
            Kind::Checksum { found, expected } => {
                write!(formatter, "damaged: found checksum {found:08x}, expected {expected:08x}")
            }
            Kind::Size { name, found, expected } => write!(formatter, "found {found} for {name}, expected {expected}"),
            Kind::Constant { name, found, expected } => {
                write!(formatter, "found {found} for {name}, this build computes features for {expected}")
            }
            Kind::Sections { found, expected } => {
                write!(formatter, "found {found} bytes, its sizes need {expected}")
            }
            Kind::NotFinite { section } => write!(formatter, "found a number that is not finite in {section}"),
            Kind::Order { place } => {
                write!(
                    formatter,
                    "found the word hash at place {place} not above the one before it, expected ascending"
                )
            }
        }
    }
}

impl std::error::Error for ModelError {}

impl From<Kind> for ModelError {
    fn from(kind: Kind) -> Self {
        Self(kind)
    }
}

/// The sizes of a pack, checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sizes {
    /// Words that have an embedding of their own.
    pub(super) words: usize,
    pub(super) word_dim: usize,
    pub(super) affix_rows: usize,
    pub(super) affix_dim: usize,
    pub(super) shapes: usize,
    pub(super) shape_dim: usize,
    pub(super) cues: usize,
    pub(super) cue_dim: usize,
    pub(super) dense: usize,
    /// Units of each direction of a layer.
    pub(super) hidden: usize,
    pub(super) layers: usize,
    pub(super) labels: usize,
    /// Pieces of evidence for an attribution.
    pub(super) evidence: usize,
}

impl Sizes {
    /// Numbers that tokens of a kind have in common: those of word, affixes, shape and cue.
    pub(super) fn kind(&self) -> usize {
        self.word_dim + AFFIXES * self.affix_dim + self.shape_dim + self.cue_dim
    }

    /// Numbers that describe a token to the first layer.
    pub(super) fn input(&self) -> usize {
        self.kind() + self.dense
    }

    /// Numbers that a layer reads of each token.
    pub(super) fn layer_input(&self, layer: usize) -> usize {
        if layer == 0 { self.input() } else { 2 * self.hidden }
    }

    /// Bounds every size, so that no later sum or product of them can overflow 64 bits.
    fn check(&self) -> Result<(), ModelError> {
        let constants = [
            ("affix rows", self.affix_rows, usize::try_from(AFFIX_ROWS).unwrap_or(usize::MAX)),
            ("shapes", self.shapes, SHAPES),
            ("cues", self.cues, CUES),
            ("plain numbers", self.dense, DENSE),
            ("tags", self.labels, LABELS),
            ("pieces of evidence", self.evidence, EVIDENCE),
        ];
        for (name, found, expected) in constants {
            if found != expected {
                return Err(Kind::Constant { name, found, expected }.into());
            }
        }
        let dimension = |found: usize| found <= MAX_COLUMNS;
        let bounds = [
            ("words", self.words, self.words <= MAX_WORDS, "at most 16777216"),
            (
                "word dimensions",
                self.word_dim,
                dimension(self.word_dim) && self.word_dim.is_multiple_of(2),
                "an even number up to 512",
            ),
            ("affix dimensions", self.affix_dim, dimension(self.affix_dim), "at most 512"),
            ("shape dimensions", self.shape_dim, dimension(self.shape_dim), "at most 512"),
            ("cue dimensions", self.cue_dim, dimension(self.cue_dim), "at most 512"),
            (
                "hidden units",
                self.hidden,
                dimension(self.hidden) && self.hidden > 0 && self.hidden.is_multiple_of(UNITS),
                "a multiple of 4 from 4 to 512",
            ),
            ("layers", self.layers, (1..=MAX_LAYERS).contains(&self.layers), "1 to 8"),
        ];
        for (name, found, holds, expected) in bounds {
            if !holds {
                return Err(Kind::Size { name, found, expected }.into());
            }
        }
        if self.input() > MAX_COLUMNS {
            return Err(Kind::Size { name: "inputs of a token", found: self.input(), expected: "at most 512" }.into());
        }
        Ok(())
    }

    /// Bytes of head and sections together.
    fn total_bytes(&self) -> u64 {
        let quantized = |rows: usize, columns: usize| rows as u64 * (4 + columns as u64);
        let tables = self.words as u64 * 4
            + quantized(self.words + 1, self.word_dim / 2)
            + quantized(self.affix_rows, self.affix_dim)
            + quantized(self.shapes, self.shape_dim)
            + quantized(self.cues, self.cue_dim);
        let gates = 4 * self.hidden;
        let layers: u64 = (0..self.layers)
            .map(|layer| {
                2 * (quantized(gates, self.layer_input(layer)) + quantized(gates, self.hidden) + 4 * gates as u64)
            })
            .sum();
        let output = self.labels * (2 * self.hidden + self.input() + 1);
        let tags = self.labels * (self.labels + 2);
        HEAD_BYTES as u64 + tables + layers + 4 * (output + tags + self.evidence) as u64
    }
}

/// A matrix of 4-bit numbers with one scale a row: value = scale * (number - 8).
#[derive(Debug)]
pub(super) struct NibbleRows {
    pub(super) columns: usize,
    pub(super) scales: Vec<f32>,
    pub(super) values: Vec<u8>,
}

/// The scores of the conditional random field.
#[derive(Debug, Clone)]
pub(super) struct TagScores {
    /// From a tag to the next one.
    pub(super) step: [[f32; LABELS]; LABELS],
    pub(super) first: [f32; LABELS],
    pub(super) last: [f32; LABELS],
}

/// A model pack, taken apart and checked.
#[derive(Debug)]
pub(super) struct Pack {
    pub(super) sizes: Sizes,
    pub(super) embedding: Embedding,
    /// Forward and backward of every layer.
    pub(super) layers: Vec<[DirectionWeights; 2]>,
    pub(super) output: OutputWeights,
    pub(super) tag_scores: TagScores,
    pub(super) worth: Worth,
}

impl Pack {
    /// Reads a pack. Nothing is allocated before the length, the checksum and the sizes are found to agree.
    ///
    /// # Errors
    ///
    /// Another file, another version, a truncated or damaged file, sizes or numbers that this build cannot use.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut head = Reader { rest: bytes, whole: bytes.len() };
        if bytes.iter().zip(&MAGIC).any(|(found, expected)| found != expected) {
            return Err(Kind::Magic.into());
        }
        if bytes.len() < HEAD_BYTES {
            return Err(Kind::Length { found: bytes.len(), expected: HEAD_BYTES }.into());
        }
        head.take(MAGIC.len())?;
        let version = head.number()?;
        if version != VERSION {
            return Err(Kind::Version(version).into());
        }
        let expected = head.number()?;
        let checked = head.rest;
        let length = head.size()?;
        if length != bytes.len() {
            return Err(Kind::Length { found: bytes.len(), expected: length }.into());
        }
        let found = crc32fast::hash(checked);
        if found != expected {
            return Err(Kind::Checksum { found, expected }.into());
        }
        let sizes = head.sizes()?;
        sizes.check()?;
        if sizes.total_bytes() != bytes.len() as u64 {
            return Err(Kind::Sections { found: bytes.len(), expected: sizes.total_bytes() }.into());
        }
        head.sections(sizes)
    }
}

/// The part of the pack that was not read yet.
struct Reader<'pack> {
    rest: &'pack [u8],
    whole: usize,
}

impl<'pack> Reader<'pack> {
    fn sections(mut self, sizes: Sizes) -> Result<Pack, ModelError> {
        let hashes = self.hashes(sizes.words)?;
        let words = NibbleRows {
            columns: sizes.word_dim,
            scales: self.floats(sizes.words + 1, "the word table")?,
            values: self.take((sizes.words + 1) * (sizes.word_dim / 2))?.to_vec(),
        };
        let affixes = self.quantized(sizes.affix_rows, sizes.affix_dim, "the affix table")?;
        let shapes = self.quantized(sizes.shapes, sizes.shape_dim, "the shape table")?;
        let cues = self.quantized(sizes.cues, sizes.cue_dim, "the cue table")?;
        let layers = (0..sizes.layers)
            .map(|layer| {
                let columns = sizes.layer_input(layer);
                Ok([self.direction(columns, sizes.hidden)?, self.direction(columns, sizes.hidden)?])
            })
            .collect::<Result<_, ModelError>>()?;
        let output = OutputWeights {
            hidden: self.floats(sizes.labels * 2 * sizes.hidden, "the output")?,
            skip: self.floats(sizes.labels * sizes.input(), "the output")?,
            bias: self.exactly("the output")?,
        };
        let mut step = [[0.0; LABELS]; LABELS];
        for row in &mut step {
            *row = self.exactly("the tag scores")?;
        }
        let tag_scores =
            TagScores { step, first: self.exactly("the tag scores")?, last: self.exactly("the tag scores")? };
        let worth = Worth { weights: self.exactly("the weights of the evidence")?, shows_all: false };
        let embedding = Embedding { hashes, words, affixes, shapes, cues };
        Ok(Pack { sizes, embedding, layers, output, tag_scores, worth })
    }

    fn take(&mut self, count: usize) -> Result<&'pack [u8], ModelError> {
        let Some((taken, rest)) = self.rest.split_at_checked(count) else {
            let read = self.whole - self.rest.len();
            return Err(Kind::Length { found: self.whole, expected: read.saturating_add(count) }.into());
        };
        self.rest = rest;
        Ok(taken)
    }

    fn words(&mut self, count: usize) -> Result<impl Iterator<Item = [u8; 4]> + use<'pack>, ModelError> {
        Ok(self.take(count.saturating_mul(4))?.as_chunks::<4>().0.iter().copied())
    }

    fn number(&mut self) -> Result<u32, ModelError> {
        Ok(self.words(1)?.next().map_or(0, u32::from_le_bytes))
    }

    fn size(&mut self) -> Result<usize, ModelError> {
        Ok(usize::try_from(self.number()?).unwrap_or(usize::MAX))
    }

    fn sizes(&mut self) -> Result<Sizes, ModelError> {
        Ok(Sizes {
            words: self.size()?,
            word_dim: self.size()?,
            affix_rows: self.size()?,
            affix_dim: self.size()?,
            shapes: self.size()?,
            shape_dim: self.size()?,
            cues: self.size()?,
            cue_dim: self.size()?,
            dense: self.size()?,
            hidden: self.size()?,
            layers: self.size()?,
            labels: self.size()?,
            evidence: self.size()?,
        })
    }

    fn hashes(&mut self, count: usize) -> Result<Vec<u32>, ModelError> {
        let hashes: Vec<u32> = self.words(count)?.map(u32::from_le_bytes).collect();
        let ascending = |pair: &[u32]| pair.first() < pair.last();
        match hashes.windows(2).position(|pair| !ascending(pair)) {
            Some(place) => Err(Kind::Order { place: place + 1 }.into()),
            None => Ok(hashes),
        }
    }

    fn floats(&mut self, count: usize, section: &'static str) -> Result<Vec<f32>, ModelError> {
        let floats: Vec<f32> = self.words(count)?.map(f32::from_le_bytes).collect();
        if floats.iter().all(|value| value.is_finite()) { Ok(floats) } else { Err(Kind::NotFinite { section }.into()) }
    }

    fn exactly<const COUNT: usize>(&mut self, section: &'static str) -> Result<[f32; COUNT], ModelError> {
        let mut floats = [0.0; COUNT];
        for (float, value) in floats.iter_mut().zip(self.floats(COUNT, section)?) {
            *float = value;
        }
        Ok(floats)
    }

    fn quantized(&mut self, rows: usize, columns: usize, section: &'static str) -> Result<QuantizedRows, ModelError> {
        let scales = self.floats(rows, section)?;
        let values = self.take(rows * columns)?.iter().map(|byte| byte.cast_signed()).collect();
        Ok(QuantizedRows { columns, scales, values })
    }

    fn direction(&mut self, columns: usize, hidden: usize) -> Result<DirectionWeights, ModelError> {
        Ok(DirectionWeights {
            input: self.quantized(4 * hidden, columns, "a layer")?,
            state: self.quantized(4 * hidden, hidden, "a layer")?,
            bias: self.floats(4 * hidden, "a layer")?,
        })
    }
}
