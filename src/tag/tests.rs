//! The tagger on made-up packs: against the reference, in company, with damaged packs, and how fast it is.

use std::ops::Range;
use std::time::Instant;

use sourcelight_kernel::{Network, Text};

use super::embedding::Embedding;
use super::features::TokenFeatures;
use super::model::{Pack, Sizes};
use super::sample::{Random, SMALL, TYPICAL, pack, seal, tokens};
use super::tagger::{Tagger, Tagging};
use super::{Tag, TagMemory};
use super::{decode::Decoder, network};

/// Ranges of the given lengths, one behind the other.
fn ranges(lengths: &[usize]) -> Vec<Range<usize>> {
    lengths
        .iter()
        .scan(0, |start, length| {
            let range = *start..*start + length;
            *start = range.end;
            Some(range)
        })
        .collect()
}

fn tagger(sizes: &Sizes, seed: u64) -> Tagger {
    Tagger::read(&pack(sizes, seed).bytes).unwrap()
}

#[track_caller]
fn check_error(bytes: &[u8], expected: &str) {
    let message = Tagger::read(bytes).map(|_| ()).unwrap_err().to_string();
    assert_eq!(message, expected);
}

/// Tokens of which none has anything in common with another one.
struct EachItsKind<'pack>(&'pack Embedding, Vec<TokenFeatures>);

impl Text for EachItsKind<'_> {
    fn kinds(&self) -> usize {
        self.1.len()
    }

    fn write_kind(&self, kind: usize, values: &mut Vec<f32>) {
        self.0.write(&self.1[kind], values);
    }

    fn token(&self, token: usize) -> (usize, &[f32]) {
        (token, &self.1[token].dense)
    }
}

#[track_caller]
fn check_against_reference(sizes: &Sizes, lengths: &[usize], seed: u64) {
    let bytes = pack(sizes, seed).bytes;
    let reference = Pack::read(&bytes).unwrap();
    let Pack { sizes, embedding, layers, output, tag_scores, worth: _ } = Pack::read(&bytes).unwrap();
    let kernel = Network::new(sizes.kind(), &layers, &output);
    let decoder = Decoder::new(tag_scores);
    let sequences: Vec<_> = lengths.iter().map(|length| tokens(&sizes, *length, seed + *length as u64)).collect();
    let scores = kernel.scores(&EachItsKind(&embedding, sequences.concat()), lengths);
    let found = ranges(lengths).into_iter().map(|range| &scores[range]);
    let (mut equal, mut total, mut furthest) = (0, 0, 0.0_f32);
    for (sequence, found) in sequences.iter().zip(found) {
        let expected = network::scores(&reference, sequence);
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().flatten().zip(expected.iter().flatten()) {
            furthest = furthest.max((found - expected).abs());
        }
        let (found, expected) = (decoder.best(found), decoder.best(&expected));
        total += expected.len();
        equal += found.iter().zip(&expected).filter(|(found, expected)| found == expected).count();
    }
    println!("hidden {}: scores differ by {furthest} at most, {equal} of {total} tags are equal", sizes.hidden);
    assert!(furthest < 0.1, "scores differ by {furthest}");
    assert!(equal * 1000 >= total * 995, "{equal} of {total} tags are equal");
}

#[test]
fn the_kernel_agrees_with_the_reference() {
    check_against_reference(&SMALL, &[300, 250, 200, 120], 1);
    check_against_reference(&SMALL, &[40, 0, 1, 17], 2);
    check_against_reference(&Sizes { hidden: 4, layers: 1, ..SMALL }, &[90, 80, 70, 60], 3);
    check_against_reference(&Sizes { hidden: 8, layers: 3, word_dim: 4, affix_dim: 1, ..SMALL }, &[90, 80, 70, 60], 4);
}

#[test]
fn the_kernel_agrees_with_the_reference_at_the_size_of_a_trained_model() {
    check_against_reference(&TYPICAL, &[60, 50, 48, 42], 5);
}

