//! Attributions from tags, on small texts of our own. `[s ...]`, `[c ...]` and `[q ...]` mark sources, cues and contents;
//! a case lists `kind | source | cue | content` for each attribution.

use super::tests::{blocks, shown};
use super::{Attribution, tagged_attributions};
use crate::contract::Channel;
use crate::lexicon::Lexicon;
use crate::quote::quotations;
use crate::tag::{Role, Tag, Tagging, Worth};
use crate::text::Document;

/// Block, role, first and end byte of a stretch.
type Marked = (usize, Role, usize, usize);

/// The text without its marks, and the stretches in bytes of their block.
fn parse(marked: &str) -> (Vec<String>, Vec<Marked>) {
    let mut texts = Vec::new();
    let mut stretches = Vec::new();
    for (block, paragraph) in marked.split("\n\n").enumerate() {
        let mut text = String::new();
        let mut rest = paragraph;
        let mut open = None;
        while let Some(character) = rest.chars().next() {
            let role = [("[s ", Role::Source), ("[c ", Role::Cue), ("[q ", Role::Content)]
                .into_iter()
                .find(|(mark, _)| rest.starts_with(mark));
            if let Some((mark, role)) = role {
                open = Some((role, text.len()));
                rest = rest.strip_prefix(mark).unwrap();
            } else {
                if character == ']' {
                    let (role, start) = open.take().unwrap();
                    stretches.push((block, role, start, text.len()));
                } else {
                    text.push(character);
                }
                rest = rest.strip_prefix(character).unwrap();
            }
        }
        texts.push(text);
    }
    (texts, stretches)
}

