//! How far a report agrees with the truth.

use std::collections::BTreeSet;
use std::ops::AddAssign;

use sourcelight::contract::{ByteSpan, QuoteKind, Report, SpeakerKind};

use crate::sample::{Sample, TrueSpeaker, Truth};
use crate::words::{marked, meets, name_key, trimmed, visible};

/// Hits out of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) hits: usize,
    pub(crate) all: usize,
}

impl Share {
    fn count(&mut self, hit: bool) {
        self.all += 1;
        self.hits += usize::from(hit);
    }

    /// Per cent; 100 where there is nothing to hit.
    pub(crate) fn percent(self) -> f64 {
        if self.all == 0 { 100.0 } else { 100.0 * self.hits as f64 / self.all as f64 }
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.hits += other.hits;
        self.all += other.all;
    }
}

/// What was measured of one sample, or of several together.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Scores {
    /// Stretches in marks of the true direct and mixed quotes that the report has, equal but for punctuation at the ends.
    pub(crate) pieces: Share,
    /// Stretches in marks that the report takes for quotes and the truth does not.
    pub(crate) false_alarms: usize,
    /// True stretches in marks with the right speakers; one that was not found counts as wrong.
    pub(crate) speakers: Share,
    /// True speakers with a role whose role the report gives as printed.
    pub(crate) roles: Share,
    /// True speakers whom the report has under their name.
    pub(crate) roster: Share,
    pub(crate) organization_recall: Share,
    pub(crate) organization_precision: Share,
    /// True indirect quotes with a predicted one that shares at least half of the words.
    pub(crate) indirect: Share,
    /// Predicted indirect quotes that meet no true quote; the truth lists the clear ones only.
    pub(crate) unlisted_indirect: usize,
    /// Texts around the article that the report has in a quote.
    pub(crate) leaks: usize,
    /// Texts around the article that were read as the article.
    pub(crate) outside_read: usize,
}

impl AddAssign for Scores {
    fn add_assign(&mut self, other: Self) {
        self.pieces += other.pieces;
        self.false_alarms += other.false_alarms;
        self.speakers += other.speakers;
        self.roles += other.roles;
        self.roster += other.roster;
        self.organization_recall += other.organization_recall;
        self.organization_precision += other.organization_precision;
        self.indirect += other.indirect;
        self.unlisted_indirect += other.unlisted_indirect;
        self.leaks += other.leaks;
        self.outside_read += other.outside_read;
    }
}

/// The scores of one sample and a line for each disagreement.
#[derive(Debug, Default)]
pub(crate) struct Measured {
    pub(crate) scores: Scores,
    pub(crate) disagreements: Vec<String>,
}

/// A predicted quote: its pieces as the page has them, and what they are compared by.
struct Predicted<'report> {
    kind: QuoteKind,
    pieces: Vec<String>,
    speakers: Vec<&'report str>,
}

/// A stretch in marks with the speakers who are said to have said it.
struct Stretch<'names> {
    text: String,
    speakers: Vec<&'names str>,
}

/// Compares a report with the truth of its sample.
pub(crate) fn measure(sample: &Sample, report: &Report<ByteSpan>) -> Measured {
    let mut measured = Measured::default();
    let predicted = predicted_quotes(sample, report);
    measure_stretches(&mut measured, sample, &predicted);
    measure_indirect(&mut measured, &sample.truth, &predicted);
    measure_roster(&mut measured, &sample.truth, report);
    measure_organizations(&mut measured, &sample.truth, report);
    measure_outside(&mut measured, sample, report, &predicted);
    measured
}

fn predicted_quotes<'report>(sample: &Sample, report: &'report Report<ByteSpan>) -> Vec<Predicted<'report>> {
    let quotes = report.quotes.iter().map(|quote| Predicted {
        kind: quote.kind,
        pieces: quote.content.iter().map(|span| text_at(sample, *span)).collect(),
        speakers: quote.speakers.iter().map(|&id| report.speakers[id as usize].name.as_str()).collect(),
    });
    quotes.collect()
}

fn text_at(sample: &Sample, span: ByteSpan) -> String {
    let block = sample.collected.page.blocks.iter().find(|block| block.id == span.block).unwrap();
    visible(&block.text[span.start..span.end])
}

