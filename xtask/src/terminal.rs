//! What the commands say while they work. Progress goes to standard error, so that results can be piped.

/// Announces a step before it starts.
pub(crate) fn step(what: &str) {
    eprintln!("==> {what}");
}

/// Adds a detail to the step before.
pub(crate) fn note(what: &str) {
    eprintln!("    {what}");
}

/// Says what went wrong; the lines after the first one stand under it.
pub(crate) fn problem(what: &str) {
    let mut lines = what.lines();
    eprintln!("error: {}", lines.next().unwrap_or_default());
    lines.for_each(|line| eprintln!("       {line}"));
}