/// The document of a marked text, and the attributions that its marks make.
fn read(marked: &str) -> (Document, Vec<Attribution>) {
    let (texts, stretches) = parse(marked);
    let lexicon = Lexicon::load();
    let blocks = blocks(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let document = Document::read(&lexicon, &blocks.iter().collect::<Vec<_>>());
    let quotations = quotations(&document);
    let mut tags = Vec::new();
    for token in &document.tokens {
        let stretch = stretches
            .iter()
            .find(|(block, _, start, end)| *block == token.block && *start <= token.start && token.end <= *end);
        tags.push(match stretch {
            Some((_, role, start, _)) if *start == token.start => Tag::Begin(*role),
            Some((_, role, ..)) => Tag::Inside(*role),
            None => Tag::Outside,
        });
    }
    let tagging = Tagging { certainty: vec![1.0; tags.len()], tags };
    let attributions = tagged_attributions(&lexicon, &document, &quotations, &tagging, &Worth::of_everything());
    (document, attributions)
}

#[track_caller]
fn check(marked: &str, expected: &[&str]) {
    let (document, attributions) = read(marked);
    assert_eq!(shown(&document, &attributions), expected, "{marked}");
}

/// The hearer or outlet of the first attribution, and its channel.
#[track_caller]
fn check_outlet(marked: &str, outlet: Option<&str>, channel: Option<Channel>) {
    let (document, attributions) = read(marked);
    let first = &attributions[0];
    let found = first.addressee.clone().map(|hearer| document.text(hearer));
    assert_eq!((found, first.channel), (outlet, channel), "{marked}");
}

#[test]
fn a_split_quotation_is_one() {
    check(
        "[q “The tide turns at nine,”] [s Baro] [c said]. [q “We leave at eight.”]",
        &["direct | Baro | said | “The tide turns at nine,” … “We leave at eight.”"],
    );
    check(
        "Why the hurry? [q “The tide turns at nine,”] [s Baro] [c said]. [q “We leave at eight.”]",
        &["direct | Baro | said | “The tide turns at nine,” … “We leave at eight.”"],
    );
    check(
        "[q “It’s sunk,”] [s she] [c said] of the raft, in which nobody had believed. [q “In my eyes, anyway.”]",
        &["direct | she | said | “It’s sunk,” … “In my eyes, anyway.”"],
    );
    check(
        "[q In this port, “the tide turns at nine,”] [s Baro] [c said]. [q “We leave at eight.”]",
        &["mixed | Baro | said | In this port, “the tide turns at nine,” … “We leave at eight.”"],
    );
}

#[test]
fn a_quotation_that_a_paragraph_leaves_open_is_one_with_what_follows() {
    check(
        "[q “The tide turns at nine,”] [s Baro] [c said]. [q “We leave at eight.]\n\n[q “Nobody waits.]\n\n\
         [q “Not even for me.”] The ferry left.\n\n[s Quill] [c said] [q it was late].",
        &[
            "direct | Baro | said | “The tide turns at nine,” … “We leave at eight. … “Nobody waits. … “Not even for me.”",
            "indirect | Quill | said | it was late",
        ],
    );
    // One that was closed goes on only with its speaker.
    check(
        "[s Baro] [c said]: [q “The tide turns at nine.”]\n\n[q “We all leave the harbour at eight.”]",
        &[
            "direct | Baro | said | “The tide turns at nine.”",
            "direct | Baro |  | “We all leave the harbour at eight.”",
        ],
    );
}

#[test]
fn a_quotation_goes_on_behind_a_word_that_leads_on_and_into_plain_words() {
    check(
        "[q “The tide turns at nine,”] [s Baro] [c said]. But “nobody leaves the harbour before eight.”",
        &["direct | Baro | said | “The tide turns at nine,” … “nobody leaves the harbour before eight.”"],
    );
    check(
        "[q “The tide turns at nine,”] [s Baro] [c said]. “We leave at eight. It is an old rule” of all ports on this coast.",
        &[
            "mixed | Baro | said | “The tide turns at nine,” … “We leave at eight. It is an old rule” of all ports on this coast",
        ],
    );
    // Somebody else has a word.
    check(
        "[q “The tide turns at nine,”] [s Baro] [c said]. “We leave when we are ready to leave” was written on the bar.",
        &["direct | Baro | said | “The tide turns at nine,”"],
    );
}

#[test]
fn a_paragraph_goes_on_from_the_quoting_clause_of_the_last_sentence() {
    check(
        "[q “The tide turns at nine,”] [c said] [s Baro], [s who] [c knows] [q that it does].\n\n\
         [q “We all leave the harbour at eight.”]",
        &[
            "direct | Baro | said | “The tide turns at nine,”",
            "indirect | who | knows | that it does",
            "direct | Baro |  | “We all leave the harbour at eight.”",
        ],
    );
}

#[test]
fn a_participle_has_the_subject_of_its_main_clause() {
    check(
        "After [c saying] [q the quay was “as safe as a bed,”] she was seen to leave it.",
        &["mixed | she | saying | the quay was “as safe as a bed,”"],
    );
    check(
        "It was shut after [c saying] [q the quay was “unsafe,”] she left.",
        &["mixed |  | saying | the quay was “unsafe,”"],
    );
    check(
        "[s The film] ends with pictures of Ada Pike [c saying] on the quay [q “It is shut,”] when [s Orr] [c mocks] [q the port].",
        &["direct | Ada Pike | saying | “It is shut,”", "indirect | Orr | mocks | the port"],
    );
}

#[test]
fn a_source_before_the_next_cue_is_not_that_of_the_cue_before_it() {
    check(
        "[s Baro] also came close to [c a promise] [q that the quay would be repaired], [c saying], [q “Never say never,”] \
         but [s Quill] [c denied] [q the promise].",
        &[
            "indirect | Baro | a promise | that the quay would be repaired",
            "direct | Baro | saying | “Never say never,”",
            "indirect | Quill | denied | the promise",
        ],
    );
}

#[test]
fn what_a_quotation_is_about_is_not_said() {
    check("[q “It leaks,”] [s Baro] [c said] [q of the ferry].", &["direct | Baro | said | “It leaks,”"]);
    check(
        "[q “It leaks,”] [s Baro] [c said], and [q that nobody would “ever” swim].",
        &["mixed | Baro | said | “It leaks,” … that nobody would “ever” swim"],
    );
    check(
        "[q “It leaks,”] [s Baro] [c said], [q that it sinks].",
        &["mixed | Baro | said | “It leaks,” … that it sinks"],
    );
}

#[test]
fn a_quotation_is_read_once_where_two_cues_announce_it() {
    check(
        "[c Said] [s Baro][c :] [q “It leaks and nobody cares.”]",
        &["direct | Baro | : | “It leaks and nobody cares.”"],
    );
}

#[test]
fn each_speaker_of_a_sentence_has_a_cue() {
    check(
        "[s Baro] [c said] [q the pier was safe], but [s Quill] [c told] reporters [q it would close].",
        &["indirect | Baro | said | the pier was safe", "indirect | Quill | told | it would close"],
    );
    check("[q The pier], [s Baro] [c said], [q is safe].", &["indirect | Baro | said | The pier … is safe"]);
    check(
        "[s Baro] [c said] [q the pier was safe], [c adding] [q that it would stay open].",
        &["indirect | Baro | said | the pier was safe", "indirect | Baro | adding | that it would stay open"],
    );
}

#[test]
fn a_content_belongs_to_the_cue_beside_it() {
    check(
        "Although [s both clubs] [c discussed] [q a shared pitch], [q “a merger is unlikely,”] [c according to] [s Baro].",
        &[
            "indirect | both clubs | discussed | a shared pitch",
            "direct | Baro | according to | “a merger is unlikely,”",
        ],
    );
}

#[test]
fn a_relative_pronoun_speaks_for_its_own_clause_only() {
    check(
        "[s Baro], [s who] [c called for] [q a new pier], [c said] [q the old one was rotten].",
        &["indirect | who | called for | a new pier", "indirect | Baro | said | the old one was rotten"],
    );
}

#[test]
fn a_dash_signs_what_stands_before_it() {
    check(
        "[q “The bread was stale.”] [c ―] [s Ida Quill] [q “The tea was cold.”] [c ―] [s Bo Lind]",
        &["direct | Ida Quill | ― | “The bread was stale.”", "direct | Bo Lind | ― | “The tea was cold.”"],
    );
}

#[test]
fn a_dash_and_a_name_sign_the_paragraph_before_them() {
    check("[q “The tide waits for no budget.”]\n\n- Baro", &["direct | Baro | - | “The tide waits for no budget.”"]);
    check("The plan is old. [q “The tide waits for no budget.”]\n\n- Baro", &[]);
    check(
        "[q “The tide waits for no budget,”] [s Quill] [c said].\n\n- Baro",
        &["direct | Quill | said | “The tide waits for no budget,”"],
    );
}

#[test]
fn a_cue_without_content_announces_the_next_sentence() {
    check(
        "[q “It will flood,”] [s Baro] [c said]. [s Quill] [c agreed]. [q “The wall is too low for us all.”]",
        &["direct | Baro | said | “It will flood,”", "direct | Quill | agreed | “The wall is too low for us all.”"],
    );
    check(
        "[q “It will flood,”] [s Baro] [c said], [c adding] to the gloom. [q “The wall is too low for us all.”]",
        &["direct | Baro | said | “It will flood,” … “The wall is too low for us all.”"],
    );
}

#[test]
fn a_question_is_said_by_whom_the_next_sentence_names() {
    check("[q “Who pays?”] [s Baro] [c said].", &["direct | Baro | said | “Who pays?”"]);
}

#[test]
fn a_colon_feeds_the_next_paragraph() {
    check(
        "[s Baro] [c added]:\n\n[q “Nobody will pay for the pier.”]",
        &["direct | Baro | added | “Nobody will pay for the pier.”"],
    );
}

#[test]
fn a_heading_in_marks_is_not_said_by_the_speaker_before_it() {
    check(
        "[q “The pier is shut.”] [s Baro] [c said].\n\n‘A Pier for Everybody.’",
        &["direct | Baro | said | “The pier is shut.”"],
    );
    check(
        "[q “The pier is shut.”] [s Baro] [c said].\n\n“Nobody Told Us anything.”\n\n“NOT ONE WORD!”",
        &[
            "direct | Baro | said | “The pier is shut.”",
            "direct | Baro |  | “Nobody Told Us anything.”",
            "direct | Baro |  | “NOT ONE WORD!”",
        ],
    );
}

#[test]
fn a_title_behind_a_colon_is_said_by_nobody() {
    check("Baro knows its name: “The Silent Harbour” comes out in May.", &[]);
    check("Baro had one answer: “The harbour stays.”", &["direct | Baro | : | “The harbour stays.”"]);
}

#[test]
fn a_quotation_that_the_tags_left_out_belongs_to_the_cue_beside_it() {
    check("“The pier is closed,” [s Baro] [c said].", &["direct | Baro | said | “The pier is closed,”"]);
}

#[test]
fn a_transcript_quoted_as_a_whole_has_its_labels() {
    check(
        "“PIKE: Who signed it?\n\n“ORME: The clerk did. I was away.\n\n“PIKE: Where?”",
        &[
            "direct | PIKE | : | Who signed it?",
            "direct | ORME | : | The clerk did. I was away.",
            "direct | PIKE | : | Where?”",
        ],
    );
    check("“Note: the quay is shut,” [s Orme] [c said].", &["direct | Orme | said | “Note: the quay is shut,”"]);
}

#[test]
fn a_content_between_two_cues_is_parted_at_its_quotation() {
    check(
        "Although [s both owners] [c discussed] [q a lease, “nobody has signed,”] [c according to] [s the clerk].",
        &["indirect | both owners | discussed | a lease", "direct | the clerk | according to | “nobody has signed,”"],
    );
}

#[test]
fn who_contradicts_a_quotation_and_is_quoted_speaks_for_themselves() {
    check(
        "[s Orr] [c said] [q the lease “ends in May,” although this was rejected by clerk Ada Pike “as nonsense.”]",
        &["mixed | Orr | said | the lease “ends in May,”", "direct | clerk Ada Pike | rejected | “as nonsense.”"],
    );
    check(
        "[s Orr] [c said] [q the lease “ends in May,” though Pike called it “nonsense.”]",
        &["mixed | Orr | said | the lease “ends in May,”", "direct | Pike | called | “nonsense.”"],
    );
    check(
        "[s Orr] [c said] [q the lease “ends in May,” but may go on “for a while.”]",
        &["mixed | Orr | said | the lease “ends in May,” but may go on “for a while.”"],
    );
}

#[test]
fn a_relative_clause_ends_before_the_verb_of_the_speaker() {
    check(
        "[s Ingrid Orme, who] [c built] [q the pier over two winters, called the vote “an end to it.”]",
        &["mixed | Ingrid Orme | called | the vote “an end to it.”"],
    );
    check(
        "[s Ingrid Orme, who] [c built] [q the pier, told the board: “So it is.”]",
        &["direct | Ingrid Orme | told | “So it is.”"],
    );
    check(
        "[s Ingrid Orme, who] [c said] [q the pier, called “the Tooth”, was shut], left.",
        &["mixed | Ingrid Orme, who | said | the pier, called “the Tooth”, was shut"],
    );
}

#[test]
fn a_lone_relative_says_what_stands_behind_the_cue() {
    check(
        "The pier, [q which] [s Orme] [c said] last year had lost a leg, is shut.",
        &["indirect | Orme | said | which … had lost a leg"],
    );
    check("The pier [q which] [s Orme] [c mentioned] is shut.", &[]);
}

#[test]
fn who_asks_not_to_be_named_says_nothing_by_that() {
    check("[s A clerk], who [c asked] [q not to be named], left.", &[]);
}

#[test]
fn an_outlet_behind_the_statement_is_noted() {
    let other = Some(Channel::OtherOutlet);
    check_outlet(
        "[s Baro] [c said] [q the pier was safe], the Ebbing Post reported on Monday.",
        Some("the Ebbing Post"),
        other,
    );
    check_outlet("[q “It is safe,”] [s Baro] [c said], the Post first reported.", Some("the Post"), other);
    check_outlet(
        "[q The pier is safe], [s the mill] [c was quoted as saying] by the Ebbing news agency.",
        Some("the Ebbing news agency"),
        other,
    );
    check_outlet("[q The pier is safe], he [c said according to] [s the Post].", Some("the Post"), other);
    check_outlet("[s Baro] [c said] [q the pier was safe], and nobody reported it.", None, None);
    check_outlet("[s Baro] [c told] the Post [q the pier was safe], Quill reported.", Some("the Post"), None);
}

#[test]
fn a_channel_within_the_cue_is_noted() {
    let said = |cue: &str| format!("[s Baro] [c {cue}] [q the pier was safe].");
    check_outlet(&said("said in a statement"), None, Some(Channel::Statement));
    check_outlet(&said("said in an interview with the Ebbing Post"), Some("the Ebbing Post"), Some(Channel::Interview));
    check_outlet(&said("took to Twitter to say"), None, Some(Channel::Post));
    check_outlet(&said("said"), None, None);
}

#[test]
fn he_speaks_where_the_outlet_comes_behind_according() {
    check("[q The pier is safe], he [c said according to] [s the Post].", &["indirect | he | said | The pier is safe"]);
}
