//! Tokens: words, clitics, numbers, marks and punctuation of one block's normalised text, in one pass.

use crate::lexicon::Lexicon;
use crate::lexicon::abbreviations::{AbbreviationClass, ElisionClass};
use crate::text::TokenKind;
use crate::text::marks::is_mark;

/// A token before it has a place in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RawToken {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: TokenKind,
    pub(crate) space_before: bool,
}

/// Calls `emit` with every token of the text, in order.
pub(crate) fn tokenize(lexicon: &Lexicon, text: &str, emit: impl FnMut(RawToken)) {
    let mut scanner = Scanner { lexicon, text, at: 0, space_before: true, emit };
    while let Some(character) = scanner.peek() {
        if character == ' ' {
            scanner.at += 1;
            scanner.space_before = true;
        } else {
            scanner.token(character);
        }
    }
}

/// Whether a character is part of words: letters, digits and what combines with them.
pub(crate) fn is_word_character(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    character.is_alphanumeric() || is_combining(character)
}

/// Whether a character combines with the one before it. The standard library knows only those that are alphabetic;
/// these are the blocks of the others.
fn is_combining(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{489}'
            | '\u{591}'..='\u{5bd}'
            | '\u{5bf}'
            | '\u{610}'..='\u{61a}'
            | '\u{64b}'..='\u{65f}'
            | '\u{93c}'
            | '\u{94d}'
            | '\u{9cd}'
            | '\u{e38}'..='\u{e3a}'
            | '\u{e47}'..='\u{e4e}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{fe20}'..='\u{fe2f}'
            | '\u{1f3fb}'..='\u{1f3ff}'
    )
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '\u{2019}' | '\u{2018}' | '`')
}

struct Scanner<'text, Emit> {
    lexicon: &'text Lexicon,
    text: &'text str,
    at: usize,
    space_before: bool,
    emit: Emit,
}

