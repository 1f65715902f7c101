//! Texts in other clothes: letters in other cases, quotation marks of other houses. Every character stays where it is, so
//! the annotation of the plain text holds.

/// A way to write a text.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) name: &'static str,
    write: fn(&str) -> String,
}

/// The styles that are measured.
pub(super) const STYLES: [Style; 7] = [
    Style { name: "as it is", write: str::to_owned },
    Style { name: "straight marks", write: |text| marked(text, ['"', '"']) },
    Style { name: "British marks", write: |text| marked(text, ['‘', '’']) },
    Style { name: "guillemets", write: |text| marked(text, ['«', '»']) },
    Style { name: "no marks", write: |text| marked(text, [' ', ' ']) },
    Style { name: "lower case", write: |text| text.chars().map(lower).collect() },
    Style { name: "headline case", write: headline },
];

impl Style {
    /// The text in this style; as many characters as before.
    pub(super) fn written(self, text: &str) -> String {
        (self.write)(text)
    }
}

/// Replaces double quotation marks. Straight ones open and close by turns within a paragraph.
fn marked(text: &str, [opening, closing]: [char; 2]) -> String {
    let mut open = false;
    let mut after_break = false;
    text.chars()
        .map(|character| {
            let line_break = character == '\n';
            open &= !(line_break && after_break);
            after_break = line_break;
            match character {
                '“' => opening,
                '”' => closing,
                '"' => {
                    open = !open;
                    if open { opening } else { closing }
                }
                other => other,
            }
        })
        .collect()
}

/// The small letter, unless that takes several characters.
fn lower(character: char) -> char {
    only(character.to_lowercase()).unwrap_or(character)
}

fn headline(text: &str) -> String {
    let mut within = false;
    text.chars()
        .map(|character| {
            let written = if within { character } else { only(character.to_uppercase()).unwrap_or(character) };
            within = character.is_alphanumeric() || matches!(character, '\'' | '’' | '.');
            written
        })
        .collect()
}

fn only(mut characters: impl Iterator<Item = char>) -> Option<char> {
    characters.next().filter(|_| characters.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(style: &str, text: &str, expected: &str) {
        let style = STYLES.into_iter().find(|one| one.name == style).unwrap();
        assert_eq!(style.written(text), expected);
    }

    #[test]
    fn marks_and_letters_change_and_nothing_moves() {
        check("British marks", "\"It isn't,\" she said. \"No.\"", "‘It isn't,’ she said. ‘No.’");
        check("straight marks", "“It isn’t,” she said.", "\"It isn’t,\" she said.");
        check("guillemets", "\"One\n\n\"Two\"", "«One\n\n«Two»");
        check("no marks", "“It isn’t,” she said.", " It isn’t,  she said.");
        check("lower case", "Ann İpek said", "ann İpek said");
        check("headline case", "mayor's ferry isn't late", "Mayor's Ferry Isn't Late");
        for style in STYLES {
            let text = "“Straße”, said \"Ann\".\n\nİ, ŉ.";
            assert_eq!(style.written(text).chars().count(), text.chars().count(), "{}", style.name);
        }
    }
}
