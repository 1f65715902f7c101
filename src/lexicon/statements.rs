//! What kind of statement a reporting verb makes.

use super::cues::inflect;
use crate::contract::Statement;
use crate::order::sort_by;

/// The kinds of statements by verb form.
#[derive(Debug)]
pub(crate) struct Statements {
    forms: Vec<(String, Statement)>,
}

impl Statements {
    /// Reads `kind: base[/past[/participle]] ...` lines; a verb listed twice keeps its first kind.
    pub(crate) fn parse(text: &'static str) -> Self {
        let mut forms: Vec<(String, Statement)> = Vec::new();
        for line in text.lines() {
            let Some((name, verbs)) = line.split('#').next().and_then(|line| line.split_once(':')) else { continue };
            let kind = match name.trim() {
                "writing" => Statement::Writing,
                "thought" => Statement::Thought,
                "intention" => Statement::Intention,
                "finding" => Statement::Finding,
                _ => continue,
            };
            forms.extend(verbs.split_whitespace().flat_map(inflect).map(|(form, _)| (form, kind)));
        }
        sort_by(&mut forms, |left, right| left.0.cmp(&right.0));
        forms.dedup_by(|later, earlier| later.0 == earlier.0);
        Self { forms }
    }

    /// The kind of a lower-case verb form; `None` for one that is not listed.
    pub(crate) fn find(&self, word: &str) -> Option<Statement> {
        let index = self.forms.binary_search_by(|(form, _)| form.as_str().cmp(word)).ok()?;
        self.forms.get(index).map(|(_, kind)| *kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_verb_has_its_kind() {
        let statements = Statements::parse("thought: think/thought\nintention: plan/planned\nwriting: plan/planned\n");
        assert_eq!(statements.find("thought"), Some(Statement::Thought));
        assert_eq!(statements.find("planning"), Some(Statement::Intention));
        assert_eq!(statements.find("said"), None);
    }
}
