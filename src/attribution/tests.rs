//! Attributions of small texts of our own. A case lists `kind | source | cue | content` for each attribution.

use std::sync::LazyLock;

use super::*;
use crate::contract::InputBlock;
use crate::tag::Tagger;
use crate::tag::features::features;

static TAGGER: LazyLock<Tagger> =
    LazyLock::new(|| Tagger::read(include_bytes!("../../model/sourcelight.pack")).unwrap());

pub(super) fn blocks(paragraphs: &[&str]) -> Vec<InputBlock> {
    paragraphs.iter().zip(0..).map(|(text, id)| InputBlock::paragraph(id, *text)).collect()
}

fn read(blocks: &[InputBlock]) -> Vec<String> {
    let (document, attributions) = attributions(blocks);
    shown(&document, &attributions)
}

fn attributions(blocks: &[InputBlock]) -> (Document, Vec<Attribution>) {
    let lexicon = Lexicon::load();
    let references: Vec<&InputBlock> = blocks.iter().collect();
    let document = Document::read(&lexicon, &references);
    let quotations = crate::quote::quotations(&document);
    let features = features(&lexicon, &document, &quotations);
    let sequences: Vec<Range<usize>> = document.blocks.iter().map(|block| block.tokens.clone()).collect();
    let tagging = TAGGER.tag(&features, &sequences);
    let attributions = tagged_attributions(&lexicon, &document, &quotations, &tagging, TAGGER.worth());
    (document, attributions)
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

/// How many small texts were read, and how many as expected.
#[derive(Default)]
struct Cases {
    all: usize,
    right: usize,
}

impl Cases {
    fn check(&mut self, text: &str, expected: &[&str]) {
        let paragraphs: Vec<&str> = text.split("\n\n").collect();
        self.compare(text, &read(&blocks(&paragraphs)), expected);
    }

    fn compare(&mut self, text: &str, found: &[String], expected: &[&str]) {
        self.all += 1;
        if found == expected {
            self.right += 1;
        } else {
            println!("{text}\n  found    {found:?}\n  expected {expected:?}");
        }
    }
}

/// Cases that the shipped model gets right at least; it reads like a person, not like a rule, so some are wrong.
const LEAST_RIGHT: usize = 32;

#[test]
fn the_same_words_weigh_less_on_a_page() {
    let text = blocks(&["The harbour master, Ida Quill, said on Monday that the old quay would have to close."]);
    let page = text.iter().map(|block| InputBlock { group: 1, ..block.clone() }).collect::<Vec<_>>();
    let [(_, of_text), (_, of_page)] = [&text, &page].map(|blocks| attributions(blocks));
    let [of_text, of_page] = [of_text, of_page].map(|found| found.iter().map(|one| one.confidence).collect::<Vec<_>>());
    assert!(matches!((&*of_text, &*of_page), ([text], [page]) if page < text), "{of_text:?}, {of_page:?}");
}

#[test]
fn the_shipped_model_reads_small_texts() {
    let mut cases = Cases::default();
    for group in [
        a_cue_after_the_quotation,
        a_cue_before_the_quotation,
        split_quotations_are_one_attribution,
        quotations_that_go_on_carry_their_source,
        mixed_speech_keeps_its_clause,
        indirect_speech,
        according_to_stands_on_either_side,
        hyphened_places_belong_to_the_name,
        passives_name_their_agent_after_by,
        labels_and_signatures,
        phrases_in_marks_are_no_speech,
        a_cue_within_a_source_reports_nothing,
        inversion_after_indirect_speech,
        acts_count_only_with_quoted_words,
        nouns_are_no_cues,
    ] {
        group(&mut cases);
    }
    let Cases { all, right } = cases;
    println!("{right} of {all} are as expected");
    assert!(right >= LEAST_RIGHT, "{right} of {all} are as expected, fewer than {LEAST_RIGHT}; see with --nocapture");
}

fn a_cue_after_the_quotation(cases: &mut Cases) {
    cases.check(
        "“The bridge will open in May,” Ferro said.",
        &["direct | Ferro | said | “The bridge will open in May,”"],
    );
    cases.check(
        "“The bridge will open in May,” said Ada Ferro.",
        &["direct | Ada Ferro | said | “The bridge will open in May,”"],
    );
    cases.check("“And the pier?” asked Bo Lind.", &["direct | Bo Lind | asked | “And the pier?”"]);
    cases.check("\"Who pays?\" she asked.", &["direct | she | asked | \"Who pays?\""]);
    cases.check(
        "“It is late,” said Ada Ferro, a retired engineer at the port, in a statement.",
        &["direct | Ada Ferro, a retired engineer at the port | said | “It is late,”"],
    );
}

fn a_cue_before_the_quotation(cases: &mut Cases) {
    cases.check("Ferro said, “The bridge is safe.”", &["direct | Ferro | said | “The bridge is safe.”"]);
    cases.check("On Monday, Ferro told the Gazette: “It is safe.”", &["direct | Ferro | told | “It is safe.”"]);
    cases.check(
        "The letter put it this way: “We regret the noise.”",
        &["direct | The letter | put it this way: | “We regret the noise.”"],
    );
    cases.check("Said Ferro: “The bridge is safe now.”", &["direct | Ferro | Said | “The bridge is safe now.”"]);
}

fn split_quotations_are_one_attribution(cases: &mut Cases) {
    cases
        .check("“It is late,” Ferro said. “We will pay.”", &["direct | Ferro | said | “It is late,” … “We will pay.”"]);
    cases.check("“It is late,” he said, but “we will pay.”", &["direct | he | said | “It is late,” … “we will pay.”"]);
}

fn quotations_that_go_on_carry_their_source(cases: &mut Cases) {
    cases.check(
        "“It is late,” Ferro said. “We will pay.\n\n“We always did.”",
        &["direct | Ferro | said | “It is late,” … “We will pay.", "direct | Ferro |  | “We always did.”"],
    );
    cases.check(
        "Ferro announced it in her blog:\n\n“The bridge is closed until further notice.”",
        &["direct | Ferro | announced | “The bridge is closed until further notice.”"],
    );
}

fn mixed_speech_keeps_its_clause(cases: &mut Cases) {
    cases.check(
        "Ferro said the port was “not for sale” and would stay open.",
        &["mixed | Ferro | said | the port was “not for sale” and would stay open"],
    );
    cases.check(
        "“We watch closely,” she said, adding that the town would “stay in touch” with the port.",
        &[
            "direct | she | said | “We watch closely,”",
            "mixed | she | adding | that the town would “stay in touch” with the port",
        ],
    );
    cases
        .check("Orr dismissed the plan “as a fairy tale.”", &["mixed | Orr | dismissed | the plan “as a fairy tale.”"]);
}

fn indirect_speech(cases: &mut Cases) {
    cases.check(
        "The ministry said that the ferry had sunk.",
        &["indirect | The ministry | said | that the ferry had sunk"],
    );
    cases.check(
        "The ferry had sunk, the ministry said on Friday.",
        &["indirect | the ministry | said | The ferry had sunk"],
    );
    cases.check("The ferry, he said, was old.", &["indirect | he | said | The ferry … was old"]);
    cases.check(
        "Dana Orr, a fisherman, said the ferry was old.",
        &["indirect | Dana Orr, a fisherman | said | the ferry was old"],
    );
    cases.check("Orr told reporters the ferry was old.", &["indirect | Orr | told | the ferry was old"]);
}

fn according_to_stands_on_either_side(cases: &mut Cases) {
    cases.check(
        "The ferry was old, according to the coast guard.",
        &["indirect | the coast guard | according to | The ferry was old"],
    );
    cases.check(
        "According to Dana Orr, the ferry was old.",
        &["indirect | Dana Orr | According to | the ferry was old"],
    );
}

fn hyphened_places_belong_to_the_name(cases: &mut Cases) {
    cases.check(
        "“It is unlikely,” according to the U.S.-based Institute for War (ISW).",
        &["direct | the U.S.-based Institute for War (ISW) | according to | “It is unlikely,”"],
    );
}

fn passives_name_their_agent_after_by(cases: &mut Cases) {
    cases.check(
        "The plan was rejected by harbour master Ned Orr “as a fairy tale.”",
        &["direct | harbour master Ned Orr | was rejected | “as a fairy tale.”"],
    );
}

fn labels_and_signatures(cases: &mut Cases) {
    cases.check("Orr: “We will rebuild the quay.”", &["direct | Orr | : | “We will rebuild the quay.”"]);
    cases.check("“The best soup in town.” — Ann Lee", &["direct | Ann Lee | — | “The best soup in town.”"]);
    cases.check(
        "LEE: Who built it?\n\nORR: My father did.\n\nLEE: When was that?",
        &[
            "indirect | LEE | : | Who built it?",
            "indirect | ORR | : | My father did.",
            "indirect | LEE | : | When was that?",
        ],
    );
    cases.check(
        "Q: Who built it?\n\nA: My father did.\n\nQ: When was that?\n\nA: Before the war.",
        &["indirect | A | : | My father did.", "indirect | A | : | Before the war."],
    );
    cases.check("Update: The quay is open again.", &[]);
    cases.check("It opened at 11:05 a.m. on Monday.", &[]);
}

fn phrases_in_marks_are_no_speech(cases: &mut Cases) {
    cases.check("The so-called “smart” kettle burned.", &[]);
    cases.check("She starred in “The Long Quay” for years.", &[]);
    cases.check(
        "Marcia \"Kay\" Orr, 41, said the quay was hers.",
        &["indirect | Marcia \"Kay\" Orr, 41 | said | the quay was hers"],
    );
}

fn a_cue_within_a_source_reports_nothing(cases: &mut Cases) {
    cases.check(
        "An official involved in the talks, who asked not to be named, said Orr was “inclined to sign.”",
        &["mixed | An official involved in the talks, who asked not to be named | said | Orr was “inclined to sign.”"],
    );
    cases.check(
        "An alert sent to phones at noon tells residents to “move to higher ground.”",
        &["mixed | An alert sent to phones at noon | tells | to “move to higher ground.”"],
    );
}

fn inversion_after_indirect_speech(cases: &mut Cases) {
    cases.check(
        "A single plant is inaudible, a hectare is not, explains Beck, who has listened to both.",
        &["indirect | Beck, who has listened to both | explains | A single plant is inaudible, a hectare is not"],
    );
    cases.check(
        "The cause was heart failure, his daughter, Viola Tarrow, said.",
        &["indirect | his daughter, Viola Tarrow | said | The cause was heart failure"],
    );
}

fn acts_count_only_with_quoted_words(cases: &mut Cases) {
    cases.check("Orr declined to comment.", &[]);
    cases.check("Orr has not said whether he will sign.", &[]);
    cases.check("Dockers want it in writing.", &[]);
    cases.check("The firm offered $900 million for the quay.", &[]);
    cases.check("Experts have argued over why.", &[]);
    cases.check("He liked to say, “Keep the kettle on.”", &["direct | He | liked to say | “Keep the kettle on.”"]);
}

fn nouns_are_no_cues(cases: &mut Cases) {
    cases.check("The broader questions about the quay remain.", &[]);
    cases.check("There are also reports about a fire.", &[]);
    cases.check("A stream called Otter Run crosses the farm.", &[]);
}
