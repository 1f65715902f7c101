//! Tables of texts with their tokens, their sentences and the way back.

use super::*;
use crate::contract::Region;

fn block(text: &str) -> InputBlock {
    InputBlock {
        id: 7,
        kind: BlockKind::Paragraph,
        text: text.to_owned(),
        region: Region::Article,
        group: 0,
        article: 0,
        links: Vec::new(),
    }
}

fn read(text: &str) -> Document {
    Document::read(&Lexicon::load(), &[&block(text)])
}

#[track_caller]
fn check_tokens(text: &str, expected: &str) {
    let document = read(text);
    let tokens: Vec<&str> = (0..document.tokens.len()).map(|token| document.word(token)).collect();
    assert_eq!(tokens.join(" "), expected, "{text}");
}

#[track_caller]
fn check_kind(text: &str, expected: TokenKind) {
    let document = read(text);
    assert_eq!(document.tokens.iter().map(|token| token.kind).collect::<Vec<_>>(), [expected], "{text}");
}

/// `expected` has a bar between sentences.
#[track_caller]
fn check_sentences(text: &str, expected: &[&str]) {
    let document = read(text);
    let sentences: Vec<&str> =
        document.sentences.iter().map(|sentence| document.text(sentence.tokens.clone())).collect();
    assert_eq!(sentences, expected, "{text}");
}

/// `source` is the part of the text that the token stands for.
#[track_caller]
fn check_source(text: &str, token: &str, source: &str) {
    let document = read(text);
    let index = (0..document.tokens.len()).find(|index| document.word(*index) == token);
    let index = index.unwrap_or_else(|| panic!("no token {token} in {text}"));
    let span = document.byte_span(index..index + 1).unwrap();
    assert_eq!((span.block, text.get(span.start..span.end)), (7, Some(source)), "{text}");
}

#[test]
fn words_keep_what_is_inside_them() {
    check_tokens("Jean-Pierre met Tom O'Brien.", "Jean-Pierre met Tom O'Brien .");
    check_tokens("I don't, you mustn\u{2019}t.", "I don't , you mustn\u{2019}t .");
    check_tokens("The U.S. and the U.K. agree.", "The U.S. and the U.K. agree .");
    check_tokens("Ana Sousa, Ph.D., of AT&T", "Ana Sousa , Ph.D. , of AT&T");
    check_tokens("Sen. Mo Doe (R-Ark.) e-mails", "Sen. Mo Doe ( R-Ark. ) e-mails");
    check_tokens("@some_body wrote #our_town, ok?", "@some_body wrote #our_town , ok ?");
    check_tokens("See https://a.example/b?c=d, or www.a.example.", "See https://a.example/b?c=d , or www.a.example .");
    check_tokens("Write to ana.sousa@mail.example.", "Write to ana.sousa@mail.example .");
    check_tokens("It ended.The next began", "It ended . The next began");
    check_tokens(
        "pre- and post-war \u{2013} or so",
        "pre- and post-war \u{2013} or so".replace("pre-", "pre -").as_str(),
    );
    check_tokens(
        "na\u{ef}ve cafe\u{301}s \u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{1f469}\u{1f3fd}",
        "na\u{ef}ve cafe\u{301}s \u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{1f469}\u{1f3fd}",
    );
}

#[test]
fn clitics_stand_alone() {
    check_tokens("She's said we've won; they'll", "She 's said we 've won ; they 'll");
    check_tokens("the mayor\u{2019}s plan I\u{2019}d", "the mayor \u{2019}s plan I \u{2019}d");
    check_tokens("the WHO's and the U.S.'s", "the WHO 's and the U.S. 's");
    check_tokens("the BBC (London)'s view", "the BBC ( London ) 's view");
    check_tokens("the workers' plan", "the workers ' plan");
    check_tokens("he said 'so' and 's' too", "he said ' so ' and ' s ' too");
}

#[test]
fn lost_beginnings_are_part_of_the_word() {
    check_tokens("'Tis the '90s, rock 'n' roll, get 'em", "'Tis the '90s , rock 'n' roll , get 'em");
    check_tokens("\u{2019}cause the class of \u{2019}08", "\u{2019}cause the class of \u{2019}08");
    check_tokens("'cause and effect'", "' cause and effect '");
}

#[test]
fn numbers_keep_their_separators() {
    check_tokens("$1,200.50 or 3.5% at 10:30, 2-1", "$ 1,200.50 or 3.5 % at 10:30 , 2-1");
    check_tokens("on 9/11, 1st of the 1990s.", "on 9/11 , 1st of the 1990s .");
    check_tokens("5' 10\" and .5", "5 ' 10 \" and .5");
    check_kind("1,200.50", TokenKind::Number);
    check_kind("21st", TokenKind::Number);
    check_kind("'90s", TokenKind::Number);
    check_kind("10-year-old", TokenKind::Word);
    check_kind("@10fold", TokenKind::Word);
    check_kind("``", TokenKind::Mark);
    check_kind("\u{2018}\u{2018}", TokenKind::Mark);
    check_kind("...", TokenKind::Punctuation);
}