#[test]
fn a_sequence_gets_the_same_tags_in_any_company() {
    let tagger = tagger(&SMALL, 1);
    let lengths = [5, 33, 0, 12, 64, 1, 7, 20, 17, 16, 15, 48];
    let features = tokens(&SMALL, lengths.iter().sum(), 2);
    let sequences = ranges(&lengths);
    let together = tagger.tag(&features, &sequences);
    for sequence in &sequences {
        let alone = tagger.tag(&features, std::slice::from_ref(sequence));
        assert_eq!(alone.tags[sequence.clone()], together.tags[sequence.clone()]);
        assert_eq!(alone.certainty[sequence.clone()], together.certainty[sequence.clone()]);
    }
    let backward: Vec<Range<usize>> = sequences.iter().rev().cloned().collect();
    assert_eq!(tagger.tag(&features, &backward), together);
    assert_eq!(tagger.tag(&features, &sequences), together);
    assert_eq!(Tagger::read(&pack(&SMALL, 1).bytes).unwrap().tag(&features, &sequences), together);
    assert!(together.tags.iter().any(|tag| *tag != Tag::Outside));
}

#[test]
fn what_is_remembered_is_not_tagged_anew() {
    let lengths = [5, 33, 0, 12, 64, 1];
    let features = tokens(&SMALL, 115, 2);
    let mut memory = TagMemory::default();
    let first = tagger(&SMALL, 1).tag_again(&features, &ranges(&lengths), &mut memory);
    assert_eq!(first, tagger(&SMALL, 1).tag(&features, &ranges(&lengths)));
    assert_eq!(memory.tokens(), 115);
    // Another tagger would give other tags: these are the first one's, but for the sequence that is new.
    let other = tagger(&SMALL, 9);
    assert_ne!(other.tag(&features, &ranges(&lengths)), first);
    let again = other.tag_again(&features, &ranges(&[5, 33, 0, 12, 65]), &mut memory);
    assert_eq!(again.tags[..50], first.tags[..50]);
    assert_eq!(again.certainty[..50], first.certainty[..50]);
    assert_eq!(again.certainty[50..], other.tag(&features, &[50..115]).certainty[50..]);
}

#[test]
fn what_is_remembered_is_bounded() {
    let tagger = tagger(&Sizes { hidden: 4, layers: 1, ..SMALL }, 1);
    let mut memory = TagMemory::default();
    let _ = tagger.tag_again(&tokens(&SMALL, 60_000, 1), &[0..60_000], &mut memory);
    assert_eq!(memory.tokens(), 60_000);
    let _ = tagger.tag_again(&tokens(&SMALL, 50_000, 2), &[0..50_000], &mut memory);
    assert_eq!(memory.tokens(), 50_000, "what the last document did not need is forgotten first");
    let _ = tagger.tag_again(&tokens(&SMALL, 100_001, 3), &[0..100_001], &mut memory);
    assert_eq!(memory.tokens(), 0);
}

#[test]
fn tags_go_on_only_where_they_began() {
    let features = tokens(&SMALL, 400, 3);
    let tagging = tagger(&SMALL, 2).tag(&features, &ranges(&[150, 150, 100]));
    let mut before = Tag::Outside;
    for (place, tag) in tagging.tags.iter().enumerate() {
        if let Tag::Inside(role) = tag {
            assert_eq!(before.role(), Some(*role), "token {place}");
            assert!(![0, 150, 300].contains(&place), "token {place}");
        }
        before = *tag;
    }
    assert!(tagging.certainty.iter().all(|certainty| (0.05..=1.0).contains(certainty)));
}

#[test]
fn tokens_of_no_sequence_are_outside() {
    let features = tokens(&SMALL, 10, 3);
    let tagger = tagger(&SMALL, 1);
    let nothing = Tagging { tags: vec![Tag::Outside; 10], certainty: vec![0.0; 10] };
    assert_eq!(tagger.tag(&features, &[]), nothing);
    assert_eq!(tagger.tag(&features, &[4..4, 20..30, 10..10]), nothing);
    let tagging = tagger.tag(&features, &[7..30]);
    assert_eq!(tagging.tags.len(), 10);
    assert!(tagging.certainty.iter().enumerate().all(|(place, certainty)| (*certainty > 0.0) == (place >= 7)));
    assert_eq!(tagger.tag(&[], &[0..5]), Tagging::default());
}

