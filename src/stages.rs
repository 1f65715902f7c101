//! What each stage makes of a page, as text: for the curious, and for reports of what went wrong.
//!
//! The contract's report is what a shell shows; this is what led to it. Nothing here is a part of the contract, and it
//! may change with the stages. Only builds with the feature `stages` hold it, so that the extension need not carry it.

use std::ops::Range;

use serde::Serialize;

use crate::attribution::Attribution;
use crate::contract::{BlockKind, QuoteKind, Reason, ReasonCode, SpeakerKind, Statement};
use crate::quote::Quotation;
use crate::speaker::Speakers;
use crate::tag::{Role, Tag, Tagging};
use crate::text::{Document, TokenKind};

/// What the stages make of a page, in the order of the stages.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stages {
    /// The blocks that were read as the article, with their tokens and tags.
    pub blocks: Vec<StageBlock>,
    /// The stretches in quotation marks, by their opening mark.
    pub quotations: Vec<StageQuotation>,
    /// Who is said to have said what, by the start of the content.
    pub attributions: Vec<StageAttribution>,
    /// All whom the article names, whether they speak or not, in order of appearance.
    pub entities: Vec<StageEntity>,
}

/// A block of the article.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StageBlock {
    /// The contract's id of the block.
    pub id: u32,
    /// What the block is.
    pub kind: BlockKind,
    /// Its words and marks, in order.
    pub tokens: Vec<StageToken>,
}

/// A word, number, mark or punctuation character.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StageToken {
    /// Its normalised text.
    pub text: String,
    /// `word`, `clitic`, `number`, `mark` or `punctuation`.
    pub kind: &'static str,
    /// Whether white space stands before it.
    pub space: bool,
    /// Whether a sentence begins with it.
    pub begins_sentence: bool,
    /// What the network says that it is part of: `source`, `cue` or `content`; none for neither.
    pub role: Option<&'static str>,
    /// Whether a stretch of that role begins with it.
    pub begins_role: bool,
    /// How probable the network finds its tag, 0 to 1; 0 where no network read it.
    pub certainty: f32,
}

/// A stretch in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StageQuotation {
    /// The normalised text with its marks.
    pub text: String,
    /// How many quotations it is nested in.
    pub depth: usize,
    /// Whether its paragraph closes it.
    pub is_closed: bool,
    /// Whether it goes on from the paragraph before.
    pub goes_on: bool,
}

/// A content with its cue and its source, and who the source stands for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StageAttribution {
    /// Whether all, some or none of its words stand in marks.
    pub kind: QuoteKind,
    /// What kind of statement it is.
    pub statement: Statement,
    /// The pieces of what is said.
    pub content: Vec<String>,
    /// The words that report it.
    pub cue: Vec<String>,
    /// The mention of who says it, beside the cue.
    pub source: Vec<String>,
    /// Number of the attribution whose speaker goes on here.
    pub continues: Option<usize>,
    /// How it was found.
    pub found_by: ReasonCode,
    /// How sure the core is of the attribution, 0 to 1.
    pub confidence: f32,
    /// Numbers of the entities that speak.
    pub speakers: Vec<usize>,
    /// The steps from the source to them.
    pub why: Vec<Reason>,
    /// How sure the core is of the speakers if the source is right, 0 to 1.
    pub certainty: f32,
}

/// Somebody or something that the article names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StageEntity {
    /// The fullest name that the article gives.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: SpeakerKind,
    /// The role as printed.
    pub role: Option<String>,
    /// The affiliation as printed.
    pub affiliation: Option<String>,
    /// The mentions, in order.
    pub mentions: Vec<String>,
}

impl Stages {
    /// Puts together what the stages found. Takes time and memory in proportion to the article.
    pub(crate) fn new(
        document: &Document,
        tagging: &Tagging,
        quotations: &[Quotation],
        attributions: &[Attribution],
        speakers: &Speakers,
    ) -> Self {
        let texts =
            |pieces: &[Range<usize>]| pieces.iter().map(|piece| document.text(piece.clone()).to_owned()).collect();
        Self {
            blocks: blocks(document, tagging),
            quotations: quotations
                .iter()
                .map(|quotation| StageQuotation {
                    text: document.text(quotation.outer()).to_owned(),
                    depth: depth(quotations, quotation),
                    is_closed: quotation.close.is_some(),
                    goes_on: quotation.continues.is_some(),
                })
                .collect(),
            attributions: attributions
                .iter()
                .enumerate()
                .map(|(index, attribution)| StageAttribution {
                    kind: attribution.kind,
                    statement: attribution.statement,
                    content: texts(&attribution.content),
                    cue: texts(&attribution.cue),
                    source: texts(&attribution.source),
                    continues: attribution.continues,
                    found_by: attribution.found_by,
                    confidence: attribution.confidence,
                    speakers: speakers.spoken_by.get(index).cloned().unwrap_or_default(),
                    why: speakers.why.get(index).cloned().unwrap_or_default(),
                    certainty: speakers.certainty.get(index).copied().unwrap_or(0.0),
                })
                .collect(),
            entities: speakers
                .entities
                .iter()
                .map(|entity| StageEntity {
                    name: entity.name.clone(),
                    aliases: entity.aliases.clone(),
                    kind: entity.kind,
                    role: entity.role.clone(),
                    affiliation: entity.affiliation.clone(),
                    mentions: texts(&entity.mentions),
                })
                .collect(),
        }
    }
}

