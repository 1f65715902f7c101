//! Model packs and tokens made up for tests, the same ones every time.

use super::features::{AFFIX_ROWS, CUES, DENSE, SHAPES, TokenFeatures};
use super::model::{HEAD_BYTES, LABELS, MAGIC, Sizes, TagScores, VERSION};
use super::worth::EVIDENCE;

/// SplitMix64 (Steele, Lea and Flood 2014).
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    pub(super) fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    pub(super) fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.below(1 << 24) as f32 / (1 << 24) as f32
    }
}

/// A network that a test in debug mode can run.
pub(super) const SMALL: Sizes = Sizes {
    words: 50,
    word_dim: 6,
    affix_rows: AFFIX_ROWS as usize,
    affix_dim: 3,
    shapes: SHAPES,
    shape_dim: 2,
    cues: CUES,
    cue_dim: 2,
    dense: DENSE,
    hidden: 12,
    layers: 2,
    labels: LABELS,
    evidence: EVIDENCE,
};

/// What the training makes.
pub(super) const TYPICAL: Sizes =
    Sizes { words: 10_000, word_dim: 64, affix_dim: 16, shape_dim: 8, cue_dim: 8, hidden: 112, ..SMALL };

const WORD_STEP: u32 = 400_000;

pub(super) struct SamplePack {
    pub(super) bytes: Vec<u8>,
    /// Where each section ends.
    pub(super) bounds: Vec<usize>,
}

/// A pack of random weights of about the size that training gives them.
pub(super) fn pack(sizes: &Sizes, seed: u64) -> SamplePack {
    let mut writer = Writer { bytes: MAGIC.to_vec(), bounds: vec![MAGIC.len()], random: Random::new(seed) };
    writer.numbers(&[VERSION, 0, 0]);
    let head = [
        sizes.words,
        sizes.word_dim,
        sizes.affix_rows,
        sizes.affix_dim,
        sizes.shapes,
        sizes.shape_dim,
        sizes.cues,
        sizes.cue_dim,
        sizes.dense,
        sizes.hidden,
        sizes.layers,
        sizes.labels,
        sizes.evidence,
    ];
    writer.numbers(&head.map(|size| size as u32));
    assert_eq!(writer.bytes.len(), HEAD_BYTES);
    writer.numbers(&(0..sizes.words as u32).map(|word| word * WORD_STEP).collect::<Vec<_>>());
    writer.floats(sizes.words + 1, 0.05, 0.15);
    writer.random_bytes((sizes.words + 1) * sizes.word_dim / 2);
    for (rows, columns) in
        [(sizes.affix_rows, sizes.affix_dim), (sizes.shapes, sizes.shape_dim), (sizes.cues, sizes.cue_dim)]
    {
        writer.floats(rows, 0.003, 0.008);
        writer.random_bytes(rows * columns);
    }
    for layer in 0..sizes.layers {
        for _ in 0..2 {
            for columns in [sizes.layer_input(layer), sizes.hidden] {
                let scale = 2.0 / (127.0 * (columns as f32).sqrt());
                writer.floats(4 * sizes.hidden, 0.5 * scale, scale);
                writer.random_bytes(4 * sizes.hidden * columns);
            }
            writer.floats(4 * sizes.hidden, -1.0, 1.0);
        }
    }
    writer.floats(LABELS * 2 * sizes.hidden, -1.0, 1.0);
    writer.floats(LABELS * sizes.input(), -0.3, 0.3);
    writer.floats(LABELS, -0.5, 0.5);
    let tags = forbidding_tag_scores(&mut writer.random);
    for scores in tags.step.iter().chain([&tags.first, &tags.last]) {
        writer.bytes.extend(scores.iter().flat_map(|score| score.to_le_bytes()));
        writer.bounds.push(writer.bytes.len());
    }
    writer.floats(sizes.evidence, -1.0, 1.0);
    let length = writer.bytes.len() as u32;
    writer.bytes[16..20].copy_from_slice(&length.to_le_bytes());
    seal(&mut writer.bytes);
    SamplePack { bytes: writer.bytes, bounds: writer.bounds }
}

/// Writes the checksum that the bytes have now.
pub(super) fn seal(bytes: &mut [u8]) {
    let checksum = crc32fast::hash(&bytes[16..]);
    bytes[12..16].copy_from_slice(&checksum.to_le_bytes());
}

/// Random scores by which a stretch goes on only where it has begun.
pub(super) fn forbidding_tag_scores(random: &mut Random) -> TagScores {
    let mut scores = TagScores {
        step: std::array::from_fn(|_| std::array::from_fn(|_| random.between(-1.0, 1.0))),
        first: std::array::from_fn(|_| random.between(-1.0, 1.0)),
        last: std::array::from_fn(|_| random.between(-1.0, 1.0)),
    };
    for inside in [2, 4, 6] {
        scores.first[inside] = -1e4;
        for before in 0..LABELS {
            if before != inside && before != inside - 1 {
                scores.step[before][inside] = -1e4;
            }
        }
    }
    scores
}

/// Random tokens, most of whose words the pack knows.
pub(super) fn tokens(sizes: &Sizes, count: usize, seed: u64) -> Vec<TokenFeatures> {
    let mut random = Random::new(seed);
    (0..count)
        .map(|_| {
            let known = random.below(10) > 0;
            let word = random.below(sizes.words as u64) as u32 * WORD_STEP;
            TokenFeatures {
                word: if known { word } else { word + 1 },
                affixes: std::array::from_fn(|_| random.below(u64::from(AFFIX_ROWS)) as u16),
                shape: random.below(SHAPES as u64) as u8,
                cue: random.below(CUES as u64) as u8,
                dense: std::array::from_fn(|_| if random.below(4) == 0 { random.between(0.0, 1.4) } else { 0.0 }),
            }
        })
        .collect()
}

struct Writer {
    bytes: Vec<u8>,
    bounds: Vec<usize>,
    random: Random,
}

impl Writer {
    fn numbers(&mut self, numbers: &[u32]) {
        self.bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        self.bounds.push(self.bytes.len());
    }

    fn floats(&mut self, count: usize, low: f32, high: f32) {
        for _ in 0..count {
            let value = self.random.between(low, high);
            self.bytes.extend(value.to_le_bytes());
        }
        self.bounds.push(self.bytes.len());
    }

    fn random_bytes(&mut self, count: usize) {
        for _ in 0..count {
            let value = self.random.next() as u8;
            self.bytes.push(value);
        }
        self.bounds.push(self.bytes.len());
    }
}