impl<Emit: FnMut(RawToken)> Scanner<'_, Emit> {
    fn char_at(&self, at: usize) -> Option<char> {
        match self.text.as_bytes().get(at) {
            Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
            Some(_) => self.text.get(at..)?.chars().next(),
            None => None,
        }
    }

    fn peek(&self) -> Option<char> {
        self.char_at(self.at)
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or("")
    }

    fn finish(&mut self, start: usize, kind: TokenKind) {
        (self.emit)(RawToken { start, end: self.at, kind, space_before: self.space_before });
        self.space_before = false;
    }

    /// Reads one token, or a word with its clitic, that starts with this character.
    fn token(&mut self, character: char) {
        let start = self.at;
        let next = self.char_at(start + character.len_utf8());
        if is_word_character(character) {
            self.word(start);
        } else if matches!(character, '@' | '#')
            && next.is_some_and(|next| is_word_character(next) || next == '_')
            && self.char_before(start).is_none_or(|before| !is_word_character(before))
        {
            self.at += 1;
            self.handle(start);
        } else if is_apostrophe(character) {
            self.apostrophe(start, character, next);
        } else if is_mark(character) {
            self.at += character.len_utf8();
            self.finish(start, TokenKind::Mark);
        } else if character == '.' && self.space_before && next.is_some_and(|next| next.is_ascii_digit()) {
            self.at += 1;
            self.word(start);
        } else {
            self.at += character.len_utf8();
            if matches!(character, '.' | '-' | '*' | '_' | '=' | '~') {
                while self.peek() == Some(character) {
                    self.at += 1;
                }
            } else {
                while self.peek().is_some_and(is_combining) {
                    self.at += self.peek().map_or(1, char::len_utf8);
                }
            }
            self.finish(start, TokenKind::Punctuation);
        }
    }

    /// A name or topic after its sign: letters, digits, underscores and inner full stops.
    fn handle(&mut self, start: usize) {
        while let Some(character) = self.peek() {
            let next = self.char_at(self.at + character.len_utf8());
            let inner = character == '.' && next.is_some_and(|next| next.is_lowercase() || next.is_ascii_digit());
            if !(is_word_character(character) || character == '_' || inner) {
                break;
            }
            self.at += character.len_utf8();
        }
        self.finish(start, TokenKind::Word);
        self.clitic();
    }

    fn word(&mut self, start: usize) {
        if self.web_address() {
            self.finish(start, TokenKind::Word);
            return;
        }
        let mut last_part = start;
        let mut shape = WordShape::default();
        let mut before = '\0';
        while let Some(character) = self.peek() {
            let width = character.len_utf8();
            if is_word_character(character) {
                shape.see(character);
                before = character;
                self.at += width;
                continue;
            }
            let Some(next) = self.char_at(self.at + width).filter(|next| is_word_character(*next) || *next == '_')
            else {
                break;
            };
            let joins = match character {
                '\'' | '\u{2019}' => !self.is_clitic_at(self.at),
                '\u{2018}' | '`' => before.is_alphabetic() && next.is_alphabetic() && !self.is_clitic_at(self.at),
                '-' => {
                    last_part = self.at + width;
                    true
                }
                '_' | '@' => true,
                ',' | ':' | '/' => before.is_ascii_digit() && next.is_ascii_digit(),
                '&' => before.is_uppercase() && next.is_uppercase(),
                '.' => self.full_stop_joins(last_part, before, next),
                _ => false,
            };
            if !joins {
                break;
            }
            shape.join(character);
            before = character;
            self.at += width;
        }
        if self.peek() == Some('.') && self.abbreviates(last_part, &shape) {
            self.at += 1;
        }
        self.finish(start, shape.kind());
        self.clitic();
    }

    /// Whether a full stop between two characters of words is part of the word.
    fn full_stop_joins(&self, part: usize, before: char, next: char) -> bool {
        if before.is_numeric() || next.is_numeric() {
            return before.is_numeric() && next.is_numeric() || before.is_lowercase();
        }
        let piece = self.slice(part, self.at);
        let last_piece = piece.rsplit('.').next().unwrap_or("");
        let single = last_piece.chars().nth(1).is_none();
        if next.is_lowercase() {
            // A site's name, or "a.m."; a sentence seldom starts with a small letter.
            return before.is_lowercase() || single;
        }
        if single {
            return true;
        }
        let end = self.at + 1 + self.text.get(self.at + 1..).map_or(0, leading_word_bytes);
        self.lexicon.abbreviations.find(self.slice(part, end)).is_some()
    }

    /// Whether the full stop after the word belongs to it.
    fn abbreviates(&self, part: usize, shape: &WordShape) -> bool {
        let piece = self.slice(part, self.at);
        let after = self.char_at(self.at + 1);
        if after == Some('.') || piece.is_empty() {
            return false;
        }
        let mut characters = piece.chars();
        let first = characters.next().unwrap_or(' ');
        if shape.inner_full_stop {
            return is_dotted_letters(piece) || self.lexicon.abbreviations.find(piece).is_some();
        }
        let beyond = self.char_at(self.at + 2);
        if characters.next().is_none() {
            // "J. Rowling", "J., the third"; but "So do I. They ..." and "vitamin C." at the end.
            return first.is_uppercase()
                && match after {
                    Some(' ') => first != 'I' && beyond.is_some_and(char::is_uppercase),
                    Some(',') => true,
                    _ => false,
                };
        }
        match self.lexicon.abbreviations.find(piece) {
            Some(AbbreviationClass::Number) => {
                after == Some(' ') && beyond.is_some_and(|beyond| beyond.is_ascii_digit())
            }
            Some(AbbreviationClass::Month | AbbreviationClass::Place) => first.is_uppercase(),
            Some(AbbreviationClass::Title | AbbreviationClass::Closing | AbbreviationClass::Final) => true,
            None => false,
        }
    }

    /// Reads a web address, if one starts here.
    fn web_address(&mut self) -> bool {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or(&[]);
        if !rest.first().is_some_and(|first| matches!(first, b'h' | b'H' | b'w' | b'W')) {
            return false;
        }
        let starts = |prefix: &[u8]| {
            rest.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
                && rest.get(prefix.len()).is_some_and(|next| next.is_ascii_alphanumeric())
        };
        if !(starts(b"http://") || starts(b"https://") || starts(b"www.")) {
            return false;
        }
        let rest = self.text.get(self.at..).unwrap_or("");
        let end = rest
            .find(|character: char| matches!(character, ' ' | '<' | '>' | ')' | ']') || is_mark(character))
            .unwrap_or(rest.len());
        let address = rest.get(..end).unwrap_or("");
        self.at += address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\u{2026}']).len();
        true
    }

    /// Whether 's, 're, 've, 'll, 'm or 'd stands here and ends a word.
    fn is_clitic_at(&self, at: usize) -> bool {
        self.clitic_bytes(at).is_some()
    }

    fn clitic_bytes(&self, at: usize) -> Option<usize> {
        let apostrophe = self.char_at(at).filter(|character| is_apostrophe(*character))?.len_utf8();
        let letters = at + apostrophe;
        let rest = self.text.as_bytes().get(letters..)?;
        let is_one = |count: usize| self.char_at(letters + count).is_none_or(|next| !is_word_character(next));
        match rest.first()?.to_ascii_lowercase() {
            b's' | b'm' | b'd' if is_one(1) => Some(apostrophe + 1),
            first @ (b'r' | b'v' | b'l') => {
                let second = rest.get(1)?.to_ascii_lowercase();
                (matches!((first, second), (b'r' | b'v', b'e') | (b'l', b'l')) && is_one(2)).then_some(apostrophe + 2)
            }
            _ => None,
        }
    }

    /// Reads the clitic of the word that ended here, if it has one.
    fn clitic(&mut self) {
        let start = self.at;
        if let Some(bytes) = self.clitic_bytes(start) {
            self.at += bytes;
            self.finish(start, TokenKind::Clitic);
        }
    }

    /// Reads an apostrophe that stands in no word: a pair of marks, an elision, a decade, a clitic of something in
    /// brackets, or a single mark.
    fn apostrophe(&mut self, start: usize, character: char, next: Option<char>) {
        let width = character.len_utf8();
        if next == Some(character) && !self.closes_before_pair(start, character) {
            self.at += 2 * width;
            self.finish(start, TokenKind::Mark);
            return;
        }
        let before = self.char_before(start).filter(|_| !self.space_before);
        let points_left = character == '\u{2019}';
        if before.is_none_or(|before| !is_word_character(before)) {
            if before.is_some_and(|before| matches!(before, ')' | ']' | '%' | '\u{201d}' | '\u{bb}' | '!'))
                && matches!(character, '\'' | '\u{2019}')
                && self.is_clitic_at(start)
            {
                self.clitic();
                return;
            }
            if let Some(end) = self.elision_end(start + width, points_left) {
                self.at = end;
                self.finish(start, TokenKind::Word);
                return;
            }
            if let Some(end) = self.decade_end(start + width, points_left) {
                self.at = end;
                self.finish(start, TokenKind::Number);
                return;
            }
        }
        self.at += width;
        self.finish(start, TokenKind::Mark);
    }

    /// Whether three marks in a row end something: then the first closes the inner quotation and the pair the outer one.
    fn closes_before_pair(&self, start: usize, character: char) -> bool {
        let width = character.len_utf8();
        !self.space_before
            && character != '\u{2018}'
            && self
                .char_before(start)
                .is_some_and(|before| !is_mark(before) && !matches!(before, '(' | '[' | '\u{2014}'))
            && self.char_at(start + 2 * width) == Some(character)
            && self.char_at(start + 3 * width) != Some(character)
    }

    /// Where an elided word ("'tis", "'n'") ends that starts after its apostrophe.
    fn elision_end(&self, start: usize, points_left: bool) -> Option<usize> {
        let end = start + self.text.get(start..).map_or(0, leading_word_bytes);
        let word = self.slice(start, end);
        let class = self.lexicon.elisions.find(word)?;
        if class == ElisionClass::Clear && !points_left {
            return None;
        }
        if word.eq_ignore_ascii_case("n") {
            let closing = self.char_at(end).filter(|character| is_apostrophe(*character))?;
            return Some(end + closing.len_utf8());
        }
        Some(end)
    }

    /// Where the digits of a decade ("'90s") or a short year ("\u{2019}16") end.
    fn decade_end(&self, start: usize, points_left: bool) -> Option<usize> {
        let digits = self.text.as_bytes().get(start..start + 2)?;
        if !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let after = self.char_at(start + 2);
        let ends = |at: usize| self.char_at(at).is_none_or(|next| !is_word_character(next));
        if after == Some('s') && ends(start + 3) {
            return Some(start + 3);
        }
        (points_left && ends(start + 2)).then_some(start + 2)
    }
}

