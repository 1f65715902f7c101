//! From the stages' results to the contract's report.

use std::ops::Range;

use crate::attribution::{Attribution, Silence};
use crate::contract::{self, Article, ByteSpan, InputBlock, Quote, Reason, ReasonCode, Warning, WarningCode};
use crate::keyed::Set;
use crate::order::sort_by_key;
use crate::quote::Quotation;
use crate::speaker::Speakers;
use crate::text::{Document, TokenKind};
use crate::utf16::{Utf16Index, link_bytes};

/// The quotes of the report. Speakers are still indices of [`Speakers::entities`].
pub(crate) fn quotes(document: &Document, attributions: &[Attribution], speakers: &Speakers) -> Vec<Quote<ByteSpan>> {
    let spans = |pieces: &[Range<usize>]| {
        apart(pieces).into_iter().filter_map(|piece| document.byte_span(piece)).collect::<Vec<_>>()
    };
    attributions
        .iter()
        .enumerate()
        .map(|(index, attribution)| Quote {
            id: number(index),
            kind: attribution.kind,
            statement: attribution.statement,
            text: words_of(document, &apart(&attribution.content)),
            content: spans(&attribution.content),
            cue: spans(&attribution.cue),
            source: spans(&with_closing_commas(document, &attribution.source)),
            speakers: speakers.spoken_by.get(index).into_iter().flatten().map(|speaker| number(*speaker)).collect(),
            addressee: attribution.addressee.clone().map(|hearer| document.text(hearer).to_owned()),
            channel: attribution.channel,
            link: None,
            confidence: attribution.confidence * speakers.certainty.get(index).copied().unwrap_or(1.0),
            why: why(document, attribution, speakers.why.get(index).map_or(&[], Vec::as_slice)),
        })
        .collect()
}

/// The pieces of a source, each with the comma that closes its apposition: "Ann Lee, the pilot," said.
fn with_closing_commas(document: &Document, pieces: &[Range<usize>]) -> Vec<Range<usize>> {
    let is_comma = |token: &usize| document.word(*token) == ",";
    let block = |token: usize| document.tokens.get(token).map(|token| token.block);
    pieces
        .iter()
        .map(|piece| {
            let closes = piece.clone().any(|token| is_comma(&token))
                && is_comma(&piece.end)
                && block(piece.end) == block(piece.start);
            piece.start..piece.end + usize::from(closes)
        })
        .collect()
}

