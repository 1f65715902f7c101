//! What came of the tests: one row a part, and the line that machines read.

use std::time::Duration;

/// What came of one part.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) counts: Counts,
    pub(crate) elapsed: Duration,
    /// Why the part failed, where that is not the tests' own doing.
    pub(crate) problem: Option<String>,
    /// Why the part was not run, where that is no failure.
    pub(crate) skipped: Option<String>,
}

impl Row {
    pub(crate) fn failed(&self) -> bool {
        self.problem.is_some() || self.counts.failed > 0
    }
}

/// Tests by how they ended.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Counts {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
}

impl Counts {
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// The table, a row a part, and the total alone on its last line.
pub(crate) fn render(rows: &[Row]) -> String {
    let mut lines = vec![format!("{:<32} {:<7} {:>6} {:>6} {:>8}", "part", "result", "passed", "failed", "seconds")];
    let mut total = Counts::default();
    let mut skipped = 0;
    for row in rows {
        // A part that could not run is one failure: an empty list of tests must not look like success.
        let mut counts = row.counts;
        if row.problem.is_some() && counts.failed == 0 {
            counts.failed = 1;
        }
        total.add(counts);
        skipped += usize::from(row.skipped.is_some());
        let result = match row {
            Row { skipped: Some(_), .. } => "skipped",
            row if row.failed() => "FAILED",
            _ => "ok",
        };
        lines.push(format!(
            "{:<32} {:<7} {:>6} {:>6} {:>8.1}",
            row.name,
            result,
            counts.passed,
            counts.failed,
            row.elapsed.as_secs_f64(),
        ));
    }
    for row in rows {
        for reason in row.problem.iter().chain(&row.skipped) {
            lines.push(format!("\n{}: {reason}", row.name));
        }
    }
    let skipped = if skipped > 0 { format!(", {skipped} skipped") } else { String::new() };
    lines.push(format!("\n{} passed, {} failed{skipped}", total.passed, total.failed));
    lines.join("\n")
}

/// The counts in what `cargo test` says.
pub(crate) fn cargo_counts(line: &str) -> Option<Counts> {
    let rest = line.strip_prefix("test result: ")?;
    Some(Counts { passed: number_before(rest, " passed")?, failed: number_before(rest, " failed")? })
}

/// The counts at the end of what Node's TAP reporter says. A test that was cancelled has not passed.
pub(crate) fn tap_counts(report: &str) -> Counts {
    let count = |name: &str| {
        let prefix = format!("# {name} ");
        report.lines().rev().find_map(|line| line.strip_prefix(&prefix)?.trim().parse().ok()).unwrap_or(0)
    };
    Counts { passed: count("pass"), failed: count("fail") + count("cancelled") }
}

/// The number that stands before a word.
fn number_before(text: &str, word: &str) -> Option<usize> {
    text.split_once(word)?.0.rsplit(|character: char| !character.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_off_what_the_runners_say() {
        let cargo =
            "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.10s";
        assert_eq!(cargo_counts(cargo), Some(Counts { passed: 12, failed: 3 }));
        assert_eq!(cargo_counts("test utf16::tests::x ... ok"), None);
        let tap =
            "TAP version 13\nok 1 - a\n# pass 1 of the story\n1..9\n# tests 9\n# pass 6\n# fail 2\n# cancelled 1\n";
        assert_eq!(tap_counts(tap), Counts { passed: 6, failed: 3 });
        assert_eq!(tap_counts(""), Counts::default());
    }

    #[test]
    fn a_part_that_could_not_run_is_a_failure() {
        let row = |counts, problem: Option<&str>| Row {
            skipped: None,
            name: "part".into(),
            counts,
            elapsed: Duration::ZERO,
            problem: problem.map(str::to_owned),
        };
        let total = |rows: &[Row]| render(rows).lines().last().unwrap().to_owned();
        let five = Counts { passed: 5, failed: 0 };
        assert_eq!(total(&[row(five, None)]), "5 passed, 0 failed");
        assert_eq!(total(&[row(five, None), row(Counts::default(), Some("no browser"))]), "5 passed, 1 failed");
        assert_eq!(total(&[row(Counts { passed: 1, failed: 2 }, Some("exit status 1"))]), "1 passed, 2 failed");
    }
}