#[test]
fn a_very_long_sequence_is_cut_where_a_sentence_begins() {
    let tagger = tagger(&Sizes { hidden: 4, layers: 1, ..SMALL }, 1);
    let mut features = tokens(&SMALL, 2500, 4);
    for (place, token) in features.iter_mut().enumerate() {
        token.dense[23] = if [300, 900, 1500, 1900].contains(&place) { 1.0 } else { 0.0 };
    }
    let cut = tagger.tag(&features, &ranges(&[900, 1000, 600]));
    assert_eq!(tagger.tag(&features, &[0..2500]), cut);
    assert_ne!(tagger.tag(&features, &ranges(&[901, 999, 600])), cut);
}

/// The place of the plain number by which sequences are cut is that of the first token of a sentence.
#[test]
fn sentences_begin_where_the_features_say() {
    use crate::contract::{BlockKind, InputBlock, Region};
    let lexicon = crate::lexicon::Lexicon::load();
    let text = "The mayor spoke. Nobody answered her. It rained.".to_owned();
    let block = InputBlock {
        id: 0,
        kind: BlockKind::Paragraph,
        text,
        region: Region::Article,
        group: 0,
        article: 0,
        links: Vec::new(),
    };
    let document = crate::text::Document::read(&lexicon, &[&block]);
    let features = super::features::features(&lexicon, &document, &[]);
    let found: Vec<usize> = (0..features.len()).filter(|place| features[*place].dense[23] > 0.0).collect();
    let expected: Vec<usize> = document.sentences.iter().map(|sentence| sentence.tokens.start).collect();
    assert_eq!(expected.len(), 3);
    assert_eq!(found, expected);
}

#[test]
fn a_truncated_pack_is_an_error() {
    let sample = pack(&SMALL, 1);
    for bound in &sample.bounds {
        for length in [bound.saturating_sub(1), *bound, bound + 1] {
            if length != sample.bytes.len() {
                let mut bytes = sample.bytes.clone();
                bytes.resize(length, 0);
                assert!(Tagger::read(&bytes).is_err(), "{length} bytes");
                // Even where length and checksum were made to fit.
                if length > 20 {
                    bytes[16..20].copy_from_slice(&(length as u32).to_le_bytes());
                    seal(&mut bytes);
                    assert!(Tagger::read(&bytes).is_err(), "{length} bytes");
                }
            }
        }
    }
    let whole = sample.bytes.len();
    check_error(&sample.bytes[..5000], &format!("model pack: truncated: found 5000 bytes, expected {whole}"));
    check_error(&sample.bytes[..30], "model pack: truncated: found 30 bytes, expected 72");
    check_error(&[], "model pack: truncated: found 0 bytes, expected 72");
    check_error(
        &[sample.bytes.as_slice(), &[0]].concat(),
        &format!("model pack: found {} bytes, expected {whole}", whole + 1),
    );
}

#[test]
fn a_damaged_pack_is_an_error() {
    let sample = pack(&SMALL, 1).bytes;
    let mut random = Random::new(9);
    let places = (0..72).chain((0..300).map(|_| random.below(sample.len() as u64) as usize)).collect::<Vec<_>>();
    for place in places {
        for bit in 0..8 {
            let mut bytes = sample.clone();
            bytes[place] ^= 1 << bit;
            assert!(Tagger::read(&bytes).is_err(), "byte {place}, bit {bit}");
        }
    }
    let mut bytes = sample.clone();
    bytes[15] ^= 1;
    let message = Tagger::read(&bytes).unwrap_err().to_string();
    assert!(message.starts_with("model pack: damaged: found checksum"), "{message}");
}

