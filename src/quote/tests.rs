//! Tables of texts and the quotations in them. A text's lines are its blocks.

use super::*;
use crate::contract::InputBlock;
use crate::lexicon::Lexicon;

fn read(text: &str) -> Document {
    let blocks: Vec<InputBlock> = text
        .lines()
        .enumerate()
        .map(|(id, line)| InputBlock {
            id: id as u32,
            kind: BlockKind::Paragraph,
            text: line.to_owned(),
            region: crate::contract::Region::Article,
            group: 0,
            article: 0,
            links: Vec::new(),
        })
        .collect();
    Document::read(&Lexicon::load(), &blocks.iter().collect::<Vec<_>>())
}

/// `expected` lists the inner texts in order; `>` before one for each quotation that it is nested in, `~` after one that
/// is not closed, `+` before one that continues another.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let document = read(text);
    let quotations = quotations(&document);
    let found: Vec<String> = quotations
        .iter()
        .map(|quotation| {
            let mut depth = String::new();
            let mut parent = quotation.parent;
            while let Some(index) = parent {
                depth.push('>');
                parent = quotations[index].parent;
            }
            let goes_on = if quotation.continues.is_some() { "+" } else { "" };
            let open = if quotation.close.is_none() { "~" } else { "" };
            format!("{goes_on}{depth}{}{open}", document.text(quotation.inner.clone()))
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn marks_of_all_forms() {
    check("\u{201c}No,\u{201d} she said.", &["No,"]);
    check("\"No,\" she said. \"Never.\"", &["No,", "Never."]);
    check("\u{2018}No,\u{2019} she said.", &["No,"]);
    check("'No,' she said. 'Never.'", &["No,", "Never."]);
    check("``No,'' she said.", &["No,"]);
    check("`No,' she said.", &["No,"]);
    check("\u{2018}\u{2018}No,\u{2019}\u{2019} she said.", &["No,"]);
    check("\u{ab} Non \u{bb}, dit-elle.", &["Non"]);
    check("\u{201e}Nein\u{201c}, sagte sie. \u{201e}Nie.\u{201c}", &["Nein", "Nie."]);
    check("\u{201a}Nein\u{2018}, sagte sie.", &["Nein"]);
    check("\u{bb}Nein\u{ab}, sagte sie. \u{bb}Nie\u{ab}.", &["Nein", "Nie"]);
    check("\u{201d}Nej\u{201d}, sade hon. \u{201d}Aldrig.\u{201d}", &["Nej", "Aldrig."]);
    check("\u{2039}No\u{203a}, she said.", &["No"]);
    check("彼女は「いいえ」と言った。『本』", &["いいえ", "本"]);
    check("\u{301d}No\u{301e} she said.", &["No"]);
    check("\u{ff02}No,\u{ff02} she said.", &["No,"]);
}

#[test]
fn nesting() {
    check("\"She said 'no' and left,\" he said.", &["She said 'no' and left,", ">no"]);
    check("'She said \"no\" and left,' he said.", &["She said \"no\" and left,", ">no"]);
    check("\u{201c}\u{2018}No,\u{2019} she said,\u{201d} he said.", &["\u{2018}No,\u{2019} she said,", ">No,"]);
    check("\u{201c}I said \u{2018}no.\u{2019}\u{201d}", &["I said \u{2018}no.\u{2019}", ">no."]);
    check(
        "\u{201c}The \u{201c}big lie\u{201d} is out,\u{201d} he said.",
        &["The \u{201c}big lie\u{201d} is out,", ">big lie"],
    );
    check("''No, 'maybe,''' she said.", &["No, 'maybe,'", ">maybe,"]);
    check("'''Maybe,' he said,'' she said.", &["'Maybe,' he said,", ">Maybe,"]);
    check(
        "\"Not \u{201c}too loud\u{201d} or \u{201c}too this\u{201d} or \u{201c}too that\u{201d} or \u{201c}so.\u{201d}\"",
        &[
            "Not \u{201c}too loud\u{201d} or \u{201c}too this\u{201d} or \u{201c}too that\u{201d} or \u{201c}so.\u{201d}",
            ">too loud",
            ">too this",
            ">too that",
            ">so.",
        ],
    );
    check("\u{ab} Il a dit \u{201c}non\u{201d} hier \u{bb}", &["Il a dit \u{201c}non\u{201d} hier", ">non"]);
}

#[test]
fn apostrophes_are_no_marks() {
    check("It's the workers' plan, not Tom O'Brien's.", &[]);
    check("'Tis the '90s, rock 'n' roll and all.", &[]);
    check("The boys' and the girls' teams are goin' home.", &[]);
    check("'It's the workers' plan,' he said.", &["It's the workers' plan,"]);
    check("\u{2018}It\u{2019}s the workers\u{2019} plan,\u{2019} he said.", &["It\u{2019}s the workers\u{2019} plan,"]);
    check("\"It's the workers' plan,\" he said.", &["It's the workers' plan,"]);
    check("\u{2018}Tis late in the \u{2019}90s.", &[]);
    check("He spoke of 'Greens' and 'Reds' there.", &["Greens", "Reds"]);
    check("Parents' groups say 'enough' to the teachers' union.", &["enough"]);
}

#[test]
fn measures_are_no_marks() {
    check("He is 5' 10\" tall with a 6\" beard.", &[]);
    check("\"He is 5' 10\" tall,\" she said.", &["He is 5' 10\" tall,"]);
    check("At 6'2\" he said \"no\" to it.", &["no"]);
    check("Apples 3 kg\" \" ditto", &[]);
}

#[test]
fn straight_marks_alternate() {
    check("\"A,\" he said.\"B,\" she said. \"C.\"", &["A,", "B,", "C."]);
    check("He said:\"No way\" and \"never\".", &["No way", "never"]);
    check("He said \" no way \" twice.", &["no way"]);
    check("(\"No\") and \u{2014}\"yes\"\u{2014} too.", &["No", "yes"]);
    check("\"A,\" he said. A stray\" mark. \"B.\"", &["A,", "B."]);
}

#[test]
fn marks_that_point_the_wrong_way() {
    check("\u{201c}No\u{201c} she said, \u{201d}never\u{201d}.", &["No", "never"]);
    check("\u{201d}No,\u{201c} she said.", &["No,"]);
    check("\"No,\u{201d} she said.", &["No,"]);
    check("She said \u{2019}no\u{2019} to it.", &["no"]);
}

#[test]
fn quotations_over_paragraphs() {
    check("\u{201c}One.\n\u{201c}Two.\n\u{201c}Three,\u{201d} she said.", &["One.~", "+Two.~", "+Three,"]);
    check("\"One.\n\"Two,\" she said.", &["One.~", "+Two,"]);
    check("She said: \"One.\n\"Two.\"", &["One.~", "+Two."]);
    check("It ended. \"One. And more.\n\"Two.\"", &["One. And more.~", "+Two."]);
    check("'One.\n'Two,' she said.", &["One.~", "+Two,"]);
    check(
        "\u{201c}\u{2018}One.\n\u{201c}\u{2018}Two.\u{2019}\u{201d}",
        &["\u{2018}One.~", ">One.~", "+\u{2018}Two.\u{2019}", "+>Two."],
    );
    check("\u{201c}One.\u{201d}\n\u{201c}Two.\u{201d}", &["One.", "Two."]);
}

#[test]
fn a_mark_that_is_never_closed_swallows_nothing() {
    check("\"One goes on.\nTwo is plain.\n\"Three.\"", &["One goes on.~", "Three."]);
    check("The \"word is lost. And more.\nTwo is plain.", &[]);
    check("\"A, he said. \"B,\" he said.", &["B,"]);
    check("He said, \"we go. And more.\nPlain.", &["we go. And more.~"]);
    check("Plain start. \"We go on.\nPlain.", &["We go on.~"]);
}
