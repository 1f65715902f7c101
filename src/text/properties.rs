//! What holds of tokens, sentences and the way back for every text.

#![expect(clippy::string_slice, reason = "a test may panic; clippy has no setting for it")]

use proptest::prelude::*;

use crate::text::any_text::{any_blocks, any_text, read_texts};
use crate::text::normalize::normalize;

proptest! {
    #[test]
    fn tokens_ascend_on_character_boundaries_of_their_block(texts in any_blocks()) {
        let document = read_texts(&texts);
        for block in &document.blocks {
            let mut end = 0;
            for token in &document.tokens[block.tokens.clone()] {
                prop_assert!(token.start >= end && token.end > token.start);
                prop_assert!(block.text.get(token.start..token.end).is_some());
                prop_assert!(!block.text[token.start..token.end].contains(' '));
                prop_assert!(block.text[end..token.start].chars().all(|gap| gap == ' '));
                prop_assert_eq!(token.space_before, token.start == 0 || block.text[..token.start].ends_with(' '));
                end = token.end;
            }
            prop_assert_eq!(end, block.text.len());
        }
    }

    #[test]
    fn sentences_partition_the_tokens_of_their_block(texts in any_blocks()) {
        let document = read_texts(&texts);
        let mut next_token = 0;
        for (index, sentence) in document.sentences.iter().enumerate() {
            let tokens = sentence.tokens.clone();
            prop_assert!(tokens.start == next_token && tokens.end > tokens.start);
            prop_assert!(document.blocks[sentence.block].tokens.contains(&tokens.start));
            prop_assert!(tokens.end <= document.blocks[sentence.block].tokens.end);
            next_token = tokens.end;
            for token in tokens {
                prop_assert_eq!((document.tokens[token].block, document.tokens[token].sentence), (sentence.block, index));
            }
        }
        prop_assert_eq!(document.tokens.len(), next_token);
    }

    #[test]
    fn a_token_leads_back_to_the_source_that_it_was_made_of(text in any_text()) {
        let document = read_texts(std::slice::from_ref(&text));
        let mut end = 0;
        for token in 0..document.tokens.len() {
            let span = document.byte_span(token..token + 1).unwrap();
            let source = text.get(span.start..span.end);
            prop_assert_eq!(source.map(|source| normalize(source).0), Some(document.word(token).to_owned()));
            let source = source.unwrap_or_default();
            for edge in [source.chars().next(), source.chars().next_back()].into_iter().flatten() {
                prop_assert_ne!(normalize(edge.encode_utf8(&mut [0; 4])).0, "", "something removed at an edge of the token");
            }
            // Whatever lies between two tokens is white space or invisible.
            prop_assert!(span.start >= end);
            prop_assert_eq!(normalize(&text[end..span.start]).0, "");
            end = span.end;
        }
        prop_assert_eq!(normalize(&text[end..]).0, "");
    }

    #[test]
    fn a_source_range_and_its_normalised_range_lead_to_each_other(text in any_text()) {
        let document = read_texts(std::slice::from_ref(&text));
        for token in &document.tokens {
            let offsets = &document.blocks[0].offsets;
            let source = offsets.source_range(token.start..token.end);
            prop_assert_eq!(offsets.normalized_range(source), token.start..token.end);
        }
    }

    #[test]
    fn normalising_twice_changes_nothing_more(text in any_text()) {
        let once = normalize(&text).0;
        prop_assert_eq!(&normalize(&once).0, &once);
    }

    #[test]
    fn any_range_of_tokens_has_a_span_or_none(texts in any_blocks(), start in 0_usize..60, end in 0_usize..60) {
        let document = read_texts(&texts);
        if let Some(span) = document.byte_span(start..end) {
            prop_assert!(texts[span.block as usize].get(span.start..span.end).is_some_and(|text| !text.is_empty()));
        }
    }
}