fn blocks(document: &Document, tagging: &Tagging) -> Vec<StageBlock> {
    document
        .blocks
        .iter()
        .map(|block| {
            let mut sentence = None;
            let tokens = block.tokens.clone().filter_map(|index| {
                let token = document.tokens.get(index)?;
                let tag = tagging.tags.get(index).copied().unwrap_or_default();
                let begins_sentence = sentence.replace(token.sentence) != Some(token.sentence);
                Some(StageToken {
                    text: document.word(index).to_owned(),
                    kind: kind_name(token.kind),
                    space: token.space_before,
                    begins_sentence,
                    role: tag.role().map(role_name),
                    begins_role: matches!(tag, Tag::Begin(_)),
                    certainty: tagging.certainty.get(index).copied().unwrap_or(0.0),
                })
            });
            StageBlock { id: block.id, kind: block.kind, tokens: tokens.collect() }
        })
        .collect()
}

/// How many quotations one is nested in. A parent comes before its children, so the way up ends.
fn depth(quotations: &[Quotation], quotation: &Quotation) -> usize {
    std::iter::successors(quotation.parent, |parent| quotations.get(*parent)?.parent).take(quotations.len()).count()
}

fn kind_name(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Word => "word",
        TokenKind::Clitic => "clitic",
        TokenKind::Number => "number",
        TokenKind::Mark => "mark",
        TokenKind::Punctuation => "punctuation",
    }
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Source => "source",
        Role::Cue => "cue",
        Role::Content => "content",
    }
}

#[cfg(all(test, feature = "model"))]
mod tests {
    use crate::contract::{CONTRACT_VERSION, InputBlock, PageInput};

    fn page(texts: &[&str]) -> PageInput {
        PageInput {
            version: CONTRACT_VERSION,
            lang: Some("en".to_owned()),
            url: None,
            title: None,
            outlet: None,
            is_partial: false,
            blocks: (0..).zip(texts).map(|(id, text)| InputBlock::paragraph(id, *text)).collect(),
        }
    }

    #[test]
    fn every_stage_says_what_it_found() {
        let page = page(&[
            "“The ramp ‘will’ hold,” said Mara Quill, the harbour master of Tarn Bay. She laughed.",
            "“It was late,” she told the Tarn Gazette.",
        ]);
        let stages = crate::Analyzer::new().stages(&page);
        let [first, second] = stages.blocks.as_slice() else { panic!("two blocks") };
        let rebuilt: String =
            first.tokens.iter().map(|token| format!("{}{}", if token.space { " " } else { "" }, token.text)).collect();
        assert_eq!(rebuilt.trim(), page.blocks[0].text);
        assert_eq!(first.tokens.iter().filter(|token| token.begins_sentence).count(), 2);
        let of_role = |role| {
            let words = second.tokens.iter().filter(|token| token.role == Some(role));
            words.map(|token| token.text.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(of_role("source"), ["she"]);
        assert_eq!(of_role("cue").first(), Some(&"told"));
        let depths: Vec<_> = stages.quotations.iter().map(|quotation| quotation.depth).collect();
        assert_eq!(depths, [0, 1, 0]);
        assert!(stages.quotations.iter().all(|quotation| quotation.is_closed));
        let last = stages.attributions.last().expect("an attribution");
        assert_eq!(last.source, ["she"]);
        let speaker = stages.entities.get(last.speakers[0]).expect("a speaker");
        assert_eq!(speaker.name, "Mara Quill");
        assert!(speaker.mentions.contains(&"Mara Quill".to_owned()), "{:?}", speaker.mentions);
    }

    #[test]
    fn the_stages_lead_to_the_report() {
        let page = page(&["“Yes,” said Tobias Renn. Officials said the road was closed.", "No quotes stand here."]);
        let analyzer = crate::Analyzer::new();
        let (stages, report) = (analyzer.stages(&page), analyzer.analyze(&page));
        assert_eq!(stages.attributions.len(), report.quotes.len());
        for (attribution, quote) in stages.attributions.iter().zip(&report.quotes) {
            assert_eq!(attribution.kind, quote.kind);
            assert_eq!(attribution.speakers.is_empty(), quote.speakers.is_empty());
        }
    }
}
