//! Those who were asked and said nothing: "declined to comment", "did not respond to requests", "could not be reached".

use std::ops::Range;

use super::Attribution;
use super::reading::Reading;
use super::subject::left_subject;
use crate::contract::{QuoteKind, SilenceKind};
use crate::lexicon::Lexicon;
use crate::lexicon::grammar::WordClass;
use crate::quote::Quotation;
use crate::text::Document;

/// Somebody who was asked and said nothing, in tokens of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Silence {
    pub(crate) kind: SilenceKind,
    /// Who was asked.
    pub(crate) source: Range<usize>,
    /// The words that say so, from the verb and its auxiliaries on.
    pub(crate) words: Range<usize>,
}

/// The silences of the article, in reading order. What somebody says of a silence, in quotation marks, is left out.
pub(crate) fn silences(lexicon: &Lexicon, document: &Document, quotations: &[Quotation]) -> Vec<Silence> {
    let is_verb = |token: &usize| VERBS.iter().any(|(verb, _)| document.word(*token).eq_ignore_ascii_case(verb));
    let verbs: Vec<usize> = (0..document.tokens.len()).filter(is_verb).collect();
    if verbs.is_empty() {
        return Vec::new();
    }
    let reading = Reading::new(lexicon, document, quotations);
    verbs
        .into_iter()
        .filter(|verb| reading.quotation(*verb).is_none())
        .filter_map(|verb| silence_at(&reading, verb))
        .collect()
}

/// The attributions without those that read a silence as indirect speech: nobody said "to comment".
pub(crate) fn without_silences(attributions: Vec<Attribution>, silences: &[Silence]) -> Vec<Attribution> {
    let reads_silence = |attribution: &Attribution| {
        let overlaps = |cue: &Range<usize>| {
            silences.iter().any(|silence| cue.start < silence.words.end && silence.words.start < cue.end)
        };
        attribution.kind == QuoteKind::Indirect && attribution.cue.iter().any(overlaps)
    };
    let kept: Vec<bool> = attributions.iter().map(|attribution| !reads_silence(attribution)).collect();
    let place = |index: usize| {
        kept.get(index).filter(|kept| **kept).map(|_| kept.iter().take(index).filter(|kept| **kept).count())
    };
    attributions
        .into_iter()
        .zip(&kept)
        .filter(|(_, kept)| **kept)
        .map(|(attribution, _)| Attribution { continues: attribution.continues.and_then(place), ..attribution })
        .collect()
}

/// How a verb says that somebody was silent.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// "declined to comment"
    Refuses,
    /// "would not comment"
    DoesNotComment,
    /// "did not respond to requests for comment"
    DoesNotAnswer,
    /// "could not be reached"
    IsNotReached,
    /// "was not available for comment"
    IsNotAvailable,
}

const VERBS: [(&str, Way); 16] = [
    ("declined", Way::Refuses),
    ("declines", Way::Refuses),
    ("refused", Way::Refuses),
    ("refuses", Way::Refuses),
    ("comment", Way::DoesNotComment),
    ("commented", Way::DoesNotComment),
    ("respond", Way::DoesNotAnswer),
    ("responded", Way::DoesNotAnswer),
    ("reply", Way::DoesNotAnswer),
    ("replied", Way::DoesNotAnswer),
    ("return", Way::DoesNotAnswer),
    ("returned", Way::DoesNotAnswer),
    ("answer", Way::DoesNotAnswer),
    ("reached", Way::IsNotReached),
    ("available", Way::IsNotAvailable),
    ("unavailable", Way::IsNotAvailable),
];

/// What one does not answer.
const ASKED: [&str; 19] = [
    "comment",
    "comments",
    "request",
    "requests",
    "question",
    "questions",
    "call",
    "calls",
    "message",
    "messages",
    "email",
    "emails",
    "e-mail",
    "e-mails",
    "inquiry",
    "inquiries",
    "enquiries",
    "interview",
    "interviews",
];

/// The most tokens from a verb to what it does not answer.
const REACH: usize = 12;

fn silence_at(reading: &Reading<'_>, verb: usize) -> Option<Silence> {
    let (_, way) = VERBS.iter().find(|(word, _)| reading.reads(verb, word))?;
    let floor = sentence_of(reading, verb).start;
    let group = group_start(reading, verb, floor);
    let in_group = |words: &[&str]| (group..verb).any(|token| reading.reads_any(token, words));
    let denied = (group..verb).any(|token| is_negation(reading, token));
    let (kind, last) = match way {
        Way::Refuses => (SilenceKind::Declined, refused(reading, verb)?),
        Way::DoesNotComment => (SilenceKind::Declined, denied.then_some(verb)?),
        Way::DoesNotAnswer => {
            let takes_object = reading.reads_any(verb, &["return", "returned", "answer"]);
            let elsewhere = takes_object && reading.reads_any(verb + 1, &["to", "from", "in"]);
            let at_once = in_group(&["immediately"]) && !takes_object;
            let asked = asked(reading, verb + 1, REACH).filter(|_| !elsewhere);
            (SilenceKind::NoReply, asked.or(at_once.then_some(verb)).filter(|_| denied)?)
        }
        Way::IsNotReached => {
            // Agreements and summits are not reached either.
            let could_not_be = denied && in_group(&["be"]);
            let last = asked(reading, verb + 1, 2).or(in_group(&["immediately"]).then_some(verb));
            (SilenceKind::NotReached, last.filter(|_| could_not_be)?)
        }
        Way::IsNotAvailable => {
            let missing = denied || reading.reads(verb, "unavailable");
            (SilenceKind::NotReached, asked(reading, verb + 1, 2).filter(|_| missing)?)
        }
    };
    let source = left_subject(reading, verb, floor)?;
    Some(Silence { kind, source, words: group..whole(reading, last) + 1 })
}

