//! Whom names stand for, on invented texts marked as in [`super::tests`].

use super::tests::{check, read};
use crate::contract::SpeakerKind;

#[test]
fn a_headline_names_people_of_the_text() {
    check(
        "Ada Quint Wins Again in Tarn Bay Vote\n\n“<So it is>,” [Quint] {said}. “<More>,” [she] {said}.",
        &["Ada Quint", "Ada Quint"],
    );
    check(
        "Quint Sees Work Done in Tarn Bay\n\nMr. Quint came with his wife, Ada Quint. [Mr. Quint] {said} <so>.",
        &["Quint"],
    );
}

#[test]
fn a_surname_goes_on_with_the_subject() {
    check("Sam Quint spoke in Ebbing for his wife, Ada Quint. [Quint] {said} <so>.", &["Sam Quint"]);
}

#[test]
fn people_are_no_bodies() {
    let check_kind = |text: &str, kind: SpeakerKind| {
        let speakers = read(text);
        let kinds: Vec<SpeakerKind> =
            speakers.spoken_by[0].iter().map(|index| speakers.entities[*index].kind).collect();
        assert_eq!(kinds, [kind], "{text}");
    };
    check_kind("On Monday [Tide Committee Republicans] {said} <so>.", SpeakerKind::Group);
    check_kind("He saw that [Afro-Americans] {said} <so>.", SpeakerKind::Group);
    check_kind("[The media] {said} <so>.", SpeakerKind::Group);
    check("He met dockers on Capitol Hill, [who] {said} <so>.", &["dockers"]);
    check("Twenty-seven towns met. [They] {said} <so>.", &[""]);
    check("WHY THE MAYOR WENT WITH HIM — [The mayor, Ada Quint,] {said} <so>.", &["Ada Quint"]);
}

#[test]
fn a_pronoun_is_nobody_named_beside_it() {
    check(
        "“<Go>,” [Ada Quint] {told} Sam Holm, after [he] {admitted} under Quint’s gaze <that it was so>.",
        &["Ada Quint", "Sam Holm"],
    );
    check("Ada Quint came late. Praising Bo Ibarra and his team, [she] {said} <so>.", &["Ada Quint"]);
    check("Ada Quint met Sam Holm. When [she] {said} <so>, Quint smiled.", &["Ada Quint"]);
}
