//! The project's own commands: `cargo xtask run`, `cargo xtask test` and their parts.

mod assemble;
mod bench;
mod browsers;
mod build;
mod bundle;
mod dependencies;
mod dist;
mod eval;
mod fuzz;
mod golden;
mod manifest;
mod packages;
mod process;
mod project;
mod run;
mod setup;
mod shots;
mod summary;
mod terminal;
mod test;
mod train;
mod wasm;
mod www;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::build::BuildOptions;
use crate::dist::DistOptions;
use crate::project::Project;
use crate::test::Part;

/// Builds, shows and tests Sourcelight. Every command installs what it needs and is able to install.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the extension and open a browser with it on an article
    Run {
        /// The article, an .html or .txt file; without one, a sample of the project's own
        article: Option<PathBuf>,
        /// Open no window: print the roster and save two screenshots
        #[arg(long)]
        headless: bool,
    },
    /// Run every test: Rust, WebAssembly, JavaScript, Chromium, Firefox
    Test {
        /// Run this part only; may be given several times
        #[arg(long)]
        only: Vec<Part>,
    },
    /// Take a picture of every state of the panel, the other pages and the playground, in both browsers
    Shots {
        /// Only the scenes whose name holds this word
        #[arg(long)]
        only: Option<String>,
        /// The picture of the README instead, with the extension as it was built last
        #[arg(long)]
        readme: bool,
    },
    /// Build the playground, a page that reads a text which a visitor gives, into target/www
    Www {
        /// Skip the optimiser
        #[arg(long)]
        quick: bool,
        /// Serve it on this machine, until Ctrl+C
        #[arg(long)]
        serve: bool,
    },
    /// Install what building and testing need
    Setup,
    /// Write the expected reports of the sample articles anew
    Golden {
        /// Only compare them
        #[arg(long)]
        check: bool,
    },
    /// Measure the core against annotated articles, where ../shared holds them
    Eval,
    /// Measure how fast the core is, natively, in Node and in Chromium
    Bench,
    /// Look for inputs on which the core breaks a promise (needs a C++ compiler)
    Fuzz {
        /// What is fuzzed; all by turns if none is named
        targets: Vec<fuzz::Target>,
        /// How long each is fuzzed
        #[arg(long, default_value_t = 5)]
        minutes: u64,
        /// Then gather the fewest inputs that reach as much
        #[arg(long)]
        minimise: bool,
    },
    /// Train the model pack, where ../shared holds the annotated articles
    Train {
        /// Every step on a handful of articles, to see that it works
        #[arg(long)]
        quick: bool,
    },
    /// Make the packages for stores, npm and reviewers in dist/packages, the same bytes wherever it is done
    Dist {
        /// Build the source archive in another folder too, and compare
        #[arg(long)]
        verify: bool,
        /// Take the pictures for the stores too
        #[arg(long)]
        pictures: bool,
        /// Leave out the trial of publishing the crates
        #[arg(long)]
        skip_crates: bool,
    },
    /// Build the extension into dist/chrome and dist/firefox
    Build {
        /// Skip the optimiser: a larger core, some 15 seconds sooner
        #[arg(long)]
        quick: bool,
        /// Build optimised Rust; this is the default and the only way in which the core is built
        #[arg(long, hide = true)]
        release: bool,
    },
}

fn main() -> ExitCode {
    if let Some(code) = fuzz::as_compiler() {
        return code;
    }
    let arguments = Arguments::parse();
    match Project::find().and_then(|project| dispatch(&project, arguments.command)) {
        Ok(code) => code,
        Err(error) => {
            terminal::problem(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn dispatch(project: &Project, command: Command) -> Result<ExitCode> {
    match command {
        Command::Run { article, headless } => run::run(project, article.as_deref(), headless),
        Command::Test { only } => test::test(project, &only),
        Command::Shots { readme: true, .. } => shots::readme(project),
        Command::Shots { only, .. } => shots::shots(project, only.as_deref()),
        Command::Www { quick, serve } => www::www(project, quick, serve),
        Command::Setup => setup::setup(project),
        Command::Golden { check } => golden::golden(project, check),
        Command::Train { quick } => train::train(project, quick),
        Command::Eval => eval::eval(project),
        Command::Fuzz { targets, minutes, minimise } => fuzz::fuzz(project, &targets, minutes, minimise),
        Command::Bench => bench::bench(project),
        Command::Dist { verify, pictures, skip_crates } => {
            dist::dist(project, &DistOptions { verify, pictures, skip_crates })
        }
        Command::Build { quick, release: _ } => {
            build::build(project, &BuildOptions { quick }).map(|()| ExitCode::SUCCESS)
        }
    }
}
