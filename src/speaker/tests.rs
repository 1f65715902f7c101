//! Who speaks, on invented texts. `[source]`, `{cue}` and `<content>` mark an attribution; the next one starts where a part
//! comes a second time. Paragraphs are separated by a blank line.

use super::{Entity, Speakers, resolve};
use crate::attribution::Attribution;
use crate::contract::{InputBlock, QuoteKind, ReasonCode, SpeakerKind, Statement};
use crate::lexicon::Lexicon;
use crate::quote::quotations;
use crate::text::Document;

use std::ops::Range;

/// Bytes of a block: (block, start, end).
type Piece = (usize, usize, usize);

#[derive(Default)]
struct Marked {
    source: Option<Piece>,
    cue: Option<Piece>,
    content: Option<Piece>,
}

fn unmark(text: &str) -> (Vec<String>, Vec<Marked>) {
    let mut blocks = Vec::new();
    let mut marked = vec![Marked::default()];
    for (number, paragraph) in text.split("\n\n").enumerate() {
        let mut plain = String::new();
        let mut starts = Vec::new();
        for letter in paragraph.chars() {
            match letter {
                '[' | '{' | '<' => starts.push(plain.len()),
                ']' | '}' | '>' => {
                    let piece = Some((number, starts.pop().unwrap(), plain.len()));
                    let slot = |one: &Marked| match letter {
                        ']' => one.source,
                        '}' => one.cue,
                        _ => one.content,
                    };
                    if slot(marked.last().unwrap()).is_some() {
                        marked.push(Marked::default());
                    }
                    let last = marked.last_mut().unwrap();
                    match letter {
                        ']' => last.source = piece,
                        '}' => last.cue = piece,
                        _ => last.content = piece,
                    }
                }
                other => plain.push(other),
            }
        }
        blocks.push(plain);
    }
    (blocks, marked)
}

pub(super) fn read(text: &str) -> Speakers {
    let (texts, marked) = unmark(text);
    let blocks: Vec<InputBlock> = texts
        .into_iter()
        .enumerate()
        .map(|(id, text)| InputBlock::paragraph(u32::try_from(id).unwrap(), text))
        .collect();
    let lexicon = Lexicon::load();
    let document = Document::read(&lexicon, &blocks.iter().collect::<Vec<_>>());
    let tokens = |piece: Option<Piece>| -> Vec<Range<usize>> {
        let Some((block, start, end)) = piece else { return Vec::new() };
        let inside: Vec<usize> = (0..document.tokens.len())
            .filter(|token| {
                let token = &document.tokens[*token];
                token.block == block && token.start < end && start < token.end
            })
            .collect();
        vec![inside[0]..inside[inside.len() - 1] + 1]
    };
    let attributions: Vec<Attribution> = marked
        .iter()
        .map(|one| Attribution {
            statement: Statement::Speech,
            kind: QuoteKind::Indirect,
            content: tokens(one.content),
            cue: tokens(one.cue),
            source: tokens(one.source),
            continues: None,
            addressee: None,
            channel: None,
            found_by: ReasonCode::Cue,
            confidence: 1.0,
            evidence: None,
        })
        .collect();
    resolve(&lexicon, &document, &quotations(&document), &attributions, &[])
}

fn speakers_of(speakers: &Speakers, attribution: usize) -> Vec<&Entity> {
    speakers.spoken_by[attribution].iter().map(|index| &speakers.entities[*index]).collect()
}

/// The names of each attribution's speakers, joined by " + ".
pub(super) fn check(text: &str, expected: &[&str]) {
    let speakers = read(text);
    let found: Vec<String> = (0..speakers.spoken_by.len())
        .map(|index| {
            speakers_of(&speakers, index).iter().map(|entity| entity.name.as_str()).collect::<Vec<_>>().join(" + ")
        })
        .collect();
    assert_eq!(found, expected, "{text}\n{:#?}", speakers.why);
}

#[test]
fn apposition_names_the_speaker() {
    check("[Another critic, Laurence H. Quint,] {said} <it was wrong>.", &["Laurence H. Quint"]);
    check("[One of the family’s lawyers, Justin Holm,] {said} <it was wrong>.", &["Justin Holm"]);
    check("[Quint’s niece, state Del. Marcia “Cia” Holm (D-Newport),] {said} <it was wrong>.", &["Marcia “Cia” Holm"]);
    check("[A lawyer for the paper, David Holm,] {said} <it was wrong>.", &["David Holm"]);
}

#[test]
fn who_goes_back_to_whom_the_clause_before_is_about() {
    check("It was a clerk who counts the boats, and [who] {said} <it was wrong>.", &["a clerk"]);
    check("They asked Ola Quint, who counts the boats but [who] {said} <nothing>.", &["Ola Quint"]);
    check("They asked some pilots — [who] {said} <it was wrong> — and left.", &["some pilots"]);
}

