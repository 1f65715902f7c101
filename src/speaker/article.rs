//! What every step of this stage asks of the text: words in lower case, capitals, classes, what stands in quotation marks.

use std::ops::Range;

use crate::contract::BlockKind;
use crate::keyed::Set;
use crate::lexicon::Lexicon;
use crate::lexicon::grammar::{WordClass, WordClasses};
use crate::lexicon::nouns::{NounClass, NounClasses};
use crate::quote::Quotation;
use crate::text::{Document, TokenKind};

/// The document with the views that finding and resolving mentions needs, each made once.
#[derive(Debug)]
pub(super) struct Article<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) document: &'a Document,
    /// Every token in lower case.
    lower: Vec<String>,
    /// Whether the token stands inside quotation marks that hold more than a word or two.
    quoted: Vec<bool>,
    /// Whether the sentence capitalises nearly all of its words, so that capitals show no names.
    title_case: Vec<bool>,
    /// Whether the token stands in a stretch of words in capitals, which show no names either.
    shouted: Vec<bool>,
    /// Words that the article writes in lower case somewhere.
    common_words: Set<String>,
    /// Words that the article capitalises within a sentence.
    capitalised_words: Set<String>,
}

impl<'a> Article<'a> {
    pub(super) fn new(lexicon: &'a Lexicon, document: &'a Document, quotations: &[Quotation]) -> Self {
        let lower: Vec<String> = (0..document.tokens.len()).map(|token| document.word(token).to_lowercase()).collect();
        let mut quoted = vec![false; lower.len()];
        for quotation in quotations {
            if quotation.inner.len() > 2 {
                quoted.get_mut(quotation.inner.clone()).into_iter().flatten().for_each(|flag| *flag = true);
            }
        }
        let mut article = Self {
            lexicon,
            document,
            lower,
            quoted,
            title_case: Vec::new(),
            shouted: Vec::new(),
            common_words: Set::default(),
            capitalised_words: Set::default(),
        };
        article.title_case =
            (0..document.sentences.len()).map(|sentence| article.capitalises_nearly_all(sentence)).collect();
        article.shouted = article.shouted_tokens();
        let mut common_words = Set::default();
        let mut capitalised_words = Set::default();
        for token in 0..document.tokens.len() {
            if article.is_word(token) && !article.in_title_case(token) {
                if !article.is_capital(token) {
                    common_words.insert(article.lower(token).to_owned());
                } else if !article.starts_sentence(token) {
                    capitalised_words.insert(article.lower(token).to_owned());
                }
            }
        }
        article.common_words = common_words;
        article.capitalised_words = capitalised_words;
        article
    }

    fn capitalises_nearly_all(&self, sentence: usize) -> bool {
        let Some(sentence) = self.document.sentences.get(sentence) else { return false };
        let headline = self
            .document
            .blocks
            .get(sentence.block)
            .is_some_and(|block| matches!(block.kind, BlockKind::Headline | BlockKind::Heading));
        let (mut capital, mut lower, mut all) = (0_usize, 0_usize, 0_usize);
        for token in sentence.tokens.clone().filter(|token| self.is_word(*token) && self.lower(*token).len() > 3) {
            all += 1;
            capital += usize::from(self.is_capital(token));
            lower += usize::from(!self.is_capital(token) && !self.is_function_word(token));
        }
        let least = if headline { 3 } else { 5 };
        all >= least && capital * 10 >= all * 8 && lower * 10 <= all
    }

    /// Stretches of at least [`SHORTEST_SHOUT`] words in capitals, small words among them: "THE MAYOR HAS SEEN HIM".
    fn shouted_tokens(&self) -> Vec<bool> {
        let mut shouted = vec![false; self.len()];
        for sentence in &self.document.sentences {
            let mut start = sentence.tokens.start;
            while start < sentence.tokens.end {
                let in_capitals =
                    |token: &usize| !self.is_word(*token) || !self.word(*token).chars().any(char::is_lowercase);
                let end = start + (start..sentence.tokens.end).take_while(in_capitals).count();
                let words = (start..end).filter(|token| self.is_word(*token)).count();
                let small = (start..end).any(|token| self.is_function_word(token) && self.word(token).len() > 1);
                if words >= SHORTEST_SHOUT && small {
                    shouted.get_mut(start..end).into_iter().flatten().for_each(|flag| *flag = true);
                }
                start = end + 1;
            }
        }
        shouted
    }

    pub(super) fn len(&self) -> usize {
        self.lower.len()
    }

    pub(super) fn lower(&self, token: usize) -> &str {
        self.lower.get(token).map_or("", String::as_str)
    }

    pub(super) fn word(&self, token: usize) -> &str {
        self.document.word(token)
    }

    pub(super) fn text(&self, tokens: Range<usize>) -> &str {
        self.document.text(tokens)
    }

    /// The words in lower case, for looking them up in a list.
    pub(super) fn phrase(&self, tokens: Range<usize>) -> String {
        tokens.map(|token| self.lower(token)).collect::<Vec<_>>().join(" ")
    }

    pub(super) fn kind(&self, token: usize) -> Option<TokenKind> {
        self.document.tokens.get(token).map(|token| token.kind)
    }

    /// Whether the token is a comma or a dash, between which asides stand.
    pub(super) fn opens_aside(&self, token: usize) -> bool {
        matches!(self.word(token), "," | "—" | "–" | "-" | "--")
    }

