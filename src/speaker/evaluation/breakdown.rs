//! How often the right speaker is found, by the form of the source and by how sure the stage is.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::gold::{Annotated, GoldArticle, GoldSpeaker};
use crate::contract::SpeakerKind;
use crate::speaker::names::fold;
use crate::speaker::{Entity, Speakers};

/// What the source looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Pronoun,
    /// One word of a person's name, with or without titles.
    Surname,
    FullName,
    /// The name of an organisation, or a part of it.
    Organization,
    /// A common noun for someone or something that the article names.
    RoleNoun,
    /// The annotators marked none.
    None,
}

#[derive(Debug)]
struct Outcome {
    form: Form,
    right: bool,
    /// The last step that led to the speaker.
    step: String,
    line: String,
}

/// The outcomes of all attributions with a named speaker, and of the rosters.
#[derive(Debug, Default)]
pub(super) struct Breakdown {
    outcomes: Vec<Outcome>,
    /// For every attribution with a speaker found, whoever it is: how sure the stage is, and whether it is right.
    sure: Vec<(f32, bool)>,
    roster_gold: usize,
    roster_found: usize,
    roster_right: usize,
    roster_lines: Vec<String>,
}

impl Breakdown {
    /// Compares an article's speakers with those that people found.
    pub(super) fn add(&mut self, article: &GoldArticle, found: &Speakers) {
        for (index, (one, spoken_by)) in article.attributions.iter().zip(&found.spoken_by).enumerate() {
            let gold: Vec<&GoldSpeaker> = one.speakers.iter().map(|id| &article.speakers[id]).collect();
            if !gold.iter().any(|speaker| speaker.is_named()) {
                // Whom the annotators call by a description only, nobody's name may stand for.
                let unnamed = |index: &usize| {
                    let entity = &found.entities[*index];
                    entity.kind != SpeakerKind::Person
                        && (entity.kind != SpeakerKind::Organization
                            || gold.iter().any(|one| is_called(one, &entity.name)))
                };
                if !gold.is_empty() && !spoken_by.is_empty() {
                    self.sure.push((found.certainty[index], spoken_by.iter().all(unnamed)));
                }
                continue;
            }
            let names: Vec<String> = spoken_by.iter().map(|index| found.entities[*index].name.clone()).collect();
            let right =
                !names.is_empty() && names.iter().all(|name| gold.iter().any(|speaker| is_called(speaker, name)));
            if !names.is_empty() {
                self.sure.push((found.certainty[index], right));
            }
            let source: Vec<&str> = one.source.iter().filter_map(|piece| article.text.get(piece.clone())).collect();
            let why: Vec<String> = found.why[index].iter().map(|step| format!("{:?}", step.code)).collect();
            let last = found.why[index].last().map_or("none".to_owned(), |step| format!("{:?}", step.code));
            self.outcomes.push(Outcome {
                step: last,
                form: form(article, one, &gold),
                right,
                line: format!(
                    "{} [{}] gold {} | found {} | {}",
                    article.name,
                    source.join(" … "),
                    gold.iter().map(|speaker| speaker.names[0].as_str()).collect::<Vec<_>>().join(" + "),
                    names.join(" + "),
                    why.join(" ")
                ),
            });
        }
        self.add_roster(article, found);
    }

    fn add_roster(&mut self, article: &GoldArticle, found: &Speakers) {
        let spoken: BTreeSet<usize> = found.spoken_by.iter().flatten().copied().collect();
        let is_named = |entity: &&Entity| matches!(entity.kind, SpeakerKind::Person | SpeakerKind::Organization);
        let entities: Vec<&Entity> = spoken.iter().map(|index| &found.entities[*index]).filter(is_named).collect();
        let ids: BTreeSet<&String> = article.attributions.iter().flat_map(|one| &one.speakers).collect();
        let mut missing: Vec<&GoldSpeaker> =
            ids.into_iter().map(|id| &article.speakers[id]).filter(|speaker| speaker.is_named()).collect();
        self.roster_gold += missing.len();
        self.roster_found += entities.len();
        for entity in entities {
            match missing.iter().position(|speaker| is_called(speaker, &entity.name)) {
                Some(place) => {
                    missing.remove(place);
                    self.roster_right += 1;
                }
                None => self.roster_lines.push(format!("{} false {} ({:?})", article.name, entity.name, entity.kind)),
            }
        }
        self.roster_lines.extend(
            missing.iter().map(|speaker| format!("{} missed {} ({})", article.name, speaker.names[0], speaker.kind)),
        );
    }