#[test]
fn an_unnamed_speaker_is_called_by_a_whole_phrase() {
    check("[Harbour pilots - and some of the crews] {said} <it was wrong>.", &["Harbour pilots + some of the crews"]);
    check("[One of the authors of] {said} <it was wrong>.", &["One of the authors"]);
}

#[test]
fn names_lead_to_one_person() {
    check(
        "[Marla Quint] {said} <so>. [Quint] {said} <more>. [Ms. Quint] {added} <that>.",
        &["Marla Quint", "Marla Quint", "Marla Quint"],
    );
    check("[Quint] {said} <so>.\n\nMarla J. Quint runs the mill.", &["Marla J. Quint"]);
    check("[Mr. King] {said} <so>. Larry King was not there.", &["Larry King"]);
    check("[Sen. Ola Quint, R-Ky.,] {said} <so>. [The senator] {added} <that>.", &["Ola Quint", "Ola Quint"]);
    check("[Secretary of State John Holm] {said} <so>.", &["John Holm"]);
    check("[Pieter van der Holm] {said} <so>. [Van der Holm] {left}.", &["Pieter van der Holm", "Pieter van der Holm"]);
    check("[Representative Charles B. Holm of Vermont] {said} <so>.", &["Charles B. Holm"]);
}

#[test]
fn namesakes_stay_apart() {
    check(
        "Mr. Sam Quint and his wife, Mrs. Ada Quint, came. [Mrs. Quint] {said} <no>. [Mr. Quint] {said} <yes>.",
        &["Ada Quint", "Sam Quint"],
    );
    check("[Sam Quint] {said} <so>. [Sam Quint Jr.] {said} <not so>.", &["Sam Quint", "Sam Quint Jr."]);
    check(
        "Sam Quint, 81, planted it. Caleb Quint farms the field with his wife, Lavinia. [Mrs Quint] {said} <so>.\n\n\
         Caleb and Lavinia Quint came.",
        &["Lavinia Quint"],
    );
    // Who is named in full again and again is not whom the surname alone means.
    check(
        "Sam Quint runs. [Quint] {said} <so>. Ada Quint came. Ada Quint left. Ada Quint wept. [Quint] {said} <more>.",
        &["Sam Quint", "Sam Quint"],
    );
}

#[test]
fn names_may_change() {
    check("[Ada Quint] {said} <so>. [Ada Holm, née Quint,] {said} <more>.", &["Ada Quint", "Ada Quint"]);
    check("Quint’s son, Te Aroha Robert Quint, came. [Te Aroha] {said} <so>.", &["Te Aroha Robert Quint"]);
    check("Derelict Quint and Holm\n\n[Quint] {said} <so>. [Mr. Quint] {said} <more>.", &["Quint", "Quint"]);
    check("Talks with the Ebbing Post go on.\n\n[Mar Quint] {said} <so>.", &["Mar Quint"]);
}

#[test]
fn labels_that_are_no_names_are_left_out() {
    check("The web\n\nWe went. “So it is,” [here] {:} <so>.", &[""]);
    check("The count is in. [4,310] {said} <so>.", &[""]);
    check("[63 percent of voters] {said} <so>.", &["63 percent of voters"]);
}

#[test]
fn a_source_with_a_clause_before_it_is_cut_to_who_speaks() {
    check("[Many mills shut, but Ada Quint, who owns one,] {said} <so>.", &["Ada Quint"]);
    check("In [a statement, one of the mill’s lawyers, Ada Quint] {said} <so>.", &["Ada Quint"]);
    check("[An arbitration panel in 2001] {found} <so>.", &["An arbitration panel"]);
    check("The mayor met Ada Quint, [who in 2010] {said} <so>.", &["Ada Quint"]);
    check("He left Ebbware. [Ebbware shipped its kettle and Ada Quint] {said} <so>.", &["Ada Quint"]);
}

#[test]
fn words_are_their_owners() {
    check("Ada Quint wrote. But [here] is her answer{:}\n\n<“So it is.”>", &["Ada Quint"]);
    check("Ada Quint wrote. [Her answer] {was} <“So it is.”>", &["Ada Quint"]);
    check("“<So it is>,” Ada Quint, also a collector of stamps and [books], {says}.", &["Ada Quint"]);
}

#[test]
fn two_roles_can_be_one_persons() {
    check("[Tall Pines co-founder and CEO Ada Quint] {said} <so>.", &["Ada Quint"]);
    check("[Ada Quint] {said} <so>. [The former mayor and Ebbing senator] {said} <more>.", &["Ada Quint", "Ada Quint"]);
    check("The mayor met a woman who ran the mill in the tide department, [who] {said} <so>.", &["a woman"]);
    check("He met Ada Quint, [a surveyor from Ebbing who] {said} <so>.", &["Ada Quint"]);
}

