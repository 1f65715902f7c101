//! Names of people: their parts, and which of them can belong to the same person.

use crate::lexicon::Lexicon;
use crate::lexicon::nouns::NounClass;

/// The parts of a person's name, in lower case without accents and full stops.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct PersonName {
    /// Given names and initials in their order; empty for a bare surname.
    pub(crate) given: Vec<String>,
    /// The surname with its particles ("van der berg"); for a name of one word, that word.
    pub(crate) surname: String,
    /// "jr", "sr" or a number, which tell a father from a son.
    pub(crate) suffix: Option<String>,
}

impl PersonName {
    /// Reads the words of a name without its titles. `None` where no word is left.
    pub(crate) fn parse(lexicon: &Lexicon, words: &[&str]) -> Option<Self> {
        let mut folded: Vec<String> =
            words.iter().filter(|word| word.chars().any(char::is_alphanumeric)).map(|word| fold(word)).collect();
        while folded.len() > 1 && folded.last().is_some_and(|last| lexicon.nouns.classes(last).is(NounClass::Degree)) {
            folded.pop();
        }
        let suffix =
            folded.pop_if(|last| lexicon.nouns.classes(last).is(NounClass::Suffix)).filter(|_| !folded.is_empty());
        let last = folded.pop()?;
        let mut particles = Vec::new();
        while folded.len() > 1 && folded.last().is_some_and(|word| lexicon.nouns.classes(word).is(NounClass::Particle))
        {
            particles.insert(0, folded.pop().unwrap_or_default());
        }
        particles.push(last);
        Some(Self { given: folded, surname: particles.join(" "), suffix })
    }

    /// Whether the name is a single word.
    pub(crate) fn is_bare(&self) -> bool {
        self.given.is_empty()
    }

    /// How many words the name has.
    pub(crate) fn word_count(&self) -> usize {
        self.given.len() + 1 + usize::from(self.suffix.is_some())
    }

    /// Whether this form of the name says more than the other: more words, and the same first name where both have one.
    pub(crate) fn is_fuller_than(&self, other: &Self) -> bool {
        let same_start = match (self.given.first(), other.given.first()) {
            (Some(own), Some(others)) => own == others || given_name_agrees(own, others),
            _ => true,
        };
        same_start && self.word_count() > other.word_count()
    }

    /// Whether two names of several words can be one person's: the same surname, given names that do not clash, and no
    /// different generation.
    pub(crate) fn agrees_with(&self, other: &Self) -> bool {
        if self.surname != other.surname && !self.surname_is_part_of(other) && !other.surname_is_part_of(self) {
            return false;
        }
        if self.is_bare() || other.is_bare() {
            return true;
        }
        let generations_clash = self.suffix != other.suffix
            && [&self.suffix, &other.suffix]
                .iter()
                .any(|suffix| suffix.as_deref().is_some_and(|suffix| suffix != "sr"));
        !generations_clash && given_names_agree(&self.given, &other.given)
    }

    /// "Prayut" of "Prayut Chan-o-cha", "Kelly Ayotte" of "Kelly Ayotte-Smith": the surname is one half of a double name.
    fn surname_is_part_of(&self, other: &Self) -> bool {
        other.surname.split(['-', ' ']).any(|part| part == self.surname)
            || other.given.len() > 1 && other.given.last().is_some_and(|middle| *middle == self.surname)
    }

    /// Whether a single word is this person's surname, or the last half of it.
    pub(crate) fn has_surname(&self, word: &str) -> bool {
        self.surname == word
            || self.surname.rsplit(['-', ' ']).next().is_some_and(|last| last == word)
            || self.surname.split('-').next().is_some_and(|first| first == word && first.len() > 3)
    }
}

