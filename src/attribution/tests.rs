//! Attributions of small texts of our own. A case lists `kind | source | cue | content` for each attribution.

use std::cell::Cell;
use std::sync::LazyLock;

use super::*;
use crate::contract::{BlockKind, InputBlock, Region};
use crate::tag::Tagger;
use crate::tag::features::features;

static TAGGER: LazyLock<Tagger> =
    LazyLock::new(|| Tagger::read(include_bytes!("../../model/sourcelight.pack")).unwrap());

pub(super) fn blocks(paragraphs: &[&str]) -> Vec<InputBlock> {
    paragraphs
        .iter()
        .zip(0..)
        .map(|(text, id)| InputBlock {
            id,
            kind: BlockKind::Paragraph,
            text: (*text).to_owned(),
            region: Region::Unknown,
            group: 0,
            links: Vec::new(),
        })
        .collect()
}

fn read(blocks: &[InputBlock]) -> Vec<String> {
    let lexicon = Lexicon::load();
    let references: Vec<&InputBlock> = blocks.iter().collect();
    let document = Document::read(&lexicon, &references);
    let quotations = crate::quote::quotations(&document);
    let features = features(&lexicon, &document, &quotations);
    let sequences: Vec<Range<usize>> = document.blocks.iter().map(|block| block.tokens.clone()).collect();
    let tagging = TAGGER.tag(&features, &sequences);
    shown(&document, &tagged_attributions(&lexicon, &document, &quotations, &tagging))
}

pub(super) fn shown(document: &Document, attributions: &[Attribution]) -> Vec<String> {
    let pieces = |ranges: &[Range<usize>]| {
        ranges.iter().map(|range| document.text(range.clone())).collect::<Vec<_>>().join(" … ")
    };
    attributions
        .iter()
        .map(|attribution| {
            format!(
                "{} | {} | {} | {}",
                match attribution.kind {
                    QuoteKind::Direct => "direct",
                    QuoteKind::Mixed => "mixed",
                    QuoteKind::Indirect => "indirect",
                },
                pieces(&attribution.source),
                pieces(&attribution.cue),
                pieces(&attribution.content)
            )
        })
        .collect()
}

fn check(text: &str, expected: &[&str]) {
    let paragraphs: Vec<&str> = text.split("\n\n").collect();
    compare(text, &read(&blocks(&paragraphs)), expected);
}

fn compare(text: &str, found: &[String], expected: &[&str]) {
    CASES.set(CASES.get() + 1);
    if found == expected {
        RIGHT.set(RIGHT.get() + 1);
    } else {
        println!("{text}\n  found    {found:?}\n  expected {expected:?}");
    }
}

thread_local! {
    static CASES: Cell<usize> = const { Cell::new(0) };
    static RIGHT: Cell<usize> = const { Cell::new(0) };
}

/// Cases that the shipped model gets right at least; it reads like a person, not like a rule, so some are wrong.
const LEAST_RIGHT: usize = 32;

#[test]
fn the_shipped_model_reads_small_texts() {
    a_cue_after_the_quotation();
    a_cue_before_the_quotation();
    split_quotations_are_one_attribution();
    quotations_that_go_on_carry_their_source();
    mixed_speech_keeps_its_clause();
    indirect_speech();
    according_to_stands_on_either_side();
    hyphened_places_belong_to_the_name();
    passives_name_their_agent_after_by();
    labels_and_signatures();
    phrases_in_marks_are_no_speech();
    a_cue_within_a_source_reports_nothing();
    inversion_after_indirect_speech();
    acts_count_only_with_quoted_words();
    nouns_are_no_cues();
    let (cases, right) = (CASES.get(), RIGHT.get());
    println!("{right} of {cases} are as expected");
    assert!(
        right >= LEAST_RIGHT,
        "{right} of {cases} are as expected, fewer than {LEAST_RIGHT}; run it with --nocapture"
    );
}

fn a_cue_after_the_quotation() {
    check("“The bridge will open in May,” Ferro said.", &["direct | Ferro | said | “The bridge will open in May,”"]);
    check(
        "“The bridge will open in May,” said Ada Ferro.",
        &["direct | Ada Ferro | said | “The bridge will open in May,”"],
    );
    check("“And the pier?” asked Bo Lind.", &["direct | Bo Lind | asked | “And the pier?”"]);
    check("\"Who pays?\" she asked.", &["direct | she | asked | \"Who pays?\""]);
    check(
        "“It is late,” said Ada Ferro, a retired engineer at the port, in a statement.",
        &["direct | Ada Ferro, a retired engineer at the port | said | “It is late,”"],
    );
}

fn a_cue_before_the_quotation() {
    check("Ferro said, “The bridge is safe.”", &["direct | Ferro | said | “The bridge is safe.”"]);
    check("On Monday, Ferro told the Gazette: “It is safe.”", &["direct | Ferro | told | “It is safe.”"]);
    check(
        "The letter put it this way: “We regret the noise.”",
        &["direct | The letter | put it this way: | “We regret the noise.”"],
    );
    check("Said Ferro: “The bridge is safe now.”", &["direct | Ferro | Said | “The bridge is safe now.”"]);
}

