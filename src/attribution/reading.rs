//! The document as the attribution stage reads it: each token with its grammatical classes and its quotation.

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::lexicon::cues::{CueForm, VerbForm};
use crate::lexicon::grammar::{WordClass, WordClasses};
use crate::quote::Quotation;
use crate::text::{Document, TokenKind};

/// The document with what the rules ask of every token, looked up once.
pub(super) struct Reading<'a> {
    pub(super) document: &'a Document,
    pub(super) quotations: &'a [Quotation],
    tokens: Vec<TokenReading<'a>>,
}

/// What is known of one token.
#[derive(Clone, Copy, Default)]
struct TokenReading<'a> {
    classes: WordClasses,
    cue: Option<&'a CueForm>,
    /// Index of the outermost quotation that the token (or mark) belongs to.
    quotation: Option<usize>,
    capitalized: bool,
    word: bool,
}

impl<'a> Reading<'a> {
    /// Looks every token up.
    pub(super) fn new(lexicon: &'a Lexicon, document: &'a Document, quotations: &'a [Quotation]) -> Self {
        let mut lower = String::new();
        let mut tokens: Vec<TokenReading<'a>> = Vec::with_capacity(document.tokens.len());
        for (index, token) in document.tokens.iter().enumerate() {
            let word = document.word(index);
            let mut reading = TokenReading { word: token.kind == TokenKind::Word, ..TokenReading::default() };
            if reading.word {
                lower.clear();
                lower.extend(
                    word.chars().flat_map(char::to_lowercase).map(|letter| if letter == '’' { '\'' } else { letter }),
                );
                reading.classes = lexicon.grammar.classes(&lower);
                reading.cue = lexicon.cues.find(&lower);
                reading.capitalized = word.chars().next().is_some_and(char::is_uppercase);
            }
            tokens.push(reading);
        }
        for (index, quotation) in quotations.iter().enumerate().filter(|(_, quotation)| quotation.parent.is_none()) {
            if is_nickname(&tokens, quotation) || is_title(document, &tokens, quotation) {
                continue;
            }
            for token in tokens.get_mut(quotation.outer()).unwrap_or_default() {
                token.quotation = Some(index);
            }
        }
        Self { document, quotations, tokens }
    }

