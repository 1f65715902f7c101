//! Nouns and adjectives that say what a mention stands for: a role, a body, a document, a group.

use super::class_table::ClassTable;

/// One class of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NounClass {
    /// A form of address before a name: "Mr", "Dr".
    Honorific = 1,
    /// An office or rank that can stand before a name: "President".
    Title = 1 << 1,
    /// A person by what they do or are: "spokesman".
    Role = 1 << 2,
    /// Several people at once: "experts", "police".
    Group = 1 << 3,
    /// A body: "agency".
    Organization = 1 << 4,
    /// Something that is read, heard or watched: "report".
    Document = 1 << 5,
    /// A word before a role: "former".
    Modifier = 1 << 6,
    /// An adjective of a country, a faith or a party.
    Demonym = 1 << 7,
    /// A day, month or feast.
    Time = 1 << 8,
    /// What follows a surname: "Jr".
    Suffix = 1 << 9,
    /// A degree or an order after a name: "PhD".
    Degree = 1 << 10,
    /// A small word inside a name: "van".
    Particle = 1 << 11,
    /// A word with which "he" agrees; used for resolving pronouns only.
    He = 1 << 12,
    /// A word with which "she" agrees; used for resolving pronouns only.
    She = 1 << 13,
    /// Opens a sentence and is no part of the name after it: "Meanwhile".
    Opener = 1 << 14,
    /// Closes the name of a body and is none by itself: "Foods", "Securities".
    NameOfBody = 1 << 15,
}

/// The classes that a word belongs to; a word may be in several ("secretary").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct NounClasses(u16);

impl NounClasses {
    /// Whether the word is of this class.
    pub(crate) fn is(self, class: NounClass) -> bool {
        self.0 & class as u16 != 0
    }

    /// Whether the word is of one of these classes.
    pub(crate) fn is_any(self, classes: &[NounClass]) -> bool {
        classes.iter().any(|class| self.is(*class))
    }
}

/// The nouns, for look-up by word.
#[derive(Debug)]
pub(crate) struct Nouns {
    words: ClassTable,
}

impl Nouns {
    /// Reads `class: word word ...` lines; a word listed in several classes belongs to all of them.
    pub(crate) fn parse(text: &'static str) -> Self {
        let bits_of = |name: &str| classes_of(name).iter().fold(0, |bits, class| bits | *class as u16);
        Self { words: ClassTable::parse(text, bits_of) }
    }

    /// The classes of a lower-case word as it stands; none for an unknown one. A full stop at the end does not count.
    pub(crate) fn classes(&self, word: &str) -> NounClasses {
        let word = word.strip_suffix('.').unwrap_or(word);
        self.words.get(word).map_or_else(|| by_ending(word), NounClasses)
    }

    /// The singular of a lower-case plural noun that the list knows in the singular, with the singular's classes.
    pub(crate) fn singular(&self, word: &str) -> Option<(String, NounClasses)> {
        let known = |singular: String| {
            let classes = self.classes(&singular);
            (classes != NounClasses::default()).then_some((singular, classes))
        };
        if let Some(stem) = word.strip_suffix("men").filter(|stem| !stem.is_empty()) {
            return known(format!("{stem}man"));
        }
        let stem = word.strip_suffix('s').filter(|stem| !stem.ends_with('s'))?;
        known(stem.to_owned())
            .or_else(|| known(format!("{}y", stem.strip_suffix("ie")?)))
            .or_else(|| known(stem.strip_suffix('e')?.to_owned()))
    }
}

/// Endings that make nearly any noun somebody who does something: "cellist", "lighthouse-keeper".
fn by_ending(word: &str) -> NounClasses {
    const ENDINGS: [&str; 9] =
        ["ologist", "ographer", "ellist", "keeper", "smith", "maker", "blower", "woman", "grower"];
    let is_role = ENDINGS.iter().any(|ending| word.len() > ending.len() && word.ends_with(ending));
    NounClasses(if is_role { NounClass::Role as u16 } else { 0 })
}

fn classes_of(name: &str) -> &'static [NounClass] {
    match name {
        "honorific" => &[NounClass::Honorific],
        "honorific_he" => &[NounClass::Honorific, NounClass::He],
        "honorific_she" => &[NounClass::Honorific, NounClass::She],
        "title" => &[NounClass::Title, NounClass::Role],
        "role" => &[NounClass::Role],
        "group" => &[NounClass::Group],
        "organization" => &[NounClass::Organization],
        "document" => &[NounClass::Document],
        "modifier" => &[NounClass::Modifier],
        "demonym" => &[NounClass::Demonym],
        "time" => &[NounClass::Time],
        "suffix" => &[NounClass::Suffix],
        "degree" => &[NounClass::Degree],
        "particle" => &[NounClass::Particle],
        "he" => &[NounClass::He],
        "she" => &[NounClass::She],
        "opener" => &[NounClass::Opener],
        "body-name" => &[NounClass::NameOfBody],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_lead_to_their_singular() {
        let nouns = Nouns::parse("role: spokesman official deputy coach\n");
        let check = |word: &str, expected: Option<&str>| {
            assert_eq!(nouns.singular(word).map(|(singular, _)| singular).as_deref(), expected, "{word}");
        };
        check("spokesmen", Some("spokesman"));
        check("officials", Some("official"));
        check("deputies", Some("deputy"));
        check("coaches", Some("coach"));
        check("official", None);
        check("harbours", None);
        check("boss", None);
    }

    #[test]
    fn a_title_is_a_role_too() {
        let nouns = Nouns::parse("title: sen\nrole: sister\nshe: sister\n");
        assert!(nouns.classes("sen.").is(NounClass::Role) && nouns.classes("sen").is(NounClass::Title));
        assert!(nouns.classes("sister").is(NounClass::She) && !nouns.classes("sister").is(NounClass::Title));
    }
}
