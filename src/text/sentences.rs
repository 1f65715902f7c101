//! Sentence ends: full stops of abbreviations and numbers, closing marks, and the tails of quoted questions.

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::lexicon::abbreviations::AbbreviationClass;
use crate::lexicon::cues::{CueClass, VerbForm};
use crate::lexicon::grammar::WordClass;
use crate::text::marks::{MarkFamily, MarkInContext, MarkShape};
use crate::text::{Token, TokenKind};

/// The longest name between a quoted question and its reporting verb, in tokens ("Prime Minister Ana Sousa asked").
const MAX_TAIL_NAME_TOKENS: usize = 5;

/// The tokens of one block, to be split.
pub(crate) struct BlockTokens<'document> {
    pub(crate) lexicon: &'document Lexicon,
    /// The block's normalised text.
    pub(crate) text: &'document str,
    pub(crate) tokens: &'document [Token],
}

impl BlockTokens<'_> {
    /// Calls `emit` with every sentence, as a range of the block's tokens. The ranges follow each other without gaps.
    pub(crate) fn split(&self, mut emit: impl FnMut(Range<usize>)) {
        let mut sentence_start = 0;
        let mut at = 0;
        let mut straight_open = false;
        while at < self.tokens.len() {
            straight_open ^= self.is_straight_double(at);
            let Some(end_kind) = self.end_kind(at, sentence_start) else {
                at += 1;
                continue;
            };
            let mut next = at + 1;
            let mut closed_quotation = false;
            while let Some(trailing) = self.trailing(next, straight_open) {
                straight_open ^= self.is_straight_double(next);
                closed_quotation |= trailing == Trailing::Mark;
                next += 1;
            }
            let end = SentenceEnd { last: at, next, kind: end_kind, closed_quotation };
            if next >= self.tokens.len() || self.ends_here(&end) {
                emit(sentence_start..next);
                sentence_start = next;
            }
            at = next;
        }
        if sentence_start < self.tokens.len() {
            emit(sentence_start..self.tokens.len());
        }
    }

    fn word(&self, index: usize) -> &str {
        self.tokens.get(index).and_then(|token| self.text.get(token.start..token.end)).unwrap_or("")
    }

    fn kind(&self, index: usize) -> Option<TokenKind> {
        self.tokens.get(index).map(|token| token.kind)
    }

    fn mark(&self, index: usize) -> Option<MarkInContext> {
        let token = self.tokens.get(index).filter(|token| token.kind == TokenKind::Mark)?;
        MarkInContext::at(self.text, token.start, token.end)
    }

    fn is_straight_double(&self, index: usize) -> bool {
        self.kind(index) == Some(TokenKind::Mark) && matches!(self.word(index), "\"" | "''")
    }

    /// What kind of possible end a token is.
    fn end_kind(&self, index: usize, sentence_start: usize) -> Option<EndKind> {
        let token = self.tokens.get(index)?;
        let word = self.text.get(token.start..token.end)?;
        match token.kind {
            TokenKind::Punctuation => match word {
                "." => {
                    // The number of an item at the start of a line: "1. The ...".
                    let item = index == sentence_start + 1 && self.kind(sentence_start) == Some(TokenKind::Number);
                    (!item).then_some(EndKind::FullStop)
                }
                "!" | "?" | "\u{203d}" => Some(EndKind::Exclamation),
                "\u{3002}" => Some(EndKind::Always),
                "\u{2026}" => Some(EndKind::Ellipsis),
                _ if word.starts_with("..") => Some(EndKind::Ellipsis),
                _ => None,
            },
            TokenKind::Word if word.ends_with('.') && word.len() > 1 => Some(EndKind::Abbreviation),
            _ => None,
        }
    }

    /// Whether a token goes with the sentence end before it.
    fn trailing(&self, index: usize, straight_open: bool) -> Option<Trailing> {
        let token = self.tokens.get(index)?;
        match token.kind {
            TokenKind::Mark => {
                let mark = self.mark(index)?;
                let closes = if mark.glyph.shape == MarkShape::Straight
                    && mark.glyph.family == MarkFamily::Double
                    && token.space_before
                {
                    // With spaces on both sides only the count tells.
                    straight_open && mark.after.is_none_or(|after| after == ' ')
                } else {
                    mark.looks_closing()
                };
                closes.then_some(Trailing::Mark)
            }
            TokenKind::Punctuation => match self.word(index) {
                ")" | "]" | "}" => Some(Trailing::Bracket),
                "." | "!" | "?" | "\u{2026}" | "\u{203d}" if !token.space_before => Some(Trailing::Stop),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a sentence ends between its possible end and the token that follows.
    fn ends_here(&self, end: &SentenceEnd) -> bool {
        let Some(next) = self.tokens.get(end.next) else { return true };
        if end.kind == EndKind::Always {
            return true;
        }
        match next.kind {
            TokenKind::Clitic => false,
            TokenKind::Punctuation => match self.word(end.next) {
                "," | ";" | ":" | "-" | "--" | "---" | "\u{2014}" | "\u{2013}" | ")" | "]" | "/" | "%" => false,
                "(" | "[" => match end.kind {
                    EndKind::FullStop | EndKind::Always => true,
                    EndKind::Exclamation | EndKind::Ellipsis => !self.starts_small(end.next + 1),
                    EndKind::Abbreviation => false,
                },
                _ => end.kind != EndKind::Abbreviation,
            },
            TokenKind::Mark => match end.kind {
                EndKind::FullStop | EndKind::Always => next.space_before || self.starts_large(end.next + 1),
                EndKind::Exclamation | EndKind::Ellipsis => !self.starts_small(end.next + 1),
                EndKind::Abbreviation => self.starts_large(end.next + 1) && self.abbreviation_ends(end, end.next + 1),
            },
            TokenKind::Number => match end.kind {
                EndKind::Abbreviation => self.word(end.last).ends_with(".m.") && end.closed_quotation,
                _ => next.space_before,
            },
            TokenKind::Word => self.ends_before_word(end, next),
        }
    }

    fn ends_before_word(&self, end: &SentenceEnd, next: &Token) -> bool {
        if self.starts_small(end.next) {
            return false;
        }
        if !next.space_before && !self.starts_large(end.next) {
            return false;
        }
        match end.kind {
            EndKind::Abbreviation => end.closed_quotation || self.abbreviation_ends(end, end.next),
            EndKind::Exclamation | EndKind::Ellipsis => !(end.closed_quotation && self.is_reporting_tail(end.next)),
            EndKind::FullStop | EndKind::Always => true,
        }
    }

    /// Whether a capitalised word after an abbreviation starts a new sentence: one that is capitalised for that reason
    /// only (an article, a pronoun, a preposition) does, a name does not.
    fn abbreviation_ends(&self, end: &SentenceEnd, next: usize) -> bool {
        let word = self.word(end.last);
        let Some(stem) = word.strip_suffix('.') else { return true };
        let part = stem.rsplit('-').next().unwrap_or(stem);
        let follower = self.word(next).to_lowercase();
        let classes = self.lexicon.grammar.classes(&follower);
        let starter = [
            WordClass::Pronoun,
            WordClass::Determiner,
            WordClass::Preposition,
            WordClass::Subordinator,
            WordClass::Coordinator,
            WordClass::Adverb,
            WordClass::Auxiliary,
        ]
        .into_iter()
        .any(|class| classes.is(class));
        let time_of_day = part.eq_ignore_ascii_case("a.m") || part.eq_ignore_ascii_case("p.m");
        match self.lexicon.abbreviations.find(part) {
            Some(AbbreviationClass::Title | AbbreviationClass::Number) => false,
            Some(AbbreviationClass::Final) => true,
            Some(_) => starter,
            None if time_of_day => {
                let zone = self.word(next).chars().all(char::is_uppercase);
                !(zone || classes.is(WordClass::Time))
            }
            None => starter,
        }
    }

    /// Whether a name and a reporting verb follow, as after a quoted question: `"Why?" Clinton asked.`
    fn is_reporting_tail(&self, start: usize) -> bool {
        for index in start..start + MAX_TAIL_NAME_TOKENS + 1 {
            if self.kind(index) == Some(TokenKind::Clitic) {
                continue;
            }
            if self.kind(index) != Some(TokenKind::Word) {
                return false;
            }
            let word = self.word(index);
            if index > start
                && let Some(form) = self.lexicon.cues.find(word)
                && (form.is(CueClass::Speech) || form.is(CueClass::Tell))
                && matches!(form.form, VerbForm::Past | VerbForm::ThirdPerson)
            {
                return self.tail_may_follow(index + 1);
            }
            if !self.starts_large(index) {
                return false;
            }
            let classes = self.lexicon.grammar.classes(&word.to_lowercase());
            if classes.is(WordClass::Pronoun) || classes.is(WordClass::Determiner) {
                return false;
            }
        }
        false
    }

    /// Whether the reporting verb before this token can be the last word of its clause, so that it takes what was quoted.
    fn tail_may_follow(&self, index: usize) -> bool {
        match self.kind(index) {
            None | Some(TokenKind::Punctuation) => true,
            Some(TokenKind::Word) => {
                let classes = self.lexicon.grammar.classes(&self.word(index).to_lowercase());
                [WordClass::Preposition, WordClass::Time, WordClass::Object, WordClass::Adverb]
                    .into_iter()
                    .any(|class| classes.is(class))
            }
            _ => false,
        }
    }

    /// Whether a token starts with a small letter and has no capital in it ("iPhone" can start a sentence).
    fn starts_small(&self, index: usize) -> bool {
        let mut characters = self.word(index).chars();
        match characters.next() {
            Some(first) if first.is_lowercase() => !characters.any(char::is_uppercase),
            _ => false,
        }
    }

    fn starts_large(&self, index: usize) -> bool {
        self.word(index).chars().next().is_some_and(char::is_uppercase)
    }
}

/// What may be the end of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EndKind {
    FullStop,
    Exclamation,
    Ellipsis,
    /// The full stop of an abbreviation.
    Abbreviation,
    /// A full stop that is nothing else, as in Chinese and Japanese.
    Always,
}

struct SentenceEnd {
    /// The token that may end the sentence.
    last: usize,
    /// The first token after it and after the closing marks and brackets that go with it.
    next: usize,
    kind: EndKind,
    /// Whether a quotation mark closed after the end.
    closed_quotation: bool,
}

/// A token that goes with the sentence end before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trailing {
    Mark,
    Bracket,
    Stop,
}