    /// The figures.
    pub(super) fn table(&self) -> String {
        let mut table = String::from("form          right    of  per cent\n");
        let mut by_form: BTreeMap<Option<Form>, (usize, usize)> = BTreeMap::new();
        for outcome in &self.outcomes {
            for key in [Some(outcome.form), None] {
                let count = by_form.entry(key).or_default();
                count.0 += usize::from(outcome.right);
                count.1 += 1;
            }
        }
        for (form, (right, all)) in by_form {
            let name = form.map_or("all".to_owned(), |form| format!("{form:?}"));
            writeln!(table, "{name:12} {right:6} {all:5}  {:8.1}", per_cent(right, all)).unwrap();
        }
        let (precision, recall) =
            (per_cent(self.roster_right, self.roster_found), per_cent(self.roster_right, self.roster_gold));
        let f1 = 2.0 * precision * recall / (precision + recall).max(1.0);
        writeln!(table, "roster of named speakers: P {precision:.1} R {recall:.1} F1 {f1:.1}").unwrap();
        let mut by_step: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for outcome in &self.outcomes {
            let count = by_step.entry(outcome.step.as_str()).or_default();
            count.0 += usize::from(outcome.right);
            count.1 += 1;
        }
        for (step, (right, all)) in by_step {
            writeln!(table, "{step:12} {right:6} {all:5}  {:8.1}", per_cent(right, all)).unwrap();
        }
        table + &self.calibration()
    }

    /// How often the stage is right, by how sure it is, and how far the two are apart on average.
    fn calibration(&self) -> String {
        let mut bins: BTreeMap<u32, (usize, usize, f32)> = BTreeMap::new();
        for (certainty, right) in &self.sure {
            let bin = bins.entry((certainty * 10.0).round() as u32).or_default();
            bin.0 += usize::from(*right);
            bin.1 += 1;
            bin.2 += certainty;
        }
        let apart = |(right, _, sum): &(usize, usize, f32)| f64::from((*right as f32 - sum).abs());
        let error = 100.0 * bins.values().map(apart).sum::<f64>() / self.sure.len().max(1) as f64;
        let lines = bins.values().map(|(right, all, sum)| {
            format!("said {:5.1} right {:5.1} of {all}", 100.0 * sum / *all as f32, per_cent(*right, *all))
        });
        let lines = lines.collect::<Vec<_>>().join("\n");
        format!("how sure, in per cent, of named and unnamed speakers:\n{lines}\napart on average: {error:.1}")
    }

    /// The misses by form, then those of the rosters.
    pub(super) fn errors(&self) -> String {
        let mut wrong: Vec<&Outcome> = self.outcomes.iter().filter(|outcome| !outcome.right).collect();
        wrong.sort_by_key(|outcome| outcome.form);
        let lines = wrong.into_iter().map(|outcome| format!("{:?} {}", outcome.form, outcome.line));
        lines.chain(self.roster_lines.iter().cloned()).collect::<Vec<_>>().join("\n")
    }
}

fn per_cent(part: usize, all: usize) -> f64 {
    100.0 * part as f64 / all.max(1) as f64
}

/// The form of a source whose speakers are known.
fn form(article: &GoldArticle, one: &Annotated, gold: &[&GoldSpeaker]) -> Form {
    let Some(piece) = one.source.first() else { return Form::None };
    let source = words(article.text.get(piece.clone()).unwrap_or_default());
    let pronouns =
        ["he", "she", "it", "they", "who", "which", "that", "i", "we", "him", "her", "them", "himself", "herself"];
    if source.first().is_some_and(|word| source.len() <= 2 && pronouns.contains(&word.as_str())) {
        return Form::Pronoun;
    }
    let in_name = |speaker: &GoldSpeaker| {
        let name = words(&speaker.names[0]);
        source.iter().filter(|word| name.contains(word)).count()
    };
    let best = gold.iter().max_by_key(|speaker| in_name(speaker));
    match best.map(|speaker| (speaker.kind.as_str(), in_name(speaker))) {
        Some(("person", 1)) => Form::Surname,
        Some(("person", 2..)) => Form::FullName,
        Some(("organization", 1..)) => Form::Organization,
        _ => Form::RoleNoun,
    }
}

/// Whether a name is one of the speaker's, as `score.py` compares them.
fn is_called(speaker: &GoldSpeaker, name: &str) -> bool {
    let name = words(name);
    speaker.names.iter().any(|own| words(own) == name)
}

/// The words of a name in lower case, without accents, possessives, what stands in parentheses, and titles before it.
fn words(name: &str) -> Vec<String> {
    let mut depth = 0;
    let outside: String = name
        .chars()
        .filter(|letter| {
            depth += i32::from(*letter == '(');
            let keep = depth == 0;
            depth -= i32::from(*letter == ')' && depth > 0);
            keep
        })
        .collect();
    let plain = outside.replace("’s", "").replace("'s", "");
    let mut words: Vec<String> = plain
        .split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '.' | '\'' | '’'))
        .map(fold)
        .filter(|word| !word.is_empty())
        .collect();
    let titles = TITLES.split(' ').collect::<BTreeSet<&str>>();
    let bodies = ["department", "office", "ministry", "court", "committee", "council", "agency", "campaign"];
    while words.len() > 1
        && titles.contains(words[0].as_str())
        && !(words.len() == 2 && bodies.contains(&words[1].as_str()))
    {
        words.remove(0);
    }
    words
}

const TITLES: &str = "the a an mr mrs ms miss dr prof professor sir dame lord lady sen senator rep representative congressman \
congresswoman gov governor president vice mayor judge justice secretary attorney general gen lt col capt sgt maj adm rev \
reverend pastor father pope king queen prince princess minister prime chancellor ambassador director chairman chairwoman \
chair speaker sheriff officer detective chief former ex then us";
