//! Whether the article is in English, the only language whose speech the core knows.

use crate::contract::{InputBlock, Warning, WarningCode};
use crate::lexicon::WordList;
use crate::unseen::{is_unseen, seen};

/// Words below which a text is too short to judge, so that the page's own word counts.
const LEAST_WORDS: usize = 30;
/// Words that are read at most; more say nothing new.
const MOST_WORDS: usize = 2000;
/// The share of English text that these words make up is a quarter to a third; in other languages it is next to none.
const LEAST_SHARE: f32 = 0.08;

/// A warning where the article is not in English.
///
/// The text itself counts; the declared language decides only for text of a few words.
pub(crate) fn language(declared: Option<&str>, function_words: &WordList, blocks: &[&InputBlock]) -> Option<Warning> {
    let mut words = 0_usize;
    let mut english = 0_usize;
    let mut letters = 0_usize;
    let mut latin = 0_usize;
    let is_gap = |character: char| !character.is_alphabetic() && !is_unseen(character);
    let text = blocks.iter().flat_map(|block| block.text.split(is_gap)).map(seen);
    for word in text.filter(|word| !word.is_empty()).take(MOST_WORDS) {
        words += 1;
        english += usize::from(function_words.contains(&word.to_lowercase()));
        letters += word.chars().count();
        latin += word.chars().filter(|character| *character < '\u{250}').count();
    }
    let is_other_script = letters >= LEAST_WORDS && latin * 2 < letters;
    let is_english = if is_other_script {
        false
    } else if words < LEAST_WORDS {
        declared.is_none_or(is_english_tag)
    } else {
        english as f32 / words as f32 >= LEAST_SHARE
    };
    if is_english {
        return None;
    }
    let found = match declared {
        Some(declared) if !is_english_tag(declared) => format!("found text in the language {declared:?}"),
        _ => "found text in another language".to_owned(),
    };
    Some(Warning {
        code: WarningCode::Language,
        message: format!("{found}, expected English; only quotations in marks were looked for"),
        block: None,
    })
}

/// Whether a BCP 47 tag, or what pages write instead ("en_US"), is of English.
fn is_english_tag(tag: &str) -> bool {
    tag.split(['-', '_']).next().is_some_and(|language| language.trim().eq_ignore_ascii_case("en"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::PageLists;

    #[track_caller]
    fn check(declared: Option<&str>, text: &str, is_english: bool) {
        let block = InputBlock::paragraph(0, text);
        let found = language(declared, &PageLists::load().function_words, &[&block]);
        assert_eq!(found.is_none(), is_english, "{found:?}");
    }

    const ENGLISH: &str = "The harbour master said that the new pier would be open to every boat by the end of the summer, \
        and that those who had waited for nine years could now be sure of their places.";
    const GERMAN: &str = "Der Hafenmeister sagte, die neue Mole werde bis zum Ende des Sommers fertig sein, und alle, die \
        neun Jahre lang gewartet haben, könnten sich nun ihrer Plätze in der alten Stadt sicher sein.";
    const DUTCH: &str = "De havenmeester zei dat de nieuwe pier voor het einde van de zomer open zou zijn voor alle boten, \
        en dat wie negen jaar had gewacht nu zeker was van een plaats in de oude haven van de stad.";

    #[test]
    fn the_text_counts_more_than_the_declaration() {
        check(None, ENGLISH, true);
        check(Some("de"), ENGLISH, true);
        check(Some("en-GB"), GERMAN, false);
        check(Some("nl"), DUTCH, false);
        check(None, &"港长说新码头将在夏天结束前开放".repeat(5), false);
    }

    #[test]
    fn characters_that_nobody_sees_do_not_count() {
        check(Some("en"), &ENGLISH.replace("e", "e\u{ad}"), true);
    }

    #[test]
    fn the_declaration_counts_for_a_few_words() {
        check(None, "Pier open", true);
        check(Some("en_US"), "Pier open", true);
        check(Some("fr"), "Le port", false);
        check(None, "", true);
    }
}
