//! A sample article with what an editor would sign.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use sourcelight::collect::{self, Collected};
use sourcelight::contract::{QuoteKind, SpeakerKind};

/// One folder of `tests/pages`.
pub(crate) struct Sample {
    pub(crate) name: String,
    /// The article's file as it stands.
    pub(crate) source: String,
    pub(crate) collected: Collected,
    pub(crate) truth: Truth,
}

/// `truth.json`; `tests/pages/README.md` says what its fields mean.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Truth {
    pub(crate) about: String,
    pub(crate) quotes: Vec<TrueQuote>,
    pub(crate) not_quotes: Vec<String>,
    pub(crate) speakers: Vec<TrueSpeaker>,
    pub(crate) organizations: Vec<String>,
    /// Organisations about which editors may differ: neither wanted nor wrong.
    #[serde(default)]
    pub(crate) optional_organizations: Vec<String>,
    pub(crate) outside: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TrueQuote {
    pub(crate) text: OneOrMore,
    pub(crate) kind: QuoteKind,
    pub(crate) speaker: Option<OneOrMore>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TrueSpeaker {
    pub(crate) name: String,
    pub(crate) kind: SpeakerKind,
    pub(crate) role: Option<String>,
    pub(crate) affiliation: Option<String>,
}

/// A text, or several in order.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    pub(crate) fn all(&self) -> Vec<&str> {
        match self {
            Self::One(text) => vec![text],
            Self::More(texts) => texts.iter().map(String::as_str).collect(),
        }
    }
}

impl TrueQuote {
    pub(crate) fn speakers(&self) -> Vec<&str> {
        self.speaker.as_ref().map(OneOrMore::all).unwrap_or_default()
    }
}

/// All samples, by name. A folder that cannot be read fails the test: none is skipped.
pub(crate) fn samples() -> Vec<Sample> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders.iter().map(|folder| sample(folder)).collect()
}

fn sample(folder: &Path) -> Sample {
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    let json = fs::read_to_string(folder.join("truth.json")).unwrap_or_else(|error| panic!("{name}: {error}"));
    let truth = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{name}/truth.json: {error}"));
    let html = folder.join("article.html");
    let plain_text = folder.join("article.txt");
    let (source, collected) = match (html.exists(), plain_text.exists()) {
        (true, false) => {
            let source = fs::read_to_string(html).unwrap();
            let collected = collect::html(&source);
            (source, collected)
        }
        (false, true) => {
            let source = fs::read_to_string(plain_text).unwrap();
            let collected = collect::plain_text(&source);
            (source, collected)
        }
        _ => panic!("{name}: expected one of article.html and article.txt"),
    };
    Sample { name, source, collected, truth }
}