    fn token(&self, index: usize) -> TokenReading<'a> {
        self.tokens.get(index).copied().unwrap_or_default()
    }

    /// Whether the token is of this grammatical class.
    pub(super) fn is(&self, index: usize, class: WordClass) -> bool {
        self.token(index).classes.is(class)
    }

    /// The reporting verb form that the token can be.
    pub(super) fn cue(&self, index: usize) -> Option<&'a CueForm> {
        self.token(index).cue
    }

    /// Index of the outermost quotation around the token, its marks included.
    pub(super) fn quotation(&self, index: usize) -> Option<usize> {
        self.token(index).quotation
    }

    /// Whether the token is a word that begins with a capital.
    pub(super) fn capitalized(&self, index: usize) -> bool {
        self.token(index).capitalized
    }

    /// Whether all words are written like those of a title: with capitals, but for small ones.
    pub(super) fn written_as_title(&self, mut words: impl Iterator<Item = usize>) -> bool {
        let small = [WordClass::Preposition, WordClass::Determiner, WordClass::Coordinator];
        words.all(|word| self.capitalized(word) || small.iter().any(|class| self.is(word, *class)))
    }

    /// Whether a quotation of three words or more is written like a title or a heading: ‘All Bets Are Off’.
    pub(super) fn is_title(&self, quotation: &Range<usize>) -> bool {
        let words = quotation.clone().filter(|token| self.word(*token));
        words.clone().count() >= 3 && self.written_as_title(words) && !self.all_capitals(quotation.clone())
    }

    /// Whether the token is a word.
    pub(super) fn word(&self, index: usize) -> bool {
        self.token(index).word
    }

    /// Whether the token is a number.
    pub(super) fn number(&self, index: usize) -> bool {
        self.document.tokens.get(index).is_some_and(|token| token.kind == TokenKind::Number)
    }

    /// Whether the token reads exactly so, without regard to ASCII case.
    pub(super) fn reads(&self, index: usize, word: &str) -> bool {
        self.document.word(index).eq_ignore_ascii_case(word)
    }

    /// Whether the token reads like one of these, without regard to ASCII case.
    pub(super) fn reads_any(&self, index: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.reads(index, word))
    }

    /// Whether the token is a comma.
    pub(super) fn comma(&self, index: usize) -> bool {
        self.document.word(index) == ","
    }

    /// Whether the token is punctuation other than a comma, a bracket or a full stop: it parts clauses.
    pub(super) fn breaks_clause(&self, index: usize) -> bool {
        match self.document.word(index) {
            // A hyphen between words joins them, a dash between spaces parts clauses.
            "-" => self.document.tokens.get(index).is_some_and(|token| token.space_before),
            word => matches!(word, ";" | ":" | "—" | "–" | "--" | "?" | "!" | "…" | "|" | "•"),
        }
    }

    /// Whether any word stands in the range.
    pub(super) fn has_word(&self, range: Range<usize>) -> bool {
        range.into_iter().any(|index| self.word(index) || self.number(index))
    }

    /// Whether two ranges read the same.
    pub(super) fn same_words(&self, left: &Range<usize>, right: &Range<usize>) -> bool {
        left.len() == right.len()
            && left.clone().zip(right.clone()).all(|(one, other)| self.reads(one, self.document.word(other)))
    }

    /// Whether no lower-case letter stands in the range.
    pub(super) fn all_capitals(&self, mut range: Range<usize>) -> bool {
        range.all(|index| !self.document.word(index).chars().any(char::is_lowercase))
    }

    /// How many words stand in the range.
    pub(super) fn count_words(&self, range: Range<usize>) -> usize {
        range.filter(|index| self.word(*index) || self.number(*index)).count()
    }

    /// Whether the token reads as a finite verb: an auxiliary, a common verb, a reporting verb, or a word in -ed that
    /// no determiner makes an adjective.
    pub(super) fn finite_verb(&self, index: usize) -> bool {
        if !self.word(index) || self.capitalized(index) {
            return false;
        }
        if self.is(index, WordClass::Auxiliary) || self.is(index, WordClass::Verb) {
            return true;
        }
        let hyphened = index > 0 && self.document.word(index - 1) == "-" && !self.breaks_clause(index - 1);
        let after_determiner = index > 0 && (self.is(index - 1, WordClass::Determiner) || self.clitic(index - 1));
        if after_determiner || hyphened {
            return false;
        }
        match self.cue(index).map(|cue| cue.form) {
            Some(VerbForm::Past) => true,
            Some(VerbForm::ThirdPerson) => {
                index > 0 && (self.capitalized(index - 1) || self.is(index - 1, WordClass::Pronoun))
            }
            Some(VerbForm::Base | VerbForm::Participle | VerbForm::Ing) => false,
            None => self.document.word(index).ends_with("ed") && self.document.word(index).len() > 4,
        }
    }

    /// Whether the token is a clitic such as 's.
    pub(super) fn clitic(&self, index: usize) -> bool {
        self.document.tokens.get(index).is_some_and(|token| token.kind == TokenKind::Clitic)
    }

    /// The range without punctuation at its ends, other than brackets and quotation marks.
    pub(super) fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let loose =
            |index: usize| matches!(self.document.word(index), "," | "." | ";" | ":" | "—" | "–" | "--" | "-" | "…");
        let (mut start, mut end) = (range.start, range.end);
        while start < end && loose(start) {
            start += 1;
        }
        while end > start && loose(end - 1) {
            end -= 1;
        }
        start..end
    }
}

/// Whether a quotation is a nickname within a name: one capitalised word between two others.
fn is_nickname(tokens: &[TokenReading<'_>], quotation: &Quotation) -> bool {
    let capitalized = |index: usize| tokens.get(index).is_some_and(|token| token.capitalized);
    let (Some(before), Some(close)) = (quotation.open.checked_sub(1), quotation.close) else { return false };
    quotation.inner.len() == 1 && capitalized(before) && capitalized(quotation.inner.start) && capitalized(close + 1)
}

/// Whether a quotation is the title of a work: a few words, all but the small ones capitalised, behind a noun for a work,
/// a preposition or a possessive.
fn is_title(document: &Document, tokens: &[TokenReading<'_>], quotation: &Quotation) -> bool {
    let token = |index: usize| tokens.get(index).copied().unwrap_or_default();
    let Some(before) = quotation.open.checked_sub(1) else { return false };
    let class = |index: usize, class: WordClass| token(index).classes.is(class);
    let word = document.word(before);
    let introduced = class(before, WordClass::Work)
        || class(before, WordClass::Preposition)
            && !class(before, WordClass::Subordinator)
            && !matches!(word, "to" | "like")
        || matches!(word, "'s" | "’s");
    let words: Vec<usize> = quotation.inner.clone().filter(|index| token(*index).word).collect();
    let small = |index: usize| {
        class(index, WordClass::Preposition)
            || class(index, WordClass::Determiner)
            || class(index, WordClass::Coordinator)
    };
    introduced
        && quotation.close.is_some()
        && (1..=7).contains(&words.len())
        && words.first().is_some_and(|first| token(*first).capitalized)
        && words.iter().all(|index| token(*index).capitalized || small(*index))
}
