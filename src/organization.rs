//! Cited organisations: the origins of information and the bodies for which speakers speak.

use std::ops::Range;

use crate::attribution::Attribution;
use crate::contract::{ByteSpan, CitedAs, Mentioned, Organization, SpeakerKind};
use crate::lexicon::Lexicon;
use crate::lexicon::nouns::NounClass;
use crate::speaker::{Entity, Speakers};
use crate::text::Document;

/// The organisations that the article cites, in order of appearance. Merely mentioned ones are left out.
///
/// An organisation is cited when it speaks, when something was said to it, when a document of it speaks, or when someone
/// who speaks belongs to it; where several hold, the first of these counts.
pub(crate) fn cited_organizations(
    lexicon: &Lexicon,
    document: &Document,
    attributions: &[Attribution],
    speakers: &Speakers,
) -> Vec<Organization<ByteSpan>> {
    let mut cited: Vec<Option<CitedAs>> = vec![None; speakers.entities.len()];
    let mut cite = |entity: usize, cited_as: CitedAs| {
        if let Some(slot) = cited.get_mut(entity) {
            *slot = Some(slot.map_or(cited_as, |before| before.min(cited_as)));
        }
    };
    for (attribution, spoken_by) in attributions.iter().zip(&speakers.spoken_by) {
        for index in spoken_by {
            let Some(entity) = speakers.entities.get(*index) else { continue };
            let affiliation =
                || entity.affiliation.as_deref().and_then(|name| organization_named(lexicon, speakers, name));
            match entity.kind {
                SpeakerKind::Organization if is_nameless(entity) => {}
                SpeakerKind::Organization => cite(*index, CitedAs::Speaker),
                SpeakerKind::Document => affiliation().into_iter().for_each(|body| cite(body, CitedAs::Document)),
                _ => affiliation().into_iter().for_each(|body| cite(body, CitedAs::Affiliation)),
            }
        }
        let hearer = attribution.addressee.as_ref().and_then(|hearer| organization_within(lexicon, speakers, hearer));
        if let Some(hearer) = hearer {
            cite(hearer, CitedAs::Outlet);
        }
    }
    cited
        .into_iter()
        .zip(&speakers.entities)
        .filter_map(|(cited_as, entity)| {
            let cited_as = cited_as?;
            let mentions = entity.mentions.iter().filter_map(|mention| document.byte_span(mention.clone())).collect();
            Some(Organization { name: entity.name.clone(), cited_as, mentions })
        })
        .collect()
}

/// The organisations that the article names and does not cite, in order of appearance.
pub(crate) fn mentioned_organizations(
    lexicon: &Lexicon,
    document: &Document,
    speakers: &Speakers,
    cited: &[Organization<ByteSpan>],
) -> Vec<Mentioned<ByteSpan>> {
    speakers
        .entities
        .iter()
        .filter(|entity| is_body(lexicon, entity) && !is_nameless(entity) && is_told_by_its_name(lexicon, &entity.name))
        .filter(|entity| cited.iter().all(|organization| organization.name != entity.name))
        .map(|entity| Mentioned {
            name: entity.name.clone(),
            mentions: entity.mentions.iter().filter_map(|mention| document.byte_span(mention.clone())).collect(),
        })
        .collect()
}

/// The organisation of that name; a country or a city is nobody's affiliation.
fn organization_named(lexicon: &Lexicon, speakers: &Speakers, name: &str) -> Option<usize> {
    speakers.entities.iter().position(|entity| {
        is_body(lexicon, entity) && (entity.name == name || entity.aliases.iter().any(|alias| alias == name))
    })
}

fn organization_within(lexicon: &Lexicon, speakers: &Speakers, tokens: &Range<usize>) -> Option<usize> {
    speakers.entities.iter().position(|entity| {
        is_body(lexicon, entity)
            && entity.mentions.iter().any(|mention| tokens.start <= mention.start && mention.end <= tokens.end)
    })
}

/// "a company" and "the engineering department" speak, but nobody could look them up.
fn is_nameless(entity: &Entity) -> bool {
    let mut words = entity.name.split([' ', '-']);
    let first = words.next().unwrap_or("").to_lowercase();
    let determined = DETERMINERS.contains(&first.as_str());
    let is_name = |word: &str| word.chars().any(|letter| letter.is_uppercase() || letter.is_ascii_digit());
    matches!(first.as_str(), "a" | "an" | "another" | "one" | "some")
        || determined && !words.any(is_name)
        || !determined && !entity.name.split([' ', '-']).any(is_name)
}

const DETERMINERS: [&str; 10] = ["the", "this", "that", "his", "her", "its", "their", "our", "my", "your"];

/// Whether the name itself tells that it is an organisation's: one that nothing cites has no other sign, and any word
/// with a capital letter could be one.
fn is_told_by_its_name(lexicon: &Lexicon, name: &str) -> bool {
    let name = name.to_lowercase();
    let mut words = name.split(' ');
    let is_known = lexicon.bodies.contains(&name);
    is_known || (words.clone().count() > 1 && words.any(|word| lexicon.nouns.classes(word).is(NounClass::Organization)))
}

fn is_body(lexicon: &Lexicon, entity: &Entity) -> bool {
    let name = entity.name.to_lowercase();
    entity.kind == SpeakerKind::Organization && !lexicon.places.contains(name.trim_end_matches('.'))
}

#[cfg(test)]
#[cfg(feature = "model")]
mod tests {
    use serde_json::json;

    use crate::Analyzer;
    use crate::contract::{CONTRACT_VERSION, PageInput};

    /// What is cited and what is merely mentioned in a text of one paragraph.
    fn check(text: &str, cited: &[&str], mentioned: &[&str]) {
        let page: PageInput = serde_json::from_value(json!({
            "version": CONTRACT_VERSION,
            "lang": "en",
            "blocks": [{"id": 0, "kind": "paragraph", "text": text}],
        }))
        .unwrap();
        let report = Analyzer::new().analyze(&page);
        let names: Vec<_> = report.organizations.iter().map(|found| found.name.as_str()).collect();
        assert_eq!(names, cited, "cited in {text}");
        let names: Vec<_> = report.mentioned.iter().map(|found| found.name.as_str()).collect();
        assert_eq!(names, mentioned, "mentioned in {text}");
    }

    #[test]
    fn what_is_named_without_being_cited_is_mentioned_where_its_name_tells() {
        check(
            "“The ferry will sail,” the Tarn Bay Council said. It stopped before the Marrick Court closed a Sunday service.",
            &["Tarn Bay Council"],
            &["Marrick Court"],
        );
        check(
            "“The ferry will sail,” the Tarn Bay Council said. Everybody in Lower Quill was glad.",
            &["Tarn Bay Council"],
            &[],
        );
    }
}