/// How many bytes at the start of a text are characters of words.
fn leading_word_bytes(text: &str) -> usize {
    text.find(|character| !is_word_character(character)).unwrap_or(text.len())
}

/// Whether a word is single letters with full stops between them.
fn is_dotted_letters(word: &str) -> bool {
    word.split('.').all(|part| {
        let mut characters = part.chars();
        characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none()
    })
}

/// What a word is made of, as far as its kind depends on it.
#[derive(Debug, Default)]
struct WordShape {
    starts_with_digit: bool,
    seen_any: bool,
    letters: usize,
    joined_letters: bool,
    inner_full_stop: bool,
}

impl WordShape {
    fn see(&mut self, character: char) {
        if character.is_numeric() {
            self.starts_with_digit |= !self.seen_any;
        } else {
            self.letters += 1;
        }
        self.seen_any = true;
    }

    fn join(&mut self, joint: char) {
        match joint {
            '.' => self.inner_full_stop = true,
            '-' | '@' | '_' => self.joined_letters = true,
            _ => {}
        }
    }

    /// Digits, with a short ending or unit ("1st", "90s", "5pm", "10km"), are a number.
    fn kind(&self) -> TokenKind {
        let unit_at_most = if self.joined_letters { 0 } else { 2 };
        if self.starts_with_digit && self.letters <= unit_at_most { TokenKind::Number } else { TokenKind::Word }
    }
}
