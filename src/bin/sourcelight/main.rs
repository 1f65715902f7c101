//! The command line of Sourcelight: finds every quote in articles and says who said it.

mod archive;
mod arguments;
mod articles;
mod checkpoint;
mod destination;
mod error;
mod input;
mod output;
mod progress;
mod scan;
mod scanned;
mod walk;
mod wanted;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Arguments, Command};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.command {
        Command::Scan(arguments) => scan::run(&arguments).into(),
    }
}
