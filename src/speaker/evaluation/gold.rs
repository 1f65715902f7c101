//! What people annotated: the attributions of an article in brat's standoff form, and the entities that speak in them.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// An annotated article.
#[derive(Debug)]
pub(super) struct GoldArticle {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) attributions: Vec<Annotated>,
    /// The entities that speak, by their ids.
    pub(super) speakers: BTreeMap<String, GoldSpeaker>,
}

/// An annotated attribution: pieces in bytes of the article's text.
#[derive(Debug, Default)]
pub(super) struct Annotated {
    pub(super) source: Vec<Range<usize>>,
    pub(super) cue: Vec<Range<usize>>,
    pub(super) content: Vec<Range<usize>>,
    /// Ids of its speakers; none where nobody can know.
    pub(super) speakers: Vec<String>,
}

/// An entity as annotated.
#[derive(Debug)]
pub(super) struct GoldSpeaker {
    pub(super) kind: String,
    /// The name, then the aliases.
    pub(super) names: Vec<String>,
}

impl GoldSpeaker {
    /// Whether it is a person or a body with a name, so that the right answer is a name.
    pub(super) fn is_named(&self) -> bool {
        matches!(self.kind.as_str(), "person" | "organization") && !self.names[0].is_empty()
    }
}

/// The articles of a folder in the order of their names: `text/*.txt`, `attributions/*.ann`, `speakers.json`.
pub(super) fn articles(folder: &Path) -> Vec<GoldArticle> {
    let speakers: Value = serde_json::from_str(&fs::read_to_string(folder.join("speakers.json")).unwrap()).unwrap();
    let mut paths: Vec<_> = fs::read_dir(folder.join("text")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let article = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let annotations = fs::read_to_string(first_annotation_file(folder, &name)).unwrap();
        let attributions = read_annotations(&text, &annotations, &speakers[&name]["attributions"]);
        let speakers = speakers[&name]["sources"].as_object().into_iter().flatten();
        let speakers = speakers.map(|(id, speaker)| (id.clone(), read_speaker(speaker))).collect();
        GoldArticle { name, text, attributions, speakers }
    };
    paths.into_iter().map(article).collect()
}

fn read_speaker(speaker: &Value) -> GoldSpeaker {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let aliases = speaker["aliases"].as_array().into_iter().flatten().map(text);
    GoldSpeaker {
        kind: text(&speaker["kind"]),
        names: std::iter::once(text(&speaker["name"])).chain(aliases).collect(),
    }
}

fn first_annotation_file(gold: &Path, stem: &str) -> PathBuf {
    let mut files: Vec<_> = fs::read_dir(gold.join("attributions"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap();
            name == stem || name.strip_prefix(stem).is_some_and(|rest| rest.starts_with('_'))
        })
        .collect();
    files.sort();
    files.into_iter().next().unwrap_or_else(|| panic!("no annotation of {stem}"))
}

/// Reads brat's standoff form: `T1<tab>Source 3 9;12 15<tab>words` and `E1<tab>Attribution:T4 Source:T1 Cue:T2`.
/// Attributions without content are left out.
fn read_annotations(text: &str, annotations: &str, speakers: &Value) -> Vec<Annotated> {
    let mut byte_of: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
    byte_of.push(text.len());
    let mut spans: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
    let mut attributions = Vec::new();
    for line in annotations.lines() {
        let mut fields = line.split('\t');
        let (Some(id), Some(body)) = (fields.next(), fields.next()) else { continue };
        if id.starts_with('T') {
            let (_, offsets) = body.split_once(' ').unwrap();
            let pieces = offsets.split(';').map(|piece| {
                let (start, end) = piece.split_once(' ').unwrap();
                byte_of[start.parse::<usize>().unwrap()]..byte_of[end.parse::<usize>().unwrap()]
            });
            spans.insert(id, pieces.collect());
        } else if id.starts_with('E') {
            let mut annotated = Annotated { speakers: speaker_ids(&speakers[id]), ..Annotated::default() };
            for argument in body.split(' ') {
                let Some((role, span)) = argument.split_once(':') else { continue };
                let pieces = spans.get(span).cloned().unwrap_or_default();
                match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                    "Source" => annotated.source.extend(pieces),
                    "Cue" => annotated.cue.extend(pieces),
                    "Content" => annotated.content.extend(pieces),
                    _ => {}
                }
            }
            attributions.push(annotated);
        }
    }
    attributions.retain(|one| !one.content.is_empty());
    attributions
}

/// `"S1"`, `["S1", "S2"]` or `null`.
fn speaker_ids(value: &Value) -> Vec<String> {
    let many = value.as_array().into_iter().flatten();
    many.chain(value.is_string().then_some(value)).filter_map(|id| Some(id.as_str()?.to_owned())).collect()
}
