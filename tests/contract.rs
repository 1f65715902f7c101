//! The examples in `tests/contract`, as Rust reads and writes them. `tests/js/contract-examples.test.js` reads the same.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use std::fs;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sourcelight::contract::{
    BlockKind, Channel, CitedAs, PageInput, QuoteKind, ReasonCode, Region, Report, SpeakerKind, Statement, Utf16Span,
    WarningCode,
};

/// The text of every example whose name ends so.
fn examples(ending: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/contract");
    let mut examples: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap()))
        .collect();
    examples.sort();
    assert!(examples.len() >= 2, "found {} examples that end in {ending}", examples.len());
    examples
}

/// Reads each example, writes it again, reads that again: nothing is lost or changed.
fn check_round_trip<T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(ending: &str) {
    for (name, text) in examples(ending) {
        let read: T = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let written = serde_json::to_string(&read).unwrap();
        assert_eq!(serde_json::from_str::<T>(&written).unwrap(), read, "{name}");
    }
}

#[test]
fn inputs_survive_a_round_trip() {
    check_round_trip::<PageInput>(".input.json");
}

#[test]
fn reports_survive_a_round_trip_to_the_letter() {
    check_round_trip::<Report<Utf16Span>>(".report.json");
    for (name, text) in examples(".report.json") {
        let report: Report<Utf16Span> = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_value(&report).unwrap(), serde_json::from_str::<Value>(&text).unwrap(), "{name}");
    }
}

/// Whether some example holds the value as a string.
fn check_shown<T: Serialize>(ending: &str, values: &[T]) {
    let texts: String = examples(ending).into_iter().map(|(_, text)| text).collect();
    for value in values {
        let written = serde_json::to_string(value).unwrap();
        assert!(texts.contains(&written), "no example {ending} shows {written}");
    }
}

/// Fails to compile when a value is added, as a reminder to show it in the examples and to teach it to JavaScript.
#[test]
fn every_value_is_shown() {
    use BlockKind as B;
    let kinds = [B::Headline, B::Heading, B::Paragraph, B::ListItem, B::Blockquote, B::Caption, B::Cell, B::Other];
    for kind in kinds {
        match kind {
            B::Headline | B::Heading | B::Paragraph | B::ListItem | B::Blockquote | B::Caption | B::Cell | B::Other => {
            }
        }
    }
    check_shown(".input.json", &kinds);
    use Region as R;
    let regions = [R::Unknown, R::Main, R::Article, R::Navigation, R::Aside, R::Header, R::Footer, R::Form];
    for region in regions {
        match region {
            R::Unknown
            | R::Main
            | R::Article
            | R::Navigation
            | R::Aside
            | R::Header
            | R::Footer
            | R::Form
            | R::Comments => {}
        }
    }
    check_shown(".input.json", &regions);
    check_shown(".report.json", &[QuoteKind::Direct, QuoteKind::Mixed, QuoteKind::Indirect]);
    use Channel as C;
    let channels = [C::Interview, C::Statement, C::Post, C::PressConference, C::Report, C::Speech, C::OtherOutlet];
    for channel in channels {
        match channel {
            C::Interview | C::Statement | C::Post | C::PressConference | C::Report | C::Speech | C::OtherOutlet => {}
        }
    }
    check_shown(".report.json", &channels);
    use Statement as T;
    let statements = [T::Speech, T::Writing, T::Thought, T::Intention, T::Finding];
    for statement in statements {
        match statement {
            T::Speech | T::Writing | T::Thought | T::Intention | T::Finding => {}
        }
    }
    check_shown(".report.json", &statements);
    use ReasonCode as W;
    let codes = [
        W::Cue,
        W::Label,
        W::Name,
        W::PartOfName,
        W::Alias,
        W::Pronoun,
        W::RoleNoun,
        W::Continues,
        W::Unnamed,
        W::Blockquote,
        W::Repeats,
    ];
    for code in codes {
        match code {
            W::Cue | W::Label | W::Name | W::PartOfName | W::Alias | W::Pronoun | W::RoleNoun | W::Continues => {}
            W::Unnamed | W::Blockquote | W::Repeats => {}
        }
    }
    check_shown(".report.json", &codes);
    use SpeakerKind as S;
    check_shown(".report.json", &[S::Person, S::Organization, S::Document, S::Group, S::Anonymous]);
    use CitedAs as A;
    check_shown(".report.json", &[A::Speaker, A::Outlet, A::Affiliation, A::Document]);
    use WarningCode as N;
    let warnings = [
        N::Version,
        N::TooLong,
        N::DuplicateBlock,
        N::NoArticle,
        N::Language,
        N::UnclosedQuotation,
        N::Unreadable,
        N::Model,
    ];
    for warning in warnings {
        match warning {
            N::Version | N::TooLong | N::DuplicateBlock | N::NoArticle | N::Language => {}
            N::OtherArticle | N::UnclosedQuotation | N::Unreadable | N::Model => {}
        }
    }
    check_shown(".report.json", &warnings);
}

#[test]
fn a_field_that_the_contract_does_not_know_is_refused() {
    let error = serde_json::from_str::<PageInput>(r#"{"version": 1, "blocks": [], "mood": "bad"}"#).unwrap_err();
    assert!(error.to_string().contains("mood"), "{error}");
}