fn split_quotations_are_one_attribution() {
    check("“It is late,” Ferro said. “We will pay.”", &["direct | Ferro | said | “It is late,” … “We will pay.”"]);
    check("“It is late,” he said, but “we will pay.”", &["direct | he | said | “It is late,” … “we will pay.”"]);
}

fn quotations_that_go_on_carry_their_source() {
    check(
        "“It is late,” Ferro said. “We will pay.\n\n“We always did.”",
        &["direct | Ferro | said | “It is late,” … “We will pay.", "direct | Ferro |  | “We always did.”"],
    );
    check(
        "Ferro announced it in her blog:\n\n“The bridge is closed until further notice.”",
        &["direct | Ferro | announced | “The bridge is closed until further notice.”"],
    );
}

fn mixed_speech_keeps_its_clause() {
    check(
        "Ferro said the port was “not for sale” and would stay open.",
        &["mixed | Ferro | said | the port was “not for sale” and would stay open"],
    );
    check(
        "“We watch closely,” she said, adding that the town would “stay in touch” with the port.",
        &[
            "direct | she | said | “We watch closely,”",
            "mixed | she | adding | that the town would “stay in touch” with the port",
        ],
    );
    check("Orr dismissed the plan “as a fairy tale.”", &["mixed | Orr | dismissed | the plan “as a fairy tale.”"]);
}

fn indirect_speech() {
    check("The ministry said that the ferry had sunk.", &["indirect | The ministry | said | that the ferry had sunk"]);
    check("The ferry had sunk, the ministry said on Friday.", &["indirect | the ministry | said | The ferry had sunk"]);
    check("The ferry, he said, was old.", &["indirect | he | said | The ferry … was old"]);
    check(
        "Dana Orr, a fisherman, said the ferry was old.",
        &["indirect | Dana Orr, a fisherman | said | the ferry was old"],
    );
    check("Orr told reporters the ferry was old.", &["indirect | Orr | told | the ferry was old"]);
}

fn according_to_stands_on_either_side() {
    check(
        "The ferry was old, according to the coast guard.",
        &["indirect | the coast guard | according to | The ferry was old"],
    );
    check("According to Dana Orr, the ferry was old.", &["indirect | Dana Orr | According to | the ferry was old"]);
}

fn hyphened_places_belong_to_the_name() {
    check(
        "“It is unlikely,” according to the U.S.-based Institute for War (ISW).",
        &["direct | the U.S.-based Institute for War (ISW) | according to | “It is unlikely,”"],
    );
}

fn passives_name_their_agent_after_by() {
    check(
        "The plan was rejected by harbour master Ned Orr “as a fairy tale.”",
        &["direct | harbour master Ned Orr | was rejected | “as a fairy tale.”"],
    );
}

fn labels_and_signatures() {
    check("Orr: “We will rebuild the quay.”", &["direct | Orr | : | “We will rebuild the quay.”"]);
    check("“The best soup in town.” — Ann Lee", &["direct | Ann Lee | — | “The best soup in town.”"]);
    check(
        "LEE: Who built it?\n\nORR: My father did.\n\nLEE: When was that?",
        &[
            "indirect | LEE | : | Who built it?",
            "indirect | ORR | : | My father did.",
            "indirect | LEE | : | When was that?",
        ],
    );
    check(
        "Q: Who built it?\n\nA: My father did.\n\nQ: When was that?\n\nA: Before the war.",
        &["indirect | A | : | My father did.", "indirect | A | : | Before the war."],
    );
    check("Update: The quay is open again.", &[]);
    check("It opened at 11:05 a.m. on Monday.", &[]);
}

fn phrases_in_marks_are_no_speech() {
    check("The so-called “smart” kettle burned.", &[]);
    check("She starred in “The Long Quay” for years.", &[]);
    check(
        "Marcia \"Kay\" Orr, 41, said the quay was hers.",
        &["indirect | Marcia \"Kay\" Orr, 41 | said | the quay was hers"],
    );
}

fn a_cue_within_a_source_reports_nothing() {
    check(
        "An official involved in the talks, who asked not to be named, said Orr was “inclined to sign.”",
        &["mixed | An official involved in the talks, who asked not to be named | said | Orr was “inclined to sign.”"],
    );
    check(
        "An alert sent to phones at noon tells residents to “move to higher ground.”",
        &["mixed | An alert sent to phones at noon | tells | to “move to higher ground.”"],
    );
}

fn inversion_after_indirect_speech() {
    check(
        "A single plant is inaudible, a hectare is not, explains Beck, who has listened to both.",
        &["indirect | Beck, who has listened to both | explains | A single plant is inaudible, a hectare is not"],
    );
    check(
        "The cause was heart failure, his daughter, Viola Tarrow, said.",
        &["indirect | his daughter, Viola Tarrow | said | The cause was heart failure"],
    );
}

fn acts_count_only_with_quoted_words() {
    check("Orr declined to comment.", &[]);
    check("Orr has not said whether he will sign.", &[]);
    check("Dockers want it in writing.", &[]);
    check("The firm offered $900 million for the quay.", &[]);
    check("He liked to say, “Keep the kettle on.”", &["direct | He | liked to say | “Keep the kettle on.”"]);
}

fn nouns_are_no_cues() {
    check("The broader questions about the quay remain.", &[]);
    check("There are also reports about a fire.", &[]);
    check("A stream called Otter Run crosses the farm.", &[]);
}
