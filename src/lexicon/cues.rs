//! Reporting verbs and their inflected forms.

use crate::keyed::Map;

/// How a reporting verb takes what is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum CueClass {
    /// Takes quoted words or a clause, its subject on either side: "said".
    Speech,
    /// How it is said; takes quoted words, or a clause with "that": "shouted".
    Manner,
    /// Takes the hearer first: "told".
    Tell,
    /// Takes what is judged, then the judgement: "dismissed the claim as".
    Judge,
    /// Thought, wish, intention: "believes".
    Belief,
    /// What documents and researchers do: "found".
    Finding,
    /// The act itself is the message: "declined".
    Stance,
    /// Appearances: "seemed".
    Seem,
}

/// The inflection of a verb form. A form that serves as past and participle counts as past.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum VerbForm {
    Base,
    ThirdPerson,
    Past,
    Participle,
    Ing,
}

/// One form of a reporting verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CueForm {
    pub(crate) class: CueClass,
    pub(crate) form: VerbForm,
    /// Whether the base and the form in -s are common nouns too: "claims", "reports".
    pub(crate) nominal: bool,
    /// The other class of a verb that stands in two of them.
    pub(crate) also: Option<CueClass>,
}

/// All forms of all reporting verbs, for look-up by word.
#[derive(Debug)]
pub(crate) struct CueVerbs {
    forms: Map<String, CueForm>,
}

impl CueVerbs {
    /// Reads `class: base[/past[/participle]][*] ...` lines. A verb listed twice keeps its first class and notes the second.
    pub(crate) fn parse(text: &'static str) -> Self {
        let mut forms = Map::default();
        for line in text.lines() {
            let Some((name, verbs)) = line.split('#').next().and_then(|line| line.split_once(':')) else { continue };
            let Some(class) = class_of(name.trim()) else { continue };
            for verb in verbs.split_whitespace() {
                let nominal = verb.ends_with('*');
                for (word, form) in inflect(verb.trim_end_matches('*')) {
                    let first = CueForm { class, form, nominal, also: None };
                    forms.change(word, first, |known: &mut CueForm| {
                        known.nominal |= nominal;
                        if known.also.is_none() && class != known.class {
                            known.also = Some(class);
                        }
                    });
                }
            }
        }
        Self { forms }
    }

    /// The form that a lower-case word is, if it is one of a reporting verb.
    pub(crate) fn find(&self, word: &str) -> Option<&CueForm> {
        self.forms.get(word)
    }
}

impl CueForm {
    /// Whether the verb can be of this class.
    pub(crate) fn is(&self, class: CueClass) -> bool {
        self.class == class || self.also == Some(class)
    }
}

fn class_of(name: &str) -> Option<CueClass> {
    Some(match name {
        "speech" => CueClass::Speech,
        "manner" => CueClass::Manner,
        "tell" => CueClass::Tell,
        "judge" => CueClass::Judge,
        "belief" => CueClass::Belief,
        "finding" => CueClass::Finding,
        "stance" => CueClass::Stance,
        "seem" => CueClass::Seem,
        _ => return None,
    })
}

/// The forms of a verb given as `base[/past[/participle]]`; a doubled consonant is read off the past.
pub(super) fn inflect(verb: &str) -> Vec<(String, VerbForm)> {
    let mut parts = verb.split('/');
    let base = parts.next().unwrap_or("");
    let given_past = parts.next();
    let given_participle = parts.next();
    let stem = base.strip_suffix('e').unwrap_or(base);
    let consonant_before_y =
        base.ends_with('y') && !base.ends_with("ay") && !base.ends_with("ey") && !base.ends_with("oy");
    let past = given_past.map_or_else(
        || match base.strip_suffix('y') {
            Some(root) if consonant_before_y => format!("{root}ied"),
            _ => format!("{stem}ed"),
        },
        str::to_owned,
    );
    let third_person = match base.strip_suffix('y') {
        Some(root) if consonant_before_y => format!("{root}ies"),
        _ if ["s", "sh", "ch", "x", "z", "o"].iter().any(|end| base.ends_with(end)) => format!("{base}es"),
        _ => format!("{base}s"),
    };
    let doubled = past.strip_suffix("ed").filter(|root| root.len() == base.len() + 1 && root.starts_with(base));
    let ing = if base.ends_with("ee") { format!("{base}ing") } else { format!("{}ing", doubled.unwrap_or(stem)) };
    let mut forms = vec![(base.to_owned(), VerbForm::Base), (third_person, VerbForm::ThirdPerson)];
    if past != base {
        forms.push((past, VerbForm::Past));
    }
    if let Some(participle) = given_participle {
        forms.push((participle.to_owned(), VerbForm::Participle));
    }
    forms.push((ing, VerbForm::Ing));
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(verb: &str, expected: &[&str]) {
        let forms: Vec<String> = inflect(verb).into_iter().map(|(word, _)| word).collect();
        assert_eq!(forms, expected, "{verb}");
    }

    #[test]
    fn verbs_inflect() {
        check("say/said", &["say", "says", "said", "saying"]);
        check("argue", &["argue", "argues", "argued", "arguing"]);
        check("reply", &["reply", "replies", "replied", "replying"]);
        check("admit/admitted", &["admit", "admits", "admitted", "admitting"]);
        check("agree", &["agree", "agrees", "agreed", "agreeing"]);
        check("stress", &["stress", "stresses", "stressed", "stressing"]);
        check("write/wrote/written", &["write", "writes", "wrote", "written", "writing"]);
        check("forecast/forecast", &["forecast", "forecasts", "forecasting"]);
    }

    #[test]
    fn a_verb_of_two_classes_keeps_both() {
        let verbs = CueVerbs::parse("speech: suggest\nfinding: suggest\n");
        let form = verbs.find("suggests").unwrap();
        assert!(form.is(CueClass::Speech) && form.is(CueClass::Finding) && !form.is(CueClass::Tell));
    }
}