/// Packs whose checksum is right but whose content is not: errors, or tags that mean nothing, but no panic.
#[test]
fn a_wrong_pack_never_panics() {
    let sample = pack(&SMALL, 1).bytes;
    let mut random = Random::new(11);
    let features = tokens(&SMALL, 9, 1);
    for round in 0..400 {
        let mut bytes = sample.clone();
        let end = if round % 2 == 0 { 72 } else { bytes.len() as u64 };
        for _ in 0..=random.below(3) {
            let place = 20 + random.below(end - 20) as usize;
            bytes[place] = random.next() as u8;
        }
        seal(&mut bytes);
        if let Ok(tagger) = Tagger::read(&bytes) {
            assert_eq!(tagger.tag(&features, &[0..9]).tags.len(), 9);
        }
    }
    for huge in [f32::MAX, f32::MIN, 1e20] {
        let mut bytes = sample.clone();
        let start = bytes.len() - 5000;
        for cell in bytes[start..].as_chunks_mut::<4>().0 {
            *cell = huge.to_le_bytes();
        }
        seal(&mut bytes);
        let tagging = Tagger::read(&bytes).unwrap().tag(&features, &[0..9]);
        assert!(tagging.certainty.iter().all(|certainty| (0.0..=1.0).contains(certainty)));
    }
}

#[test]
fn errors_say_what_was_found_and_expected() {
    let sample = pack(&SMALL, 1).bytes;
    let with = |place: usize, number: u32| {
        let mut bytes = sample.clone();
        bytes[place..place + 4].copy_from_slice(&number.to_le_bytes());
        seal(&mut bytes);
        bytes
    };
    check_error(b"GIF89a", "model pack: found other bytes at its start, expected SLTAG; this is another file");
    check_error(&with(8, 3), "model pack: found version 3, this build reads 2; update Sourcelight");
    check_error(&with(8, 0), "model pack: found version 0, this build reads 2; get a newer pack");
    check_error(&with(28, 1024), "model pack: found 1024 for affix rows, this build computes features for 2048");
    check_error(&with(56, 113), "model pack: found 113 for hidden units, expected a multiple of 4 from 4 to 512");
    check_error(&with(60, 0), "model pack: found 0 for layers, expected 1 to 8");
    check_error(&with(20, u32::MAX), "model pack: found 4294967295 for words, expected at most 16777216");
    check_error(&with(24, 500), "model pack: found 553 for inputs of a token, expected at most 512");
    let whole = sample.len();
    check_error(&with(20, 51), &format!("model pack: found {whole} bytes, its sizes need {}", whole + 11));
    check_error(
        &with(76, 0),
        "model pack: found the word hash at place 1 not above the one before it, expected ascending",
    );
    check_error(
        &with(whole - 4, f32::NAN.to_bits()),
        "model pack: found a number that is not finite in the weights of the evidence",
    );
}

/// `cargo test --release --lib tag::tests::how_long -- --ignored --nocapture`
#[test]
#[ignore = "measures time"]
fn how_long_an_article_takes() {
    let mut random = Random::new(1);
    let mut lengths = Vec::new();
    while lengths.iter().sum::<usize>() < 1200 {
        lengths.push(10 + random.below(80) as usize);
    }
    for (name, sizes) in [("112 x 2", TYPICAL), ("128 x 2", Sizes { hidden: 128, ..TYPICAL })] {
        let bytes = pack(&sizes, 1).bytes;
        let begin = Instant::now();
        let tagger = Tagger::read(&bytes).unwrap();
        let read_ms = begin.elapsed().as_secs_f64() * 1e3;
        let features: Vec<TokenFeatures> = tokens(&sizes, lengths.iter().sum(), 2);
        let sequences = ranges(&lengths);
        let mut times_ms: Vec<f64> = (0..40)
            .map(|_| {
                let begin = Instant::now();
                std::hint::black_box(tagger.tag(&features, &sequences));
                begin.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        times_ms.sort_by(f64::total_cmp);
        println!(
            "{name}: {} bytes read in {read_ms:.1} ms; {} tokens in {} blocks: best {:.1} ms, median {:.1} ms",
            bytes.len(),
            features.len(),
            lengths.len(),
            times_ms[0],
            times_ms[20]
        );
    }
}