#[test]
fn abbreviations_do_not_end_sentences() {
    check_sentences("Dr. Ana Sousa met Sen. Doe.", &["Dr. Ana Sousa met Sen. Doe."]);
    check_sentences("J. K. Doe and J.R. Roe wrote it.", &["J. K. Doe and J.R. Roe wrote it."]);
    check_sentences("The U.S. Senate met. It voted.", &["The U.S. Senate met.", "It voted."]);
    check_sentences("He left the U.S. He came back.", &["He left the U.S.", "He came back."]);
    check_sentences(
        "She works at Acme Inc. in Flint, Mich., today.",
        &["She works at Acme Inc. in Flint, Mich., today."],
    );
    check_sentences("It rose 3.5 per cent, e.g. here, i.e. now.", &["It rose 3.5 per cent, e.g. here, i.e. now."]);
    check_sentences(
        "On Jan. 5 at 9 a.m. they met. At 5 p.m. Monday too.",
        &["On Jan. 5 at 9 a.m. they met.", "At 5 p.m. Monday too."],
    );
    check_sentences("See No. 5. He said no. She did not.", &["See No. 5.", "He said no.", "She did not."]);
    check_sentences("He holds a Ph.D., they say.", &["He holds a Ph.D., they say."]);
    check_sentences("Cats, dogs, etc. Rules vary.", &["Cats, dogs, etc.", "Rules vary."]);
    check_sentences("So do I. They do not.", &["So do I.", "They do not."]);
    check_sentences("1. The first item.", &["1. The first item."]);
}

#[test]
fn quotations_end_sentences_or_go_on() {
    check_sentences("\"Is it so?\" he asked.", &["\"Is it so?\" he asked."]);
    check_sentences("\"No!\" Sousa said. \"Never.\"", &["\"No!\" Sousa said.", "\"Never.\""]);
    check_sentences("\"Why?\" Prime Minister Ana Sousa asked.", &["\"Why?\" Prime Minister Ana Sousa asked."]);
    check_sentences("\"Why?\" Sousa said the plan failed.", &["\"Why?\"", "Sousa said the plan failed."]);
    check_sentences("\"A.\" \"B.\"", &["\"A.\"", "\"B.\""]);
    check_sentences("\"I came. I saw. I won.\"", &["\"I came.", "I saw.", "I won.\""]);
    check_sentences("\"I came. I saw,\" he said.", &["\"I came.", "I saw,\" he said."]);
    check_sentences("He won (twice.) She did not.", &["He won (twice.)", "She did not."]);
    check_sentences(
        "\u{2018}No!\u{2019} \u{2014} that was all. Then \u{2026} nothing.",
        &["\u{2018}No!\u{2019} \u{2014} that was all.", "Then \u{2026} nothing."],
    );
    check_sentences("''It is.'' ''It was.''", &["''It is.''", "''It was.''"]);
    check_sentences("Yahoo! said so. What?! Yes.", &["Yahoo! said so.", "What?!", "Yes."]);
}

#[test]
fn the_way_back_is_exact() {
    check_source("a co\u{ad}op\u{ad}era\u{ad}tion b", "cooperation", "co\u{ad}op\u{ad}era\u{ad}tion");
    check_source("\u{feff}  \u{200b}word\u{200b} \u{a0}\t next", "word", "word");
    check_source("\u{feff}  \u{200b}word\u{200b} \u{a0}\t next", "next", "next");
    check_source("the \u{fb01}nal o\u{fb03}ce", "final", "\u{fb01}nal");
    check_source("the \u{fb01}nal o\u{fb03}ce", "office", "o\u{fb03}ce");
    check_source("他\u{ff0c}\u{ff21}\u{ff22}\u{ff02}", "AB", "\u{ff21}\u{ff22}");
    check_source("a\u{3000}b\u{2009}c\r\nd", "d", "d");
    check_source("non\u{2011}stop", "non-stop", "non\u{2011}stop");
    check_source("\u{202b}\u{5e9}\u{5dc}\u{202c} x", "\u{5e9}\u{5dc}", "\u{5e9}\u{5dc}");
    assert_eq!(read(" a \u{200b} b\u{a0}\n").blocks[0].text, "a b");
}

#[test]
fn a_part_of_a_ligature_leads_to_all_of_it() {
    let document = read("o\u{fb03}ce");
    let source = document.blocks[0].offsets.source_range(2..3);
    assert_eq!((document.word(0), source), ("office", 1..4));
}

#[test]
fn a_source_range_leads_to_the_normalised_words() {
    let document = read("a\u{a0}\u{a0}co\u{ad}op \u{fb01}n");
    let offsets = &document.blocks[0].offsets;
    let text = &document.blocks[0].text;
    assert_eq!(text, "a coop fin");
    let source = offsets.source_range(2..6);
    assert_eq!(text.get(offsets.normalized_range(source)), Some("coop"));
    let source = offsets.source_range(8..9);
    assert_eq!(text.get(offsets.normalized_range(source)), Some("fi"));
}

#[test]
fn huge_tokens_and_many_marks_take_linear_time() {
    let document = read(&"x".repeat(1 << 20));
    assert_eq!((document.tokens.len(), document.sentences.len()), (1, 1));
    assert_eq!(read(&"\" ".repeat(100_000)).tokens.len(), 100_000);
    assert_eq!(read(&"x.".repeat(500_000)).blocks.len(), 1);
    assert_eq!(read(&"x'".repeat(500_000)).blocks.len(), 1);
    assert_eq!(read(&". ".repeat(500_000)).tokens.len(), 500_000);
}
