//! `cargo xtask test`: every test of the project, one part after the other, with a summary at the end.

mod budgets;
mod node;
mod rust;

use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::thread::{self, ScopedJoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, bail};
use clap::ValueEnum;

use crate::browsers::Tool;
use crate::build::{BuildOptions, build};
use crate::process::{in_project, node as node_program, succeed};
use crate::project::Project;
use crate::setup;
use crate::summary::{Counts, Row, render};
use crate::terminal::{problem, step};
use crate::{dist, packages, train, wasm, www};

/// A part of the tests.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Part {
    /// Formatting, clippy, documentation, types of the JavaScript, the store's linter
    Lint,
    /// Unit, property and golden tests of the Rust code
    Rust,
    /// What the extension weighs and what an article costs, against tests/budgets.json
    Budgets,
    /// What the packages hold, that they come out the same twice, the one of npm in Node
    Packages,
    /// The built WebAssembly, in Node
    Wasm,
    /// Unit tests of the JavaScript
    Js,
    /// The extension in Chromium
    Chromium,
    /// The extension in Firefox
    Firefox,
    /// The training on a handful of articles, where ../shared holds them
    Training,
}

impl Part {
    fn needs_extension(self) -> bool {
        matches!(self, Self::Lint | Self::Budgets | Self::Packages | Self::Wasm | Self::Chromium | Self::Firefox)
    }

    fn needs_playground(self) -> bool {
        matches!(self, Self::Chromium | Self::Firefox)
    }

    fn tools(self) -> &'static [Tool] {
        match self {
            Self::Chromium => &[Tool::Chromium],
            Self::Firefox => &[Tool::Firefox, Tool::Geckodriver],
            Self::Lint | Self::Rust | Self::Budgets | Self::Packages | Self::Wasm | Self::Js | Self::Training => &[],
        }
    }
}

