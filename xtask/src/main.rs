//! The project's own commands: `cargo xtask run`, `cargo xtask test` and their parts.

mod assemble;
mod build;
mod bundle;
mod manifest;
mod packages;
mod process;
mod project;
mod terminal;
mod wasm;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::build::BuildOptions;
use crate::project::Project;

/// Builds, shows and tests Sourcelight. Every command installs what it needs and is able to install.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
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
        Command::Build { quick, release: _ } => {
            build::build(project, &BuildOptions { quick }).map(|()| ExitCode::SUCCESS)
        }
    }
}