#[test]
fn a_body_is_told_from_a_person_a_place_and_a_thing() {
    let check_kind = |text: &str, name: &str, kind: SpeakerKind| {
        let speakers = read(text);
        let entity = speakers_of(&speakers, 0)[0];
        assert_eq!((entity.name.as_str(), entity.kind), (name, kind), "{text}");
    };
    let body = SpeakerKind::Organization;
    check_kind("[Tall Pines] {said} <so>. He works at Tall Pines.", "Tall Pines", body);
    check_kind("The paper was right, [Ebbing Insider] {reported} <so>.", "Ebbing Insider", body);
    check_kind("It grew, according to [Coastline Research] {,} <so>.", "Coastline Research", body);
    check_kind("[analysis firm 1010tides] {said} <so>.", "1010tides", body);
    check_kind("[Three Mills Ferries] {said} <so>. He left Three Mills Ferries.", "Three Mills Ferries", body);
    check_kind("[A group of doctors] {said} <so>.", "A group of doctors", SpeakerKind::Group);
    check_kind("[A federal appeals court] {said} <so>.", "A federal appeals court", SpeakerKind::Anonymous);
    check_kind(
        "[three people familiar with the matter] {said} <so>.",
        "three people familiar with the matter",
        SpeakerKind::Anonymous,
    );
    check(
        "[Ebbware Group Plc.] {said} <so>. The mill is in Ashton, Norway. [The company] {said} <more>. [Ebbware] {said} <no>.",
        &["Ebbware Group Plc."; 3],
    );
}

#[test]
fn a_lead_can_describe_whom_the_text_names_later() {
    check(
        "[The northern ferry agency] {said} <so>.\n\nEBBING (AP) — It sank. [Ebbferries] {said} <so>.",
        &["Ebbferries", "Ebbferries"],
    );
    check("[A northern judge] {said} <so>.\n\n[Justice Ada Quint] {ruled} <so>.", &["Ada Quint", "Ada Quint"]);
}

#[test]
fn a_pronoun_prefers_somebody_with_a_name() {
    check("Mr. Holm of Ashton and Mrs. Quint came. [They] {said} <so>.", &["Holm + Quint"]);
}

#[test]
fn bodies_have_acronyms_and_short_names() {
    check(
        "[the Norwalk Institute for the Study of Tides (NIST)] {said} <so>. [It] {added} <that>. [NIST] {said} <no>.",
        &["Norwalk Institute for the Study of Tides"; 3],
    );
    check("The Ebbing Post was first. [The Post] {said} <so>.", &["Ebbing Post"]);
    check("[the U.S.-based Tide Institute] {said} <so>.", &["Tide Institute"]);
    check("[The Quint campaign] {said} <so>. Ada Quint left. [Her campaign] {denied} <it>.", &["Quint campaign"; 2]);
}

#[test]
fn pronouns_agree_with_what_the_article_says() {
    check(
        "Congressman Sam Holm met Congresswoman Ada Quint. “<It was good>,” [she] {said}. “<It was bad>,” [he] {said}.",
        &["Ada Quint", "Sam Holm"],
    );
    check("[Ada Quint] {said} <so>, and [she] {added} <more>.", &["Ada Quint", "Ada Quint"]);
    check("The mayor met Ada Quint, a baker in Ebbing, [who] {said} <so>.", &["Ada Quint"]);
    check("[A spokesman] {said} <so>. [He] {added} <more>.", &["A spokesman", "A spokesman"]);
}

#[test]
fn lists_speak_together() {
    check("[Ada Quint and Sam Holm] {said} <so>. [They] {added} <more>.", &["Ada Quint + Sam Holm"; 2]);
    check(
        "[Ada Quint, head of tides at the Ebbing Institute, and other scientists] {said} <so>.",
        &["Ada Quint + other scientists"],
    );
    check("[Ada Quint, the owner and manager of the mill,] {said} <so>.", &["Ada Quint"]);
}

#[test]
fn quotations_go_on_without_a_cue() {
    check("[Ada Quint] {said} <so>.\n\n<“We were there all night.”>", &["Ada Quint", "Ada Quint"]);
    let told = "[Ada Quint] {said} <so>.\n\nThe mill shut.\n\nFor Quint it was hard";
    check(&format!("{told}.\n\n<“We were there all night.”>"), &["Ada Quint", "Ada Quint"]);
    check(&format!("{told}, as it was for Sam Holm.\n\n<“We were there all night.”>"), &["Ada Quint", ""]);
}

/// Role and affiliation of the first attribution's speaker.
fn check_role(text: &str, role: Option<&str>, affiliation: Option<&str>) {
    let speakers = read(text);
    let entity = speakers_of(&speakers, 0)[0];
    assert_eq!((entity.role.as_deref(), entity.affiliation.as_deref()), (role, affiliation), "{text}");
}