fn given_names_agree(left: &[String], right: &[String]) -> bool {
    let (Some(left_first), Some(right_first)) = (left.first(), right.first()) else { return true };
    let firsts_agree = given_name_agrees(left_first, right_first)
        || left.iter().skip(1).any(|name| name.chars().count() > 1 && name == right_first)
        || right.iter().skip(1).any(|name| name.chars().count() > 1 && name == left_first);
    let seconds_agree = match (left.get(1), right.get(1)) {
        (Some(left_second), Some(right_second)) if left.len() == right.len() => {
            given_name_agrees(left_second, right_second)
        }
        _ => true,
    };
    firsts_agree && seconds_agree
}

/// Equal, an initial of the other, or its short form.
fn given_name_agrees(left: &str, right: &str) -> bool {
    let initial_of = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    let short_form_of =
        |short: &str, long: &str| short.len() >= 3 && long.len() > short.len() && long.starts_with(short);
    left == right
        || initial_of(left, right)
        || initial_of(right, left)
        || short_form_of(left, right)
        || short_form_of(right, left)
        || nickname_base(left) == nickname_base(right)
}

/// The common full form of an English short form that does not begin like it.
fn nickname_base(name: &str) -> &str {
    match name {
        "bill" | "billy" | "will" | "willy" => "william",
        "bob" | "bobby" | "rob" | "robbie" => "robert",
        "dick" | "rick" | "rich" => "richard",
        "jim" | "jimmy" => "james",
        "jack" | "johnny" => "john",
        "mike" | "mick" => "michael",
        "ted" | "teddy" | "ed" | "eddie" => "edward",
        "tony" => "anthony",
        "liz" | "beth" | "betty" => "elizabeth",
        "kate" | "katie" | "kathy" | "cathy" => "katherine",
        "peggy" | "meg" => "margaret",
        "chuck" | "charlie" => "charles",
        "hank" | "harry" => "henry",
        "steve" => "stephen",
        "andy" | "drew" => "andrew",
        "larry" => "lawrence",
        "jerry" => "gerald",
        "nick" => "nicholas",
        "sasha" => "alexander",
        other => other,
    }
}

/// A word in lower case, without accents, full stops and apostrophes, for comparing names.
pub(crate) fn fold(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).filter(|c| !matches!(c, '.' | '\'' | '’' | '@')).map(unaccented).collect()
}

/// The base letter of the accented letters of Latin scripts that names in English news carry.
fn unaccented(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> PersonName {
        let words: Vec<&str> = text.split(' ').collect();
        PersonName::parse(&Lexicon::load(), &words).unwrap()
    }

    #[test]
    fn names_have_parts() {
        let check = |text: &str, given: &[&str], surname: &str, suffix: Option<&str>| {
            let name = parse(text);
            assert_eq!(
                (name.given.join(" "), name.surname.as_str(), name.suffix.as_deref()),
                (given.join(" "), surname, suffix),
                "{text}"
            );
        };
        check("Marla Quint", &["marla"], "quint", None);
        check("J. R. Quint Jr.", &["j", "r"], "quint", Some("jr"));
        check("Pieter van der Holm", &["pieter"], "van der holm", None);
        check("Inés Ibarra-Lomé", &["ines"], "ibarra-lome", None);
        check("Quint", &[], "quint", None);
        check("Ola Quint M.D. Ph.D.", &["ola"], "quint", None);
    }

    #[test]
    fn names_of_one_person_agree() {
        let check = |left: &str, right: &str, expected: bool| {
            assert_eq!(parse(left).agrees_with(&parse(right)), expected, "{left} / {right}");
        };
        check("Marla Quint", "Marla J. Quint", true);
        check("M. Quint", "Marla Quint", true);
        check("Bob Quint", "Robert C. Quint", true);
        check("Marla Quint", "Doris Quint", false);
        check("Marla Quint", "Marla Holm", false);
        check("Sam Quint", "Sam Quint Jr.", false);
        check("Sam A. Quint", "Sam B. Quint", false);
        check("Marla Ibarra Quint", "Marla Ibarra", true);
        check("Inés Lomé", "Ines Lome", true);
    }
}
