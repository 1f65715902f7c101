//! Whom a role, a description, or a word for two stands for, on invented texts marked as in [`super::tests`].

use super::tests::check;

#[test]
fn a_party_keeps_its_rivals_out() {
    check(
        "Republican Sam Holm met Democrat Ada Quint.\n\nQuint was glad to see Bo Ibarra, a coach. \
         [The Democratic nominee] {said} <so>. Holm left with Ibarra. [The Democratic nominee] {said} <more>.",
        &["Ada Quint", "Ada Quint"],
    );
    check("Sen. Sam Holm, R-Ebbing, spoke after Ada Quint. [The Democratic senator] {said} <so>.", &["Ada Quint"]);
}

#[test]
fn the_pronoun_behind_a_role_says_who_is_meant() {
    check("Ms. Ada Quint met Sam Holm. Mr. Holm was late. [The nominee] {praised} <her rival>.", &["Ada Quint"]);
}

#[test]
fn two_are_meant_by_words_for_two() {
    check("Ada Quint wrote to Sam Holm.\n\n[The two candidates] {said} <so>.", &["Ada Quint + Sam Holm"]);
    check("Mr. Sam Holm ran against Senator Bo Ibarra. [Both men] {said} <so>.", &["Sam Holm + Bo Ibarra"]);
    check(
        "President Sam Holm began it and Ada Quint went on. [The two Republican presidents] {said} <so>.",
        &["Sam Holm + Ada Quint"],
    );
    check("Norway asked Iceland for help. [The two countries] {said} <so>.", &["Norway + Iceland"]);
    check("Ada Quint and Sam Holm ran, [each] {saying} <so>.", &["Ada Quint + Sam Holm"]);
    check("Ada Quint and Sam Holm ran. Bo Ibarra asked [the candidates] {to say} <so>.", &["Ada Quint + Sam Holm"]);
    check("[The two men] {said} <so>.", &["The two men"]);
}

#[test]
fn a_lead_describes_whom_the_text_names() {
    check(
        "[A former Tide Board chairman] {says} <so>.\n\n<“It is so,”> {said} [Ada Quint], who ran it until 2010.",
        &["Ada Quint", "Ada Quint"],
    );
    check("[Ebbing’s tide commissioner] {says} <so>.\n\n[Ada Quint] {says} <she looked>.", &["Ada Quint", "Ada Quint"]);
    // A coach is no baker, and whom the text has named before is nobody new.
    check("[A baker] {says} <so>.\n\n[Ada Quint, a coach,] {says} <more>.", &["A baker", "Ada Quint"]);
    check("Ada Quint came.\n\n[A baker] {says} <so>. [Ada Quint] {says} <more>.", &["A baker", "Ada Quint"]);
    check("[An official] {says} <so>.\n\n[Ada Quint] {says} <more>.", &["An official", "Ada Quint"]);
}

#[test]
fn a_headline_means_the_first_whom_the_text_goes_on_to_name() {
    check("[Lawmaker] {urges} <calm>\n\nRep. Ada Quint spoke on Monday. Rep. Sam Holm was not there.", &["Ada Quint"]);
}

#[test]
fn a_description_that_opens_a_sentence_is_talked_about() {
    check(
        "Sam Holm shouted at Bo Ibarra, a former mayor. Holm left Ebbing. The former mayor is a swimmer. [He] {said} <so>.",
        &["Bo Ibarra"],
    );
}