/// The pieces, each from where the one before it ends: a network that tags at random lets them overlap.
fn apart(pieces: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut end = 0;
    pieces
        .iter()
        .map(|piece| {
            let start = piece.start.max(end);
            end = end.max(piece.end);
            start..piece.end
        })
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// The words of the pieces, with ` … ` for what is left out between two of them: nothing is between paragraphs.
fn words_of(document: &Document, pieces: &[Range<usize>]) -> String {
    let mut words = String::new();
    let mut end = None;
    for piece in pieces {
        words.push_str(end.map_or("", |end| if end == piece.start { " " } else { " … " }));
        words.push_str(document.text(piece.clone()));
        end = Some(piece.end);
    }
    words
}

/// The reason chain: how the attribution was found, then how its source was resolved.
fn why(document: &Document, attribution: &Attribution, resolution: &[Reason]) -> Vec<Reason> {
    let found_with = attribution.cue.first().cloned().map(|cue| document.text(cue).to_owned());
    let first = Reason { code: attribution.found_by, text: found_with.unwrap_or_default(), name: None };
    let repeated = resolution.first().is_some_and(|reason| reason.code == first.code);
    let silent = first.text.is_empty() && first.code != ReasonCode::Blockquote;
    (!repeated && !silent).then_some(first).into_iter().chain(resolution.iter().cloned()).collect()
}

/// The silences of the report, with the names of those who were asked.
pub(crate) fn silences(
    document: &Document,
    silences: &[Silence],
    speakers: &Speakers,
) -> Vec<contract::Silence<ByteSpan>> {
    let named = |silent: &[usize]| -> Vec<String> {
        silent.iter().filter_map(|index| Some(speakers.entities.get(*index)?.name.clone())).collect()
    };
    let spans = |tokens: &Range<usize>| document.byte_span(tokens.clone()).into_iter().collect();
    silences
        .iter()
        .zip(&speakers.silent)
        .map(|(silence, silent)| contract::Silence {
            names: named(silent),
            kind: silence.kind,
            text: document.text(silence.words.clone()).to_owned(),
            source: spans(&silence.source),
            place: spans(&silence.words),
        })
        // Nobody knows who "who" is where the stage does not.
        .filter(|silence| !silence.names.is_empty())
        .collect()
}

/// What was read as the article, with its counts.
pub(crate) fn article(document: &Document, quotes: &[Quote<ByteSpan>], attributions: &[Attribution]) -> Article {
    let mut quoted = vec![false; document.tokens.len()];
    let mut attributed = vec![false; document.tokens.len()];
    // What is given a second time, as a headline or a pull quote, counts once.
    let originals = quotes.iter().zip(attributions).filter(|(_, one)| one.found_by != ReasonCode::Repeats);
    for (quote, attribution) in originals {
        for token in attribution.content.iter().cloned().flatten() {
            if let (Some(quoted), Some(attributed)) = (quoted.get_mut(token), attributed.get_mut(token)) {
                *quoted = true;
                *attributed |= !quote.speakers.is_empty();
            }
        }
    }
    let is_word = |index: &usize| {
        document.tokens.get(*index).is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
    };
    let count = |flags: &[bool]| {
        number((0..flags.len()).filter(is_word).filter(|index| flags.get(*index) == Some(&true)).count())
    };
    let quoted_words = count(&quoted);
    Article {
        blocks: document.blocks.iter().map(|block| block.id).collect(),
        words: number((0..document.tokens.len()).filter(is_word).count()),
        quoted_words,
        unattributed_words: quoted_words - count(&attributed).min(quoted_words),
    }
}

/// Gives each quote the link that stands on its cue, else on its source.
pub(crate) fn add_links(quotes: &mut [Quote<ByteSpan>], blocks: &[&InputBlock]) {
    let with_links = blocks.iter().filter(|block| !block.links.is_empty()).map(|block| {
        let index = Utf16Index::new(&block.text);
        let links = block.links.iter().map(|link| (link_bytes(&index, link), link.url.as_str()));
        (block.id, links.collect::<Vec<(Range<usize>, &str)>>())
    });
    let mut linked: Vec<_> = with_links.collect();
    sort_by_key(&mut linked, |(block, _)| *block);
    let link_on = |spans: &[ByteSpan]| {
        spans.iter().find_map(|span| {
            let place = linked.binary_search_by_key(&span.block, |(block, _)| *block).ok()?;
            let (_, links) = linked.get(place)?;
            let on = links.iter().find(|(bytes, _)| bytes.start < span.end && span.start < bytes.end)?;
            Some(on.1.to_owned())
        })
    };
    for quote in quotes {
        quote.link = link_on(&quote.cue).or_else(|| link_on(&quote.source));
    }
}

/// A warning for each block that leaves a quotation open which the next block does not go on with.
pub(crate) fn unclosed_quotations(document: &Document, quotations: &[Quotation]) -> Vec<Warning> {
    let continued = Set::from_iter(quotations.iter().filter_map(|quotation| quotation.continues));
    quotations
        .iter()
        .enumerate()
        .filter(|(index, quotation)| quotation.close.is_none() && !continued.contains(index))
        .filter_map(|(_, quotation)| document.byte_span(quotation.open..quotation.open + 1))
        .map(|mark| Warning {
            code: WarningCode::UnclosedQuotation,
            message: "found an opening quotation mark without a closing one; it was read to the end of its paragraph"
                .to_owned(),
            block: Some(mark.block),
        })
        .collect()
}

/// A count as the contract carries it.
pub(crate) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(feature = "model")]
    use crate::{
        Analyzer,
        contract::{CONTRACT_VERSION, PageInput, Report},
    };

    #[cfg(feature = "model")]
    fn report(text: &str) -> Report<ByteSpan> {
        let page = PageInput {
            version: CONTRACT_VERSION,
            lang: Some("en".to_owned()),
            url: None,
            title: None,
            outlet: None,
            is_partial: false,
            blocks: vec![InputBlock::paragraph(0, text)],
        };
        Analyzer::new().analyze_bytes(&page)
    }

    #[cfg(feature = "model")]
    #[test]
    fn silences_name_those_who_were_asked() {
        let check = |text: &str, expected: &[&str]| {
            let silences = report(text).silences;
            let found: Vec<String> =
                silences.iter().map(|silence| format!("{}: {}", silence.names.join(" + "), silence.text)).collect();
            assert_eq!(found, expected, "{text}");
        };
        check(
            "“It is shut,” said Ada Quint, who runs the mill. She declined to comment on the strike.",
            &["Ada Quint: declined to comment"],
        );
        check(
            "Sam Holm and Ada Quint did not respond to requests for comment.",
            &["Sam Holm + Ada Quint: did not respond to requests for comment"],
        );
        check("Ada Quint met Orr, who declined to comment.", &["Orr: declined to comment"]);
        check(
            "A spokesman for the mill could not be reached for comment.",
            &["A spokesman for the mill: could not be reached for comment"],
        );
    }

    #[cfg(feature = "model")]
    #[test]
    fn whoever_was_silent_can_speak_next() {
        let report = report(
            "“It is shut,” said Ada Quint. A mill spokeswoman declined to comment on it. She said it was “too late.”",
        );
        let names: Vec<&str> = report.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
        assert_eq!(names, ["Ada Quint", "A mill spokeswoman"]);
    }

    #[cfg(feature = "model")]
    #[test]
    fn a_source_ends_with_the_comma_of_its_apposition() {
        let check = |text: &str, expected: &str| {
            let quote = report(text).quotes.into_iter().next().unwrap();
            let found: Vec<&str> = quote.source.iter().map(|span| text.get(span.start..span.end).unwrap()).collect();
            assert_eq!(found, [expected], "{text}");
        };
        check("Ada Quint, the head of the mill, said on Monday that it was shut.", "Ada Quint, the head of the mill,");
        check("“It is shut for the whole winter,” said Ada Quint.", "Ada Quint");
    }

    #[test]
    fn pieces_do_not_overlap() {
        assert_eq!(apart(&[2..4, 6..9, 8..12, 9..11]), [2..4, 6..9, 9..12]);
        assert_eq!(apart(&[2..4, 4..6]), [2..4, 4..6]);
    }
}