    pub(super) fn is_word(&self, token: usize) -> bool {
        self.kind(token) == Some(TokenKind::Word)
    }

    pub(super) fn is_capital(&self, token: usize) -> bool {
        let word = self.word(token);
        let word = word.strip_prefix("al-").unwrap_or(word);
        word.starts_with(|first: char| first.is_uppercase() || first == '@') || is_styled(word)
    }

    /// An acronym: at least two letters and all of them capitals.
    pub(super) fn is_acronym(&self, token: usize) -> bool {
        let word = self.word(token);
        word.chars().filter(|letter| letter.is_uppercase()).count() >= 2 && !word.chars().any(char::is_lowercase)
    }

    pub(super) fn nouns(&self, token: usize) -> NounClasses {
        self.lexicon.nouns.classes(self.lower(token))
    }

    pub(super) fn grammar(&self, token: usize) -> WordClasses {
        self.lexicon.grammar.classes(self.lower(token))
    }

    /// Determiners, prepositions, pronouns and the other small words, which never begin a name.
    pub(super) fn is_function_word(&self, token: usize) -> bool {
        let classes = self.grammar(token);
        [
            WordClass::Auxiliary,
            WordClass::Determiner,
            WordClass::Preposition,
            WordClass::Subordinator,
            WordClass::Coordinator,
            WordClass::Relative,
            WordClass::Pronoun,
            WordClass::Object,
            WordClass::Adverb,
        ]
        .iter()
        .any(|class| classes.is(*class))
    }

    pub(super) fn is_quoted(&self, token: usize) -> bool {
        self.quoted.get(token).copied().unwrap_or(false)
    }

    pub(super) fn sentence(&self, token: usize) -> usize {
        self.document.tokens.get(token).map_or(0, |token| token.sentence)
    }

    /// The tokens of the sentence that a token belongs to.
    pub(super) fn sentence_tokens(&self, token: usize) -> Range<usize> {
        self.document.sentences.get(self.sentence(token)).map_or(0..0, |sentence| sentence.tokens.clone())
    }

    pub(super) fn block(&self, token: usize) -> usize {
        self.document.tokens.get(token).map_or(0, |token| token.block)
    }

    pub(super) fn in_title_case(&self, token: usize) -> bool {
        let shouted = self.shouted.get(token).copied().unwrap_or(false);
        shouted || self.title_case.get(self.sentence(token)).copied().unwrap_or(false)
    }

    /// Whether only marks and punctuation stand between the sentence's start, a colon or an opening mark, and the token.
    pub(super) fn starts_sentence(&self, token: usize) -> bool {
        let sentence = self.sentence_tokens(token);
        let Some(before) = token.checked_sub(1).filter(|before| sentence.contains(before)) else { return true };
        match self.kind(before) {
            Some(TokenKind::Mark) => true,
            Some(TokenKind::Punctuation) => {
                matches!(self.word(before), ":" | "•" | "[" | "(" | "…" | "." | "?" | "!" | "*")
            }
            _ => false,
        }
    }

    /// Whether the article writes this word in lower case somewhere.
    pub(super) fn is_common(&self, token: usize) -> bool {
        self.common_words.contains(self.lower(token))
    }

    /// Whether the article capitalises this word within a sentence.
    pub(super) fn is_capitalised_elsewhere(&self, token: usize) -> bool {
        self.capitalised_words.contains(self.lower(token))
    }

    /// Whether the token can be a finite verb, as far as its form shows.
    pub(super) fn is_verb(&self, token: usize) -> bool {
        let word = self.lower(token);
        let grammar = self.grammar(token);
        !self.is_capital(token)
            && (grammar.is(WordClass::Auxiliary)
                || grammar.is(WordClass::Verb)
                || self.lexicon.cues.find(word).is_some() && !self.nouns(token).is_any(&NOUNS_LIKE_CUES)
                || word.len() > 4 && word.ends_with("ed") && self.is_word(token))
    }

    /// The token before, within the same sentence.
    pub(super) fn before(&self, token: usize) -> Option<usize> {
        token.checked_sub(1).filter(|before| self.sentence_tokens(token).contains(before))
    }

    /// Whether "the" stands right before the token.
    pub(super) fn follows_the(&self, token: usize) -> bool {
        self.before(token).is_some_and(|before| self.lower(before) == "the")
    }

    /// Whether the token is this exact punctuation or word.
    pub(super) fn is(&self, token: usize, text: &str) -> bool {
        self.word(token) == text
    }
}

/// The fewest words of a stretch in capitals that is no name: acronyms may stand side by side.
const SHORTEST_SHOUT: usize = 4;

/// Cue verbs whose forms are nouns as often ("report", "claims") are no verbs by their form.
const NOUNS_LIKE_CUES: [NounClass; 4] =
    [NounClass::Document, NounClass::Role, NounClass::Group, NounClass::Organization];

/// "eBay", "1010data", "jayk1984": names that begin with a small letter or a digit.
fn is_styled(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let Some(first) = letters.first() else { return false };
    if !letters.iter().all(|letter| letter.is_alphanumeric()) {
        return false;
    }
    let last_letters = letters.iter().rev().take_while(|letter| letter.is_lowercase()).count();
    if first.is_ascii_digit() {
        return last_letters >= 3;
    }
    let digits = letters.iter().rev().take_while(|letter| letter.is_ascii_digit()).count();
    first.is_lowercase() && (letters.iter().skip(1).take(2).any(|letter| letter.is_uppercase()) || digits >= 2)
}
