//! How texts of a report and of the truth are compared.

/// Text as compared: no invisible characters, ordinary spaces, white space collapsed.
pub(crate) fn visible(text: &str) -> String {
    let shown: String = text
        .chars()
        .filter(|character| !matches!(character, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'))
        .collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The visible text without punctuation and marks at both ends.
pub(crate) fn trimmed(text: &str) -> String {
    visible(text).trim_matches(|character: char| !character.is_alphanumeric()).to_owned()
}

/// The words of a text in lower case.
pub(crate) fn words(text: &str) -> Vec<String> {
    visible(text)
        .split_whitespace()
        .map(|word| word.trim_matches(|character: char| !character.is_alphanumeric()).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

/// How many words two texts share.
fn shared_words(left: &[String], right: &[String]) -> usize {
    let mut rest = right.to_vec();
    let mut shared = 0;
    for word in left {
        if let Some(index) = rest.iter().position(|other| other == word) {
            rest.swap_remove(index);
            shared += 1;
        }
    }
    shared
}

/// Whether `found` has at least half of the words of `wanted` and is not more than three times as long: one content
/// may well be read as two, or two as one ("said that A and that B").
pub(crate) fn meets(wanted: &str, found: &str) -> bool {
    let (wanted, found) = (words(wanted), words(found));
    let shared = shared_words(&wanted, &found);
    shared > 0 && 2 * shared >= wanted.len() && found.len() <= 3 * wanted.len()
}

/// The stretches in quotation marks at the top level of a text, without the marks.
///
/// A single closing mark counts only where no letter follows, so that an apostrophe does not close. A mark that is
/// never closed runs to the end of the text.
pub(crate) fn marked(text: &str) -> Vec<String> {
    let text = visible(text).replace("``", "“").replace("''", "”");
    let characters: Vec<char> = text.chars().collect();
    let mut pieces = Vec::new();
    let mut index = 0;
    while index < characters.len() {
        let after_word = index > 0 && characters[index - 1].is_alphanumeric();
        let Some(closing) = closing_marks(characters[index]).filter(|_| !after_word) else {
            index += 1;
            continue;
        };
        let start = index + 1;
        let end = (start..characters.len())
            .rev()
            .filter(|&end| closes(&characters, end, closing))
            .min_by_key(|&end| end)
            .unwrap_or(characters.len());
        pieces.push(characters[start..end].iter().collect());
        index = end + 1;
    }
    pieces
}

/// Which characters close a quotation that a character opens.
fn closing_marks(open: char) -> Option<&'static [char]> {
    match open {
        '“' => Some(&['”']),
        '„' => Some(&['“', '”']),
        '‘' => Some(&['’']),
        '‚' => Some(&['‘', '’']),
        '«' => Some(&['»']),
        '»' => Some(&['«']),
        '‹' => Some(&['›']),
        '"' => Some(&['"']),
        _ => None,
    }
}

fn closes(characters: &[char], index: usize, closing: &[char]) -> bool {
    let letter_follows = characters.get(index + 1).is_some_and(|next| next.is_alphanumeric());
    closing.contains(&characters[index]) && !letter_follows
}

/// A name as compared: lower case, no title before it, no article, no punctuation.
pub(crate) fn name_key(name: &str) -> String {
    const LEADING: [&str; 12] =
        ["mr", "mrs", "ms", "dr", "dame", "sir", "captain", "judge", "the", "a", "an", "chancellor"];
    let words = words(name);
    let rest = words.iter().skip_while(|word| LEADING.contains(&word.as_str())).cloned().collect::<Vec<_>>();
    if rest.is_empty() { words.join(" ") } else { rest.join(" ") }
}