/// The stretches in marks of the quotes: whole pieces of a direct quote, what stands in marks in a mixed one.
fn stretches<'names>(kind: QuoteKind, pieces: &[&str], speakers: &[&'names str]) -> Vec<Stretch<'names>> {
    let texts: Vec<String> = match kind {
        QuoteKind::Direct => pieces.iter().map(|piece| (*piece).to_owned()).collect(),
        QuoteKind::Mixed => pieces.iter().flat_map(|piece| marked(piece)).collect(),
        QuoteKind::Indirect => Vec::new(),
    };
    texts.iter().map(|text| Stretch { text: trimmed(text), speakers: speakers.to_vec() }).collect()
}

fn measure_stretches(measured: &mut Measured, sample: &Sample, predicted: &[Predicted<'_>]) {
    let truth = &sample.truth;
    let wanted: Vec<Stretch<'_>> =
        truth.quotes.iter().flat_map(|quote| stretches(quote.kind, &quote.text.all(), &quote.speakers())).collect();
    let found: Vec<Stretch<'_>> = predicted
        .iter()
        .flat_map(|quote| {
            let pieces: Vec<&str> = quote.pieces.iter().map(String::as_str).collect();
            stretches(quote.kind, &pieces, &quote.speakers)
        })
        .collect();
    let mut used = BTreeSet::new();
    for stretch in &wanted {
        let hit = (0..found.len()).find(|index| !used.contains(index) && found[*index].text == stretch.text);
        measured.scores.pieces.count(hit.is_some());
        let right = hit.is_some_and(|index| same_speakers(truth, &stretch.speakers, &found[index].speakers));
        measured.scores.speakers.count(right);
        match hit {
            None => measured.disagreements.push(format!("not found: {}", stretch.text)),
            Some(index) => {
                used.insert(index);
                if !right {
                    measured.disagreements.push(format!(
                        "speaker {:?}, expected {:?}: {}",
                        found[index].speakers, stretch.speakers, stretch.text
                    ));
                }
            }
        }
    }
    for (index, stretch) in found.iter().enumerate() {
        // A quotation inside a quotation that was found belongs to the outer one.
        let nested = used.iter().any(|&other| found[other].text.contains(&stretch.text) && other != index);
        // A quote that stands by its label or as a block has no marks; its truth is indirect.
        let unmarked = truth
            .quotes
            .iter()
            .filter(|quote| quote.kind == QuoteKind::Indirect)
            .any(|quote| quote.text.all().iter().any(|text| trimmed(text).contains(&stretch.text)));
        if used.contains(&index) || nested || unmarked {
            continue;
        }
        measured.scores.false_alarms += 1;
        let trap = truth.not_quotes.iter().any(|text| trimmed(text) == stretch.text);
        let what = if trap { "not a quote" } else { "false alarm" };
        measured.disagreements.push(format!("{what} {:?}: {}", stretch.speakers, stretch.text));
    }
}

/// Whether the names stand for the same speakers. Who has no name of their own is compared by the words for them.
fn same_speakers(truth: &Truth, wanted: &[&str], found: &[&str]) -> bool {
    wanted.len() == found.len() && wanted.iter().all(|name| found.iter().any(|other| same_speaker(truth, name, other)))
}

fn same_speaker(truth: &Truth, wanted: &str, found: &str) -> bool {
    let (wanted_key, found_key) = (name_key(wanted), name_key(found));
    let named = truth.speakers.iter().any(|speaker| {
        speaker.name == wanted && matches!(speaker.kind, SpeakerKind::Person | SpeakerKind::Organization)
    });
    wanted_key == found_key
        || !named && !found_key.is_empty() && (wanted_key.contains(&found_key) || found_key.contains(&wanted_key))
}

fn measure_indirect(measured: &mut Measured, truth: &Truth, predicted: &[Predicted<'_>]) {
    for quote in truth.quotes.iter().filter(|quote| quote.kind == QuoteKind::Indirect) {
        let text = quote.text.all().join(" ");
        let hit = predicted.iter().any(|other| meets(&text, &other.pieces.join(" ")));
        measured.scores.indirect.count(hit);
        if !hit {
            measured.disagreements.push(format!("indirect not found: {text}"));
        }
    }
    for quote in predicted.iter().filter(|quote| quote.kind == QuoteKind::Indirect) {
        let text = quote.pieces.join(" ");
        let listed = truth.quotes.iter().any(|other| {
            let other = other.text.all().join(" ");
            meets(&text, &other) || meets(&other, &text)
        });
        if !listed {
            measured.scores.unlisted_indirect += 1;
            measured.disagreements.push(format!("indirect not listed {:?}: {text}", quote.speakers));
        }
    }
}

fn measure_roster(measured: &mut Measured, truth: &Truth, report: &Report<ByteSpan>) {
    for speaker in &truth.speakers {
        let found = report.speakers.iter().find(|other| same_speaker(truth, &speaker.name, &other.name));
        measured.scores.roster.count(found.is_some());
        if found.is_none() {
            measured.disagreements.push(format!("roster lacks: {}", speaker.name));
        }
        let Some(role) = &speaker.role else { continue };
        let given = found.and_then(|other| other.role.as_deref());
        let right = given.is_some_and(|given| same_role(role, given));
        measured.scores.roles.count(right);
        if !right {
            measured.disagreements.push(format!("role of {}: {given:?}, expected {role:?}", speaker.name));
        }
    }
    for speaker in &report.speakers {
        if !truth.speakers.iter().any(|other| same_speaker(truth, &other.name, &speaker.name)) {
            measured.disagreements.push(format!("roster has: {}", speaker.name));
        }
    }
    measure_kinds(measured, truth, report);
}

/// Whether a role is the wanted one as printed; what follows it may be there ("curator at the museum").
fn same_role(wanted: &str, given: &str) -> bool {
    let (wanted, given) = (visible(wanted).to_lowercase(), visible(given).to_lowercase());
    let rest = given.strip_prefix(&wanted);
    rest.is_some_and(|rest| {
        rest.is_empty() || [" at ", " of ", " in ", " for ", " with "].iter().any(|word| rest.starts_with(word))
    })
}

/// A speaker of another kind, affiliation or with a role that is not in the truth is a line, not a score.
fn measure_kinds(measured: &mut Measured, truth: &Truth, report: &Report<ByteSpan>) {
    for (speaker, found) in truth.speakers.iter().filter_map(|speaker: &TrueSpeaker| {
        Some((speaker, report.speakers.iter().find(|other| same_speaker(truth, &speaker.name, &other.name))?))
    }) {
        if speaker.kind != found.kind {
            let line = format!("kind of {}: {:?}, expected {:?}", speaker.name, found.kind, speaker.kind);
            measured.disagreements.push(line);
        }
        if speaker.role.is_none() && found.role.is_some() {
            measured.disagreements.push(format!("role of {}: {:?}, expected none", speaker.name, found.role));
        }
        let affiliation = found.affiliation.as_deref().map(name_key);
        if affiliation != speaker.affiliation.as_deref().map(name_key) {
            let line =
                format!("affiliation of {}: {:?}, expected {:?}", speaker.name, found.affiliation, speaker.affiliation);
            measured.disagreements.push(line);
        }
    }
}

fn measure_organizations(measured: &mut Measured, truth: &Truth, report: &Report<ByteSpan>) {
    let found: BTreeSet<String> =
        report.organizations.iter().map(|organization| name_key(&organization.name)).collect();
    let wanted: BTreeSet<String> = truth.organizations.iter().map(|name| name_key(name)).collect();
    let optional: BTreeSet<String> = truth.optional_organizations.iter().map(|name| name_key(name)).collect();
    for name in &wanted {
        measured.scores.organization_recall.count(found.contains(name));
        if !found.contains(name) {
            measured.disagreements.push(format!("organisation not found: {name}"));
        }
    }
    for name in found.difference(&optional) {
        measured.scores.organization_precision.count(wanted.contains(name));
        if !wanted.contains(name) {
            measured.disagreements.push(format!("organisation not cited: {name}"));
        }
    }
}

fn measure_outside(measured: &mut Measured, sample: &Sample, report: &Report<ByteSpan>, predicted: &[Predicted<'_>]) {
    let read: Vec<String> = sample
        .collected
        .page
        .blocks
        .iter()
        .filter(|block| report.article.blocks.contains(&block.id))
        .map(|block| visible(&block.text))
        .collect();
    for text in &sample.truth.outside {
        let text = visible(text);
        // A short text such as "News" may well stand inside a sentence of the article.
        let is_read = read.iter().any(|block| *block == text || text.split(' ').count() > 2 && block.contains(&text));
        measured.scores.outside_read += usize::from(is_read);
        let leaks = predicted.iter().flat_map(|quote| &quote.pieces).any(|piece| {
            let piece = trimmed(piece);
            piece.split(' ').count() > 2 && text.contains(&piece) && !read_elsewhere(&read, &text, &piece)
        });
        measured.scores.leaks += usize::from(leaks);
        if is_read || leaks {
            measured.disagreements.push(format!("outside {}: {text}", if leaks { "quoted" } else { "read" }));
        }
    }
}

/// Whether a piece also stands in a block of the article other than the one around it.
fn read_elsewhere(read: &[String], text: &str, piece: &str) -> bool {
    read.iter().any(|block| block.contains(piece) && !block.contains(text))
}