/// Runs the parts, or all of them if none are named.
pub(crate) fn test(project: &Project, only: &[Part]) -> Result<ExitCode> {
    let parts: Vec<Part> =
        Part::value_variants().iter().copied().filter(|part| only.is_empty() || only.contains(part)).collect();
    let tools: Vec<Tool> = parts.iter().flat_map(|part| part.tools()).copied().collect();
    let mut rows = Rows::default();
    thread::scope(|scope| {
        // Browsers come over the network while the compiler works.
        let browsers = scope.spawn(|| setup::ensure(project, &tools));
        prepare(project, &parts, &mut rows);
        for part in parts.iter().filter(|part| part.tools().is_empty()) {
            run_part(project, *part, &[], &mut rows);
        }
        let environment = environment(browsers, &mut rows);
        for part in parts.iter().filter(|part| !part.tools().is_empty()) {
            if part.tools().iter().all(|tool| environment.iter().any(|(name, _)| *name == tool.variable())) {
                run_part(project, *part, &environment, &mut rows);
            }
        }
    });
    println!("\n{}", render(&rows.rows));
    Ok(if rows.rows.iter().any(Row::failed) { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What the parts need besides browsers. What fails here makes the parts fail that need it, and those only.
fn prepare(project: &Project, parts: &[Part], rows: &mut Rows) {
    if parts.iter().any(|part| *part != Part::Rust) {
        rows.check("npm packages", || packages::install(project));
    }
    if parts.iter().any(|part| part.needs_extension()) {
        rows.check("build", || build(project, &BuildOptions::default()));
        if parts.iter().any(|part| part.needs_playground()) {
            rows.check("playground", || www::build(project, false));
        }
    } else if parts.contains(&Part::Lint) {
        rows.check("wasm target", || wasm::ensure_target(project));
    }
}

/// The variables that lead the tests to the browsers; a row for every browser that is not there.
fn environment(
    browsers: ScopedJoinHandle<'_, Vec<(Tool, Result<PathBuf>)>>,
    rows: &mut Rows,
) -> Vec<(&'static str, PathBuf)> {
    let found = browsers.join().unwrap_or_default();
    let mut environment = Vec::new();
    for (tool, path) in found {
        match path {
            Ok(path) => environment.push((tool.variable(), path)),
            Err(error) => rows.check(tool.name(), || Err(error)),
        }
    }
    environment
}

fn run_part(project: &Project, part: Part, environment: &[(&str, PathBuf)], rows: &mut Rows) {
    match part {
        Part::Lint => lint(project, rows),
        Part::Rust => rows.tests("rust", || rust::tests(project)),
        Part::Budgets => {
            rows.tests("sizes", || budgets::sizes(project));
            match budgets::cannot_count() {
                Some(reason) => rows.skip("instructions", reason),
                None => rows.tests("instructions", || budgets::instructions(project)),
            }
        }
        Part::Packages => {
            rows.check("packages come out the same", || dist::make_twice(project));
            rows.tests("packages", || node::tests(project, &["tests/packages"], environment));
        }
        Part::Wasm => rows.tests("wasm", || node::tests(project, &["tests/wasm"], environment)),
        Part::Js => rows.tests("js", || node::tests(project, &["tests/js", "extension"], environment)),
        Part::Chromium => rows.tests("chromium", || node::tests(project, &["tests/browser/chromium"], environment)),
        Part::Training => match train::missing(project) {
            Some(reason) => rows.skip("training", reason),
            None => rows.check("training", || train::try_out(project)),
        },
        Part::Firefox => rows.tests("firefox", || node::tests(project, &["tests/browser/firefox"], environment)),
    }
}

fn lint(project: &Project, rows: &mut Rows) {
    for (name, command) in rust::checks(project) {
        rows.command(name, command);
    }
    let package = |program: &str| {
        let mut command = node_program(project);
        command.arg(project.node_modules().join(program));
        command
    };
    let mut types = package("typescript/bin/tsc");
    types.args(["--project", "tsconfig.json"]);
    rows.command("types of the JavaScript", types);
    let mut web_ext = package("web-ext/bin/web-ext.js");
    web_ext.args(["lint", "--warnings-as-errors", "--no-config-discovery", "--source-dir"]);
    web_ext.arg(project.dist().join("firefox"));
    rows.command("web-ext lint", web_ext);
}

/// The rows of the summary, as they come.
#[derive(Default)]
struct Rows {
    rows: Vec<Row>,
}

impl Rows {
    /// A part that is one check.
    fn check(&mut self, name: &str, work: impl FnOnce() -> Result<()>) {
        self.add(name, || work().map(|()| (Counts { passed: 1, failed: 0 }, None)));
    }

    /// A part that this machine has not the means for.
    fn skip(&mut self, name: &str, reason: String) {
        step(&format!("{name}: skipped: {reason}"));
        let (counts, elapsed) = (Counts::default(), Duration::ZERO);
        self.rows.push(Row { name: name.to_owned(), counts, elapsed, problem: None, skipped: Some(reason) });
    }

    /// A part that is one command.
    fn command(&mut self, name: &str, mut command: Command) {
        step(name);
        self.check(name, || succeed(&mut command));
    }

    /// A part that is many tests. No test at all is a failure: the tests were not found.
    fn tests(&mut self, name: &str, work: impl FnOnce() -> Result<(Counts, Result<()>)>) {
        step(&format!("tests: {name}"));
        self.add(name, || {
            let (counts, ended) = work()?;
            if counts == Counts::default() {
                ended?;
                bail!("it ran no test");
            }
            Ok((counts, ended.err()))
        });
    }

    fn add(&mut self, name: &str, work: impl FnOnce() -> Result<(Counts, Option<anyhow::Error>)>) {
        let start = Instant::now();
        let (counts, error) = work().unwrap_or_else(|error| (Counts::default(), Some(error)));
        if let Some(error) = &error {
            problem(&format!("{name}: {error:#}"));
        }
        let problem = error.map(|error| format!("{:#}", anyhow!(error)));
        self.rows.push(Row { name: name.to_owned(), counts, elapsed: start.elapsed(), problem, skipped: None });
    }
}

/// A command of a part, with the variables that lead to the browsers.
fn with_environment(project: &Project, environment: &[(&str, PathBuf)]) -> Command {
    let mut command = in_project(project, "node");
    command.env("DIST_DIR", project.dist()).envs(environment.iter().map(|(name, path)| (name, path)));
    command
}
