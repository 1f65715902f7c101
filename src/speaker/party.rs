//! Parties: "the Democratic nominee" is nobody whom the article calls a Republican.

use crate::keyed::Set;

/// Parties that stand against each other; a Republican may well be called a conservative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bench {
    American,
    Westminster,
}

/// The party that a lower-case word names or describes.
fn party_of(word: &str) -> Option<(Bench, &'static str)> {
    Some(match word {
        "democrat" | "democratic" | "democrats" => (Bench::American, "democratic"),
        "republican" | "republicans" | "gop" => (Bench::American, "republican"),
        "libertarian" | "libertarians" => (Bench::American, "libertarian"),
        "labour" | "labor" => (Bench::Westminster, "labour"),
        "conservative" | "conservatives" | "tory" | "tories" => (Bench::Westminster, "conservative"),
        "liberal" | "liberals" => (Bench::Westminster, "liberal"),
        _ => return None,
    })
}

/// The party of a tag behind a name: "D-Newport", "R-Ky."
pub(super) fn party_of_tag(tag: &str) -> Option<&'static str> {
    let (letter, place) = tag.split_once(['-', '–'])?;
    match letter {
        "D" if place.starts_with(char::is_uppercase) => Some("democratic"),
        "R" if place.starts_with(char::is_uppercase) => Some("republican"),
        _ => None,
    }
}

/// Whether words that describe someone name a party, and all parties by which a figure is described are rivals of it.
pub(super) fn parties_clash<'a>(words: impl Iterator<Item = &'a str>, described_as: &Set<String>) -> bool {
    let known: Vec<(Bench, &str)> = described_as.iter().filter_map(|word| party_of(word)).collect();
    words.filter_map(party_of).any(|(bench, party)| {
        let mut rivals = known.iter().filter(|(other, _)| *other == bench).peekable();
        rivals.peek().is_some() && rivals.all(|(_, other)| *other != party)
    })
}

/// Whether one of the words names a party by which the figure is described.
pub(super) fn names_party<'a>(words: impl Iterator<Item = &'a str>, described_as: &Set<String>) -> bool {
    let known: Vec<(Bench, &str)> = described_as.iter().filter_map(|word| party_of(word)).collect();
    words.filter_map(party_of).any(|party| known.contains(&party))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parties_clash_with_their_rivals_only() {
        let check = |asked: &str, known: &str, expected: bool| {
            let described_as = known.split(' ').map(str::to_owned).collect();
            assert_eq!(parties_clash(asked.split(' '), &described_as), expected, "{asked} / {known}");
        };
        check("democratic presidential", "republican nominee", true);
        check("democratic presidential", "democrat", false);
        check("democratic presidential", "former senator", false);
        check("former", "republican", false);
        check("gop", "republican democrat", false);
        check("republican", "conservative columnist", false);
        check("labour", "tory", true);
    }
}