/// "a request [for comment]", "interview [requests]": what was asked up to its end.
fn whole(reading: &Reading<'_>, last: usize) -> usize {
    let is_asked = |token: usize| reading.reads_any(token, &ASKED);
    match () {
        () if is_asked(last) && is_asked(last + 1) => last + 1,
        () if is_asked(last) && reading.reads(last + 1, "for") && is_asked(last + 2) => last + 2,
        () => last,
    }
}

/// The last token of what is refused: "to comment", "to be interviewed", "to answer questions", "an interview request".
fn refused(reading: &Reading<'_>, verb: usize) -> Option<usize> {
    if !reading.reads(verb + 1, "to") {
        return asked(reading, verb + 1, 3).filter(|_| !reading.reads_any(verb, &["refused", "refuses"]));
    }
    let main = if is_adverb(reading, verb + 2) { verb + 3 } else { verb + 2 };
    if reading.reads(main, "comment") {
        return Some(main);
    }
    if reading.reads(main, "be") && reading.reads(main + 1, "interviewed") {
        return Some(main + 1);
    }
    let answers = reading.reads_any(main, &["answer", "respond", "reply", "return"]);
    asked(reading, main + 1, REACH).filter(|_| answers)
}

/// The first noun for something asked, within so many tokens and the same clause.
fn asked(reading: &Reading<'_>, start: usize, reach: usize) -> Option<usize> {
    let in_clause = |token: &usize| {
        !reading.comma(*token) && !reading.breaks_clause(*token) && reading.document.word(*token) != "."
    };
    (start..start + reach).take_while(in_clause).find(|token| reading.reads_any(*token, &ASKED))
}

/// Where the verb group begins: auxiliaries, "not" and adverbs before the verb.
fn group_start(reading: &Reading<'_>, verb: usize, floor: usize) -> usize {
    let in_group = |token: &usize| {
        let open =
            reading.is(*token, WordClass::Auxiliary) || is_adverb(reading, *token) || is_negation(reading, *token);
        open && !reading.capitalized(*token)
    };
    (floor..verb).rev().take_while(in_group).last().unwrap_or(verb)
}

fn is_adverb(reading: &Reading<'_>, token: usize) -> bool {
    reading.is(token, WordClass::Adverb) || reading.document.word(token).ends_with("ly")
}

/// "not", "never", "didn't"
fn is_negation(reading: &Reading<'_>, token: usize) -> bool {
    let word = reading.document.word(token);
    reading.reads_any(token, &["not", "never", "cannot"]) || word.ends_with("n't") || word.ends_with("n’t")
}

fn sentence_of(reading: &Reading<'_>, token: usize) -> Range<usize> {
    let sentence = reading.document.tokens.get(token).map_or(0, |token| token.sentence);
    reading.document.sentences.get(sentence).map_or(token..token, |sentence| sentence.tokens.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::InputBlock;

    /// The silences of a paragraph as `kind | who | words`.
    fn check(text: &str, expected: &[&str]) {
        let lexicon = Lexicon::load();
        let block = InputBlock::paragraph(0, text);
        let document = Document::read(&lexicon, &[&block]);
        let found: Vec<String> = silences(&lexicon, &document, &crate::quote::quotations(&document))
            .into_iter()
            .map(|one| format!("{:?} | {} | {}", one.kind, document.text(one.source), document.text(one.words)))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn refusals_are_silences() {
        check("Orr declined to comment.", &["Declined | Orr | declined to comment"]);
        check(
            "A spokeswoman for the mill also declined to comment on the strike.",
            &["Declined | A spokeswoman for the mill | also declined to comment"],
        );
        check(
            "Ada Quint, who owns the mill, refused to answer further questions.",
            &["Declined | Ada Quint, who owns the mill | refused to answer further questions"],
        );
        check("Holm declined an interview request.", &["Declined | Holm | declined an interview request"]);
        check("The board would not comment on it.", &["Declined | The board | would not comment"]);
        check("Holm declined to be interviewed.", &["Declined | Holm | declined to be interviewed"]);
    }

    #[test]
    fn missing_answers_are_silences() {
        check(
            "The Quint campaign did not immediately respond to a request for comment.",
            &["NoReply | The Quint campaign | did not immediately respond to a request for comment"],
        );
        check("Holm didn’t return two calls.", &["NoReply | Holm | didn’t return two calls"]);
        check("The firm has not replied to our emails.", &["NoReply | The firm | has not replied to our emails"]);
        check("Orr did not immediately respond.", &["NoReply | Orr | did not immediately respond"]);
        check("Orr could not be reached for comment.", &["NotReached | Orr | could not be reached for comment"]);
        check("Orr was unavailable for comment.", &["NotReached | Orr | was unavailable for comment"]);
    }

    #[test]
    fn other_refusals_are_none() {
        check("The mill declined to renew the lease.", &[]);
        check("Orr did not return to the mill after the call.", &[]);
        check("The court refused requests to stop the strike.", &[]);
        check("Orr responded to the request.", &[]);
        check("The summit could not be reached by noon in winter.", &[]);
        check("“He did not answer your question,” Orr said.", &[]);
        check("Those who declined to be named said so.", &[]);
    }
}
