//! What kind of statement a reporting verb makes.

use super::cues::inflect;
use crate::contract::Statement;
use crate::keyed::Map;

/// The kinds of statements by verb form.
#[derive(Debug)]
pub(crate) struct Statements {
    forms: Map<String, Statement>,
}

impl Statements {
    /// Reads `kind: base[/past[/participle]] ...` lines; a verb listed twice keeps its first kind.
    pub(crate) fn parse(text: &'static str) -> Self {
        let mut forms = Map::default();
        for line in text.lines() {
            let Some((name, verbs)) = line.split('#').next().and_then(|line| line.split_once(':')) else { continue };
            let kind = match name.trim() {
                "writing" => Statement::Writing,
                "thought" => Statement::Thought,
                "intention" => Statement::Intention,
                "finding" => Statement::Finding,
                _ => continue,
            };
            verbs.split_whitespace().flat_map(inflect).for_each(|(form, _)| forms.insert_new(form, kind));
        }
        Self { forms }
    }

    /// The kind of a lower-case verb form; `None` for one that is not listed.
    pub(crate) fn find(&self, word: &str) -> Option<Statement> {
        self.forms.get(word).copied()
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