#[test]
fn roles_are_taken_as_printed() {
    check_role(
        "[Tide Board press secretary Ada Quint] {said} <so>.",
        Some("Tide Board press secretary"),
        Some("Tide Board"),
    );
    check_role("[Exiled opposition leader, Ada Quint,] {said} <so>.", Some("Exiled opposition leader"), None);
    check_role("[Ebbing’s deputy mayor, Ada Quint,] {said} <so>.", Some("Ebbing’s deputy mayor"), None);
    check_role("[The board’s president, Ada Quint,] {said} <so>.", Some("president"), None);
    check_role(
        "[Ada Quint, a lecturer in tides at the University of Ebbing,] {said} <so>.",
        Some("lecturer in tides"),
        Some("University of Ebbing"),
    );
    check_role(
        "[Ada Quint, a risk analyst at the northern think tank, the Tide Studies Center (TSC),] {said} <so>.",
        Some("risk analyst"),
        Some("Tide Studies Center"),
    );
    check_role("[Ada Quint, 17, the station manager,] {said} <so>.", Some("station manager"), None);
    check_role("[Ada Quint of the Tide Institute] {said} <so>.", None, Some("Tide Institute"));
    check_role("[Mr. Sam Holm] {said} <so>.", None, None);
    check_role("[Onlooker Sam Holm, 71,] saw a man. He {said} <so>.", Some("Onlooker"), None);
    check_role("[Ada Quint, a surveyor from Ebbing,] {said} <so>.", Some("surveyor"), None);
    check_role(
        "The Union of Dock Workers struck. [Sam Holm, its general secretary,] {said} <so>.",
        Some("general secretary"),
        Some("Union of Dock Workers"),
    );
    check_role(
        "[Sam Holm, president of Ashton Island-based Quint Ferries,] {said} <so>.",
        Some("president"),
        Some("Quint Ferries"),
    );
}

#[test]
fn unnamed_sources_keep_the_articles_words() {
    let check_kind = |text: &str, name: &str, kind: SpeakerKind| {
        let speakers = read(text);
        let entity = speakers_of(&speakers, 0)[0];
        assert_eq!((entity.name.as_str(), entity.kind), (name, kind), "{text}");
    };
    check_kind(
        "[A senior administration official] {said} <so>.",
        "A senior administration official",
        SpeakerKind::Anonymous,
    );
    check_kind("[Many critics] {said} <so>.", "Many critics", SpeakerKind::Group);
    check_kind(
        "[A report by the Tide Institute] {said} <so>.",
        "A report by the Tide Institute",
        SpeakerKind::Document,
    );
    check_kind("[France] {said} <so>.", "France", SpeakerKind::Organization);
}

#[test]
fn unnamed_sources_keep_the_printed_reason() {
    let check_reason = |text: &str, reason: Option<&str>| {
        let speakers = read(text);
        assert_eq!(speakers_of(&speakers, 0)[0].anonymity.as_deref(), reason, "{text}");
    };
    check_reason(
        "<So>, {said} [an official], who asked not to be named because the talks are private.",
        Some("because the talks are private"),
    );
    check_reason(
        "[A senior official], who spoke on condition of anonymity as the vote was near, {said} <so>.",
        Some("as the vote was near"),
    );
    check_reason(
        "[A clerk] who was not authorised to speak publicly {said} <so>.",
        Some("not authorised to speak publicly"),
    );
    check_reason("[An official] {said} <so>. He spoke on condition of anonymity.", None);
    check_reason("[Ada Quint] {said} <she had not been named because of her age>.", None);
}

#[test]
fn every_step_has_its_reason() {
    let check_why = |text: &str, expected: &[(ReasonCode, &str)]| {
        let speakers = read(text);
        let last = speakers.why.last().unwrap();
        let steps: Vec<(ReasonCode, &str)> = last.iter().map(|step| (step.code, step.text.as_str())).collect();
        assert_eq!(steps, expected, "{text}");
    };
    check_why("[Ada Quint] {said} <so>.", &[(ReasonCode::Cue, "said"), (ReasonCode::Name, "Ada Quint")]);
    check_why(
        "[Ada Quint] {said} <a>. [Quint] {said} <b>.",
        &[(ReasonCode::Cue, "said"), (ReasonCode::PartOfName, "Quint")],
    );
    check_why("[Ada Quint] {said} <a>. [She] {said} <b>.", &[(ReasonCode::Cue, "said"), (ReasonCode::Pronoun, "She")]);
    check_why("[An official] {said} <a>.", &[(ReasonCode::Cue, "said"), (ReasonCode::Unnamed, "An official")]);
}
